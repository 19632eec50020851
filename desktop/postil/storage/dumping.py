"""A whole library as JSON Lines, and made again of them, equal to the last row.

The first line says what the file is and of which shape; every further one is a row: the name of its table, its columns
(as in LIBRARY.md; bytes as base64) and the tags of what has any. What is derived from them (the search index, sketches,
the list's own table) is made anew. Source of the format: https://jsonlines.org
"""

import base64
import binascii
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.domain.records import Color, Record
from postil.storage.further_tables import FURTHER_TABLES
from postil.storage.library import Library
from postil.storage.migrations import SCHEMA_VERSION
from postil.storage.tables import FIRST_TABLES, Table

FORMAT = "postil library"
_ANALYSES = ("text_hash", "version", "findings", "created")
_BATCH = 200
"""Rows written together: a book's text is among them, so it is not many."""

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
    with library.alone():
        loading = _Loading(library)
        for number, line in found:
            if line.strip():
                loading.take(number, line)
        return loading.end()


class _Loading:
    """Rows on their way into a library, a batch at a time."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._colors = {color.id: color for color in library.colors()}
        self._waiting: list[Change] = []
        self._numbers = dict.fromkeys((*_TABLES, "analyses"), 0)
        self._defaults: dict[str, dict[str, Any]] = {}

    def take(self, number: int, line: str) -> None:
        """Take one line; raises Problem where it is none of ours."""
        try:
            said = json.loads(line)
            name, fields = str(said["table"]), dict(said["row"])
            self._numbers[name] += 1
            if name == "analyses":
                self._flush()
                self._library.keep_analysis(*(str(fields[column]) for column in _ANALYSES))
                return
            table = _TABLES[name]
            defaults = self._defaults_of(name)
            row = [_value(fields[each]) if each in fields else defaults[each] for each in table.columns]
            record = table.decode(row, tuple(map(str, said.get("tags", ()))))
        except (ValueError, KeyError, TypeError, AttributeError, binascii.Error) as error:
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

    def _defaults_of(self, table: str) -> dict[str, Any]:
        """Return what columns hold that an older Postil did not write, as its migrations fill them."""
        if table not in self._defaults:
            self._defaults[table] = {
                name: None if default is None else self._library.rows(f"SELECT {default}")[0][0]
                for _, name, _, needed, default, _ in self._library.rows(f"PRAGMA table_info({table})")
                if default is not None or not needed
            }
        return self._defaults[table]


def is_dump(line: str) -> bool:
    """Say whether this is the first line of what ``dump`` wrote."""
    return _version(line) > 0


def _version(line: str) -> int:
    """Return the version of a dump by its first line, 0 where it is none."""
    try:
        head = json.loads(line)
        return int(head["version"]) if head["format"] == FORMAT else 0
    except (ValueError, KeyError, TypeError, RecursionError):
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


def _value(value: object) -> object:
    if isinstance(value, dict):
        fields = cast("dict[str, str]", value)
        return base64.b64decode(fields["base64"], validate=True)
    return value


def _tags(library: Library, table: Table, record_id: str) -> dict[str, Any]:
    if table.tags is None:
        return {}
    name, owner = table.tags
    rows = library.rows(f"SELECT tag FROM {name} WHERE {owner} = ? ORDER BY position", record_id)
    return {"tags": [row[0] for row in rows]} if rows else {}
