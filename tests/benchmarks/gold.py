"""Gold files: spans that a careful reader marked in a text.

Either JSON, as the issue of the shared article has it: a list of ``{"start","end","text","type","value"?,"alt"?,
"optional"?,"entity"?}`` beside its ``.txt``, or a list of ``{"id","text","spans","types"}``. Spans of one ``entity``
(or ``canonical``) name the same; where a text has several that do, joins are measured too.

Or passages, one file of several: ``## name`` begins each, a span is ``{words|P:entity}``, with P, L, O, E and M for
persons, places, organisations, events and masks, or ``{words|D:value}`` for a date with its EDTF (or ISO 8601
duration). A first line ``types: PERSON PLACE`` tells which types were marked, else all. ``?`` after the letter
makes it optional. A title before a person's name may be in the span or not.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_NAMED = frozenset({"PERSON", "PLACE", "ORG", "EVENT"})
_LETTERS = {"P": "PERSON", "L": "PLACE", "O": "ORG", "E": "EVENT", "D": "DATE", "M": "MASKED"}
_MARKED = re.compile(r"\{(?P<words>[^{}|]+)\|(?P<letter>[PLOEDM])(?P<optional>\??):(?P<value>[^{}|]*)\}")
_TITLE = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Rev|Hon|Gen|Col|Capt|Sen|Captain|General|Colonel|Lord|Sir|Count|Earl|Prince|Duke|Queen"
    r"|Marshal|Comrade|Ayatollah|President|[A-Z]\w+ Minister|Judge|Father|Messrs|M|Justice)\.?\s)+"
)
_WRITTEN = re.compile(r"\b[12]\d{3}\b|\b\d{2,4}\s(?:AD|BC)|\b\w+(?:-\w+)?\scentury")
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
    entity: str = ""


@dataclass(frozen=True)
class Text:
    """A text with the spans of those ``types`` that were annotated in it."""

    name: str
    text: str
    spans: tuple[Span, ...]
    types: frozenset[str]


def read(path: Path) -> list[Text]:
    """Return the texts of a gold file: one beside its ``.txt``, or a list of ``{"id","text","spans","types"}``."""
    if path.suffix == ".txt":
        return _passages(path)
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
            entity=row.get("entity") or row.get("canonical", "") if row["type"] in _NAMED else "",
        )
        for row in rows
    )


def _passages(path: Path) -> list[Text]:
    texts: list[Text] = []
    head, *parts = re.split(r"(?m)^## ", path.read_text("utf-8"))
    types = frozenset(head.removeprefix("types:").split()) or frozenset(TYPES)
    for part in parts:
        name, _, marked = part.partition("\n")
        text, spans, last = "", [], 0
        marked = marked.strip()
        for match in _MARKED.finditer(marked):
            text += marked[last : match.start()]
            spans.append(_marked(match, len(text)))
            text += match["words"]
            last = match.end()
        texts.append(Text(f"{path.stem} {name}", text + marked[last:], tuple(spans), types))
    return texts


def _marked(match: re.Match[str], start: int) -> Span:
    words, kind = match["words"], _LETTERS[match["letter"]]
    end = start + len(words)
    ends = {(start, end)}
    title = _TITLE.match(words) if kind == "PERSON" else re.match(r"the\s", words, re.IGNORECASE)
    if title and title.end() < len(words):
        ends.add((start + title.end(), end))
    is_date = kind == "DATE"
    if is_date and words.endswith("?"):
        ends.add((start, end - 1))
    return Span(
        start,
        end,
        kind,
        frozenset(ends),
        value=match["value"] if is_date else "",
        optional=bool(match["optional"]),
        # Which dates have their year in the words, so that the others can be told apart.
        sub="" if not is_date else "written" if _WRITTEN.search(words) else "relative",
        entity="" if is_date or not match["value"] else f"{match['letter']}:{match['value']}",
    )
