"""ODT: OpenDocument texts, as LibreOffice writes them. Insertions are kept, deletions and comments left out."""

import re
from typing import Any

from postil.domain.document import Block
from postil.domain.problems import Problem
from postil.domain.records import Evidence
from postil.domain.sources import Imported, Source
from postil.domain.text import canonical
from postil.importers.archive_pictures import Pictures
from postil.importers.archives import Archive, damaged, declared_type, holds_member, open_archive
from postil.importers.block_places import fold, set_pages
from postil.importers.boilerplate import CONTENTS
from postil.importers.encoding import naming, no_text
from postil.importers.evidence import Findings
from postil.importers.format import Format
from postil.importers.html_blocks import BlockBuilder
from postil.importers.html_tree import MOST_ELEMENTS, too_many_elements
from postil.importers.languages import language_tag
from postil.importers.lxml_parsing import MOST_MARKUP, local_name, parse_html, parse_xml
from postil.importers.names import read_names
from postil.importers.odt_body import Writer
from postil.importers.odt_styles import Styles
from postil.importers.office_articles import article_of
from postil.importers.office_remarks import remarks
from postil.importers.printed_dates import read_date
from postil.importers.xml_members import member_text, member_tree, plain_text

NAME = "odt"
_TYPE = "application/vnd.oasis.opendocument.text"
# What programs write where nobody said anything.
_NOBODY = re.compile(r"user|author|unknown|anonymous|administrator|admin|owner|pandoc|libreoffice", re.IGNORECASE)
_UNTITLED = re.compile(r"untitled(?: ?\d+)?|unbenannt(?: ?\d+)?|.*\.(?:odt|ott|docx?|rtf)", re.IGNORECASE)


def parse(source: Source) -> Imported:
    """Read an OpenDocument text. Nothing of it runs or loads.

    Raises Problem where it is damaged, encrypted, too large, or empty.
    """
    archive = open_archive(source)
    _refuse_encrypted(archive)
    root = _content(archive)
    writer = _written(archive, root)
    blocks = _blocks(writer)
    if not any(block.text.strip() for block in blocks):
        raise no_text(source)
    findings = _findings(archive, writer, blocks)
    return article_of(source, NAME, blocks, findings, remarks=_remarks(writer, root), figures=writer.pictures.figures)


def _content(archive: Archive) -> Any:
    """Return the tree of the text; raises Problem where it is not there, too deep or too large."""
    markup = member_text(archive, "content.xml")
    parsed = parse_xml(markup) if markup else None
    if parsed is not None and parsed.too_deep:
        raise Problem(
            "{name} is built so deeply, element within element, that it cannot be read. Save it as plain text and "
            "import that.",
            name=naming(archive.source),
        )
    if parsed is None and markup.count("<") + markup.count("=") > MOST_MARKUP:
        raise too_many_elements(archive.source)
    if parsed is None or not parsed.well_formed:
        raise damaged(archive.source)
    if sum(1 for _ in parsed.root.iter()) > MOST_ELEMENTS:
        raise too_many_elements(archive.source)
    return parsed.root


def _written(archive: Archive, root: Any) -> Writer:
    styles = Styles()
    styles.add(root)
    styles.add(member_tree(archive, "styles.xml"))
    page = parse_html("<html><body></body></html>")
    body = page.root.find("body") if page else None
    text = next((element for element in root.iter() if local_name(element) == "text"), None)
    writer = Writer(styles, Pictures(archive), body)
    if text is not None and body is not None:
        writer.write(text)
    return writer


def _blocks(writer: Writer) -> tuple[Block, ...]:
    marks = {element for pair in writer.indexes for element in pair}
    builder = BlockBuilder(kept=writer.pictures.sources(), asked=frozenset(marks | set(writer.pages)))
    builder.walk(writer.body)
    blocks, places = list(builder.finish()), builder.places
    for start, end in writer.indexes:
        fold(blocks, places[start].index, places[end].index, CONTENTS)
    if writer.soft:
        # Only where the program that wrote it says where pages end are those that the author began all there are.
        breaks = [(places[element], label) for element, label in writer.pages.items() if element in places]
        set_pages(blocks, breaks, "1")
    return tuple(blocks)


def _refuse_encrypted(archive: Archive) -> None:
    manifest = member_tree(archive, "META-INF/manifest.xml")
    if manifest is not None and any(local_name(element) == "encryption-data" for element in manifest.iter()):
        raise Problem(
            "{name} is locked with a password. Open it in a word processor, save it without one, and import that.",
            name=naming(archive.source),
        )


def _findings(archive: Archive, writer: Writer, blocks: tuple[Block, ...]) -> Findings:
    """Return what the file says of itself; a paragraph that is styled as the title goes before its properties."""
    findings = Findings()
    if writer.titled:
        title = " ".join(canonical(writer.titled).split())
        findings = findings.plus([Evidence("title", title, title, "title paragraph")])
    said = _properties(archive)
    title = said.get("title", "")
    if title and not _UNTITLED.fullmatch(title):
        findings = findings.plus([Evidence("title", title, title, "document properties")])
    first = blocks[0]
    if first.kind == "heading":
        findings = findings.plus([Evidence("title", " ".join(first.text.split()), first.text, "first heading")])
    creator = said.get("initial-creator") or said.get("creator", "")
    names = read_names(creator) if creator and not _NOBODY.fullmatch(creator) else ()
    if names:
        # Who made the file is not always who wrote the text.
        row = Evidence("authors", "; ".join(map(str, names)), creator, "document properties", guess=True)
        findings = findings.plus([row], names)
    # The language of the styles is what a program was set to, which is often not what was written.
    printed = said.get("language", "")
    findings = findings.plus([Evidence("language", language_tag(printed), printed, "document properties")])
    for field, name in (("created", "creation-date"), ("modified", "date")):
        # When a file was made says nothing of when its text was published: these are shown, and fill no field.
        printed = said.get(name, "")
        row = Evidence(field, read_date(printed[:10]), printed, f"document properties {name}")
        findings = findings.plus([row])
    return findings


def _properties(archive: Archive) -> dict[str, str]:
    root = member_tree(archive, "meta.xml")
    said: dict[str, str] = {}
    for element in () if root is None else root.iter():
        text = canonical(plain_text(element))
        if len(element) == 0 and text and len(text) <= 1000:
            said.setdefault(local_name(element), text)
    return said


def _remarks(writer: Writer, root: Any) -> list[Evidence]:
    """Return what of the file was left out or decided, for the reader to know."""
    changes = sum(1 for element in root.iter() if local_name(element) == "changed-region")
    return remarks(comments=writer.comments, changes=changes)


def sniff(source: Source) -> bool:
    """Say whether ``source`` is a zip that says it is an OpenDocument text, or is called one and looks like it."""
    said = declared_type(source.content)
    return said.startswith(_TYPE) or (
        not said and holds_member(source.content, "META-INF/manifest.xml") and source.name.lower().endswith(".odt")
    )


FORMAT = Format(
    name=NAME,
    label="OpenDocument text",
    extensions=(".odt", ".ott"),
    media_types=(_TYPE, f"{_TYPE}-template"),
    sniff=sniff,
    parse=parse,
    textual=False,
)
