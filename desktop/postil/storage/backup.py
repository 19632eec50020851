"""Copies of a library that can be trusted: made by SQLite, opened and checked before they count."""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from postil.domain.problems import Problem
from postil.storage.troubles import told_calmly

_PRIMARY_CODE = 0xFF
# What "VACUUM INTO" meets at the copy; whatever else it meets, it meets at the library.
_NO_PLACE = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_IOERR})


def back_up(connection: sqlite3.Connection, library: Path, target: Path) -> None:
    """Write a compact copy of the whole ``library`` to ``target``, which must not exist, and check it.

    Raises Problem where it cannot be written or does not check; no half-written file stays behind.
    """
    part = target.with_name(target.name + ".part")
    try:
        if target.exists():
            raise Problem("There is a file {file} already; choose another name for the backup.", file=target)
        target.parent.mkdir(parents=True, exist_ok=True)
        part.unlink(missing_ok=True)
    except (OSError, ValueError) as error:
        raise Problem("The backup {file} cannot be written; choose another folder.", file=target) from error
    try:
        with told_calmly(library):
            _copy(connection, part, target)
        if not _is_sound(part):
            raise Problem("The backup {file} did not come out sound and was not kept; check the disk.", file=target)
        _flush(part)
        part.replace(target)
    except OSError as error:
        raise Problem("The backup {file} cannot be written; choose another folder.", file=target) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _copy(connection: sqlite3.Connection, part: Path, target: Path) -> None:
    try:
        connection.execute("VACUUM INTO ?", [str(part)])
    except sqlite3.OperationalError as error:
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
        if code == sqlite3.SQLITE_FULL:
            raise Problem(
                "There is no room for the backup {file}; make some, or choose another disk.", file=target
            ) from error
        if code in _NO_PLACE:
            raise Problem("The backup {file} cannot be written; choose another folder.", file=target) from error
        raise


def _is_sound(part: Path) -> bool:
    try:
        with closing(sqlite3.connect(part)) as copy:
            return bool(copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return False


def _flush(part: Path) -> None:
    """Wait until the copy is on the disk: ``VACUUM INTO`` does not."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
