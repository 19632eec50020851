"""Records as RIS, a note (N1) of HTML for each highlight, as Zotero and others take them.

Source: https://en.wikipedia.org/wiki/RIS_(file_format) and Zotero's translator
"""

import html
import re
from collections.abc import Iterator
from typing import Any, cast

from postil.domain.csl import more_of, names_of, told_note
from postil.domain.records import CslItem, Name
from postil.exporters.arranging import arranged
from postil.exporters.collected import Collected, CollectedArticle
from postil.exporters.csl_json import by_key
from postil.exporters.options import ExportOptions
from postil.exporters.plain_files import FileExporter
from postil.exporters.properties import references
from postil.exporters.sections import place_of, stood_in

_TYPES = {
    "article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS", "book": "BOOK",
    "chapter": "CHAP", "paper-conference": "CONF", "report": "RPRT", "thesis": "THES", "webpage": "ELEC",
    "post-weblog": "BLOG", "post": "ELEC", "manuscript": "UNPB", "map": "MAP", "motion_picture": "VIDEO",
    "patent": "PAT", "personal_communication": "PCOMM", "entry-encyclopedia": "ENCYC", "entry-dictionary": "DICT",
    "dataset": "DATA", "software": "COMP", "legislation": "STAT", "legal_case": "CASE", "bill": "BILL",
    "song": "SOUND", "speech": "SOUND", "pamphlet": "PAMP", "standard": "STAND", "interview": "ICOMM",
}  # fmt: skip
_MORE = (
    ("DO", "DOI"), ("SN", "ISBN"), ("SN", "ISSN"), ("VL", "volume"), ("IS", "issue"), ("SP", "page"), ("ET", "edition"),
    ("CY", "publisher-place"), ("T3", "collection-title"), ("AB", "abstract"),
)  # fmt: skip
_ROLES = (("A2", "editor"), ("A4", "translator"))
_QUOTED = re.compile(r"<blockquote>(.*)</blockquote>", re.DOTALL)


def _render(collected: Collected, options: ExportOptions) -> str:
    shown = arranged(collected, options)
    marked = {article.item.key: article for article in shown.articles}
    return "\r\n".join(line for item in references(shown) for line in _record(item, marked.get(item.key))) + "\r\n"


def _record(item: CslItem, article: CollectedArticle | None) -> Iterator[str]:
    yield f"TY  - {_TYPES.get(item.type, 'GEN')}"
    for tag, value in (("ID", item.key), ("TI", item.title), *(("AU", _name(name)) for name in item.authors)):
        yield from _line(tag, value)
    more = more_of(item)
    for tag, role in _ROLES:
        for name in names_of(more.get(role)):
            yield from _line(tag, _name(name))
    for tag, value in (
        ("T2", item.container_title),
        ("PB", item.publisher),
        ("PY", item.published[:4]),
        ("DA", _date(item.published)),
        ("Y2", _date(item.accessed)),
        ("UR", item.url),
        ("LA", item.language),
        *((tag, str(more.get(variable, ""))) for tag, variable in _MORE),
    ):
        yield from _line(tag, value)
    yield from _line("N1", told_note(item, "; "))
    if article is not None:
        for tag in article.article.tags:
            yield from _line("KW", tag)
        for highlight in article.highlights:
            told = (place_of(article, highlight), stood_in(article, highlight), highlight.note)
            beside = "".join(f"<p>{_paragraphs(each)}</p>" for each in told if each.strip())
            yield f"N1  - <blockquote><p>{_paragraphs(highlight.quoted.exact)}</p></blockquote>{beside}"
        if article.note and article.note.body.strip():
            yield f"N1  - <p>{_paragraphs(article.note.body)}</p>"
    yield "ER  - "
    yield ""


def _line(tag: str, value: str) -> Iterator[str]:
    told = " ".join(value.split())
    if told:
        yield f"{tag}  - {told}"


def _paragraphs(text: str) -> str:
    """RIS has one line for a note: the ends of lines become those of paragraphs, which note programs take."""
    return "</p><p>".join(html.escape(line, quote=False) for line in text.split("\n"))


def _name(name: Name) -> str:
    return name.literal or ", ".join(part for part in (name.family, name.given) if part)


def _date(edtf: str) -> str:
    parts = re.match(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", edtf)
    return "/".join([*(part or "" for part in parts.groups()), ""]) if parts else ""


def _quotations(text: str) -> list[str]:
    from importlib import import_module

    reader: Any = import_module("rispy")
    found: list[str] = []
    for record in cast("list[dict[str, Any]]", reader.loads(text)):
        for note in record.get("notes", ()):
            match = _QUOTED.match(str(note))
            if match:
                lines = match[1].removeprefix("<p>").removesuffix("</p>").split("</p><p>")
                found.append("\n".join(html.unescape(line) for line in lines))
    return found


RIS = FileExporter("ris", "References (RIS)", "ris", _render, _quotations, by_key)
