"""A page of ours as a Word file (Office Open XML), written by Postil itself: Qt writes none.

Source: ECMA-376, https://ecma-international.org/publications-and-standards/standards/ecma-376/
"""

import io
import zipfile
from typing import Any, cast

from postil.exporters.docx_body import Footnote, Link, Paragraph, Piece, Run, paragraphs_of
from postil.exporters.docx_parts import CONTENT_TYPES, FOOTNOTE_MARK, RELATIONS, STYLES, core_properties, footnotes_of
from postil.exporters.writable import escape, quoteattr

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HYPERLINK = f"{_RELATIONSHIPS}/hyperlink"
_STYLES = f"{_RELATIONSHIPS}/styles"
_FOOTNOTES = f"{_RELATIONSHIPS}/footnotes"
_MOMENT = (1980, 1, 1, 0, 0, 0)
QUOTATION = "Quote"


def write_docx(page: str, title: str, created: str) -> bytes:
    """Return a Word file of ``page``; ``created`` is the present time in UTC, ISO 8601."""
    paragraphs = paragraphs_of(page)
    targets: dict[str, str] = {}
    body = "".join(_paragraph(each, targets) for each in paragraphs)
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="{_WORD}" '
        f'xmlns:r="{_RELATIONSHIPS}"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1417" w:right="1417" w:bottom="1417" w:left="1417" w:header="708" w:footer="708" '
        'w:gutter="0"/></w:sectPr></w:body></w:document>'
    )
    links = "".join(
        f'<Relationship Id="{name}" Type="{_HYPERLINK}" Target={quoteattr(target)} TargetMode="External"/>'
        for target, name in targets.items()
    )
    relations = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="styles" Type="{_STYLES}" Target="styles.xml"/>'
        f'<Relationship Id="footnotes" Type="{_FOOTNOTES}" Target="footnotes.xml"/>{links}</Relationships>'
    )
    notes = (piece for each in paragraphs for piece in each.pieces if isinstance(piece, Footnote))
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": RELATIONS,
        "docProps/core.xml": core_properties(title, created),
        "word/document.xml": document,
        "word/styles.xml": STYLES,
        "word/footnotes.xml": footnotes_of((note.number, "".join(map(_run, note.runs))) for note in notes),
        "word/_rels/document.xml.rels": relations,
    }
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            # The same export gives the same bytes whenever it is made.
            package.writestr(zipfile.ZipInfo(name, _MOMENT), content.encode(), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def read_quotations(content: bytes) -> list[str]:
    """Return the quotations of a Word file that we wrote: paragraphs of their style that follow each other."""
    from xml.etree import ElementTree

    with zipfile.ZipFile(io.BytesIO(content)) as package:
        # What we just wrote ourselves, with no entities but XML's own.
        root = ElementTree.fromstring(package.read("word/document.xml"))  # noqa: S314
    found: list[list[str]] = []
    within = False
    for paragraph in root.iter(f"{{{_WORD}}}p"):
        style = paragraph.find(f"{{{_WORD}}}pPr/{{{_WORD}}}pStyle")
        if style is None or style.get(f"{{{_WORD}}}val") != QUOTATION:
            within = False
            continue
        if not within:
            found.append([])
        within = True
        found[-1].append("".join(_text_of(each) for each in paragraph.iter()))
    return ["\n".join(lines) for lines in found]


def _text_of(element: Any) -> str:
    if element.tag == f"{{{_WORD}}}tab":
        return "\t"
    return cast("str", element.text) or "" if element.tag == f"{{{_WORD}}}t" else ""


def _paragraph(paragraph: Paragraph, targets: dict[str, str]) -> str:
    properties = f'<w:pPr><w:pStyle w:val="{paragraph.style}"/></w:pPr>' if paragraph.style else ""
    return f"<w:p>{properties}{''.join(_piece(each, targets) for each in paragraph.pieces)}</w:p>"


def _piece(piece: Piece, targets: dict[str, str]) -> str:
    match piece:
        case Run():
            return _run(piece)
        case Link():
            return _link(piece, targets)
        case Footnote():
            return f'<w:r>{FOOTNOTE_MARK}<w:footnoteReference w:id="{piece.number}"/></w:r>'


def _link(link: Link, targets: dict[str, str]) -> str:
    name = targets.setdefault(link.target, f"link{len(targets) + 1}")
    return f'<w:hyperlink r:id="{name}">{"".join(_run(each) for each in link.runs)}</w:hyperlink>'


_FORMATS = {
    "strong": "<w:b/>",
    "emphasis": "<w:i/>",
    "code": '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>',
    "mark": '<w:highlight w:val="yellow"/>',
    "link": '<w:color w:val="0563C1"/><w:u w:val="single"/>',
    "raised": '<w:vertAlign w:val="superscript"/>',
    "lowered": '<w:vertAlign w:val="subscript"/>',
}
# The order that the schema wants.
_ORDER = ("code", "strong", "emphasis", "link", "mark", "raised", "lowered")


def _run(run: Run) -> str:
    told = "".join(_FORMATS[name] for name in _ORDER if name in run.formats)
    properties = f"<w:rPr>{told}</w:rPr>" if told else ""
    return f"<w:r>{properties}{'<w:br/>'.join(map(_text, run.text.split(chr(10))))}</w:r>" if run.text else ""


def _text(line: str) -> str:
    parts = (f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in line.split("\t"))
    return "<w:tab/>".join(parts)
