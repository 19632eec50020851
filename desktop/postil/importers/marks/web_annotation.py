"""Web annotations of the W3C in JSON-LD: one, several in a list, a collection or a page of one.

``target`` is an address or an object with ``source`` and ``selector``; ``body`` holds texts with a ``format`` and a
``purpose`` ("tagging" makes a tag of it). Source: https://www.w3.org/TR/annotation-model/
"""

from collections.abc import Iterator

from postil.domain.foreign import ForeignMark, ForeignWork, NoteFormat
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.selecting import Quotation, quotation
from postil.importers.marks.times import moment
from postil.importers.marks.values import (
    Fields,
    digest,
    fields,
    first,
    is_list,
    is_object,
    many,
    objects,
    told_apart,
    words,
)

NAME = "annotation"
_MOST = 500_000


def sniff(file: MarkFile) -> bool:
    """Say whether the JSON speaks of annotations in the W3C's terms."""
    if file.value is None:
        return False
    found = next(_annotations(file.value), None)
    return found is not None


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the sources that were annotated, in the order in which they are met."""
    by_source: dict[str, list[tuple[Fields, Quotation]]] = {}
    titles: dict[str, str] = {}
    for number, annotation in enumerate(_annotations(file.value)):
        if number == _MOST:
            break
        for target in many(annotation.get("target")) or [{}]:
            source, title = _source(target)
            titles[source] = titles.get(source) or title
            quoted = quotation(fields(target).get("selector"))
            by_source.setdefault(source, []).append((annotation, quoted))
    return tuple(_work(source, titles[source], found) for source, found in by_source.items())


def _annotations(value: object) -> Iterator[Fields]:
    """Give all annotations in ``value``, those of collections and their pages included."""
    waiting: list[object] = [value]
    seen = 0
    while waiting and seen < 2 * _MOST:
        seen += 1
        each = waiting.pop()
        if is_list(each):
            waiting.extend(reversed(each))
            continue
        found = fields(each)
        kinds = {words(kind).rpartition(":")[2] for kind in many(found.get("type") or found.get("@type"))}
        if "Annotation" in kinds and "target" in found:
            yield found
        elif kinds & {"AnnotationCollection", "AnnotationPage"} or "@graph" in found:
            inner = [found.get(name) for name in ("first", "items", "@graph", "next") if found.get(name) is not None]
            waiting.extend(reversed(inner))


def _source(target: object) -> tuple[str, str]:
    source = fields(target).get("source", target)
    if is_object(source):
        inner = fields(source)
        return first(inner, "id", "@id", "source"), first(inner, "title", "dc:title", "label")
    said = words(source) or first(fields(target), "id", "@id")
    return said.partition("#")[0], first(fields(target), "title", "dc:title")


def _work(source: str, title: str, found: list[tuple[Fields, Quotation]]) -> ForeignWork:
    found = sorted(found, key=lambda pair: (pair[1].start, words(pair[0].get("created"))))
    keys = told_apart(_key(annotation, quoted) for annotation, quoted in found)
    is_page = source.lower().startswith(("http://", "https://"))
    return ForeignWork(
        program=NAME,
        title=title or ("" if is_page else source.rpartition("/")[2]),
        url=source if is_page else "",
        marks=tuple(_mark(key, annotation, quoted) for key, (annotation, quoted) in zip(keys, found, strict=True)),
    )


def _key(annotation: Fields, quoted: Quotation) -> str:
    return first(annotation, "id", "@id") or digest(quoted.exact, quoted.prefix, words(annotation.get("created")))


def _mark(key: str, annotation: Fields, quoted: Quotation) -> ForeignMark:
    notes: list[tuple[str, NoteFormat]] = []
    tags: list[str] = []
    for body in (*many(annotation.get("body")), *many(annotation.get("bodyValue"))):
        said = words(body) or first(fields(body), "value", "rdf:value", "chars")
        purposes = {words(purpose) for purpose in many(fields(body).get("purpose"))}
        if "tagging" in purposes:
            tags.append(said)
        elif said and "linking" not in purposes and "identifying" not in purposes:
            notes.append((said, _format(first(fields(body), "format"))))
    style = next((first(each, "color", "value") for each in objects(many(annotation.get("stylesheet")))), "")
    created = moment(annotation.get("created"))
    return ForeignMark(
        key=key,
        exact=quoted.exact,
        prefix=quoted.prefix,
        suffix=quoted.suffix,
        note="\n\n".join(said for said, _ in notes),
        note_format=notes[0][1] if notes else "text",
        tags=tuple(tags),
        color=style if style.startswith("#") else "",
        created=created,
        modified=moment(annotation.get("modified")) or created,
        locator=f"p. {quoted.page}" if quoted.page else "",
        start=quoted.start,
    )


def _format(media_type: str) -> NoteFormat:
    if "html" in media_type:
        return "html"
    return "markdown" if "markdown" in media_type else "text"


FORMAT = MarkFormat(NAME, "Web annotations (JSON-LD)", (".jsonld", ".json"), sniff, parse)
