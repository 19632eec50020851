"""The sketches by which a version's text is found among others, kept beside it; see ``domain/likeness.py``."""

import sqlite3

from postil.domain.records import Revision

_NUMBERED = (
    "UPDATE revisions SET number = (SELECT COALESCE(max(number), 0) + 1 FROM revisions) WHERE id = ? RETURNING number"
)


def keep_sketch(connection: sqlite3.Connection, revision: Revision) -> None:
    """Give a version whose row was just written its number, and keep its sketch by that."""
    numbers = connection.execute(_NUMBERED, [revision.id]).fetchall()
    _each(connection, "INSERT INTO sketches VALUES (?, ?)", numbers, revision)


def drop_sketch(connection: sqlite3.Connection, revision: Revision) -> None:
    """Take away the sketch of a version whose row is about to go."""
    numbers = connection.execute("SELECT number FROM revisions WHERE id = ?", [revision.id]).fetchall()
    _each(connection, "DELETE FROM sketches WHERE hash = ? AND number = ?", numbers, revision)


def _each(connection: sqlite3.Connection, statement: str, numbers: list[tuple[int]], revision: Revision) -> None:
    connection.executemany(statement, [(value, number) for (number,) in numbers for value in revision.document.sketch])
