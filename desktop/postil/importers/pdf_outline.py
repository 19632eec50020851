"""What a PDF says of its own structure: its outline, and the labels of its pages."""

import re
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from postil.importers.pdf_library import address, read_string

_MOST = 20_000
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the outline: ``depth`` from 1, ``page`` counted from 0, -1 where it leads to none."""

    title: str
    depth: int
    page: int


def read_outline(pdfium: Any, document: Any) -> tuple[Entry, ...]:
    """Return the outline of the open ``document`` in order; what leads in circles is left out."""
    entries: list[Entry] = []
    seen: set[int] = set()
    waiting = [(pdfium.FPDFBookmark_GetFirstChild(document, None), 1)]
    while waiting and len(entries) < _MOST:
        bookmark, depth = waiting.pop()
        if not bookmark or address(bookmark) in seen:
            continue
        seen.add(address(bookmark))
        title = read_string(_asking(pdfium.FPDFBookmark_GetTitle, bookmark))
        target = pdfium.FPDFBookmark_GetDest(document, bookmark)
        if not target:
            action = pdfium.FPDFBookmark_GetAction(bookmark)
            target = pdfium.FPDFAction_GetDest(document, action) if action else None
        page = pdfium.FPDFDest_GetDestPageIndex(document, target) if target else -1
        entries.append(Entry(" ".join(title.split()), depth, page))
        waiting.append((pdfium.FPDFBookmark_GetNextSibling(document, bookmark), depth))
        if depth < _DEEPEST:
            waiting.append((pdfium.FPDFBookmark_GetFirstChild(document, bookmark), depth + 1))
    return tuple(entry for entry in entries if entry.title)


def read_page_labels(pdfium: Any, document: Any, number: int) -> tuple[str, ...]:
    """Return the label that the file gives each of its ``number`` pages, "" where it gives none."""
    return tuple(
        " ".join(read_string(_asking(pdfium.FPDF_GetPageLabel, document, index)).split()) for index in range(number)
    )


def _asking(function: Any, *arguments: Any) -> Any:
    def ask(buffer: Any, length: int) -> int:
        return int(function(*arguments, buffer, length))

    return ask


def same_title(text: str) -> str:
    """Return ``text`` as titles are compared: without numbers before it, case, punctuation and spaces."""
    plain = normalize("NFKC", text).casefold()
    plain = re.sub(
        r"^\s*(?:(?:chapter|section|part|appendix|kapitel|teil|anhang)\s+)?(?:[\d.]+|[ivxlc]+[.:]|[a-z][.:])[\s:–—-]+",
        "",
        plain,
    )
    return re.sub(r"[\W_]+", "", plain)
