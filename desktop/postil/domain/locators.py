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


class Locators:
    """Where passages of one text stand: made once for all of them.

    By the printed pages where the text has them, by the chapter in a book, else by the paragraph, counted from 1.
    Boilerplate does not count.
    """

    def __init__(self, document: Document, importer: str) -> None:
        self._document = document
        self._pages = _pages(document)
        self._chapters = _chapters(document) if importer in BOOKS else []
        self._paragraphs = _paragraphs(document)

    def of(self, start: int, end: int) -> str:
        """Return where ``start``..``end`` (code points) stands, "" where nothing says it."""
        if not self._document.blocks:
            return ""
        first, last = self._document.block_at(start), self._document.block_at(max(start, end - 1))
        if self._pages[first]:
            return _ranged("p. ", "pp. ", self._pages[first], self._pages[last])
        if self._chapters and self._chapters[first]:
            return f"ch. {self._chapters[first]}"
        # A heading or a table between two paragraphs has no number.
        counted = [self._paragraphs[place] for place in (first, last) if self._paragraphs[place]]
        return _ranged("para. ", "paras. ", str(counted[0]), str(counted[-1])) if counted else ""


def locator_of(document: Document, start: int, end: int, importer: str) -> str:
    """Return where ``start``..``end`` (code points) of a text stands, "" where nothing says it."""
    return Locators(document, importer).of(start, end)


def citable(locator: str) -> str:
    """Return a place that another program printed ("p. 12", "loc. 345") as far as a citation can say it, else ""."""
    return locator if _KNOWN.match(locator.strip()) else ""


def _ranged(one: str, many: str, first: str, last: str) -> str:
    return f"{many}{first}-{last}" if last and last != first else f"{one}{first}"


def _pages(document: Document) -> list[str]:
    """Return the page of each block; one without a label of its own stands on the page of the one before it."""
    found, page = list[str](), ""
    for block in document.blocks:
        page = block.page or page
        found.append(page)
    return found


def _chapters(document: Document) -> list[str]:
    """Return the chapter of each block, as its heading numbers it, or counted."""
    heads = [block for block in document.blocks if block.kind == "heading" and not block.boilerplate]
    highest = min((block.level for block in heads), default=0)
    found, chapter, number = list[str](), "", 0
    for block in document.blocks:
        if block.kind == "heading" and not block.boilerplate and block.level == highest:
            number += 1
            numbered = _NUMBER.match(block.text.strip())
            chapter = numbered[1] if numbered else str(number)
        found.append(chapter)
    return found


def _paragraphs(document: Document) -> list[int]:
    """Return the number of each block among the paragraphs, 0 for one that is none."""
    found, number = list[int](), 0
    for block in document.blocks:
        counts = block.kind in _COUNTED and not block.boilerplate
        number += counts
        found.append(number if counts else 0)
    return found
