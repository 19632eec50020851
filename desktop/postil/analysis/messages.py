"""Analyses, requests and replies as JSON: between the processes one line each, in the library one text."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, cast

from postil.domain.entities import (
    ENTITY_KINDS,
    Analysis,
    DateMention,
    Entity,
    EntityKind,
    Mask,
    Mention,
    Quantity,
    Suggestion,
)


@dataclass(frozen=True, slots=True)
class Request:
    """A wish to have ``text`` analysed; replies carry its ``id``."""

    id: str
    text: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Reply:
    """One line of the analysis process: exactly one of the last four says something.

    ``progress`` is a share from 0 to 1 (-1: none), ``partial`` what was found so far, ``done`` the whole,
    ``problem`` one sentence. ``id`` is "" where the request could not be read.
    """

    id: str
    progress: float = -1.0
    partial: Analysis | None = None
    done: Analysis | None = None
    problem: str = ""


def to_lines(analysis: Analysis) -> str:
    """Return ``analysis`` as JSON Lines, for ``from_lines``: what it says of itself, then a line for each finding.

    One JSON text for a whole book could not be read without holding the interpreter, and so the window, up.
    """
    head = {"version": analysis.version, "language": analysis.language, "remark": analysis.remark}
    rows: list[dict[str, Any]] = [head]
    rows += ({"entity": asdict(entity)} for entity in analysis.entities)
    rows += ({"date": asdict(date)} for date in analysis.dates)
    rows += ({"mask": asdict(mask)} for mask in analysis.masks)
    rows += ({"suggestion": asdict(suggestion)} for suggestion in analysis.suggestions)
    rows += ({"quantity": asdict(quantity)} for quantity in analysis.quantities)
    return "\n".join(json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)


def from_lines(text: str) -> Analysis:
    """Return the analysis that ``to_lines`` wrote; raises ValueError where ``text`` is not one."""
    # Not splitlines(): a text may hold the line ends of other scripts, which JSON leaves as they are.
    head, *rows = (_fields_of(line) for line in text.split("\n"))
    found: dict[str, list[object]] = {kind: [] for kind in _LISTS}
    for row in rows:
        for kind, finding in row.items():
            if kind not in found:
                raise ValueError(f"not a finding: {kind}")
            found[kind].append(finding)
    return decode({**head, **{_LISTS[kind]: rows for kind, rows in found.items()}})


_LISTS = {
    "entity": "entities",
    "date": "dates",
    "mask": "masks",
    "suggestion": "suggestions",
    "quantity": "quantities",
}


def _fields_of(line: str) -> Mapping[str, Any]:
    try:
        return _fields(json.loads(line))
    except TypeError as error:
        raise ValueError(f"not an analysis: {error!r}") from error


def encode(analysis: Analysis) -> dict[str, Any]:
    """Return ``analysis`` as JSON's own types, under the names of its fields."""
    return asdict(analysis)


def decode(value: object) -> Analysis:
    """Return the analysis that ``encode`` made; raises ValueError where ``value`` does not have its shape."""
    try:
        whole = _fields(value)
        return Analysis(
            version=_string(whole["version"]),
            language=_string(whole["language"]),
            entities=tuple(_entity(each) for each in _rows(whole["entities"])),
            dates=tuple(_date(each) for each in _rows(whole["dates"])),
            masks=tuple(_mask(each) for each in _rows(whole["masks"])),
            remark=_string(whole["remark"]),
            suggestions=tuple(_suggestion(each) for each in _rows(whole["suggestions"])),
            quantities=tuple(_quantity(each) for each in _rows(whole["quantities"])),
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not an analysis: {error!r}") from error


def request_line(request: Request) -> bytes:
    """Return ``request`` as a line for the analysis process; ASCII alone, so that no locale can spoil it."""
    return json.dumps(asdict(request)).encode("ascii") + b"\n"


def read_request(line: bytes) -> Request:
    """Return the request in ``line``; raises ValueError where it holds none."""
    try:
        fields = _fields(json.loads(line.decode("utf-8")))
        return Request(_string(fields["id"]), _string(fields["text"]), _string(fields.get("language", "")))
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"not a request: {error!r}") from error


def reply_line(reply: Reply) -> bytes:
    """Return ``reply`` as a line for the window's process; ASCII alone."""
    fields: dict[str, Any] = {"id": reply.id}
    if reply.progress >= 0:
        fields["progress"] = round(reply.progress, 4)
    if reply.partial is not None:
        fields["partial"] = encode(reply.partial)
    if reply.done is not None:
        fields["done"] = encode(reply.done)
    if reply.problem:
        fields["problem"] = reply.problem
    return json.dumps(fields, separators=(",", ":")).encode("ascii") + b"\n"


def read_reply(line: bytes) -> Reply:
    """Return the reply in ``line``; raises ValueError where it holds none."""
    try:
        fields = _fields(json.loads(line.decode("utf-8")))
        return Reply(
            id=_string(fields["id"]),
            progress=float(fields.get("progress", -1.0)),
            partial=decode(fields["partial"]) if "partial" in fields else None,
            done=decode(fields["done"]) if "done" in fields else None,
            problem=_string(fields.get("problem", "")),
        )
    except (KeyError, TypeError, RecursionError) as error:
        raise ValueError(f"not a reply: {error!r}") from error


def _fields(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("an object was expected")
    return cast("Mapping[str, Any]", value)


def _rows(value: object) -> Sequence[object]:
    if not isinstance(value, list | tuple):
        raise TypeError("a list was expected")
    return cast("Sequence[object]", value)


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a string was expected")
    return value


def _real(value: object) -> float:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError("a number was expected")
    return float(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError("true or false was expected")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise TypeError("a whole number was expected")
    return value


def _kind(value: object) -> EntityKind:
    for kind in ENTITY_KINDS:
        if kind == value:
            return kind
    raise ValueError(f"no kind of entity: {value!r}")


def _entity(value: object) -> Entity:
    row = _fields(value)
    mentions = tuple(_mention(each) for each in _rows(row["mentions"]))
    demonyms = tuple(_mention(each) for each in _rows(row["demonyms"]))
    return Entity(_string(row["key"]), _string(row["name"]), _kind(row["kind"]), mentions, demonyms)


def _mention(value: object) -> Mention:
    row = _fields(value)
    return Mention(_number(row["start"]), _number(row["end"]), _string(row["text"]), _string(row["reason"]))


def _date(value: object) -> DateMention:
    row = _fields(value)
    return DateMention(
        _number(row["start"]),
        _number(row["end"]),
        _string(row["text"]),
        _string(row["edtf"]),
        _string(row["reason"]),
        _number(row["root"]),
        _string(row["relation"]),
    )


def _mask(value: object) -> Mask:
    row = _fields(value)
    return Mask(_number(row["start"]), _number(row["end"]), _string(row["text"]))


def _suggestion(value: object) -> Suggestion:
    row = _fields(value)
    return Suggestion(
        _number(row["start"]),
        _number(row["end"]),
        _string(row["candidate"]),
        _string(row["reason"]),
        _real(row["score"]),
        _string(row["subject"]),
    )


def _quantity(value: object) -> Quantity:
    row = _fields(value)
    return Quantity(
        _number(row["start"]),
        _number(row["end"]),
        _string(row["text"]),
        _real(row["value"]),
        _real(row["high"]),
        _string(row["counted"]),
        _truth(row["approximate"]),
    )
