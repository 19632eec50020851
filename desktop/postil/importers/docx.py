"""DOCX: Word's files, with notes, tables, lists and pictures. Insertions are kept, deletions and comments left out."""

import re
from typing import Any

from postil.domain.document import Block
from postil.domain.problems import Problem
from postil.domain.records import Evidence
from postil.domain.sources import Imported, Source
from postil.domain.text import canonical
from postil.domain.wording import count
from postil.importers.archives import is_zip
from postil.importers.docx_body import BodyWriter, Reading
from postil.importers.docx_drawings import Drawings
from postil.importers.docx_notes import KINDS, read_notes
from postil.importers.docx_numbers import read_numbering
from postil.importers.docx_package import Package, child, inside, open_package, too_deep
from postil.importers.docx_styles import read_styles
from postil.importers.encoding import naming, no_text
from postil.importers.evidence import Findings
from postil.importers.format import Format
from postil.importers.html_blocks import blocks_of
from postil.importers.languages import language_tag
from postil.importers.lxml_parsing import parse_html
from postil.importers.names import read_names
from postil.importers.office_articles import article_of
from postil.importers.office_remarks import remarks
from postil.importers.printed_dates import read_date

NAME = "docx"
_EXTENSIONS = (".docx", ".docm", ".dotx", ".dotm")
_CORE = "metadata/core-properties"
_COMPOUND = b"\xd0\xcf\x11\xe0"
# What programs write where nobody said anything.
_NOBODY = re.compile(
    r"python-docx|(?:microsoft )?office[- ]user|microsoft|user|users?|author|admin(?:istrator)?|unknown|anonymous|"
    r"un-named|owner|windows|hp|dell|lenovo|acer|apache poi|pandoc|openxml|docx4j",
    re.IGNORECASE,
)
_UNTITLED = re.compile(
    r"(?:word|powerpoint|microsoft word) (?:document|presentation)|untitled|document\d*|.*\.docx?", re.IGNORECASE
)


def parse(source: Source) -> Imported:
    """Read a Word file of 2007 or later.

    Nothing of it runs or loads. Raises Problem where it is damaged, too large, locked, of another program, or empty.
    """
    if source.content.startswith(_COMPOUND):
        raise Problem(
            "{name} is locked with a password or comes from a Word before 2007. Open it in a word processor, save it "
            "as .docx without a password, and import that.",
            name=naming(source),
        )
    package = open_package(source)
    reading, root = _read(package)
    blocks = blocks_of(root, "", frozenset(f"figure:{name}" for name in reading.drawings.figures))
    if not any(block.text.strip() for block in blocks):
        raise no_text(source)
    titled = next((" ".join(e.itertext()) for e in root.iter("h1") if e.get("class") == "title"), "")
    findings = _findings(package, blocks, " ".join(canonical(titled).split()))
    return article_of(source, NAME, blocks, findings, remarks=_remarks(reading), figures=reading.drawings.figures)


def _read(package: Package) -> tuple[Reading, Any]:
    """Return what was counted on the way, and the HTML tree of text and notes."""
    styles = read_styles(package.tree(package.related("styles")))
    linked = {name: style.numbering[0] for name, style in styles.items() if style.numbering[0]}
    numbering = read_numbering(package.tree(package.related("numbering")), linked)
    reading = Reading(package, styles, numbering, read_notes(package), Drawings(package))
    writer = BodyWriter(reading, package.main)
    writer.blocks(inside(package.tree(package.main), "w:body"))
    markup = writer.take() + _notes(reading)
    parsed = parse_html(f"<html><body>{markup}</body></html>")
    if parsed is None:
        raise no_text(package.source)
    if parsed.too_deep:
        raise too_deep(package.source)
    return reading, parsed.root


def _notes(reading: Reading) -> str:
    """Return the notes that are referred to as a list behind the text, footnotes first; notes may refer to others."""
    items: list[str] = []
    for kind in KINDS:
        writer = BodyWriter(reading, reading.package.related(f"{kind}s"))
        written: set[str] = set()
        while waiting := [n for (k, n) in reading.notes.referred if k == kind and n not in written]:
            for name in waiting:
                written.add(name)
                writer.blocks(reading.notes.elements[kind, name])
                items.append(f'<li data-marker="{reading.notes.referred[kind, name]}.">{writer.take()}</li>')
    return f"<hr><ol>{''.join(items)}</ol>" if items else ""


def _findings(package: Package, blocks: tuple[Block, ...], titled: str) -> Findings:
    """Return what the file says of itself; a paragraph that is styled as the title goes before its properties."""
    findings = Findings()
    if titled:
        findings = findings.plus([Evidence("title", titled, titled, "title paragraph")])
    part = next((r.target for r in package.relations("").values() if r.kind == "core-properties"), "")
    root = package.tree(part)
    said = {
        name: _said(root, name)
        for name in ("dc:title", "dc:creator", "dc:language", "dcterms:created", "dcterms:modified")
    }
    title = said["dc:title"]
    if title and not _UNTITLED.fullmatch(title):
        findings = findings.plus([Evidence("title", title, title, "document properties")])
    first = blocks[0]
    if first.kind == "heading":
        findings = findings.plus([Evidence("title", " ".join(first.text.split()), first.text, "first heading")])
    creator = said["dc:creator"]
    if creator and not _NOBODY.fullmatch(creator):
        names = read_names(creator)
        # Who made the file is not always who wrote the text.
        row = Evidence("authors", "; ".join(map(str, names)), creator, "document properties", guess=True)
        findings = findings.plus([row] if names else [], names)
    language = language_tag(said["dc:language"])
    if language:
        findings = findings.plus([Evidence("language", language, said["dc:language"], "document properties")])
    for field, name in (("created", "dcterms:created"), ("modified", "dcterms:modified")):
        # When a file was made says nothing of when its text was published: these are shown, and fill no field.
        date = read_date(said[name])
        if date:
            findings = findings.plus([Evidence(field, date, said[name], f"document properties {name}")])
    return findings


def _said(root: Any, name: str) -> str:
    element = child(root, name)
    return "" if element is None else " ".join(canonical("".join(element.itertext())[:1000]).split())


def _remarks(reading: Reading) -> list[Evidence]:
    """Return what of the file was left out or decided, for the reader to know."""
    rows = remarks(comments=reading.comments, changes=reading.insertions + reading.deletions)
    if reading.drawings.left_out:
        remark = count(
            "{number} drawing could not be kept", "{number} drawings could not be kept", reading.drawings.left_out
        )
        rows.append(Evidence("drawings", remark, str(reading.drawings.left_out), "drawings"))
    return rows


def sniff(source: Source) -> bool:
    """Say whether ``source`` is a package of Microsoft's office programs, or is called a Word file and looks packed."""
    content = source.content
    if is_zip(content):
        return b"[Content_Types].xml" in content or source.name.lower().endswith(_EXTENSIONS)
    return content.startswith(_COMPOUND) and source.name.lower().endswith((".doc", ".dot", *_EXTENSIONS))


FORMAT = Format(
    name=NAME,
    label="Word document",
    extensions=_EXTENSIONS,
    media_types=(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template",
        "application/vnd.ms-word.document.macroenabled.12",
    ),
    sniff=sniff,
    parse=parse,
    textual=False,
)
