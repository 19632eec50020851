"""Which part of a page is the article: readability finds it, trafilatura where that fails, else all there is."""

import copy
import logging
from typing import Any

from postil.domain.document import Block
from postil.domain.text import count_words
from postil.importers.html_blocks import blocks_of

_MOST_ELEMENTS = 60_000
_FEW_WORDS = 120
_SHARE = 0.25


def article_blocks(root: Any, base: str, kept: frozenset[str]) -> tuple[Block, ...]:
    """Return the blocks of the article in a pruned page.

    Where readability gives less than a quarter of the page and fewer than 120 words, and trafilatura twice as much,
    trafilatura's is taken. Pages too large for either, and those where both find nothing, come in whole.
    """
    whole = blocks_of(_body(root), base, kept)
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS:
        return whole
    blocks = _readability(root, base, kept)
    words, all_words = _words(blocks), _words(whole)
    if words >= _FEW_WORDS or (words >= _SHARE * all_words and words):
        return blocks
    other = _trafilatura(root, base, kept)
    if _words(other) > 2 * words:
        return other
    return blocks if words else whole


def _readability(root: Any, base: str, kept: frozenset[str]) -> tuple[Block, ...]:
    from lxml import etree, html
    from readability import Document
    from readability.readability import Unparseable

    logging.getLogger("readability").setLevel(logging.CRITICAL)

    class Whole(Document):
        """Leaves out the clean-up by regular expression, which takes minutes on some pages; ours is done before."""

        def get_clean_html(self) -> str:
            return etree.tounicode(self.html, method="html")

    try:
        summary: str = Whole(copy.deepcopy(root)).summary(html_partial=True, keep_all_images=True)
        found: Any = html.document_fromstring(summary.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (Unparseable, etree.LxmlError, ValueError):
        return ()
    return blocks_of(found, base, kept)


def _trafilatura(root: Any, base: str, kept: frozenset[str]) -> tuple[Block, ...]:
    from lxml import etree, html
    from trafilatura import extract

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        text: str | None = extract(
            copy.deepcopy(root),
            output_format="html",
            include_comments=False,
            include_formatting=True,
            include_links=True,
            include_images=True,
            favor_recall=True,
        )
        if not text:
            return ()
        found: Any = html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError):
        return ()
    return blocks_of(found, base, kept)


def _body(root: Any) -> Any:
    return next(root.iter("body"), root)


def _words(blocks: tuple[Block, ...]) -> int:
    return sum(count_words(block.text) for block in blocks)
