"""Files of each format that the tests make themselves: small builders, and one well-formed sample per importer."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping

XHTML = "application/xhtml+xml"


def zipped(members: Mapping[str, bytes | str], *, stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    """Return a zip of ``members`` in their order; those in ``stored`` are not compressed."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            file.writestr(info, content, zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def png(width: int = 8, height: int = 8) -> bytes:
    """Return a grey PNG."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    rows = b"".join(b"\0" + b"\x80" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def chapter(body: str, head: str = "") -> str:
    """Return an XHTML page of a book."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" '
        'xmlns:epub="http://www.idpf.org/2007/ops" xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<head><title>A page</title>{head}</head><body>{body}</body></html>"
    )


def contents(items: str, pages: str = "") -> str:
    """Return an EPUB 3 navigation document of these list items."""
    page_list = f'<nav epub:type="page-list"><ol>{pages}</ol></nav>' if pages else ""
    return chapter(f'<nav epub:type="toc"><ol>{items}</ol></nav>{page_list}')


def book(
    chapters: Mapping[str, str],
    *,
    metadata: str = "<dc:title>The lake</dc:title>",
    nav: str = "",
    ncx: str = "",
    spine: str = "",
    manifest: str = "",
    more: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """Return an EPUB whose ``chapters`` are XHTML by file name, in the folder ``text``.

    ``spine`` replaces the reading order, ``manifest`` adds to the list of files, and ``more`` adds or, with the same
    name, replaces members; the package document is ``text/book.opf``.
    """
    items = "".join(f'<item id="{name}" href="{name}" media-type="{XHTML}"/>' for name in chapters)
    if nav:
        items += f'<item id="nav" href="nav.xhtml" properties="nav" media-type="{XHTML}"/>'
    if ncx:
        items += '<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>'
    order = spine or "".join(f'<itemref idref="{name}"/>' for name in chapters)
    package = (
        f'<package xmlns="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">{metadata}'
        f'</metadata><manifest>{items}{manifest}</manifest><spine toc="ncx">{order}</spine></package>'
    )
    container = (
        '<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="text/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
    )
    members: dict[str, bytes | str] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": container,
        "text/book.opf": package,
    }
    members |= {f"text/{name}": body for name, body in chapters.items()}
    if nav:
        members["text/nav.xhtml"] = nav
    if ncx:
        members["text/toc.ncx"] = ncx
    return zipped(members | dict(more or {}))


_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("text", "text"), ("table", "table"), ("style", "style"), ("draw", "drawing"),
        ("meta", "meta"), ("svg", "svg-compatible"), ("fo", "xsl-fo-compatible"), ("manifest", "manifest"),
    )
) + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip


def open_document(
    body: str,
    *,
    styles: str = "",
    automatic: str = "",
    meta: str = "<dc:title>The lake</dc:title>",
    more: Mapping[str, bytes | str] | None = None,
) -> bytes:
    """Return an ODT of this ``office:text``, with named and automatic styles and metadata as XML."""
    members: dict[str, bytes | str] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {_NAMESPACES}><office:automatic-styles>{automatic}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        "</office:document-content>",
        "styles.xml": f"<office:document-styles {_NAMESPACES}><office:styles>{styles}</office:styles>"
        "</office:document-styles>",
        "meta.xml": f"<office:document-meta {_NAMESPACES}><office:meta>{meta}</office:meta></office:document-meta>",
    }
    return zipped(members | dict(more or {}))


def word_document(body: str = "") -> bytes:
    """Return a DOCX of this ``w:body``."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    body = body or "<w:p><w:r><w:t>The lake rose in the night.</w:t></w:r></w:p>"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
            'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
            f'Type="{office}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{word}"><w:body>{body}</w:body></w:document>',
        }
    )


def portable_document(lines: str = "BT /F1 24 Tf 72 700 Td (The lake rose in the night.) Tj ET") -> bytes:
    """Return a PDF of one page that is drawn by these operators, in Helvetica."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources "
            "<< /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        ),
        f"<< /Length {len(lines)} >>\nstream\n{lines}\nendstream",
    ]
    written, places = b"%PDF-1.4\n", [0]
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places[1:])
    end = f"trailer\n<< /Size {len(places)} /Root 1 0 R >>\nstartxref\n{len(written)}\n%%EOF\n"
    return written + f"xref\n0 {len(places)}\n0000000000 65535 f \n{table}{end}".encode()


def saved_page(page: str, parts: str = "", head: str = "Snapshot-Content-Location: https://example.org/lake/") -> bytes:
    """Return an MHTML file of this HTML; ``parts`` are further parts with their headers, each after ``--part``."""
    lines = [
        "From: <Saved by a browser>", head, "Subject: =?utf-8?Q?The_lake_=E2=80=93_Evening_Mail?=",
        "Date: Sun, 25 Feb 2024 11:28:18 -0000", "MIME-Version: 1.0",
        'Content-Type: multipart/related; type="text/html"; boundary="part"', "", "--part",
        "Content-Type: text/html; charset=utf-8", "Content-ID: <frame@mhtml>", "Content-Transfer-Encoding: 8bit",
        "Content-Location: https://example.org/lake/", "", page, parts + "--part--", "",
    ]  # fmt: skip
    return "\r\n".join(lines).encode()


def _text() -> bytes:
    return b"# The lake\n\n<p>By Jane Doe</p>\n\n<p>It rose in the night.</p>\n"


# One for each line of IMPORTERS, by the importer's name.
SAMPLES: dict[str, Callable[[], bytes]] = {
    "docx": word_document,
    "epub": lambda: book(
        {"one.xhtml": chapter('<h1>One</h1><p>The lake rose.</p><img src="lake.png" alt="The lake"/>')},
        nav=contents('<li><a href="one.xhtml">One</a></li>'),
        more={"text/lake.png": png()},
    ),
    "html": _text,
    "markdown": _text,
    "mhtml": lambda: saved_page("<html><body><h1>The lake</h1><p>The lake rose in the night.</p></body></html>"),
    "odt": lambda: open_document('<text:h text:outline-level="1">One</text:h><text:p>The lake rose.</text:p>'),
    "pdf": portable_document,
    "text": _text,
}
