"""PDF: text in reading order with headings, paragraphs, lists, tables, notes and figures, and the page of each."""

from dataclasses import replace
from typing import Any

from postil.domain.document import Block, Document
from postil.domain.problems import Problem
from postil.domain.records import Evidence
from postil.domain.sources import Imported, Source
from postil.importers.boilerplate import mark_boilerplate
from postil.importers.encoding import naming
from postil.importers.languages import detect_language
from postil.importers.limits import MOST_BLOCKS, too_many_blocks
from postil.importers.pdf_blocks import build_blocks
from postil.importers.pdf_flow import Plate, flow
from postil.importers.pdf_library import opened, raw
from postil.importers.pdf_measures import measure
from postil.importers.pdf_metadata import DocumentInfo, find_metadata, read_info
from postil.importers.pdf_outline import Entry, read_outline, read_page_labels
from postil.importers.pdf_pages import Page, read_pages
from postil.importers.pdf_running_heads import page_labels, strip_running_heads
from postil.importers.titles import title_without_headline

NAME = "pdf"
_FIRST_PAGES = 20_000
"""Code points of the text in which a title and an author are looked for."""


def read_pdf(source: Source) -> Imported:
    """Read a PDF.

    Every block has the label of its page; what repeats from page to page is marked as boilerplate. Raises
    PasswordNeeded where the file is locked, and Problem where it is damaged, too long, or holds no text.
    """
    with opened(source) as document:
        pages, outline, labels, info = _read(raw(), document)
    if not any(page.regions or page.aside for page in pages):
        raise _no_letters(source, pages)
    if _is_unreadable(pages):
        raise Problem(
            "{name} shows letters but does not say which letters they are, so its text cannot be read. Look for "
            "another copy, or let a program for text recognition (OCR) read its pages.",
            name=naming(source),
        )
    measures = measure(region for page in pages for region in page.regions)
    stripped = strip_running_heads(pages, labels, measures.body)
    items = flow(stripped, measures)
    figures = {item.figure.id: item.figure for item in items if isinstance(item, Plate)}
    blocks = build_blocks(items, measures, outline, page_labels(stripped, labels))
    if not any(block.text.strip() and not block.boilerplate for block in blocks):
        blocks = tuple(_without_rule(block) for block in blocks)
    if len(blocks) > MOST_BLOCKS:
        raise too_many_blocks()
    return _imported(source, mark_boilerplate(blocks), info, figures)


def _read(pdfium: Any, document: Any) -> tuple[list[Page], tuple[Entry, ...], tuple[str, ...], DocumentInfo]:
    pages = read_pages(pdfium, document)
    return (
        pages,
        read_outline(pdfium, document),
        read_page_labels(pdfium, document, len(pages)),
        read_info(pdfium, document),
    )


def _imported(source: Source, blocks: tuple[Block, ...], info: DocumentInfo, figures: dict[str, Any]) -> Imported:
    document = Document(blocks)
    findings = find_metadata(info, source.content, document.text[:_FIRST_PAGES])
    findings = findings.plus(_headline(blocks)).plus([_file_or_words(source, blocks)])
    language = findings.value("language")
    if not language:
        language = detect_language(document.text)
        if language:
            findings = findings.plus([Evidence("language", language, "", "detected", guess=True)])
    return Imported(
        importer=NAME,
        document=document,
        title=findings.value("title"),
        authors=findings.authors,
        site=findings.value("container_title"),
        published=findings.value("published"),
        url=source.location if source.kind == "url" else "",
        language=language,
        type="article-journal" if findings.value("container_title") else "document",
        evidence=findings.rows,
        figures=tuple(figures.values()),
    )


def _headline(blocks: tuple[Block, ...]) -> list[Evidence]:
    """Return the heading of the first level on the first page that has text, as a guess at the title."""
    text = [block for block in blocks if not block.boilerplate and block.text.strip()]
    for block in text[:20]:
        if block.kind == "heading" and block.level == 1 and block.page == text[0].page and len(block.text) <= 300:
            return [
                Evidence(
                    "title", " ".join(block.text.split()), block.text, "largest words of the first page", guess=True
                )
            ]
    return []


def _file_or_words(source: Source, blocks: tuple[Block, ...]) -> Evidence:
    named = title_without_headline(source, [block for block in blocks if not block.boilerplate] or list(blocks))
    return named if named.value else Evidence("title", "PDF", "", "format", guess=True)


def _without_rule(block: Block) -> Block:
    return replace(block, boilerplate="")


def _no_letters(source: Source, pages: list[Page]) -> Problem:
    if not pages:
        return Problem("{name} has no pages; there is nothing to read in it.", name=naming(source))
    if not any(page.has_image for page in pages):
        return Problem(
            "{name} holds no text: its pages are empty, or all that is on them is drawn.", name=naming(source)
        )
    return Problem(
        "{name} holds no text, only pictures of its pages: it was scanned. Let a program for text recognition (OCR) "
        "read it first and import what that gives.",
        name=naming(source),
    )


def _is_unreadable(pages: list[Page]) -> bool:
    """Say whether so many letters are unknown that the others cannot be right either: the spaces are among them."""
    text = "".join(line.text for page in pages for region in page.regions for line in region)
    unknown = text.count("\ufffd")
    return unknown >= 10 and unknown > 0.12 * len(text)
