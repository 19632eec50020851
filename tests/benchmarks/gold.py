"""Gold files: spans that a careful reader marked in a text."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TYPES = ("PERSON", "PLACE", "ORG", "EVENT", "DATE", "MASKED")


@dataclass(frozen=True)
class Span:
    """A span of ``type`` in code points; ``boundaries`` are all that count as right, ``value`` is a date's EDTF."""

    start: int
    end: int
    type: str
    boundaries: frozenset[tuple[int, int]]
    value: str = ""
    optional: bool = False
    sub: str = ""


@dataclass(frozen=True)
class Text:
    """A text with the spans of those ``types`` that were annotated in it."""

    name: str
    text: str
    spans: tuple[Span, ...]
    types: frozenset[str]


def read(path: Path) -> list[Text]:
    """Return the texts of a gold file: one beside its ``.txt``, or a list of ``{"id","text","spans","types"}``."""
    rows: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))
    if rows and "spans" in rows[0]:
        return [Text(row["id"], row["text"], _spans(row["spans"]), frozenset(row["types"])) for row in rows]
    stem = path.name.removesuffix(".json").removesuffix(".entities")
    text = path.with_name(f"{stem}.txt").read_text("utf-8")
    spans = _spans(rows)
    return [Text(stem, text, spans, frozenset(TYPES))]


def _spans(rows: list[dict[str, Any]]) -> tuple[Span, ...]:
    return tuple(
        Span(
            start=row["start"],
            end=row["end"],
            type=row["type"],
            boundaries=frozenset({(row["start"], row["end"]), *((start, end) for start, end in row.get("alt", ()))}),
            value=row.get("value", ""),
            optional=bool(row.get("optional")),
            sub=row.get("sub", ""),
        )
        for row in rows
    )
