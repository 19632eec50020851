"""A whole library as JSON Lines, and made again of them, equal to the last row.

The first line says what the file is and of which shape; every further one is a row: the name of its table, its columns
(as in LIBRARY.md; bytes as base64) and the tags of what has any. What is derived from them (the search index, sketches,
the list's own table) is made anew. Source of the format: https://jsonlines.org
"""

import base64
import binascii
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from postil.domain.anchoring import State
from postil.domain.edits import Change, Edit
from postil.domain.problems import Overtaken, Problem
from postil.domain.records import ClaimStatus, Color, Confidence, Record, Relation, SourceKind, Verdict
from postil.storage.further_tables import FURTHER_TABLES
from postil.storage.library import Library
from postil.storage.migrations import SCHEMA_VERSION
from postil.storage.tables import FIRST_TABLES, Table

FORMAT = "postil library"
_ANALYSES = ("text_hash", "version", "findings", "created")
_BATCH = 200
"""Rows written together: a book's text is among them, so it is not many."""

_CHOICES: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("revisions", "source_kind"): get_args(SourceKind),
    ("highlights", "state"): get_args(State),
    ("judgements", "verdict"): get_args(Verdict),
    ("judgements", "confidence"): get_args(Confidence),
    ("claims", "status"): get_args(ClaimStatus),
    ("links", "relation"): get_args(Relation),
}
"""The columns that hold one of some words."""
_LARGEST = 1 << 63
"""Whole numbers in SQLite are smaller."""

_TABLES: Mapping[str, Table] = {table.name: table for table in (*FIRST_TABLES.values(), *FURTHER_TABLES.values())}


@dataclass(frozen=True, slots=True)
class Carried:
    """How much came into a library: articles, highlights, and rows of all tables."""

    articles: int
    highlights: int
    rows: int


def dump(library: Library) -> Iterator[str]:
    """Yield the lines, without their ends, that hold all of ``library``, as it is when the first is asked for.

    What others write meanwhile is not seen: a highlight is not told without its article.
    """
    library.rows("SAVEPOINT dumping")
    try:
        yield from _lines(library)
    finally:
        library.rows("RELEASE dumping")


def _lines(library: Library) -> Iterator[str]:
    yield _line({"format": FORMAT, "version": SCHEMA_VERSION})
    for table in _TABLES.values():
        for (record_id,) in library.rows(f"SELECT id FROM {table.name} ORDER BY id"):
            for row in library.rows(f"SELECT {table.selected} FROM {table.name} WHERE id = ?", record_id):
                said = {"table": table.name, "row": dict(zip(table.columns, map(_plain, row), strict=True))}
                yield _line(said | _tags(library, table, record_id))
    for (text_hash,) in library.rows("SELECT text_hash FROM analyses ORDER BY text_hash"):
        for row in library.rows(f"SELECT {', '.join(_ANALYSES)} FROM analyses WHERE text_hash = ?", text_hash):
            yield _line({"table": "analyses", "row": dict(zip(_ANALYSES, row, strict=True))})


def load(lines: Iterable[str], library: Library) -> Carried:
    """Put what ``dump`` wrote into ``library``, all or nothing; returns how much.

    Raises Problem where the library holds anything already, or where a line is none of ours.
    """
    if library.rows("SELECT EXISTS (SELECT 1 FROM csl_items) OR EXISTS (SELECT 1 FROM judgements)") != [(0,)]:
        raise Problem(
            "The library {file} holds articles already; give a new one with --library FILE.", file=library.path
        )
    found = enumerate(lines, start=1)
    _require_header(next(found, (1, ""))[1])
    try:
        with library.alone():
            loading = _Loading(library)
            for number, line in found:
                if line.strip():
                    loading.take(number, line)
            return loading.end()
    except Overtaken as error:
        raise Problem(
            "Rows of the exported library are missing, doubled or refer to what is not there, so nothing was brought "
            "in; export the library again."
        ) from error


class _Loading:
    """Rows on their way into a library, a batch at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._colors = {color.id: color for color in library.colors()}
        self._waiting: list[Change] = []
        self._numbers = dict.fromkeys((*_TABLES, "analyses"), 0)
        self._shapes: dict[str, dict[str, _Column]] = {}

    def take(self, number: int, line: str) -> None:
        """Take one line; raises Problem where it is none of ours."""
        try:
            said = json.loads(line, parse_constant=_refuse)
            name, fields = str(said["table"]), dict(said["row"])
            self._numbers[name] += 1
            if name == "analyses":
                self._flush()
                self._library.keep_analysis(*(_word(fields[column]) for column in _ANALYSES))
                return
            table, shape = _TABLES[name], self._shape_of(name)
            row = [
                shape[each].value(fields[each]) if each in fields else shape[each].default() for each in table.columns
            ]
            record = table.decode(row, _words(said.get("tags", [])))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, binascii.Error) as error:
            raise Problem(
                "Line {number} is not a row of a Postil library, so nothing was brought in; export the library again.",
                number=number,
            ) from error
        before: Record | None = self._colors.pop(record.id, None) if isinstance(record, Color) else None
        self._waiting.append(Change(before, record))
        if len(self._waiting) >= _BATCH:
            self._flush()

    def end(self) -> Carried:
        """Write what is left, and take the colours away that a new library has and this one had not."""
        self._flush()
        self._library.apply(Edit("", tuple(Change(color, None) for color in self._colors.values())))
        return Carried(self._numbers["articles"], self._numbers["highlights"], sum(self._numbers.values()))

    def _flush(self) -> None:
        waiting = [change for change in self._waiting if change.before != change.after]
        self._waiting = []
        self._library.apply(Edit("", tuple(waiting)))

    def _shape_of(self, table: str) -> "dict[str, _Column]":
        if table not in self._shapes:
            self._shapes[table] = {
                name: _Column(
                    kind,
                    may_be_null=not needed and not is_key,
                    filled_with=None if default is None else self._library.rows(f"SELECT {default}")[0][0],
                    choices=_CHOICES.get((table, name), ()),
                )
                for _, name, kind, needed, default, is_key in self._library.rows(f"PRAGMA table_info({table})")
            }
        return self._shapes[table]


@dataclass(frozen=True, slots=True)
class _Column:
    """What may stand in a column: of which SQL type, and which words where it takes only some.

    ``filled_with`` is what it holds in rows of an older Postil that did not have it, as the migrations fill it.
    """

    kind: str
    may_be_null: bool
    filled_with: object
    choices: tuple[str, ...] = ()

    def default(self) -> object:
        """Return what the column holds where a row does not say; raises ValueError where it must."""
        if self.filled_with is None and not self.may_be_null:
            raise ValueError("a row without a value that each has")
        return self.filled_with

    def value(self, said: object) -> object:
        """Return a value as the column takes it; raises ValueError for what Postil never writes there."""
        value = _bytes_of(cast("dict[str, str]", said)) if isinstance(said, dict) else said
        if value is None and self.may_be_null:
            return None
        match self.kind:
            case "INTEGER":
                fits = isinstance(value, int) and -_LARGEST <= value < _LARGEST
            case "REAL":
                fits = isinstance(value, int | float) and math.isfinite(value)
            case "BLOB":
                fits = isinstance(value, bytes)
            case _:
                fits = _word(value) in (self.choices or {value})
        if not fits:
            raise ValueError(f"{value!r} for {self.kind}")
        return value


def is_dump(line: str) -> bool:
    """Say whether this is the first line of what ``dump`` wrote."""
    return _version(line) > 0


def _version(line: str) -> int:
    """Return the version of a dump by its first line, 0 where it is none."""
    try:
        head = json.loads(line)
        return int(head["version"]) if head["format"] == FORMAT else 0
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        return 0


def _require_header(line: str) -> None:
    version = _version(line)
    if not version:
        raise Problem("This is not an exported Postil library; make one with postil export --all --to jsonl.")
    if version > SCHEMA_VERSION:
        raise Problem("This library was exported by a newer Postil; update Postil to bring it in.")


def _line(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    return {"base64": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def _bytes_of(said: dict[str, str]) -> bytes:
    return base64.b64decode(said["base64"], validate=True)


def _word(value: object) -> str:
    """Return a value that is text SQLite can hold; raises ValueError for any other."""
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    value.encode()  # not with half a surrogate pair
    return value


def _words(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return tuple(map(_word, cast("list[object]", value)))


def _refuse(constant: str) -> object:
    raise ValueError(constant)


def _tags(library: Library, table: Table, record_id: str) -> dict[str, Any]:
    if table.tags is None:
        return {}
    name, owner = table.tags
    rows = library.rows(f"SELECT tag FROM {name} WHERE {owner} = ? ORDER BY position", record_id)
    return {"tags": [row[0] for row in rows]} if rows else {}
