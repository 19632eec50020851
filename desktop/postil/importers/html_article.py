"""Which part of a page is the article: readability finds it, trafilatura where that fails, else all there is."""

from typing import Any

from postil.domain.document import Block
from postil.domain.text import count_words
from postil.importers.article_finders import find_by_readability, find_by_trafilatura
from postil.importers.html_blocks import blocks_of

_MOST_ELEMENTS = 60_000
_FEW_WORDS = 120
_SHARE = 0.25


def article_blocks(root: Any, base: str, kept: frozenset[str]) -> tuple[Block, ...]:
    """Return the blocks of the article in a pruned page.

    Where readability gives less than a quarter of the page and fewer than 120 words, and trafilatura twice as much,
    trafilatura's is taken. Pages too large for either, and those where both find nothing, come in whole.
    """
    whole = blocks_of(next(root.iter("body"), root), base, kept)
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return whole
    blocks = _found(find_by_readability(root), base, kept)
    words, all_words = _words(blocks), _words(whole)
    if words >= _FEW_WORDS or (words and words >= _SHARE * all_words):
        return blocks
    other = _found(find_by_trafilatura(root), base, kept)
    if _words(other) > 2 * words:
        return other
    return blocks if words else whole


def _found(article: Any, base: str, kept: frozenset[str]) -> tuple[Block, ...]:
    return () if article is None else blocks_of(article, base, kept)


def _words(blocks: tuple[Block, ...]) -> int:
    return sum(count_words(block.text) for block in blocks)
