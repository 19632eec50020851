"""The exports that are made of a page: HTML, Word file, PDF."""

import json
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from postil.domain.wording import say
from postil.exporters.arranging import arranged
from postil.exporters.checking import ExportMismatch
from postil.exporters.collected import Collected
from postil.exporters.docx import read_quotations, write_docx
from postil.exporters.options import ExportOptions, MadeFile
from postil.exporters.page import TEMPLATE, make_page, page_faults
from postil.exporters.page_reading import read_page
from postil.exporters.plain_files import compare
from postil.exporters.rows import fields_of, rows
from postil.exporters.sections import title_of_all
from postil.exporters.templating import TemplateFault


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF: its bytes, the text and what is attached to it as another program reads them."""

    content: bytes
    text: str
    attached: bytes


Printer = Callable[[str, bytes], Printed]
"""Makes a PDF of a page of HTML, with something attached to it; raises Problem."""

Maker = Callable[[str, Collected, str, Printer], bytes]


@dataclass(frozen=True, slots=True)
class PageExporter:
    """A format that is made of a page; ``write`` makes it of the page and reads it back."""

    name: str
    named: str
    extension: str
    write: Maker
    template: str = field(default=TEMPLATE)
    is_text: bool = field(default=False)
    in_folder: bool = field(default=False)

    @property
    def label(self) -> str:
        """The name in the export window."""
        return say(self.named)

    def faults(self, template: str) -> tuple[TemplateFault, ...]:
        """Return what can be seen to be wrong with a template of the reader's own, by line."""
        return page_faults(template)

    def make(
        self, collected: Collected, options: ExportOptions, *, exported: str, printer: Printer
    ) -> tuple[MadeFile, ...]:
        """Return the one file; raises ExportMismatch, Problem."""
        page = make_page(collected, options, exported=exported)
        key = collected.articles[0].article.id if len(collected.articles) == 1 else ""
        return (MadeFile("", self.write(page, arranged(collected, options), exported, printer), key),)


def _as_html(page: str, shown: Collected, exported: str, printer: Printer) -> bytes:
    del shown, exported, printer
    return page.encode()


def _as_docx(page: str, shown: Collected, exported: str, printer: Printer) -> bytes:
    del printer
    content = write_docx(page, title_of_all(shown), exported)
    compare(read_page(page).quotations, read_quotations(content), say("Word file (DOCX)"))
    return content


def _as_pdf(page: str, shown: Collected, exported: str, printer: Printer) -> bytes:
    """A PDF holds signs in places, not text: the quotations are also attached to it, to the letter, as JSON Lines."""
    del exported
    lines = "".join(json.dumps(fields_of(row), ensure_ascii=False) + "\n" for row in rows(shown)).encode()
    printed = printer(page, lines)
    wanted = [highlight.quoted.exact for article in shown.articles for highlight in article.highlights]
    compare(wanted, [json.loads(line)["quotation"] for line in printed.attached.decode().split("\n") if line], _PDF)
    altered = unprinted(read_page(page).quotations, printed.text)
    if altered:
        raise ExportMismatch(
            "Nothing was written: read back, the PDF would not show “{quotation}” as it is. Choose another format.",
            quotation=altered[0] if len(altered[0]) < 80 else f"{altered[0][:80]}…",
        )
    return printed.content


def unprinted(quotations: Sequence[str], text: str) -> list[str]:
    """Return the quotations that the ``text`` of a PDF does not show.

    Only signs that every font has are compared: those of Latin, Greek and Cyrillic, without spaces and hyphens, since
    lines break elsewhere in a PDF, and PDFium gives a hyphen there as another sign. What runs from right to left or has
    marks on its letters is given in another order by readers. A sign that stands for several, as "㍴" for "bar", may be
    printed as itself, as those, or, where no font has it, as a box.
    """
    there = _comparable(text)
    return [each for each in quotations if not _is_there(each, there) and not _is_reordered(each)]


def _is_there(quotation: str, there: str) -> bool:
    if _comparable(quotation) in there:
        return True
    pattern = "".join(
        re.escape(letters) if _is_in_every_font(sign) else f"(?:{re.escape(letters)})?"
        for sign in quotation
        if (letters := _comparable(sign))
    )
    return bool(pattern) and re.search(pattern, there) is not None


def _is_reordered(text: str) -> bool:
    joined = unicodedata.normalize("NFKC", text)
    return any(unicodedata.combining(each) or unicodedata.bidirectional(each) in _LEFTWARDS for each in joined)


def _comparable(text: str) -> str:
    joined = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in joined if sign > " " and sign != "-" and _is_in_every_font(sign))


def _is_in_every_font(sign: str) -> bool:
    return (sign < "\u0250" or "\u0386" <= sign < "\u0482") and unicodedata.category(sign) != "Cn"


_PDF = "PDF"
_LEFTWARDS = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "LRO"})
HTML = PageExporter("html", "Web page (HTML)", "html", _as_html, is_text=True)
DOCX = PageExporter("docx", "Word file (DOCX)", "docx", _as_docx)
PDF = PageExporter("pdf", _PDF, "pdf", _as_pdf)
