"""SQLite's errors as calm sentences."""

import re
import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from postil.domain.problems import Busy, Damaged, Overtaken, Problem

_PRIMARY_CODE = 0xFF

_IN_USE = "The library {file} is in use by another program; close that program or try again in a moment."
_FULL = "The disk is full, so nothing was changed in the library {file}; make room and try again."
_DAMAGED = (
    "The library {file} is damaged and was left as it is; restore a backup of it, or read what can be read of it with "
    "“postil recover”."
)
_FOREIGN = "The file {file} is not a Postil library and was left as it is; choose another file."

# SQLite's primary result codes (https://www.sqlite.org/rescode.html) that the world can cause.
_SENTENCES = {
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_READONLY: "The library {file} may only be read and is unchanged; allow writing to its folder.",
    sqlite3.SQLITE_PERM: "The library {file} may not be opened; allow reading and writing it and its folder.",
    sqlite3.SQLITE_CANTOPEN: "The library {file} cannot be opened; check that its folder exists and may be written to.",
    sqlite3.SQLITE_IOERR: "The disk gave an error at the library {file}; nothing was changed: check the disk.",
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _FOREIGN,
}
# On a full disk it is the shared memory beside the WAL that cannot grow.
_EXTENDED = {
    sqlite3.SQLITE_IOERR_SHMSIZE: _FULL,
    sqlite3.SQLITE_IOERR_SHMMAP: _FULL,
    sqlite3.SQLITE_IOERR_SHMOPEN: "The library {file} cannot be opened; check that its folder may be written to.",
}
_ROOM = 1 << 20
"""Bytes that are left on a disk which is not full."""
# What an edit meets that was made before another program's.
_TAKEN = frozenset(
    {sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY, sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY}
)
# A file whose version says that it has our tables and columns, and that has them no more.
_UNSHAPED = re.compile(
    r"no such (?:fts5 )?(?:table|column)|has no column named|malformed|unsupported file format"
    r"|Could not decode to UTF-8|invalid fts5 file format|vtable constructor failed|foreign key mismatch"
)


@contextmanager
def told_calmly(path: Path) -> Generator[None]:
    """Turn what the world does to the library at ``path`` into a Problem; our own mistakes pass through."""
    try:
        yield
    except UnicodeDecodeError as error:
        # Python cannot even read SQLite's message about a schema that is overwritten.
        raise damaged(path) from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0)
        if code in _TAKEN:
            raise overtaken() from error
        sentence = _EXTENDED.get(code) or _SENTENCES.get(code & _PRIMARY_CODE)
        if sentence == _FULL and code in _EXTENDED and not _is_full(path):
            sentence = _SENTENCES[sqlite3.SQLITE_IOERR]
        if sentence is None and _UNSHAPED.search(str(error)):
            sentence = _DAMAGED
        if sentence is None:
            raise
        if sentence == _DAMAGED:
            raise damaged(path) from error
        if code & _PRIMARY_CODE == sqlite3.SQLITE_NOTADB:
            raise no_library(path) from error
        kind = Busy if sentence == _IN_USE else Problem
        raise kind(sentence, file=path) from error


def _is_full(path: Path) -> bool:
    import shutil  # takes 10 ms to load, and no start needs it

    try:
        return shutil.disk_usage(path.parent).free < _ROOM
    except OSError:
        return True


def damaged(path: Path) -> Damaged:
    """Return the Problem of a library that holds what Postil never wrote."""
    return Damaged(_DAMAGED, file=path)


def no_library(path: Path) -> Problem:
    """Return the Problem of a file that is no library: Damaged where it was one, or where backups of one are."""
    from postil.storage.remains import has_backups, was_library

    if was_library(path):
        return damaged(path)
    if has_backups(path):
        return Damaged(
            "What is at {file} cannot be read as a library, though there are backups of one; it was left as it is: "
            "restore a backup, or choose another file.",
            file=path,
        )
    return Problem(_FOREIGN, file=path)


def is_broken_page(problem: Damaged) -> bool:
    """Return whether it was SQLite that met the damage, in a table: an index for searching can be made anew."""
    code = getattr(problem.__cause__, "sqlite_errorcode", 0)
    return code & _PRIMARY_CODE == sqlite3.SQLITE_CORRUPT and code != sqlite3.SQLITE_CORRUPT_VTAB


def overtaken() -> Overtaken:
    """Return the Problem of an edit that no longer fits what is in the library."""
    return Overtaken("This was changed meanwhile by another program; close the article and open it again.")
