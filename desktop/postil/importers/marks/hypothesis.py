"""Hypothesis: what its API answers to a search, or one annotation of it, and the JSON that its client exports.

A search gives ``rows`` and ``replies``; the client ``annotations`` beside ``export_date``, ``export_userid`` and
``client_version``. An annotation has ``uri``, ``text`` (Markdown), ``tags``, ``created``, ``updated``, ``target`` with
selectors as the W3C has them, ``document.title``, and ``references`` where it answers another. One without a quotation
is a note on the page. Source: https://h.readthedocs.io/en/latest/api-reference/
"""

from collections.abc import Iterable
from dataclasses import replace

from postil.domain.foreign import ForeignMark, ForeignWork
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.selecting import Quotation, quotation
from postil.importers.marks.times import moment
from postil.importers.marks.values import Fields, digest, fields, first, items, objects, strings, words

NAME = "hypothesis"


def sniff(file: MarkFile) -> bool:
    """Say whether the JSON has the shape of an answer of the API or of the client's export."""
    found = _annotations(file.value)
    return bool(found) and all("uri" in each and ("target" in each or "document" in each) for each in found[:20])


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the pages that were annotated, replies as part of the note that they answer."""
    by_page: dict[str, list[Fields]] = {}
    for annotation in _annotations(file.value):
        by_page.setdefault(words(annotation.get("uri")), []).append(annotation)
    return tuple(_work(uri, found) for uri, found in by_page.items())


def _annotations(value: object) -> list[Fields]:
    top = fields(value)
    if "target" in top and "uri" in top:
        return [top]
    if not top:
        return list(objects(value))
    return [each for name in ("rows", "replies", "annotations") for each in objects(top.get(name))]


def _work(uri: str, found: list[Fields]) -> ForeignWork:
    writers = {words(each.get("user")) for each in found}
    marks: dict[str, ForeignMark] = {}
    places: dict[str, tuple[int, str]] = {}
    for each in found:
        if not items(each.get("references")):
            mark, place = _mark(each, signed=len(writers) > 1)
            marks[mark.key], places[mark.key] = mark, place
    for each in sorted(found, key=lambda each: words(each.get("created"))):
        references = strings(each.get("references"))
        if not references:
            continue
        answer = _signed(each)
        parent = marks.get(references[0])
        if parent is not None:
            marks[parent.key] = replace(parent, note=f"{parent.note}\n\n{answer}".strip())
        else:
            mark, place = _mark(each, signed=True)
            marks[mark.key], places[mark.key] = replace(mark, exact=""), place
    title = _title(found)
    return ForeignWork(
        program=NAME,
        title=title,
        url=uri if uri.lower().startswith(("http://", "https://")) else "",
        marks=tuple(sorted(marks.values(), key=lambda mark: places[mark.key])),
    )


def _mark(annotation: Fields, *, signed: bool) -> tuple[ForeignMark, tuple[int, str]]:
    quoted = next(
        (found for target in objects(annotation.get("target")) if (found := quotation(target.get("selector"))).exact),
        Quotation(),
    )
    created = moment(annotation.get("created"))
    mark = ForeignMark(
        key=first(annotation, "id") or digest(words(annotation.get("text")), quoted.exact, created),
        exact=quoted.exact,
        prefix=quoted.prefix,
        suffix=quoted.suffix,
        note=_signed(annotation) if signed and annotation.get("text") else words(annotation.get("text")),
        tags=strings(annotation.get("tags")),
        color=first(annotation, "color"),
        created=created,
        modified=moment(annotation.get("updated")) or created,
        locator=f"p. {quoted.page}" if quoted.page else "",
        start=quoted.start,
    )
    return mark, (quoted.start, created)


def _signed(annotation: Fields) -> str:
    """Return what was written with its writer's name before it: where several write, it must be told whose it is."""
    info = fields(annotation.get("user_info"))
    writer = first(info, "display_name") or words(annotation.get("user")).removeprefix("acct:").partition("@")[0]
    note = words(annotation.get("text"))
    return f"{_plain(writer)}: {note}" if writer else note


def _plain(name: str) -> str:
    """Return a name that is no Markdown."""
    return "".join(c if c.isalnum() or c in " .-" else f"\\{c}" for c in " ".join(name.split()) if c.isprintable())


def _title(found: Iterable[Fields]) -> str:
    for annotation in found:
        title = fields(annotation.get("document")).get("title")
        said = words(title) or next(iter(strings(title)), "")
        if said:
            return said
    return ""


FORMAT = MarkFormat(NAME, "Hypothesis", (".json",), sniff, parse)
