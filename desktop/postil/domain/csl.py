"""A bibliographic record as CSL-JSON has it, and back; what is allowed in it.

Source: https://docs.citationstyles.org/en/stable/specification.html (appendices III and IV) and CSL 1.0.2's schema of
input items; written anew, not copied.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from postil.domain.records import CslItem, Name
from postil.domain.wording import say

Json = dict[str, object]

# fmt: off
TYPES = frozenset({
    "article", "article-journal", "article-magazine", "article-newspaper", "bill", "book", "broadcast", "chapter",
    "classic", "collection", "dataset", "document", "entry", "entry-dictionary", "entry-encyclopedia", "event",
    "figure", "graphic", "hearing", "interview", "legal_case", "legislation", "manuscript", "map", "motion_picture",
    "musical_score", "pamphlet", "paper-conference", "patent", "performance", "periodical", "personal_communication",
    "post", "post-weblog", "regulation", "report", "review", "review-book", "software", "song", "speech", "standard",
    "thesis", "treaty", "webpage",
})
TEXTS = frozenset({
    "abstract", "annote", "archive", "archive_collection", "archive_location", "archive-place", "authority",
    "call-number", "citation-key", "citation-label", "collection-title", "container-title", "container-title-short",
    "dimensions", "division", "DOI", "event", "event-title", "event-place", "genre", "ISBN", "ISSN",
    "journalAbbreviation", "jurisdiction", "keyword", "language", "medium", "note", "original-publisher",
    "original-publisher-place", "original-title", "part-title", "PMCID", "PMID", "publisher", "publisher-place",
    "references", "reviewed-genre", "reviewed-title", "scale", "shortTitle", "source", "status", "title",
    "title-short", "URL", "volume-title", "year-suffix",
})
NUMBERS = frozenset({
    "chapter-number", "citation-number", "collection-number", "edition", "first-reference-note-number", "issue",
    "locator", "number", "number-of-pages", "number-of-volumes", "page", "page-first", "part", "printing", "section",
    "supplement", "version", "volume",
})
NAMES = frozenset({
    "author", "chair", "collection-editor", "compiler", "composer", "container-author", "contributor", "curator",
    "director", "editor", "editorial-director", "executive-producer", "guest", "host", "illustrator", "interviewer",
    "narrator", "organizer", "original-author", "performer", "producer", "recipient", "reviewed-author",
    "script-writer", "series-creator", "translator",
})
DATES = frozenset({"accessed", "available-date", "event-date", "issued", "original-date", "submitted"})
# fmt: on
_OTHERS = frozenset({"id", "type", "categories", "custom"})
_NAME_PARTS = frozenset({
    "family", "given", "dropping-particle", "non-dropping-particle", "suffix", "comma-suffix", "static-ordering",
    "literal", "parse-names",
})  # fmt: skip
_DATE_PARTS = frozenset({"date-parts", "season", "circa", "literal", "raw", "edtf"})
_OURS = {
    "title": "title", "container-title": "container_title", "publisher": "publisher", "URL": "url",
    "language": "language",
}  # fmt: skip
_DATED = {"issued": "published", "accessed": "accessed"}
OWN_FIELDS: Mapping[str, str] = {**_OURS, **_DATED}
"""The record's own fields by the variables of CSL that they are."""
_UPDATED = re.compile(r"(?:^|\n|; )updated: (-?\d{4}(?:-\d{2}){0,2}(?:T\S+)?)\s*\Z")
_EDTF = re.compile(r"(-?\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?:T.*)?\Z")


def to_csl(item: CslItem) -> Json:
    """Return the record as an item of CSL-JSON; its ``id`` is the citation key."""
    found: Json = {"id": item.key, "type": item.type if item.type in TYPES else "document"}
    found.update(more_of(item))
    for variable, field in _OURS.items():
        if getattr(item, field):
            found[variable] = getattr(item, field)
    if item.authors:
        found["author"] = [name_object(name) for name in item.authors]
    for variable, field in _DATED.items():
        date = date_object(str(getattr(item, field)))
        if date:
            found[variable] = date
    note = told_note(item)
    if note:
        found["note"] = note
    return found


def told_note(item: CslItem, between: str = "\n") -> str:
    """Return the note on a record with the day of its last update, for which no format of references has a field.

    ``between`` stands before the day: a line's end, or "; " where a note is one line.
    """
    return between.join(part for part in (item.note, f"updated: {item.updated}" if item.updated else "") if part)


def read_note(told: str) -> tuple[str, str]:
    """Return what ``told_note`` put together: the note, and the day of the last update, "" for none."""
    match = _UPDATED.search(told)
    return (told[: match.start()].rstrip(), match[1]) if match else (told, "")


def cited_csl(item: CslItem) -> Json:
    """Return the record as an item for formatting: the day of its last update is its date where it names no other.

    So APA (7th ed., 9.15) and MLA want it; CSL has no variable for it, and "n.d." would deny what the page says. The
    record itself and what is exported as a record keep the two apart.
    """
    found = to_csl(item)
    if "issued" not in found and (date := date_object(item.updated)):
        found["issued"] = date
    return found


def from_csl(found: Mapping[str, object], like: CslItem) -> CslItem:
    """Return ``like`` with what an item of CSL-JSON says; variables that Postil has no field for go into ``more``."""
    texts = {field: _text(found.get(variable)) for variable, field in _OURS.items()}
    dates = {field: edtf_of(found.get(variable)) for variable, field in _DATED.items()}
    kind = _text(found.get("type"))
    kept = {*_OURS, *_DATED, "author", "note", "id", "type", "citation-key"}
    more = {name: value for name, value in found.items() if name not in kept and name in _ALLOWED and value}
    note, updated = read_note(_text(found.get("note")))
    for variable, field in _DATED.items():
        if variable in found and not dates[field]:
            more[variable] = found[variable]
    return replace(
        like,
        **texts,
        **dates,
        type=kind if kind in TYPES else "document",
        authors=names_of(found.get("author")),
        note=note,
        updated=updated,
        more=json.dumps(more, ensure_ascii=False, sort_keys=True) if more else "",
    )


def more_of(item: CslItem) -> Json:
    """Return CSL's other variables of a record; what is no JSON object is none."""
    if not item.more:
        return {}
    try:
        found: object = json.loads(item.more)
    except ValueError:
        return {}
    return cast("Json", found) if isinstance(found, dict) else {}


def name_object(name: Name) -> Json:
    """Return a name as CSL-JSON has it."""
    if name.literal:
        return {"literal": name.literal}
    return {part: value for part, value in (("family", name.family), ("given", name.given)) if value}


def names_of(value: object) -> tuple[Name, ...]:
    """Return the names in a list of CSL-JSON, particles with the family name."""
    names: list[Name] = []
    for each in cast("list[object]", value) if isinstance(value, list) else []:
        if not isinstance(each, dict):
            continue
        parts = {str(key): _text(part) for key, part in cast("dict[object, object]", each).items()}
        family = " ".join(filter(None, (parts.get("non-dropping-particle"), parts.get("family"))))
        given = " ".join(filter(None, (parts.get("given"), parts.get("dropping-particle"))))
        suffix = parts.get("suffix", "")
        name = Name(family, f"{given}, {suffix}" if suffix and given else given) if family else Name("", "", given)
        name = Name(literal=parts["literal"]) if parts.get("literal") else name
        if str(name):
            names.append(name)
    return tuple(names)


def date_object(edtf: str) -> Json:
    """Return a date in EDTF level 0, or an interval of two, as CSL-JSON has it; {} for none."""
    ends = [_parts(end) for end in edtf.split("/")[:2] if end]
    if not ends:
        return {}
    return {"date-parts": ends} if all(ends) else {"literal": edtf}


def edtf_of(value: object) -> str:
    """Return a date of CSL-JSON as EDTF level 0, "" where it is none."""
    if not isinstance(value, dict):
        return ""
    date = cast("dict[str, object]", value)
    listed = date.get("date-parts")
    ends: list[str] = []
    for parts in cast("list[object]", listed) if isinstance(listed, list) else []:
        end = _written(cast("list[object]", parts)) if isinstance(parts, list) else ""
        if end:
            ends.append(end)
    if ends:
        return "/".join(ends[:2])
    said = _text(date.get("edtf")) or _text(date.get("raw")) or _text(date.get("literal"))
    return said if said and all(_parts(end) for end in said.split("/")) else ""


def faults(found: Mapping[str, object]) -> tuple[str, ...]:
    """Return what is wrong with an item of CSL-JSON, a sentence for each; () for one that the schema allows."""
    wrong: list[str] = []
    if not found.get("id") or not isinstance(found["id"], str | int):
        wrong.append(say("The item has no id."))
    if found.get("type") not in TYPES:
        wrong.append(say("“{type}” is not a type that CSL knows.", type=found.get("type", "")))
    for name, value in found.items():
        fault = fault_of(name, value)
        if fault:
            wrong.append(fault)
    return tuple(wrong)


_ALLOWED = TEXTS | NUMBERS | NAMES | DATES | _OTHERS


def fault_of(name: str, value: object) -> str:
    """Return what is wrong with one field of an item, "" for nothing."""
    if name not in _ALLOWED:
        return say("“{name}” is not a field that CSL knows.", name=name)
    if name in TEXTS and not isinstance(value, str):
        return say("“{name}” must be text.", name=name)
    if name in NUMBERS and (not isinstance(value, str | int | float) or isinstance(value, bool)):
        return say("“{name}” must be a number or text.", name=name)
    if name in NAMES and not _are_names(value):
        return say("“{name}” must be a list of names.", name=name)
    if name in DATES and not _is_date(value):
        return say("“{name}” must be a date.", name=name)
    return ""


def _are_names(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(each, dict) and set(cast("dict[str, object]", each)) <= _NAME_PARTS
        for each in cast("list[object]", value)
    )


def _is_date(value: object) -> bool:
    if not isinstance(value, dict) or not set(cast("dict[str, object]", value)) <= _DATE_PARTS:
        return False
    listed = cast("dict[str, object]", value).get("date-parts")
    if listed is None:
        return True
    ends = cast("list[object]", listed) if isinstance(listed, list) else []
    return 1 <= len(ends) <= 2 and all(
        isinstance(end, list)
        and 1 <= len(cast("list[object]", end)) <= 3
        and all(isinstance(part, str | int) for part in cast("list[object]", end))
        for end in ends
    )


def _parts(edtf: str) -> list[int]:
    match = _EDTF.match(edtf)
    return [int(part) for part in match.groups() if part] if match else []


def _written(parts: list[object]) -> str:
    numbers = [str(part).strip() for part in parts[:3]]
    if not numbers or not re.fullmatch(r"-?\d{1,4}", numbers[0]) or int(numbers[0]) == 0:
        return ""
    year = int(numbers[0])
    written = f"{year:05}" if year < 0 else f"{year:04}"
    for part, most in zip(numbers[1:], (12, 31), strict=False):
        if not part.isdigit() or not 1 <= int(part) <= most:
            break
        written += f"-{int(part):02}"
    return written


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float) and not isinstance(value, bool) else ""
