"""Which part of a page is the article: readability finds it, trafilatura where that fails, else all there is."""

import re
from typing import Any

from postil.domain.document import Block
from postil.domain.text import count_words
from postil.importers.article_finders import find_by_readability, find_by_trafilatura
from postil.importers.html_blocks import BlockBuilder, blocks_of
from postil.importers.html_gaps import fill_gaps

_MOST_ELEMENTS = 25_000
_SHARE = 0.5
_LINKED = 0.2
_FURNITURE = re.compile(
    r"nav|menu|sidebar|foot(?!n)|header|comment|share|social|related|widget|banner|promo|advert|breadcrumb|login|search|"
    r"subscri|newsletter|masthead|container|wrapper|layout|main|content",
    re.IGNORECASE,
)


def article_blocks(root: Any, base: str, kept: frozenset[str]) -> tuple[Block, ...]:
    """Return the blocks of the article in a pruned page.

    Where readability gives less than half of the page, and trafilatura twice as much as it, trafilatura's is taken.
    Pages too large for either, those without any furniture, and those where both find nothing, come in whole.
    """
    builder = BlockBuilder(base, kept)
    builder.walk(next(root.iter("body"), root))
    whole = builder.finish()
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS or _is_plain(root):
        return whole
    blocks = _found(find_by_readability(root), base, kept)
    words = _words(blocks)
    if words and words >= _SHARE * _words(whole):
        return fill_gaps(blocks, whole, builder.ends)
    other = _found(find_by_trafilatura(root), base, kept)
    if _words(other) > 2 * words:
        return fill_gaps(other, whole, builder.ends)
    return fill_gaps(blocks, whole, builder.ends) if words else whole


def _is_plain(root: Any) -> bool:
    """Say whether a page is a document as a converter writes it, with no furniture of a site around the text."""
    if next(root.iter("nav", "aside", "footer"), None) is not None:
        return False
    if any(_FURNITURE.search(f"{e.get('class') or ''} {e.get('id') or ''}") for e in root.iter() if e.attrib):
        return False
    letters = sum(len(text.strip()) for text in root.itertext())
    linked = sum(len(text.strip()) for link in root.iter("a") for text in link.itertext())
    return linked < _LINKED * letters


def _found(article: Any, base: str, kept: frozenset[str]) -> tuple[Block, ...]:
    return () if article is None else blocks_of(article, base, kept)


def _words(blocks: tuple[Block, ...]) -> int:
    return sum(count_words(block.text) for block in blocks)
