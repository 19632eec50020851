"""Readers of the formats that are no Markdown, none of them ours: each gives the quotations in a file."""

import csv
import ctypes
import io
import json
from typing import Any

import mammoth
import pypdfium2
import pypdfium2.raw as pdfium
import rispy
from bibtexparser import middlewares
from bibtexparser.entrypoint import parse_string
from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]
from lxml import html as lxml_html

from exporters.readers import commonmark
from exporters.readers import quotations as block_quotations
from postil.exporters.bibtex import plain
from postil.exporters.front_matter import without_front_matter

_TEI = "{http://www.tei-c.org/ns/1.0}"


def read(name: str, content: bytes) -> list[str]:
    """Return the quotations that a reader of the format ``name`` finds."""
    return _READERS[name](content)


def _markdown(content: bytes) -> list[str]:
    return commonmark(without_front_matter(content.decode()))


def _obsidian(content: bytes) -> list[str]:
    return [quotation.partition("\n")[2] for quotation in _markdown(content)]


def _html(content: bytes) -> list[str]:
    page = lxml_html.document_fromstring(content.decode())
    return ["\n".join(line.text or "" for line in each) for each in page.iter("blockquote") if each.get("id")]


def _docx(content: bytes) -> list[str]:
    styles = "p[style-name='Quote'] => blockquote > p:fresh"
    shown = mammoth.convert_to_html(io.BytesIO(content), style_map=styles, ignore_empty_paragraphs=False)
    return block_quotations(shown.value.replace("<p></p>", "<p>\0</p>").replace("\0", ""))


def _pdf(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    attachment = pdfium.FPDFDoc_GetAttachment(document.raw, 0)
    length = ctypes.c_ulong()
    pdfium.FPDFAttachment_GetFile(attachment, None, 0, ctypes.byref(length))
    lines = ctypes.create_string_buffer(length.value)
    pdfium.FPDFAttachment_GetFile(attachment, lines, length.value, ctypes.byref(length))
    document.close()
    return _jsonl(lines.raw)


def _csv(content: bytes) -> list[str]:
    rows = csv.DictReader(io.StringIO(content.decode(), newline=""))
    return [row["quotation"][1:] if "quotation" in row["guarded"].split() else row["quotation"] for row in rows]


def _readwise(content: bytes) -> list[str]:
    return [row["Highlight"] for row in csv.DictReader(io.StringIO(content.decode(), newline=""))]


def _jsonl(content: bytes) -> list[str]:
    return [json.loads(line)["quotation"] for line in content.decode().split("\n") if line]


def _csl(content: bytes) -> list[str]:
    return [each["quotation"] for item in json.loads(content) for each in item["custom"]["highlights"]]


def _annotation(content: bytes) -> list[str]:
    return [each["target"]["selector"][0]["exact"] for each in json.loads(content)["first"]["items"]]


def _ris(content: bytes) -> list[str]:
    notes = [note for record in rispy.loads(content.decode()) for note in record["notes"]]
    return [quotation for note in notes for quotation in block_quotations(note)]


def _bibtex(content: bytes) -> list[str]:
    parsed: Any = parse_string(content.decode(), parse_stack=[middlewares.RemoveEnclosingMiddleware()])
    blocks = [block for entry in parsed.entries for block in entry["annotation"].split("\n\n")]
    return [plain(block.removeprefix(r"\enquote{").removesuffix("}")) for block in blocks if block[:8] == r"\enquote"]


def _tei(content: bytes) -> list[str]:
    root = etree.fromstring(content)
    quotes = [cit.find(f"{_TEI}quote") for cit in root.iter(f"{_TEI}cit")]
    return [
        (quote.text or "") + "".join("\n" + (each.tail or "") for each in quote)
        for quote in quotes
        if quote is not None
    ]


_READERS = {
    "markdown": _markdown,
    "pandoc": _markdown,
    "obsidian": _obsidian,
    "html": _html,
    "docx": _docx,
    "pdf": _pdf,
    "csv": _csv,
    "readwise": _readwise,
    "jsonl": _jsonl,
    "csl-json": _csl,
    "annotation": _annotation,
    "ris": _ris,
    "bibtex": _bibtex,
    "tei": _tei,
}
