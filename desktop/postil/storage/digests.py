"""Each record carries a short digest of itself, so that "postil check" sees what SQLite cannot: a page that was
overwritten with other bytes is still a page.

The digest stands in the column ``digest`` of the record's own row: 48 bits of BLAKE2b (RFC 7693), which is six bytes in
the file and a number that every program reads exactly. What is empty or 0 is left out of it, so that a column which a
later migration adds with such a default changes no digest. A row without one (NULL) was written by another program.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

BYTES = 6

RECORDS = (
    "articles",
    "revisions",
    "csl_items",
    "highlights",
    "article_notes",
    "colors",
    "readings",
    "figures",
    "judgements",
    "claims",
    "links",
    "folds",
    "entity_notes",
    "collections",
    "memberships",
    "saved_searches",
    "exported_files",
    "removed_marks",
    "analyses",
)
"""The tables that had no digests before the migration that brought them; later ones are made with theirs."""

TAGS: Mapping[str, tuple[str, str]] = {
    "articles": ("article_tags", "article_id"),
    "highlights": ("highlight_tags", "highlight_id"),
}
"""Records whose tags are part of them: the table of these, and its column for the record."""

_LEFT_OUT = {
    "revisions": frozenset({"text", "number"}),
    "figures": frozenset({"content"}),
    "highlights": frozenset({"number"}),
}
"""The columns that have a SHA-256 of their own in the same row, and the numbers that what is derived goes by."""


def digest_of(table: str, columns: Iterable[str], row: Sequence[object], tags: Iterable[str] = ()) -> int:
    """Return the digest of a row of ``table``, given in the order of ``columns``, with the record's tags in order."""
    left_out = _LEFT_OUT.get(table, frozenset())
    parts = [
        f"{column}\x1e{_plain(value)}"
        for column, value in sorted(zip(columns, row, strict=True))
        if value not in {None, "", 0} and column != "digest" and column not in left_out
    ]
    parts += [f"\x1d{tag}" for tag in tags]
    content = "\x1f".join(parts).encode("utf-8", "surrogatepass")
    return int.from_bytes(blake2b(content, digest_size=BYTES).digest())


def digested(connection: sqlite3.Connection) -> frozenset[str]:
    """Return the tables that have digests."""
    rows = connection.execute(
        "SELECT tables.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns "
        "WHERE tables.type = 'table' AND columns.name = 'digest'"
    )
    return frozenset(row[0] for row in rows.fetchall())


def fill(connection: sqlite3.Connection, tables: Iterable[str]) -> None:
    """Give every row of ``tables`` the digest of what stands in it now; for migrations that change what is there."""
    for table in tables:
        for rows in _batches(connection, table):
            connection.executemany(f"UPDATE {table} SET digest = ? WHERE rowid = ?", rows)


def columns_of(connection: sqlite3.Connection, table: str) -> list[str]:
    """Return the columns of a table as they are in the file."""
    return [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", [table]).fetchall()]


def selection(table: str, columns: Iterable[str]) -> str:
    """Return the columns as SQL, without those whose content has a hash of its own."""
    left_out = _LEFT_OUT.get(table, frozenset())
    return ", ".join("NULL" if column in left_out else f'"{column}"' for column in columns)


def tags_of(connection: sqlite3.Connection, table: str, record_id: object) -> list[str]:
    """Return a record's tags in their order."""
    if table not in TAGS:
        return []
    name, owner = TAGS[table]
    rows = connection.execute(f"SELECT tag FROM {name} WHERE {owner} = ? ORDER BY position", [record_id])
    return [row[0] for row in rows.fetchall()]


def _batches(connection: sqlite3.Connection, table: str) -> Iterator[list[tuple[int, int]]]:
    """Yield (digest, row number) for the rows of ``table``, some hundreds at a time: texts of blocks are large."""
    columns = columns_of(connection, table)
    last = -1
    while True:
        rows = connection.execute(
            f"SELECT rowid, {selection(table, columns)} FROM {table} WHERE rowid > ? ORDER BY rowid LIMIT 500", [last]
        ).fetchall()
        if not rows:
            return
        last = rows[-1][0]
        yield [(digest_of(table, columns, row[1:], tags_of(connection, table, row[1])), row[0]) for row in rows]


def _plain(value: object) -> str:
    """Return a value as SQLite gives it back: a whole number is the same one, whatever it was written as."""
    if isinstance(value, bool) or (isinstance(value, float) and value.is_integer()):
        value = int(value)
    return str(value)
