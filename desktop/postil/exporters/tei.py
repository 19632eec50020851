"""Texts with their names, dates and highlights as TEI P5.

Source: https://tei-c.org/release/doc/tei-p5-doc/en/html/

A highlight is an empty ``anchor`` at each of its ends and a ``cit`` with its quotation after the text; so those that
overlap need no element across others.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

from postil import __version__
from postil.domain.entities import Analysis, EntityKind
from postil.domain.records import CslItem, Name
from postil.domain.wording import say
from postil.exporters.arranging import arranged
from postil.exporters.collected import Collected, CollectedArticle
from postil.exporters.options import ExportOptions
from postil.exporters.plain_files import FileExporter
from postil.exporters.sections import place_of, title_of, title_of_all
from postil.exporters.tei_text import Piece, blocks_with
from postil.exporters.writable import escape, quoteattr

NAMESPACE = "http://www.tei-c.org/ns/1.0"
_DATED = re.compile(r"-?([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_NAMES: dict[EntityKind, tuple[str, str, str, str]] = {
    "person": ("persName", "listPerson", "person", "persName"),
    "place": ("placeName", "listPlace", "place", "placeName"),
    "organisation": ("orgName", "listOrg", "org", "orgName"),
    "event": ("name", "listEvent", "event", "label"),
}
"""Of each kind: the element in the text, the list, its items and the name in them."""
_UNITS = {
    "p.": "page", "pp.": "page", "ch.": "chapter", "para.": "paragraph", "paras.": "paragraph",
}  # fmt: skip
"""What TEI calls what a place is counted in."""


def _render(collected: Collected, options: ExportOptions) -> str:
    shown = arranged(collected, options)
    texts = [_tei(article, f"a{number}") for number, article in enumerate(shown.articles, 1)]
    declared = '<?xml version="1.0" encoding="UTF-8"?>\n'
    if len(texts) == 1:
        return declared + texts[0].replace("<TEI ", f'<TEI xmlns="{NAMESPACE}" ', 1) + "\n"
    header = _header(title_of_all(shown), "")
    return f'{declared}<teiCorpus xmlns="{NAMESPACE}">\n{header}\n' + "\n".join(texts) + "\n</teiCorpus>\n"


def _tei(article: CollectedArticle, prefix: str) -> str:
    ids = _entity_ids(article.analysis, prefix)
    item = article.item
    language = item.language or article.revision.language
    told = f" xml:lang={quoteattr(language)}" if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language) else ""
    parts = [
        f"<TEI xml:id={quoteattr(prefix)}{told}>",
        _header(title_of(article), _source(item, article)),
        *_stand_off(article.analysis, ids),
        "<text>\n<body>",
        *blocks_with(article.revision.document.blocks, article.revision.document.starts, _pieces(article, ids, prefix)),
        *_highlights(article, prefix),
        "</body>\n</text>\n</TEI>",
    ]
    return "\n".join(parts)


def _header(title: str, source: str) -> str:
    published = say("Written by Postil {version}.", version=__version__)
    return (
        f"<teiHeader>\n<fileDesc>\n<titleStmt><title>{escape(title)}</title></titleStmt>\n"
        f"<publicationStmt><p>{escape(published)}</p></publicationStmt>\n"
        f"<sourceDesc>{source or '<p>' + escape(say('Several articles.')) + '</p>'}</sourceDesc>\n"
        "</fileDesc>\n</teiHeader>"
    )


def _source(item: CslItem, article: CollectedArticle) -> str:
    parts = [f"<title>{escape(title_of(article))}</title>", *(_author(name) for name in item.authors)]
    if item.container_title:
        parts.append(f'<title level="m">{escape(item.container_title)}</title>')
    if item.publisher:
        parts.append(f"<publisher>{escape(item.publisher)}</publisher>")
    if item.published:
        parts.append(_date(item.published, item.published))
    if item.updated:
        parts.append(_date(item.updated, item.updated, ' type="updated"'))
    if item.url:
        parts.append(f"<ptr target={quoteattr(''.join(item.url.split()))}/>")
    parts.append(f'<idno type="citation-key">{escape(item.key)}</idno>')
    day = article.revision.captured[:10]
    if day:
        parts.append(f'<note type="captured">{escape(say("The text was captured on {day}.", day=day))}</note>')
    return "<bibl>" + "".join(parts) + "</bibl>"


def _author(name: Name) -> str:
    return f"<author>{escape(str(name))}</author>"


def _date(edtf: str, shown: str, kind: str = "") -> str:
    return f"<date{kind}{_when(edtf)}>{escape(shown)}</date>"


def _when(edtf: str) -> str:
    """Return the attribute that gives a date's value; "" for one that the calendar does not have, or no date."""
    match = _DATED.fullmatch(edtf)
    if match is None:
        return ""
    try:
        date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return ""
    return f' when="{edtf}"'


def _entity_ids(analysis: Analysis | None, prefix: str) -> dict[str, str]:
    entities = analysis.entities if analysis else ()
    return {entity.key: f"{prefix}-{entity.kind}{number}" for number, entity in enumerate(entities, 1)}


def _stand_off(analysis: Analysis | None, ids: dict[str, str]) -> Iterator[str]:
    if analysis is None or not analysis.entities:
        return
    yield "<standOff>"
    for kind, (_, listed, one, named) in _NAMES.items():
        entities = [entity for entity in analysis.entities if entity.kind == kind]
        if entities:
            yield f"<{listed}>"
            yield from (
                f"<{one} xml:id={quoteattr(ids[each.key])}><{named}>{escape(each.name)}</{named}></{one}>"
                for each in entities
            )
            yield f"</{listed}>"
    yield "</standOff>"


def _pieces(article: CollectedArticle, ids: dict[str, str], prefix: str) -> list[Piece]:
    """Return what stands in the text: elements around names and dates, and anchors, all in code points."""
    pieces: list[Piece] = []
    analysis = article.analysis
    for entity in analysis.entities if analysis else ():
        element = _NAMES[entity.kind][0]
        kind = ' type="event"' if entity.kind == "event" else ""
        opening = f"<{element}{kind} ref={quoteattr('#' + ids[entity.key])}>"
        pieces += [Piece(named.start, named.end, opening, f"</{element}>") for named in entity.mentions]
    for each in analysis.dates if analysis else ():
        pieces.append(Piece(each.start, each.end, f"<date{_when(each.edtf)}>", "</date>"))
    for number, highlight in enumerate(article.highlights, 1):
        if highlight.revision_id == article.revision.id and highlight.state != "lost":
            place = highlight.selector
            for at, end in ((place.start, "from"), (place.end, "to")):
                pieces.append(Piece(at, at, f'<anchor xml:id="{prefix}-h{number}-{end}"/>', ""))
    return pieces


def _highlights(article: CollectedArticle, prefix: str) -> Iterator[str]:
    if not article.highlights:
        return
    yield f'<div type="highlights">\n<head>{escape(say("Highlights"))}</head>'
    for number, highlight in enumerate(article.highlights, 1):
        name = f"{prefix}-h{number}"
        here = highlight.revision_id == article.revision.id and highlight.state != "lost"
        points = f' corresp="#{name}-from #{name}-to"' if here else ""
        quoted = f"<quote>{_lines(highlight.quoted.exact)}</quote>{_place(place_of(article, highlight))}"
        notes = [("comment", highlight.note.strip()), ("state", highlight.state if highlight.state != "exact" else "")]
        notes += [("sentence", article.sentences.get(highlight.id, "") if highlight.state == "lost" else "")]
        notes += [("tag", tag) for tag in highlight.tags]
        told = "".join(f'<note type="{kind}">{_lines(text)}</note>' for kind, text in notes if text)
        yield f'<cit xml:id="{name}" n={quoteattr(highlight.id)}{points}>{quoted}{told}</cit>'
    yield "</div>"


def _place(locator: str) -> str:
    """Return where a quotation stands in its work: the page, chapter or paragraph, with its name where it is one."""
    told = " ".join(locator.split())
    abbreviated, _, number = told.partition(" ")
    unit, (first, _, last) = _UNITS.get(abbreviated, ""), number.partition("-")
    reach = "".join(
        f' {name}="{end}"' for name, end in (("from", first), ("to", last or first)) if unit and end.isalnum()
    )
    named = f' unit="{unit}"' if unit else ""
    return f"<bibl><biblScope{named}{reach}>{escape(told)}</biblScope></bibl>" if told else ""


def _lines(text: str) -> str:
    return "<lb/>".join(escape(line) for line in text.split("\n"))


def _quotations(text: str) -> list[str]:
    # What we just wrote ourselves, with no entities but XML's own.
    from xml.etree import ElementTree

    root = ElementTree.fromstring(text.encode())  # noqa: S314
    return [_text_of(each) for each in root.iter(f"{{{NAMESPACE}}}cit")]


def _text_of(cit: Any) -> str:
    quote = cit.find(f"{{{NAMESPACE}}}quote")
    return (quote.text or "") + "".join("\n" + (each.tail or "") for each in cast("Iterable[Any]", quote))


TEI = FileExporter("tei", "TEI (XML)", "xml", _render, _quotations)
