"""Markdown: CommonMark with tables, and a front matter that says title, authors and dates."""

import re

from postil.domain.document import Block, Document
from postil.domain.problems import Problem
from postil.domain.records import Evidence, Name
from postil.domain.sources import Imported, Source
from postil.domain.text import canonical
from postil.importers.boilerplate import mark_boilerplate
from postil.importers.bylines import recognise_byline
from postil.importers.encoding import decode, is_text, naming
from postil.importers.evidence import Findings
from postil.importers.format import Format
from postil.importers.front_matter import FrontMatter, read_front_matter
from postil.importers.headlines import with_headline
from postil.importers.languages import detect_language, language_tag
from postil.importers.links import picture_address
from postil.importers.markdown_blocks import markdown_blocks
from postil.importers.names import read_name, read_names
from postil.importers.printed_dates import read_date
from postil.importers.titles import title_without_headline

NAME = "markdown"
_KEYS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("title", ("title",)),
    ("authors", ("author", "authors", "by")),
    ("container_title", ("site", "publication", "website", "container-title", "publisher")),
    ("published", ("published", "date", "pubdate", "issued", "created")),
    ("updated", ("updated", "modified", "lastmod", "last_modified", "last-modified")),
    ("url", ("url", "source", "link", "canonical", "canonical_url")),
    ("language", ("lang", "language", "locale")),
)


def parse(source: Source) -> Imported:
    """Read a Markdown file; raises Problem where there is no text."""
    text = canonical(decode(source).text)
    front = read_front_matter(text)
    location = source.location if source.kind == "url" else ""
    blocks = markdown_blocks(front.body, location)
    if not any(block.text.strip() for block in blocks):
        raise Problem("{name} holds no text; there is nothing to read in it.", name=naming(source))
    findings = _said(front)
    heading = next((block for block in blocks[:8] if block.kind == "heading"), None)
    if heading is not None and (heading.level == 1 or heading is blocks[0]):
        findings = findings.plus([Evidence("title", " ".join(heading.text.split()), heading.text, "first heading")])
    findings = findings.plus([title_without_headline(source, blocks)])
    title = findings.row("title")
    if title is not None and not title.guess:
        blocks = with_headline(blocks, title.value)
    byline = recognise_byline(blocks)
    findings = findings.plus(byline.rows, byline.authors)
    return _imported(findings, byline.blocks, location)


def _imported(findings: Findings, blocks: tuple[Block, ...], location: str) -> Imported:
    detected = detect_language(" ".join(block.text for block in blocks)[:60_000])
    if detected:
        findings = findings.plus([Evidence("language", detected, "", "detected", guess=True)])
    url = findings.value("url")
    return Imported(
        importer=NAME,
        document=Document(mark_boilerplate(blocks)),
        title=findings.value("title"),
        authors=findings.authors,
        site=findings.value("container_title"),
        published=findings.value("published"),
        updated=findings.value("updated"),
        url=location or url,
        language=findings.value("language"),
        type="webpage" if location or url or findings.value("container_title") else "document",
        evidence=findings.rows,
    )


def _said(front: FrontMatter) -> Findings:
    findings = Findings()
    for field, keys in _KEYS:
        entry = front.get(*keys)
        if entry is None:
            continue
        key, values, printed = entry
        value, authors = _value(field, values)
        if value:
            findings = findings.plus([Evidence(field, value, printed, f"front matter {key}")], authors)
    return findings


def _value(field: str, values: tuple[str, ...]) -> tuple[str, tuple[Name, ...]]:
    first = " ".join(values[0].split())
    if field == "authors":
        authors = tuple(map(read_name, values)) if len(values) > 1 else read_names(first)
        return "; ".join(map(str, authors)), authors
    if field in {"published", "updated"}:
        return read_date(first), ()
    if field == "url":
        return picture_address(first), ()
    if field == "language":
        return language_tag(first), ()
    return first, ()


def sniff(source: Source) -> bool:
    """Say whether ``source`` has a front matter with a title, or begins with a Markdown heading and has another."""
    head = source.content[:8192]
    if not is_text(source.content):
        return False
    if head.startswith(b"---"):
        return bool(re.match(rb"---[ \t]*\r?\n(?:[^\n]*\n)*?title[ \t]*:", head)) and b"\n---" in head
    return bool(re.match(rb"\s*#{1,3} \S", head) and len(re.findall(rb"^#{1,6} \S", head, re.MULTILINE)) > 1)


FORMAT = Format(
    name=NAME,
    label="Markdown",
    extensions=(".md", ".markdown", ".mdown", ".mkd", ".mkdn"),
    media_types=("text/markdown", "text/x-markdown"),
    sniff=sniff,
    parse=parse,
)
