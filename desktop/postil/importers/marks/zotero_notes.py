"""Zotero: notes in HTML, with the annotations that were put into them.

A quotation is ``<span class="highlight" data-annotation="…">``, its attribute URL-encoded JSON with ``annotationKey``,
``color``, ``pageLabel`` and ``citationItem`` (``uris``, ``locator``); ``<span class="citation" data-citation="…">``
follows, then what the reader said of it. ``data-citation-items`` of the element around the note has, by ``uris``, the
records as CSL-JSON in ``itemData``. Source: https://github.com/zotero/note-editor (src/core/schema)
"""

import json
from dataclasses import dataclass, field, replace
from typing import Any, cast
from urllib.parse import unquote

from postil.domain.foreign import ForeignMark, ForeignWork
from postil.importers.html_blocks import blocks_of
from postil.importers.lxml_parsing import parse_html, to_html
from postil.importers.marks.csl_json import csl_work
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.values import Fields, digest, fields, first, objects, strings, told_apart

NAME = "zotero"
_QUOTATION_MARKS = ' \t\n“”„‟"«»'
_TOLD = ("data-annotation=", "data-citation-items=", "data-citation=", "zotero://")


@dataclass(slots=True)
class _Found:
    """The marks of one work, and what is written of it beside them."""

    item: Fields
    named: str = ""
    marks: list[ForeignMark] = field(default_factory=list[ForeignMark])


def sniff(file: MarkFile) -> bool:
    """Say whether the HTML is a note of Zotero's: it has its annotations, citations or schema."""
    text = file.text
    if not text.lstrip().startswith("<"):
        return False
    return "data-schema-version=" in text or any(told in text for told in _TOLD[:3])


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the works that the notes quote; what is written between is the note on the first of them, or on none."""
    parsed = parse_html(file.text)
    if parsed is None:
        return ()
    root = parsed.root
    known = _records(root)
    works: dict[str, _Found] = {}
    for element in root.xpath(".//*[@data-annotation]"):
        _take(element, known, works)
    body = next(root.iter("body"), root)
    for element in body.xpath(".//*[@data-citation-items]"):
        del element.attrib["data-citation-items"]
    _drop_marks(body)
    note = to_html(body) if any(block.text.strip() for block in blocks_of(body)) else ""
    title = _title(body)
    made = [_work(found) for found in works.values()]
    if not made:
        cited = [csl_work(item) for item in known.values()]
        made = [replace(cited[0], record=None)] if len(cited) == 1 else [ForeignWork(NAME, title or file.source.name)]
    if note:
        made[0] = replace(made[0], note=note, note_format="html")
    return tuple(work for work in made if work.marks or work.note)


def _records(root: Any) -> dict[str, Fields]:
    records: dict[str, Fields] = {}
    for element in root.xpath(".//*[@data-citation-items]"):
        for entry in objects(_told(element.get("data-citation-items"))):
            for uri in strings(entry.get("uris")):
                records[uri] = fields(entry.get("itemData"))
    return records


def _told(attribute: str | None) -> object:
    try:
        return cast("object", json.loads(unquote(attribute or "")))
    except (ValueError, RecursionError):
        return None


def _take(element: Any, known: dict[str, Fields], works: dict[str, _Found]) -> None:
    told = fields(_told(element.get("data-annotation")))
    cited = fields(told.get("citationItem"))
    uri = next(iter(strings(cited.get("uris"))), first(told, "attachmentURI"))
    citation, comment = _what_follows(element)
    found = works.setdefault(uri, _Found(known.get(uri) or fields(cited.get("itemData"))))
    found.named = found.named or citation
    exact = " ".join("".join(element.itertext()).split()).strip(_QUOTATION_MARKS)
    page = first(told, "pageLabel") or first(cited, "locator")
    if exact:
        found.marks.append(
            ForeignMark(
                key=first(told, "annotationKey") or digest(uri, exact, page),
                exact=exact,
                note=comment,
                note_format="html",
                color=first(told, "color"),
                locator=f"p. {page}" if page else "",
            )
        )


def _what_follows(element: Any) -> tuple[str, str]:
    """Return the citation after a quotation and, as HTML, what is said of it in the same paragraph."""
    citation = ""
    parts: list[str] = [_escaped(element.tail)]
    following = element.getnext()
    while following is not None and following.get("data-annotation") is None:
        if "citation" in (following.get("class") or "").split() and not citation:
            citation = " ".join("".join(following.itertext()).split()).strip("() ")
            parts.append(_escaped(following.tail))
        else:
            parts.append(to_html(following))
        following = following.getnext()
    comment = "".join(parts).strip()
    return citation, comment if comment.strip(" .,;:") else ""


def _escaped(text: str | None) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _drop_marks(body: Any) -> None:
    """Take the paragraphs away that a quotation stands in: they are highlights now."""
    for element in body.xpath(".//*[@data-annotation]"):
        holder = element.getparent()
        while (
            holder is not None and holder.tag not in {"p", "li", "blockquote", "h1", "h2", "h3"} and holder is not body
        ):
            holder = holder.getparent()
        if holder is not None and holder is not body and holder.getparent() is not None:
            tail, parent, before = holder.tail, holder.getparent(), holder.getprevious()
            parent.remove(holder)
            if tail and before is not None:
                before.tail = (before.tail or "") + tail
            elif tail:
                parent.text = (parent.text or "") + tail


def _title(body: Any) -> str:
    heading = next(body.iter("h1", "h2"), None)
    return " ".join("".join(heading.itertext()).split()) if heading is not None else ""


def _work(found: _Found) -> ForeignWork:
    keys = told_apart(mark.key for mark in found.marks)
    marks = tuple(replace(mark, key=key) for mark, key in zip(found.marks, keys, strict=True))
    if found.item:
        return replace(csl_work(found.item), record=None, marks=marks, note="")
    named = found.named.rpartition(", p.")[0] or found.named
    return ForeignWork(NAME, named, kind="document", marks=marks)


FORMAT = MarkFormat("zotero-notes", "Zotero notes (HTML)", (".html", ".htm"), sniff, parse)
