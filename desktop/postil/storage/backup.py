"""Copies of a library that can be trusted: made by SQLite, opened and checked before they count."""

import sqlite3
from contextlib import closing
from pathlib import Path

from postil.domain.problems import Problem
from postil.storage.troubles import told_calmly


def back_up(connection: sqlite3.Connection, target: Path) -> None:
    """Write a compact copy of the whole library to ``target``, which must not exist, and check it.

    Raises Problem where it cannot be written or does not check; no half-written file stays behind.
    """
    if target.exists():
        raise Problem("There is a file {file} already; choose another name for the backup.", file=target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            "The folder {folder} for the backup cannot be made; choose another.", folder=target.parent
        ) from error
    part = target.with_name(target.name + ".part")
    part.unlink(missing_ok=True)
    try:
        with told_calmly(target):
            connection.execute("VACUUM INTO ?", [str(part)])
            with closing(sqlite3.connect(part)) as copy:
                sound = copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not sound:
            raise Problem("The backup {file} did not come out sound and was not kept; check the disk.", file=target)
        part.replace(target)
    except OSError as error:
        raise Problem("The backup {file} cannot be written; choose another folder.", file=target) from error
    finally:
        part.unlink(missing_ok=True)
