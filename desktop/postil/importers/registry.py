"""All that Postil reads: one line per format, tried in this order."""

from postil.domain.sources import Imported, Source
from postil.importers import docx, epub, html_page, markdown_text, mhtml, odt, pdf, plain_text
from postil.importers.encoding import decode, is_text, no_text, not_text
from postil.importers.format import Format

IMPORTERS: tuple[Format, ...] = (
    docx.FORMAT,
    epub.FORMAT,
    odt.FORMAT,
    pdf.FORMAT,
    mhtml.FORMAT,
    html_page.FORMAT,
    markdown_text.FORMAT,
    plain_text.FORMAT,
)
# Servers call any file these; its name and content say more.
_VAGUE = frozenset(["", "text/plain", "application/octet-stream", "binary/octet-stream", "application/unknown"])


def read(source: Source) -> Imported:
    """Return ``source`` as the importer for it reads it; raises Problem where none can, or where it holds no text."""
    imported = choose(source).parse(source)
    if not any(block.text.strip() for block in imported.document.blocks):
        raise no_text(source)
    return imported


def choose(source: Source) -> Format:
    """Return the importer for ``source`` by declared type, name and content; raises Problem where there is none."""
    for importer in IMPORTERS:
        if not importer.textual and importer.sniff(source):
            return importer
    media_type = source.media_type.partition(";")[0].strip().lower()
    if source.kind in {"text", "html"} or media_type not in _VAGUE:
        for importer in IMPORTERS:
            if importer.textual and media_type in importer.media_types:
                return importer
    name = source.name.lower()
    if not source.content.strip():
        # Says in its own words that there is nothing.
        decode(source)
    for importer in IMPORTERS:
        if importer.textual and name.endswith(importer.extensions) and is_text(source.content):
            return importer
    for importer in IMPORTERS:
        if importer.sniff(source):
            return importer
    raise not_text(source)
