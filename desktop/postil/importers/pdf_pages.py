"""The pages of a PDF: their lines in reading order, and their pictures."""

from dataclasses import dataclass
from typing import Any

from postil.domain.problems import Problem
from postil.importers.pdf_columns import split_regions
from postil.importers.pdf_fragments import split_fragments
from postil.importers.pdf_glyphs import GlyphReader, page_box
from postil.importers.pdf_library import address
from postil.importers.pdf_lines import Line, build_lines
from postil.importers.pdf_links import read_links
from postil.importers.pdf_pictures import Picture, PictureReader

MOST_PAGES = 20_000
MOST_LETTERS = 10_000_000
"""About 1.7 million words; a PDF of more is refused."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its lines in regions that are read one after the other, and its size in points as its lines run.

    ``aside`` has what runs in another direction than most of the page. ``has_image`` says of a page without text
    whether there is a picture on it.
    """

    index: int
    width: float
    height: float
    regions: tuple[tuple[Line, ...], ...] = ()
    aside: tuple[Line, ...] = ()
    pictures: tuple[Picture, ...] = ()
    has_image: bool = False


def read_pages(pdfium: Any, document: Any) -> list[Page]:
    """Return all pages of the open ``document``; one that PDFium cannot load has no lines.

    Raises Problem where there are more than MOST_PAGES, or more than MOST_LETTERS on them.
    """
    number = pdfium.FPDF_GetPageCount(document)
    if number > MOST_PAGES:
        raise Problem(
            "This PDF has {number} pages; Postil reads up to {most}. Import it in parts.",
            number=f"{number:,}",
            most=f"{MOST_PAGES:,}",
        )
    reader = _PageReader(pdfium, document)
    pages: list[Page] = []
    letters = 0
    for index in range(number):
        page, count = reader.read(index, MOST_LETTERS - letters)
        letters += count
        pages.append(page)
    return pages


class _PageReader:
    """Reads the pages of one open document."""

    def __init__(self, pdfium: Any, document: Any) -> None:
        self._pdfium = pdfium
        self._document = document
        self._glyphs = GlyphReader(pdfium)
        self._pictures = PictureReader(pdfium)

    def read(self, index: int, most: int) -> tuple[Page, int]:
        """Return the page number ``index`` and how many letters it has; raises Problem for more than ``most``."""
        pdfium = self._pdfium
        page = pdfium.FPDF_LoadPage(self._document, index)
        if not page:
            return Page(index, 612.0, 792.0), 0
        try:
            text = pdfium.FPDFText_LoadPage(page)
            if not text:
                return Page(index, 612.0, 792.0), 0
            try:
                count = max(0, pdfium.FPDFText_CountChars(text))
                if count > most:
                    raise Problem("This PDF holds more text than Postil reads. Import it in parts.")
                return self._read(page, text, count, index), count
            finally:
                pdfium.FPDFText_ClosePage(text)
        finally:
            pdfium.FPDF_ClosePage(page)

    def _read(self, page: Any, text: Any, count: int, index: int) -> Page:
        box = page_box(self._pdfium, page)
        groups = self._glyphs.read(address(text), count, box, read_links(self._pdfium, self._document, page))
        main, others = (groups[0], groups[1:]) if groups else ([], [])
        regions = [tuple(build_lines(region)) for region in split_regions(split_fragments(main))]
        aside = [line for group in others for line in build_lines(split_fragments(group))]
        is_turned = bool(main) and next((g.face.turn for g in main if g.letter not in " \n"), 0) % 2 == 1
        width, height = box.right - box.left, box.top - box.bottom
        return Page(
            index,
            height if is_turned else width,
            width if is_turned else height,
            tuple(region for region in regions if region),
            tuple(aside),
            () if is_turned or not any(regions) else self._pictures.read(page, box),
            not any(regions) and self._pictures.has_any(page),
        )
