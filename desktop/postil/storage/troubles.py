"""SQLite's errors as calm sentences."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from postil.domain.problems import Problem

_PRIMARY_CODE = 0xFF

_IN_USE = "The library {file} is in use by another program; close that program or try again in a moment."

# SQLite's primary result codes (https://www.sqlite.org/rescode.html) that the world can cause.
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_FULL: "The disk is full, so nothing was changed in the library {file}; make room and try again.",
    sqlite3.SQLITE_READONLY: "The library {file} may only be read and is unchanged; allow writing to its folder.",
    sqlite3.SQLITE_PERM: "The library {file} may not be opened; allow reading and writing it and its folder.",
    sqlite3.SQLITE_CANTOPEN: "The library {file} cannot be opened; check that its folder exists and may be written to.",
    sqlite3.SQLITE_IOERR: "The disk gave an error at the library {file}; nothing was changed: check the disk.",
    sqlite3.SQLITE_CORRUPT: "The library {file} is damaged and was left as it is; restore a backup of it.",
    sqlite3.SQLITE_NOTADB: "The file {file} is not a Postil library and was left as it is; choose another file.",
}


@contextmanager
def told_calmly(path: Path) -> Generator[None]:
    """Turn what the world does to the library at ``path`` into a Problem; our own mistakes pass through."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        sentence = _SENTENCES.get(getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE)
        if sentence is None:
            raise
        raise Problem(sentence, file=path) from error
