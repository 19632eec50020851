"""HTML: pages from the web or a file, of which the article is taken, and pasted fragments, taken whole."""

import re
from dataclasses import replace
from typing import Any

from postil.domain.document import Block, Document
from postil.domain.problems import Problem
from postil.domain.records import Evidence, Figure
from postil.domain.sources import Imported, Source
from postil.importers.boilerplate import mark_boilerplate
from postil.importers.bylines import recognise_byline
from postil.importers.encoding import is_text, naming
from postil.importers.evidence import Findings
from postil.importers.format import Format
from postil.importers.headlines import with_headline
from postil.importers.html_article import article_blocks
from postil.importers.html_blocks import blocks_of
from postil.importers.html_metadata import page_findings
from postil.importers.html_tree import parse_page, prune
from postil.importers.languages import detect_language
from postil.importers.saved_pages import Saved, how_saved
from postil.importers.titles import title_without_headline

NAME = "html"
_START = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|article|section|div|p|h[1-6]|table|ul|ol|blockquote|span|a|main)\b",
    re.IGNORECASE | re.DOTALL,
)


def parse(source: Source) -> Imported:
    """Read a page or a pasted fragment.

    Nothing of it runs or loads: the result holds text, spans with ``http``, ``https``, ``mailto`` and ``#`` targets,
    and pictures' addresses. Raises Problem where there is no text, or the page is too deep or too long.
    """
    return read_page(source, how_saved(source), NAME)


def read_page(source: Source, saved: Saved, importer: str) -> Imported:
    """Read a page for an importer of this name that knows how it was ``saved``; as ``parse`` in all else."""
    page = parse_page(source, saved.base)
    headings = _headings(page.root)
    findings = page_findings(page.root, page.base, headings) if source.kind != "html" else Findings()
    findings = _with_saved(findings, saved)
    figures = prune(page.root, saved)
    kept = frozenset(f"figure:{figure.id}" for figure in figures)
    if source.kind == "html":
        blocks = blocks_of(next(page.root.iter("body"), page.root), page.base, kept)
    else:
        blocks = article_blocks(page.root, page.base, kept)
    if not any(block.text.strip() and block.kind != "figure" for block in blocks):
        raise Problem("{name} holds no text; there is nothing to read in it.", name=naming(source))
    return replace(_imported(source, blocks, findings, figures), importer=importer)


def _with_saved(findings: Findings, saved: Saved) -> Findings:
    """Return ``findings`` with the address that a page was saved at in the place of the one it gives itself."""
    for row in saved.rows:
        findings = findings.plus([row], findings.authors) if row.guess else findings.with_row(row)
    return findings


def _imported(source: Source, blocks: tuple[Block, ...], findings: Findings, figures: tuple[Figure, ...]) -> Imported:
    if source.kind == "html":
        # A fragment is the reader's choice: nothing is put before it.
        first = blocks[0]
        if first.kind == "heading":
            findings = findings.plus([Evidence("title", " ".join(first.text.split()), first.text, "first heading")])
    findings = findings.plus([title_without_headline(source, blocks)])
    title = findings.row("title")
    if title is not None and not title.guess and source.kind != "html":
        blocks = with_headline(blocks, title.value)
    byline = recognise_byline(blocks)
    findings = findings.plus(byline.rows, byline.authors)
    if source.kind == "url":
        findings = Findings(tuple(r for r in findings.rows if r.field != "url"), findings.authors).plus(
            [Evidence("url", source.location, source.location, "address")]
        )
    marked = mark_boilerplate(byline.blocks)
    document = Document(marked)
    detected = detect_language(" ".join(b.text for b in marked if not b.boilerplate)[:60_000])
    if detected:
        findings = findings.plus([Evidence("language", detected, "", "detected", guess=True)])
    used = {block.source for block in marked if block.kind == "figure"}
    return Imported(
        importer=NAME,
        document=document,
        title=findings.value("title"),
        authors=findings.authors,
        site=findings.value("container_title"),
        published=findings.value("published"),
        updated=findings.value("updated"),
        url=findings.value("url"),
        language=findings.value("language"),
        type=findings.value("type") or "webpage",
        evidence=findings.rows,
        figures=tuple(figure for figure in figures if f"figure:{figure.id}" in used),
    )


def _headings(root: Any) -> tuple[str, ...]:
    """Return the texts of the page's first few top headings."""
    texts = [_heading_text(heading) for heading in list(root.iter("h1"))[:4]]
    if not any(texts):
        texts = [_heading_text(heading) for heading in list(root.iter("h2"))[:1]]
    return tuple(text for text in texts if text)


def _heading_text(heading: Any) -> str:
    return " ".join(" ".join(block.text for block in blocks_of(heading)).split())


def sniff(source: Source) -> bool:
    """Say whether ``source`` begins as HTML does."""
    return is_text(source.content) and _START.match(source.content[:4096]) is not None


FORMAT = Format(
    name=NAME,
    label="Web page",
    extensions=(".html", ".htm", ".xhtml", ".xht"),
    media_types=("text/html", "application/xhtml+xml"),
    sniff=sniff,
    parse=parse,
)
