"""Where the printed pages of a book begin, as its chapters mark them, and what their labels are.

EPUB 3 says ``epub:type="pagebreak"`` or ``role="doc-pagebreak"``. Older books, Project Gutenberg's among them, have the
number in an element of the class "pagenum" or the like, often printed in the midst of the text: "[Pg 12]".
"""

import re
from typing import Any

from postil.importers.epub_markup import semantics

_LABEL = re.compile(
    r"[\[({]?\s*(?:page|pag\.|pg\.?|pp?\.|seite|página|pagina)?[\s.:]*(?P<label>[^\s\])}].{0,18}?)\s*[\])}]?",
    re.IGNORECASE,
)
_CLASS = re.compile(r"(?:^|[\s-])page[-_]?(?:num(?:ber)?|no|break)s?(?:\s|$)", re.IGNORECASE)
_NUMBER = re.compile(r"[\[({]?\s*(?:page|pag\.|pg\.?|p\.?|s\.)?\s*(?:[ivxlcdm]{1,9}|\d{1,5})\s*[\])}]?", re.IGNORECASE)
_NAME = re.compile(r"(?:page|pg|p)[-_.]?(?P<label>[ivxlcdm]{1,9}|\d{1,5})", re.IGNORECASE)
_LONGEST = 20


def find_page_breaks(root: Any, pages: dict[Any, str]) -> None:
    """Add to ``pages`` the elements at which a printed page begins, with its label, and take that out of the text."""
    for element in root.iter():
        if not _is_break(element):
            continue
        pages.setdefault(element, page_label(_said(element)))
        for attribute in ("hidden", "style", "aria-hidden"):
            element.attrib.pop(attribute, None)
        if len(_text(element)) <= _LONGEST:
            for inner in element.iter():
                inner.text = None
                if inner is not element:
                    inner.tail = None


def page_label(printed: str) -> str:
    """Return the label in "12", "p. 12" or "[Pg xiv]"; "" for what is none."""
    match = _LABEL.fullmatch(" ".join(printed.split()))
    return match["label"] if match else ""


def _is_break(element: Any) -> bool:
    if "pagebreak" in semantics(element):
        return True
    name = element.get("class")
    if not name or not _CLASS.search(name):
        return False
    text = _text(element)
    return _NUMBER.fullmatch(text) is not None if text else bool(_said(element))


def _said(element: Any) -> str:
    """Return what an element says of the page: its title, its label, its words, or at last its id."""
    said = element.get("title") or element.get("aria-label") or _text(element)
    if said:
        return said
    names = (inner.get("id") or "" for inner in element.iter())
    return next((match["label"] for name in names if (match := _NAME.fullmatch(name))), "")


def _text(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())
