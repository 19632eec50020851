"""Highlights as Web Annotations in JSON-LD: a collection with one page of them.

Sources: https://www.w3.org/TR/annotation-model/ and https://www.w3.org/TR/annotation-vocab/
"""

import json

from postil import __version__
from postil.exporters.arranging import arranged
from postil.exporters.collected import Collected, address
from postil.exporters.options import ExportOptions
from postil.exporters.plain_files import FileExporter
from postil.exporters.rows import Row, rows
from postil.exporters.sections import title_of, title_of_all

Json = dict[str, object]

_CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def annotation(row: Row) -> Json:
    """Return a highlight as an annotation; positions are code points of the version that it quotes."""
    highlight = row.highlight
    bodies = _bodies(row)
    made: Json = {
        "@context": _CONTEXT,
        "id": row.card.address,
        "type": "Annotation",
        "motivation": "commenting" if highlight.note.strip() else "highlighting",
        "created": highlight.created,
        "modified": highlight.modified,
        "generator": {"id": "urn:postil", "type": "Software", "name": f"Postil {__version__}"},
        "target": _target(row),
    }
    if bodies:
        made["body"] = bodies
    return {name: value for name, value in made.items() if value}


def _bodies(row: Row) -> list[Json]:
    highlight, card = row.highlight, row.card
    bodies: list[Json] = []
    if highlight.note.strip():
        bodies.append(_text(highlight.note, "commenting", "text/markdown"))
    bodies += [_text(tag, "tagging") for tag in highlight.tags]
    if card.color:
        bodies.append(_text(card.color, "classifying"))
    if card.sentence:
        bodies.append(_text(str(card.sentence), "describing"))
    if row.related.claim is not None:
        bodies.append(_text(row.related.claim.status, "assessing"))
    return [*bodies, *(_link(link.address) for link in row.related.links)]


def _link(to: str) -> Json:
    return {"type": "SpecificResource", "source": to, "purpose": "linking"}


def _text(value: str, purpose: str, media_type: str = "text/plain") -> Json:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": media_type}


def _target(row: Row) -> Json:
    place = row.highlight.quoted
    quote: Json = {"type": "TextQuoteSelector", "exact": place.exact}
    quote.update({name: value for name, value in (("prefix", place.prefix), ("suffix", place.suffix)) if value})
    selectors: list[Json] = [quote]
    if 0 <= place.start < place.end:
        selectors.append({"type": "TextPositionSelector", "start": place.start, "end": place.end})
    url = row.article.item.url
    is_page = url.lower().startswith(("http://", "https://")) and not any(sign.isspace() for sign in url)
    source: Json = {"id": url if is_page else address(row.article.article.id), "title": title_of(row.article)}
    target: Json = {"type": "SpecificResource", "source": source, "selector": selectors}
    if row.captured:
        target["state"] = {"type": "TimeState", "sourceDate": row.captured}
    return target


def _render(collected: Collected, options: ExportOptions) -> str:
    shown = arranged(collected, options)
    items = [annotation(row) for row in rows(shown)]
    single = shown.articles[0].article.id if len(shown.articles) == 1 else ""
    named = f"{address(single)}#annotations" if single else "urn:postil:annotations"
    made: Json = {
        "@context": _CONTEXT,
        "id": named,
        "type": "AnnotationCollection",
        "label": title_of_all(shown),
        "total": len(items),
        "first": {"id": f"{named}-1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _quotations(text: str) -> list[str]:
    items = json.loads(text)["first"]["items"]
    return [item["target"]["selector"][0]["exact"] for item in items]


WEB_ANNOTATIONS = FileExporter("annotation", "Web annotations (JSON-LD)", "jsonld", _render, _quotations)
