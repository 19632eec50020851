"""Values of another kind than their columns: SQLite takes bytes where a text should be, and no Postil writes those."""

import sqlite3
from collections.abc import Iterator

_KINDS = {
    "TEXT": ("text",),
    "INTEGER": ("integer",),
    "REAL": ("real", "integer"),
    "BLOB": ("blob",),
}
"""What ``typeof`` may say of a column, by how it was declared; NULL may stand wherever the table takes it."""


def holds_misplaced(connection: sqlite3.Connection) -> bool:
    """Return whether any table holds such a value; reads all of them, and is asked only when something went wrong."""
    return any(
        connection.execute(f'SELECT 1 FROM "{table}" WHERE typeof("{column}") NOT IN ({kinds}) LIMIT 1').fetchone()
        for table, column, kinds in _columns(connection)
    )


def _columns(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Yield each column that says what it holds, with its table and the kinds that are right there, as SQL."""
    rows = connection.execute(
        "SELECT tables.name, columns.name, columns.type FROM sqlite_schema AS tables, "
        "pragma_table_info(tables.name) AS columns "
        "WHERE tables.type = 'table' AND tables.sql NOT LIKE 'CREATE VIRTUAL%'"
    ).fetchall()
    for table, column, declared in rows:
        if declared in _KINDS:
            yield table, column, ", ".join(f"'{kind}'" for kind in ("null", *_KINDS[declared]))
