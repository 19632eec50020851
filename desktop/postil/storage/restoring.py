"""A backup becomes the library again: checked, brought up to date and then put in its place in one transaction."""

import contextlib
import glob
import os
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Generator
from contextlib import closing
from pathlib import Path

from postil.domain.ids import now
from postil.domain.problems import Busy, Problem
from postil.storage.backups import BEFORE_RESTORE, backup_folder, look_into, make_backup
from postil.storage.library import Library
from postil.storage.lock import WriterLock
from postil.storage.opening import WAIT_FOR_OTHERS, lock_trouble
from postil.storage.troubles import told_calmly

_TRIES = 3


def restore(backup: Path, library: Path, *, in_window: bool = False) -> Path | None:
    """Make the library at ``library`` what ``backup`` holds; return where what it held until now is kept.

    Everything is prepared beside it and then written in one transaction, so that whoever has the library open sees
    either the one or the other. ``in_window``: the caller's own window has the library open; otherwise no window may.
    A library that is damaged is moved into the folder of backups as it is. None where there was no library. Raises
    Problem, with the library unchanged.
    """
    content = look_into(backup)
    if content.state == "newer":
        raise Problem("The backup {file} was made by a newer Postil; update Postil to restore it.", file=backup)
    if content.state == "damaged":
        raise Problem("The backup {file} is damaged and was not restored; choose another one.", file=backup)
    with _alone(library, in_window=in_window), _prepared(backup, library) as prepared:
        if not library.exists():
            _put_in_place(prepared, library)
            return None
        if not in_window and _is_broken(library):
            aside = _move_aside(library)
            _put_in_place(prepared, library)
            return aside
        return _write_over(prepared, library)


@contextlib.contextmanager
def _alone(library: Path, *, in_window: bool) -> Generator[None]:
    """Let no window open the library meanwhile, or refuse where one has it open."""
    lock = WriterLock(library)
    try:
        library.parent.mkdir(parents=True, exist_ok=True)
        ours = in_window or lock.take()
    except OSError as error:
        raise lock_trouble(library) from error
    if not ours:
        raise Problem(
            "The library {file} is open in a window; restore the backup there (File, Backups), or close it.",
            file=library,
        )
    try:
        yield
    finally:
        lock.release()


@contextlib.contextmanager
def _prepared(backup: Path, library: Path) -> Generator[Path]:
    """Give a copy of ``backup`` of the present shape, on the library's own disk."""
    beginning = f".restoring-{library.name}-"
    try:
        for left in library.parent.glob(f"{glob.escape(beginning)}*"):
            # Of one that was killed: no other is at work, for that would hold the library.
            shutil.rmtree(left, ignore_errors=True)
        with tempfile.TemporaryDirectory(prefix=beginning, dir=library.parent) as folder:
            copy = Path(folder) / library.name
            shutil.copyfile(backup, copy)
            opened = Library.open(copy)
            try:
                opened.rows("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                opened.close()
            with copy.open("rb+") as file:
                os.fsync(file.fileno())
            yield copy
    except OSError as error:
        raise Problem(
            "There is no room to restore the backup beside {file}; make room there and allow writing.", file=library
        ) from error


def _write_over(prepared: Path, library: Path) -> Path:
    with (
        closing(sqlite3.connect(prepared)) as source,
        closing(sqlite3.connect(library, timeout=WAIT_FOR_OTHERS)) as target,
        told_calmly(library),
    ):
        for _ in range(_TRIES):
            before = _writings(target)
            kept = make_backup(library, BEFORE_RESTORE)
            if _writings(target) == before:
                break
            # Somebody wrote meanwhile: that must be in the backup, too.
        else:
            raise Busy("Another program keeps writing to the library; close it and restore the backup again.")
        end = time.monotonic() + WAIT_FOR_OTHERS

        def watch(status: int, _remaining: int, _total: int) -> None:
            # Without this, it would try for ever while another program holds the file.
            if status != sqlite3.SQLITE_DONE and time.monotonic() > end:
                raise Busy("Another program is writing to the library; close it and restore the backup again.")

        source.backup(target, progress=watch)
        target.execute("PRAGMA wal_checkpoint(PASSIVE)")
    return kept.path


def _writings(connection: sqlite3.Connection) -> int:
    """Return a number that differs from the one before where another connection has written meanwhile."""
    return int(connection.execute("PRAGMA data_version").fetchone()[0])


def _is_broken(library: Path) -> bool:
    """Return whether what is at ``library`` cannot be backed up as a library."""
    try:
        opened = Library.open(library)
    except Problem as problem:
        if isinstance(problem, Busy):
            raise
        return True
    try:
        return opened.rows("PRAGMA integrity_check(1)")[0][0] != "ok"
    except Problem:
        return True
    finally:
        opened.close()


def _move_aside(library: Path) -> Path:
    """Move a damaged library with its log away, to where its backups are: what is in it may still be recovered."""
    stamp = now().replace(":", "").replace("-", "")
    aside = backup_folder(library) / f"{library.stem}-{stamp}-damaged{library.suffix}"
    aside.parent.mkdir(exist_ok=True)
    for ending in ("-wal", "-shm", ""):
        with contextlib.suppress(FileNotFoundError):
            library.with_name(library.name + ending).replace(aside.with_name(aside.name + ending))
    return aside


def _put_in_place(prepared: Path, library: Path) -> None:
    for ending in ("-wal", "-shm"):
        # A log without its library would be played into the new one.
        library.with_name(library.name + ending).unlink(missing_ok=True)
    prepared.replace(library)
