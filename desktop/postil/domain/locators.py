"""Where in a work a passage stands, as a citation says it: "p. 12", "ch. 3", "para. 7"."""

import re

from postil.domain.document import Document

_COUNTED = frozenset({"paragraph", "quotation", "list_item"})
_NUMBER = re.compile(
    r"(?:(?:chapter|chap\.|kapitel|chapitre|cap[ií]tulo|глава)\s+)?"
    r"(\d{1,3}|[IVXLC]{1,7})(?=[\s.:)\]–—-]|\Z)",
    re.IGNORECASE,
)
_KNOWN = re.compile(
    r"(?:p|pp|ch|para|paras|sec|vol|fol|fig|col|n|l|ll|§|¶)\.?\s*\d|(?:page|chapter|paragraph|section)s?\s+\S",
    re.IGNORECASE,
)
BOOKS = frozenset({"epub"})
"""Importers of works that are cited by their chapters where they have no pages."""


def locator_of(document: Document, start: int, end: int, importer: str) -> str:
    """Return where ``start``..``end`` (code points) stands, "" where nothing says it.

    By the printed pages where the text has them, by the chapter in a book, else by the paragraph, counted from 1.
    Boilerplate does not count.
    """
    if not document.blocks:
        return ""
    first, last = document.block_at(start), document.block_at(max(start, end - 1))
    return (
        _pages(document, first, last)
        or (_chapter(document, first) if importer in BOOKS else "")
        or _paragraphs(document, first, last)
    )


def citable(locator: str) -> str:
    """Return a place that another program printed ("p. 12", "loc. 345") as far as a citation can say it, else ""."""
    return locator if _KNOWN.match(locator.strip()) else ""


def _pages(document: Document, first: int, last: int) -> str:
    # A block without a label of its own stands on the page of the one before it.
    labels = [_page(document, place) for place in (first, last)]
    if not labels[0]:
        return ""
    return f"pp. {labels[0]}-{labels[1]}" if labels[1] and labels[1] != labels[0] else f"p. {labels[0]}"


def _page(document: Document, index: int) -> str:
    return next((block.page for block in reversed(document.blocks[: index + 1]) if block.page), "")


def _chapter(document: Document, index: int) -> str:
    heads = [place for place, block in enumerate(document.blocks) if block.kind == "heading" and not block.boilerplate]
    highest = min((document.blocks[place].level for place in heads), default=0)
    chapters = [place for place in heads if document.blocks[place].level == highest]
    before = [place for place in chapters if place <= index]
    if not before:
        return ""
    numbered = _NUMBER.match(document.blocks[before[-1]].text.strip())
    return f"ch. {numbered[1] if numbered else len(before)}"


def _paragraphs(document: Document, first: int, last: int) -> str:
    number = 0
    found: list[int] = []
    for place, block in enumerate(document.blocks[: last + 1]):
        if block.kind in _COUNTED and not block.boilerplate:
            number += 1
            if place in {first, last}:
                found.append(number)
    if not found:
        return ""
    return f"para. {found[0]}" if found[0] == found[-1] else f"paras. {found[0]}-{found[-1]}"
