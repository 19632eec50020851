"""``postil --worker print``: a page of HTML becomes a PDF, which is read back with PDFium.

In comes one JSON object with ``page`` and ``attached``; out goes a line with two numbers, then as many bytes of text
and of what is attached, as PDFium reads them, and then the PDF's bytes. No JSON: reading a book's would stop the window
for a tenth of a second.
"""

import ctypes
import json
import re
import sys
from typing import Any

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPdfWriter

from postil.session.paged import RESOLUTION, lay_out, page_number, paint

ATTACHED = "quotations.jsonl"
_MARGIN = 20.0
"""Millimetres."""
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def main() -> int:
    """Print one page."""
    asked: dict[str, str] = json.load(sys.stdin.buffer)
    application = QGuiApplication.instance() or QGuiApplication(["postil"])
    content = print_page(asked["page"], asked["attached"].encode())
    del application
    text, attached = read_pdf(content)
    read = text.encode("utf-8", "replace")
    sys.stdout.buffer.write(b"".join((f"{len(read)} {len(attached)}\n".encode(), read, attached, content)))
    sys.stdout.buffer.flush()
    return 0


def print_page(page: str, attached: bytes) -> bytes:
    """Return a PDF on A4 with ``attached`` in it. Needs a QGuiApplication."""
    from html import unescape

    kept = QByteArray()
    buffer = QBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(RESOLUTION)
    writer.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
            QPageLayout.Unit.Millimeter,
        )
    )
    title = _TITLE.search(page)
    writer.setTitle(unescape(title[1]) if title else "")
    writer.setCreator("Postil")
    writer.addFileAttachment(ATTACHED, QByteArray(attached), "application/jsonl")
    paint(lay_out(page, writer), writer)
    buffer.close()
    return bytes(kept.data())


def read_pdf(content: bytes) -> tuple[str, bytes]:
    """Return the text of a PDF, page after page, and its first attachment."""
    from importlib import import_module

    # It has no types.
    reader: Any = import_module("pypdfium2")
    pdfium: Any = import_module("pypdfium2.raw")
    document: Any = reader.PdfDocument(content)
    try:
        number = len(document)
        # Without the numbers below: a quotation may go on over the page.
        pages: list[str] = [
            str(document[page].get_textpage().get_text_range()).rstrip().removesuffix(page_number(page, number))
            for page in range(number)
        ]
        attached = pdfium.FPDFDoc_GetAttachmentCount(document.raw) > 0
        return "\n".join(pages), _attachment(document, pdfium) if attached else b""
    finally:
        document.close()


def _attachment(document: Any, pdfium: Any) -> bytes:
    found = pdfium.FPDFDoc_GetAttachment(document.raw, 0)
    length = ctypes.c_ulong()
    pdfium.FPDFAttachment_GetFile(found, None, 0, ctypes.byref(length))
    content = ctypes.create_string_buffer(length.value)
    pdfium.FPDFAttachment_GetFile(found, content, length.value, ctypes.byref(length))
    return content.raw
