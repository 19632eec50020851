"""Opening a library file: refuse what is not ours or newer, back up, migrate, then use."""

import os
import sqlite3
import stat
from contextlib import closing, nullcontext
from pathlib import Path

from postil.domain.ids import now
from postil.domain.problems import Damaged, Problem
from postil.domain.wording import say
from postil.storage.backup import back_up
from postil.storage.lock import WriterLock
from postil.storage.migrations import APPLICATION_ID, SCHEMA_VERSION, migrations
from postil.storage.troubles import damaged, no_library, told_calmly

WAIT_FOR_OTHERS = 5.0
"""Seconds to wait for another program's transaction before the reader is told."""
WAIT_IN_WINDOW = 0.05
"""The same for each try of an open window, which stands still meanwhile; ``session.patience`` tries again."""

_NO_MEMORY = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL})
"""SQLite's primary result codes where the memory that readers share cannot be made."""
_OURS = ("csl_items", "revisions", "highlights")


def connect(path: Path, lock: WriterLock, *, for_window: bool = False) -> sqlite3.Connection:
    """Return a connection to the library at ``path`` for reading and writing, made or migrated under ``lock``.

    An up-to-date library opens without sqlite-utils. Raises Problem where the file is newer, damaged, not a library,
    read-only, or has to be migrated while another window uses it; it is then unchanged.
    """
    _require_writable(path)
    _require_content(path)
    _require_head(path)
    with told_calmly(path):
        connection = sqlite3.connect(path, timeout=WAIT_FOR_OTHERS, isolation_level=None)
        try:
            _bring_up_to_date(connection, path, lock)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            if for_window:
                connection.execute(f"PRAGMA busy_timeout = {int(1000 * WAIT_IN_WINDOW)}")
        except BaseException:
            connection.close()
            raise
    return connection


def connect_for_reading(path: Path, *, any_thread: bool = False) -> sqlite3.Connection:
    """Return a connection that cannot write, also for a file or folder that may only be read, or on a full disk.

    ``any_thread``: threads may use it, one after the other. Raises Problem where there is no file, or one that this
    Postil cannot read as it is.
    """
    return read_as_it_is(path, any_thread=any_thread)[0]


def read_as_it_is(path: Path, *, any_thread: bool = False) -> tuple[sqlite3.Connection, str]:
    """Return what ``connect_for_reading`` does, and a sentence where the latest changes cannot be seen, or ""."""
    if not _is_file(path):
        raise Problem("There is no library at {file} yet; add an article to make one.", file=path)
    try:
        return _connect_as_it_is(path, "mode=ro", any_thread=any_thread), ""
    except Problem as problem:
        # Where no shared memory can be made beside it, only "immutable" opens a file; it does not see a WAL.
        if getattr(problem.__cause__, "sqlite_errorcode", 0) & 0xFF not in _NO_MEMORY:
            raise
    connection = _connect_as_it_is(path, "mode=ro&immutable=1", any_thread=any_thread)
    if not _has_wal(path):
        return connection, ""
    return connection, say(
        "The latest changes to the library {file} are in {file}-wal, which may not be written to, and are not shown; "
        "allow writing to both and to their folder to see them.",
        file=path,
    )


def read_damaged(path: Path) -> sqlite3.Connection:
    """Return a connection that cannot write, to a library that may be damaged or cut off, of any shape.

    Raises Problem where there is no file, or none that SQLite can read anything of.
    """
    if not _is_file(path):
        raise Problem("There is no library at {file}; give the name of one that is damaged.", file=path)
    sorry: Problem | None = None
    for parameters in ("mode=ro", "mode=ro&immutable=1"):
        try:
            with told_calmly(path):
                connection = sqlite3.connect(f"{path.absolute().as_uri()}?{parameters}", uri=True, isolation_level=None)
                try:
                    # Lets a file be read that is shorter than its first page says, and a schema with wrong lines in it.
                    connection.execute("PRAGMA writable_schema = ON")
                    connection.execute("SELECT COUNT(*) FROM sqlite_schema").fetchone()
                except BaseException:
                    connection.close()
                    raise
                return connection
        except Problem as problem:
            sorry = sorry or problem
    if isinstance(sorry, Damaged):
        raise Problem(
            "The part of {file} that says where everything stands in it is damaged, so nothing could be read. Only a "
            "backup brings the library back: “postil backups” lists them, and “postil restore” puts one in its place; "
            "the damaged file is kept beside them.",
            file=path,
        ) from sorry
    raise Problem("Nothing could be read from {file}; restore a backup of it.", file=path) from sorry


def lock_trouble(path: Path) -> Problem:
    """Return the Problem of a lock beside the library that cannot be made or taken."""
    return Problem("The file {file}.lock cannot be written; allow writing to it, or make room on its disk.", file=path)


def _connect_as_it_is(path: Path, parameters: str, *, any_thread: bool) -> sqlite3.Connection:
    with told_calmly(path):
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?{parameters}",
            uri=True,
            timeout=WAIT_FOR_OTHERS,
            isolation_level=None,
            check_same_thread=not any_thread,
        )
        try:
            current = _version(connection, path) == SCHEMA_VERSION
        except BaseException:
            connection.close()
            raise
    if not current:
        connection.close()
        raise Problem("The library {file} was made by an older Postil; open it once for writing.", file=path)
    return connection


def _is_file(path: Path) -> bool:
    """Return whether something is at ``path``; raises Problem for a folder, or where nobody can tell."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return False
    except (OSError, ValueError) as error:
        raise Problem(
            "The library {file} cannot be reached; check its name and that its folder may be opened.", file=path
        ) from error
    if stat.S_ISDIR(mode):
        raise Problem("{file} is a folder; give the name of a library file.", file=path)
    return True


def _has_wal(path: Path) -> bool:
    try:
        return path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False


def _require_writable(path: Path) -> None:
    is_there = _is_file(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(
            "The folder {folder} for the library cannot be made; choose another one.", folder=path.parent
        ) from error
    if not os.access(path if is_there else path.parent, os.W_OK) or not os.access(path.parent, os.W_OK):
        raise Problem(
            "The library {file} may only be read; allow writing to it and its folder, or choose another library.",
            file=path,
        )


def _version(connection: sqlite3.Connection, path: Path) -> int:
    """Return the schema's version, 0 for a new file; raises Problem for a file that is not ours or newer."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if application not in {0, APPLICATION_ID} or (application == 0 and _has_tables(connection)):
        raise damaged(path) if _holds_ours(connection) else no_library(path)
    if version > SCHEMA_VERSION:
        raise Problem("The library {file} was made by a newer Postil; update Postil to open it.", file=path)
    return version


def _require_content(path: Path) -> None:
    """Raise Problem for a library that has lost all its bytes: an empty file that has backups is no new one."""
    if not path.exists() or path.stat().st_size:
        return
    from postil.storage.remains import has_backups

    if has_backups(path):
        raise Damaged(
            "The library {file} is empty, though there are backups of it; restore one of them, or remove the empty "
            "file to begin a new library.",
            file=path,
        )


def _require_head(path: Path) -> None:
    """Raise Problem where there is a log beside what is no database: SQLite would write it into that and delete it."""
    if not _has_wal(path):
        return
    from postil.storage.remains import has_head

    if not has_head(path):
        raise no_library(path)


def _holds_ours(connection: sqlite3.Connection) -> bool:
    """Return whether the tables are ours, though the number that says so is gone."""
    found = connection.execute("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name IN (?, ?, ?)", _OURS)
    return bool(found.fetchone()[0] == len(_OURS))


def _has_tables(connection: sqlite3.Connection) -> bool:
    return connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchone() is not None


def _backup_path(path: Path) -> Path:
    """Return a name of its own for the copy before a migration, also where one has just failed."""
    stamp = now().replace(":", "").replace("-", "")
    number = 1
    while True:
        again = f"-{number}" if number > 1 else ""
        target = path.parent / "backups" / f"{path.stem}-{stamp}{again}-before-{SCHEMA_VERSION:04}{path.suffix}"
        if not os.path.lexists(target):
            return target
        number += 1


def _bring_up_to_date(connection: sqlite3.Connection, path: Path, lock: WriterLock) -> None:
    if _version(connection, path) == SCHEMA_VERSION:
        return
    held = lock.held
    try:
        ours = lock.take(wait=WAIT_FOR_OTHERS)
    except OSError as error:
        raise lock_trouble(path) from error
    if not ours:
        raise Problem("The library {file} is open in another window; close it so that it can be updated.", file=path)
    try:
        # Another program may have made or migrated the file while this one waited.
        version = _version(connection, path)
        if version == SCHEMA_VERSION:
            return
        if version:
            back_up(connection, path, _backup_path(path))
        else:
            # First, and by itself: whoever is killed while the tables are made leaves a file that is known as ours.
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        from sqlite_utils import Database

        from postil.storage.presence import Presence

        try:
            with closing(Presence(path)):
                # A new file has all its tables or none; of an old one each migration that was reached stays.
                database = Database(connection)
                with nullcontext() if version else database.atomic():
                    migrations().apply(database)
        except (TypeError, ValueError, AttributeError) as error:
            from postil.storage.misplaced import holds_misplaced

            if holds_misplaced(connection):
                raise damaged(path) from error
            raise
    finally:
        if not held:
            lock.release()
