"""How two library files differ, record by record, with a title for each that a reader knows it by."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from postil.domain.problems import Problem
from postil.storage.migrations import APPLICATION_ID
from postil.storage.troubles import told_calmly

Kind = Literal["article", "highlight", "note", "judgement", "claim", "link", "collection"]
Where = Literal["here", "there", "changed"]
KINDS: tuple[Kind, ...] = ("article", "highlight", "note", "judgement", "claim", "link", "collection")

_SIDES: tuple[tuple[Where, str, str], ...] = (("here", "main", "other"), ("there", "other", "main"))

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


def compare(library: Path, backup: Path) -> Difference:
    """Return how ``library`` ("here") differs from ``backup`` ("there"); reads both, writes neither.

    A backup of an older shape is compared by what both have. Raises Problem where one of them cannot be read.
    """
    with (
        told_calmly(library),
        closing(sqlite3.connect(f"{library.absolute().as_uri()}?mode=ro", uri=True)) as connection,
    ):
        # A library that cannot be read is no fault of the backup.
        connection.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
        try:
            connection.execute("ATTACH ? AS other", [f"{backup.absolute().as_uri()}?mode=ro&immutable=1"])
            if connection.execute("PRAGMA other.application_id").fetchone()[0] != APPLICATION_ID:
                raise Problem("The file {file} is not a backup of a Postil library; choose another one.", file=backup)
            return _differences(connection)
        except sqlite3.DatabaseError as error:
            raise Problem("The backup {file} cannot be read; choose another one.", file=backup) from error


def _differences(connection: sqlite3.Connection) -> Difference:
    found: dict[tuple[Kind, Where], dict[str, str]] = {}
    for kind, table, title in _TABLES:
        shared = _columns(connection, "main", table) & _columns(connection, "other", table)
        for where, one, other in _SIDES:
            if _columns(connection, one, table):
                missing = (
                    f"AND NOT EXISTS (SELECT 1 FROM {other}.{table} AS o WHERE o.id = record.id)" if shared else ""
                )
                _collect(connection, found, (kind, where), f"{title.format(one)} FROM {one}.{table} AS record", missing)
        if shared:
            changed = " OR ".join(f'record."{name}" IS NOT o."{name}"' for name in sorted(shared - {"digest"}))
            source = f"{title.format('main')} FROM main.{table} AS record JOIN other.{table} AS o USING (id)"
            _collect(connection, found, (kind, "changed"), source, f"AND ({changed}{_tags(table)})")
    rows = tuple(
        Differing(kind, where, title)
        for kind in KINDS
        for where in ("here", "there", "changed")
        for title in list(found.get((kind, where), {}).values())[:SHOWN]
    )
    return Difference(rows, {place: len(titles) for place, titles in found.items() if titles})


def _collect(
    connection: sqlite3.Connection,
    found: dict[tuple[Kind, Where], dict[str, str]],
    place: tuple[Kind, Where],
    source: str,
    condition: str,
) -> None:
    """Keep the titles of what is found by ids: an article is two records, and counts as one."""
    kept = found.setdefault(place, {})
    other = found.get((place[0], "here"), {}) | found.get((place[0], "there"), {}) if place[1] == "changed" else {}
    for record_id, title in connection.execute(f"SELECT record.id, {source} WHERE 1 {condition} ORDER BY record.id"):
        if record_id not in other:
            kept.setdefault(record_id, " ".join(str(title or record_id).split()))


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
