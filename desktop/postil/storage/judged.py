"""The keys that judgements lead to, kept beside them for the views (``storage/views.py``)."""

import sqlite3

from postil.domain.edits import Change
from postil.domain.entities import entity_key
from postil.domain.records import Judgement

_PUT = "INSERT OR REPLACE INTO judged_keys VALUES (?, ?)"
_LEADING = ("rename", "split")


def keep_key(connection: sqlite3.Connection, change: Change) -> None:
    """Keep to which key a changed judgement leads; that of a removed one went with it."""
    after = change.after
    if isinstance(after, Judgement) and after.verdict in _LEADING:
        connection.execute(_PUT, [after.id, _leads_to(after.subject, after.value)])


def fill_keys(connection: sqlite3.Connection) -> None:
    """Make all keys anew of the judgements that the library holds."""
    connection.execute("DELETE FROM judged_keys")
    rows = connection.execute("SELECT id, subject, value FROM judgements WHERE verdict IN (?, ?)", _LEADING).fetchall()
    connection.executemany(_PUT, [(row[0], _leads_to(row[1], row[2])) for row in rows])


def _leads_to(subject: str, value: str) -> str:
    return entity_key(subject.partition(":")[0], value)
