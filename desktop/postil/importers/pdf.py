"""PDF, known by its first bytes; all that reads it is loaded when there is one."""

import re

from postil.domain.problems import Problem
from postil.domain.sources import Imported, Source
from postil.importers.encoding import naming
from postil.importers.format import Format

_HEAD = 1024
"""Bytes within which the mark of a PDF stands: ISO 32000-1, annex H, note 13."""
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")


def parse(source: Source) -> Imported:
    """Read a PDF: see ``pdf_document.read_pdf``."""
    if b"%PDF-" not in source.content[:_HEAD]:
        raise Problem(
            "{name} is no PDF: it does not begin as one. Fetch it once more, or give it the ending that it had.",
            name=naming(source),
        )
    from postil.importers.pdf_document import read_pdf

    return read_pdf(source)


def sniff(source: Source) -> bool:
    """Say whether ``source`` says of itself that it is a PDF, and is not a text about PDFs."""
    head = source.content[:_HEAD]
    if head.lstrip(b"\xef\xbb\xbf\0 \t\r\n").startswith(b"%PDF-"):
        return True
    return b"%PDF-" in head and bool(_OBJECT.search(source.content))


FORMAT = Format(
    name="pdf",
    label="PDF",
    extensions=(".pdf",),
    media_types=("application/pdf", "application/x-pdf"),
    sniff=sniff,
    parse=parse,
    textual=False,
)
