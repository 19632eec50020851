"""EPUB 2 and 3: books. The chapters in reading order, the contents as headings, notes, pictures and printed pages."""

from postil.domain.document import Document
from postil.domain.records import Evidence
from postil.domain.sources import Imported, Source
from postil.importers.archives import declared_type, holds_member, open_archive
from postil.importers.encoding import no_text
from postil.importers.epub_chapters import read_chapters
from postil.importers.epub_metadata import book_findings
from postil.importers.epub_navigation import read_navigation
from postil.importers.epub_outline import with_outline
from postil.importers.epub_package import open_package
from postil.importers.format import Format
from postil.importers.languages import detect_language
from postil.importers.titles import title_without_headline

NAME = "epub"
MEDIA_TYPE = "application/epub+zip"


def parse(source: Source) -> Imported:
    """Read a book. Nothing of it is written to the disk, runs or loads.

    Raises Problem where it is damaged, locked, too large, or holds no text.
    """
    archive = open_archive(source)
    package = open_package(archive)
    findings = book_findings(package.root)
    book = read_chapters(archive, package, read_navigation(archive, package))
    blocks = with_outline(book)
    if not any(block.text.strip() for block in blocks):
        raise no_text(source)
    findings = findings.plus([title_without_headline(source, blocks)])
    text = " ".join(block.text for block in blocks[:2000] if not block.boilerplate)
    detected = detect_language(text[:60_000])
    if detected:
        findings = findings.plus([Evidence("language", detected, "", "detected", guess=True)])
    return Imported(
        importer=NAME,
        document=Document(blocks),
        title=findings.value("title"),
        authors=findings.authors,
        publisher=findings.value("publisher"),
        published=findings.value("published"),
        language=findings.value("language"),
        type="book",
        evidence=findings.rows,
        figures=book.figures,
    )


def sniff(source: Source) -> bool:
    """Say whether ``source`` is a zip that says it is an EPUB, or has an EPUB's container in it."""
    said = declared_type(source.content)
    return said == MEDIA_TYPE or (not said and holds_member(source.content, "META-INF/container.xml"))


FORMAT = Format(
    name=NAME,
    label="Book (EPUB)",
    extensions=(".epub",),
    media_types=(MEDIA_TYPE,),
    sniff=sniff,
    parse=parse,
    textual=False,
)
