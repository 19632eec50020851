"""CSL-JSON: bibliographic records as Zotero and others export them, a list of items or ``{"items": […]}``.

Source: https://github.com/citation-style-language/schema (schemas/input/csl-data.json)
"""

import json
from collections.abc import Iterator

from postil.domain.csl import DATES, NAMES, NUMBERS, TEXTS, TYPES, fault_of
from postil.domain.foreign import ForeignRecord, ForeignWork
from postil.domain.records import Name
from postil.domain.wording import say
from postil.importers.marks.format import MarkFile, MarkFormat
from postil.importers.marks.identifiers import find_doi, isbn13
from postil.importers.marks.values import Fields, fields, first, is_list, is_object, items, objects, words

NAME = "zotero"
_HELD = frozenset({
    "title", "container-title", "publisher", "URL", "language", "author", "issued", "accessed", "note", "citation-key",
})  # fmt: skip
_MORE = (TEXTS | NUMBERS | NAMES | DATES) - _HELD


def sniff(file: MarkFile) -> bool:
    """Say whether the JSON is a list of items, some at least of CSL's kinds."""
    found = list(_items(file.value))[:50]
    return any(words(each.get("type")) in TYPES for each in found)


def unknown_type(file: MarkFile) -> str:
    """Return the first type of what would be records if CSL knew any of their types, "" where there are none such."""
    found = (words(each.get("type")) for each in _items(file.value) if "title" in each or "author" in each)
    return next((kind for kind in found if kind), "") if not sniff(file) else ""


def parse(file: MarkFile) -> tuple[ForeignWork, ...]:
    """Return the records in their order."""
    return tuple(csl_work(each) for each in _items(file.value))


def csl_work(item: Fields) -> ForeignWork:
    """Return the work of one item in CSL-JSON."""
    kind = words(item.get("type"))
    doi = find_doi(first(item, "DOI"))
    return ForeignWork(
        program=NAME,
        title=first(item, "title", "title-short"),
        authors=_names(item.get("author")) or _names(item.get("editor")),
        url=first(item, "URL") or (f"https://doi.org/{doi}" if doi else ""),
        published=_date(item.get("issued")),
        kind=kind if kind in TYPES else "document",
        note=_note(first(item, "note", "annote")),
        note_format="text",
        record=ForeignRecord(
            key=first(item, "citation-key", "id").rpartition("/")[2],
            type=kind if kind in TYPES else "",
            container_title=first(item, "container-title"),
            publisher=first(item, "publisher"),
            doi=doi,
            isbn=isbn13(first(item, "ISBN")),
            language=first(item, "language"),
            accessed=_date(item.get("accessed")),
            more=_more(item),
            remarks=tuple(_remarks(item)),
        ),
    )


def _remarks(item: Fields) -> Iterator[str]:
    """Give what is left out of an item, and why."""
    kind = words(item.get("type"))
    if kind not in TYPES:
        yield say("“{type}” is not a type that CSL knows. It is taken as a document.", type=kind[:80])
    for name, value in item.items():
        if value and name not in {"id", "type", "categories", "custom"}:
            fault = fault_of(name, value)
            if fault:
                yield say("{fault} It is left out.", fault=fault)


def _more(item: Fields) -> str:
    """Return the variables that Postil has no field for, as JSON; those that CSL would not allow are left out."""
    kept = {name: value for name, value in item.items() if name in _MORE and value and not fault_of(name, value)}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True) if kept else ""


def _items(value: object) -> Iterator[Fields]:
    found = value if is_list(value) else items(fields(value).get("items"))
    if is_object(value) and not found and "type" in value:
        found = [value]
    for each in objects(found):
        if "type" in each and ("title" in each or "author" in each or "id" in each) and "highlights" not in each:
            yield each


def _names(value: object) -> tuple[Name, ...]:
    names: list[Name] = []
    for each in objects(value):
        particle = first(each, "non-dropping-particle")
        given = " ".join(part for part in (first(each, "given"), first(each, "dropping-particle")) if part)
        family = " ".join(part for part in (particle, first(each, "family")) if part)
        name = Name(family=family, given=given) if family else Name(literal=first(each, "literal") or given)
        if str(name):
            names.append(name)
    return tuple(names)


def _date(value: object) -> str:
    """Return a date, or an interval of two, as EDTF level 0, "" where it is none that a calendar has."""
    date = fields(value)
    ends = [[words(part) for part in items(end)[:3]] for end in items(date.get("date-parts"))[:2]]
    if not ends or not ends[0]:
        return _edtf(first(date, "raw", "literal").split("-"))
    found = [_edtf(numbers) for numbers in ends]
    return "/".join(found) if all(found) and found == sorted(set(found)) else found[0]


def _edtf(numbers: list[str]) -> str:
    if not numbers or not all(part.isascii() and part.isdigit() and len(part) < 5 for part in numbers[:3] if part):
        return ""
    year, month, day = ([int(part) for part in numbers[:3] if part] + [0, 0, 0])[:3]
    if not 0 < year < 10_000:
        return ""
    if not 1 <= month <= 12:
        return f"{year:04}"
    return (
        f"{year:04}-{month:02}-{day:02}"
        if 1 <= day <= 28 or _in_calendar(year, month, day)
        else f"{year:04}-{month:02}"
    )


def _in_calendar(year: int, month: int, day: int) -> bool:
    from calendar import monthrange

    return 1 <= day <= monthrange(year, month)[1]


def _note(note: str) -> str:
    """Leave out the lines that are fields of BibTeX ("tex.ids: …"); all else may be what the reader wrote."""
    return "\n".join(line for line in note.split("\n") if not line.startswith("tex."))


FORMAT = MarkFormat("csl-json", "CSL-JSON (Zotero and others)", (".json",), sniff, parse)
