"""How two library files differ, record by record, with a title for each that a reader knows it by."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from postil.domain.problems import Problem
from postil.storage.migrations import APPLICATION_ID
from postil.storage.troubles import told_calmly

if TYPE_CHECKING:
    from threading import Event

Kind = Literal["article", "highlight", "note", "judgement", "claim", "link", "collection"]
Where = Literal["here", "there", "changed"]
KINDS: tuple[Kind, ...] = ("article", "highlight", "note", "judgement", "claim", "link", "collection")

_SIDES: tuple[tuple[Where, str, str], ...] = (("here", "main", "other"), ("there", "other", "main"))

STEPS = 100_000
"""Steps of SQLite's machine, some milliseconds, between two looks at whether its work is still wanted."""
SHOWN = 200
"""Records of a kind that are named at most; all are counted."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A record that is only "here", only "there", or "changed"; ``title`` is what a reader knows it by."""

    kind: Kind
    where: Where
    title: str


@dataclass(frozen=True, slots=True)
class Difference:
    """How the library here differs from the backup there: the ``rows`` that are named, and the numbers of all."""

    rows: tuple[Differing, ...]
    numbers: dict[tuple[Kind, Where], int]

    @property
    def is_none(self) -> bool:
        """Whether both hold the same of what a reader made."""
        return not self.numbers


_ARTICLE = "(SELECT title FROM {0}.csl_items WHERE csl_items.id = {1})"
_WORDS = "'“' || substr(record.exact, 1, 80) || iif(length(record.exact) > 80, '…”', '”')"
# Kind, table, what to call a record (in the schema {0}, aliased "record"), columns that do not count as a change.
_TABLES: tuple[tuple[Kind, str, str], ...] = (
    ("article", "csl_items", "record.title"),
    ("article", "articles", _ARTICLE.format("{0}", "record.id")),
    ("highlight", "highlights", _WORDS),
    ("note", "article_notes", _ARTICLE.format("{0}", "record.id")),
    ("note", "entity_notes", "record.id"),
    ("judgement", "judgements", "record.verdict || ': ' || record.subject || ' ' || record.value"),
    (
        "claim",
        "claims",
        f"(SELECT {_WORDS.replace('record.', '')} FROM {{0}}.highlights WHERE highlights.id = record.id)",
    ),
    ("link", "links", "record.relation"),
    ("collection", "collections", "record.name"),
)
_TAGS = {
    "articles": ("article_tags", "article_id"),
    "highlights": ("highlight_tags", "highlight_id"),
}


def compare(library: Path, backup: Path, stopped: "Event | None" = None) -> Difference:
    """Return how ``library`` ("here") differs from ``backup`` ("there"); reads both, writes neither.

    A backup of an older shape is compared by what both have. Raises Problem where one of them cannot be read, or where
    it is ``stopped``: that takes seconds for a large library.
    """
    with (
        told_calmly(library),
        closing(sqlite3.connect(f"{library.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        # A library that cannot be read is no fault of the backup.
        connection.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
        if stopped is not None:
            connection.set_progress_handler(stopped.is_set, STEPS)
        try:
            connection.execute("ATTACH ? AS other", [f"{backup.absolute().as_uri()}?mode=ro&immutable=1"])
            if connection.execute("PRAGMA other.application_id").fetchone()[0] != APPLICATION_ID:
                raise Problem("The file {file} is not a backup of a Postil library; choose another one.", file=backup)
            return _differences(connection)
        except sqlite3.DatabaseError as error:
            raise Problem("The backup {file} cannot be read; choose another one.", file=backup) from error


def _differences(connection: sqlite3.Connection) -> Difference:
    numbers: dict[tuple[Kind, Where], int] = {}
    rows: list[Differing] = []
    for kind in KINDS:
        sought = _sought(connection, kind)
        for where, parts in sought.items():
            # An article is two records, and counts as one; what is only here has not changed, whatever else has.
            apart = [*sought.get("here", ()), *sought.get("there", ())] if where == "changed" and len(parts) > 1 else []
            ids = " UNION ".join(f"SELECT id FROM ({part})" for part in parts)
            less = f" WHERE id NOT IN ({' UNION '.join(f'SELECT id FROM ({part})' for part in apart)})" if apart else ""
            number = connection.execute(f"SELECT COUNT(*) FROM ({ids}){less}").fetchone()[0] if parts else 0
            if number:
                numbers[kind, where] = int(number)
                rows += [Differing(kind, where, title) for title in _titles(connection, parts, less)]
    return Difference(tuple(rows), numbers)


def _sought(connection: sqlite3.Connection, kind: Kind) -> dict[Where, list[str]]:
    """Return the statements, one for each table of a kind, that give id and title of what differs."""
    found: dict[Where, list[str]] = {"here": [], "there": [], "changed": []}
    for _, table, title in (each for each in _TABLES if each[0] == kind):
        shared = _columns(connection, "main", table) & _columns(connection, "other", table)
        for where, one, other in _SIDES:
            if _columns(connection, one, table):
                missing = (
                    f"WHERE NOT EXISTS (SELECT 1 FROM {other}.{table} AS o WHERE o.id = record.id)" if shared else ""
                )
                found[where].append(
                    f"SELECT record.id AS id, {title.format(one)} AS title FROM {one}.{table} AS record {missing}"
                )
        if shared:
            changed = " OR ".join(f'record."{name}" IS NOT o."{name}"' for name in sorted(shared - {"digest"}))
            found["changed"].append(
                f"SELECT record.id AS id, {title.format('main')} AS title FROM main.{table} AS record"
                f" JOIN other.{table} AS o USING (id) WHERE {changed}{_tags(table)}"
            )
    return found


def _titles(connection: sqlite3.Connection, parts: list[str], less: str) -> list[str]:
    """Return the titles of at most SHOWN records, each once: those of the first table come first."""
    kept: dict[str, str] = {}
    for part in parts:
        # Those of the first table may be among these again.
        most = SHOWN + len(kept)
        found = connection.execute(f"SELECT id, title FROM ({part}){less} ORDER BY id LIMIT {most}")
        for record_id, title in found if len(kept) < SHOWN else ():
            kept.setdefault(record_id, " ".join(str(title or record_id).split()))
    return list(kept.values())[:SHOWN]


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> set[str]:
    return {row[1] for row in connection.execute(f"PRAGMA {schema}.table_info({table})")}


def _tags(table: str) -> str:
    if table not in _TAGS:
        return ""
    name, owner = _TAGS[table]
    one, other = (
        f"(SELECT group_concat(tag, char(10)) FROM (SELECT tag FROM {schema}.{name} WHERE {owner} = record.id"
        " ORDER BY position))"
        for schema in ("main", "other")
    )
    return f" OR {one} IS NOT {other}"
