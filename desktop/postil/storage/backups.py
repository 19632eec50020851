"""The backups of a library in a folder: one a day, those of a purpose, and what the rule does with them."""

import contextlib
import os
import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from postil.domain.keeping import Kept, is_due, kept
from postil.domain.problems import Problem
from postil.storage.backup import back_up
from postil.storage.comparing import STEPS
from postil.storage.lock import WriterLock
from postil.storage.migrations import APPLICATION_ID, SCHEMA_VERSION
from postil.storage.opening import connect_for_reading, read_as_it_is

if TYPE_CHECKING:
    from threading import Event

BACKUPS = "backups"
"""The folder beside the library that its backups are in."""
BY_HAND, BEFORE_RESTORE = "by-hand", "before-restore"

State = Literal["sound", "damaged", "newer"]

_STAMP = "%Y%m%dT%H%M%SZ"
_HALF_FOR = 86_400
"""Seconds after which a backup that is still half written will never be whole."""
_NAME = r"-(\d{8}T\d{6}Z)(?:-(\d+))?(?:-([a-z][a-z0-9-]*))?"
_AS_IT_LIES = "mode=ro&immutable=1"
"""A backup has no log beside it, and may lie where nothing can be written."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup by its name: when it was made (UTC), why ("" for the one of the day), and its size in bytes."""

    path: Path
    made: datetime
    purpose: str
    size: int


@dataclass(frozen=True, slots=True)
class Content:
    """What a look into a backup found: its ``state``, and how much it holds where it is sound.

    ``altered`` is how much of that is not as it was written: the file holds together, but bytes in it are others.
    """

    state: State
    articles: int = 0
    highlights: int = 0
    version: int = 0
    altered: int = 0


def backup_folder(library: Path) -> Path:
    """Return where the backups of a library are."""
    return library.parent / BACKUPS


def backups_in(folder: Path, library: Path) -> tuple[Backup, ...]:
    """Return the backups of ``library`` in ``folder``, the newest first; none where there is no such folder."""
    pattern = re.compile(re.escape(library.stem) + _NAME + re.escape(library.suffix))
    found: list[Backup] = []
    try:
        for entry in os.scandir(folder):
            match = pattern.fullmatch(entry.name)
            with contextlib.suppress(ValueError):  # a date that there is not
                if match and entry.is_file():
                    made = datetime.strptime(match[1], _STAMP).replace(tzinfo=UTC)
                    found.append(Backup(Path(entry.path), made, match[3] or "", entry.stat().st_size))
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise Problem("The folder {folder} cannot be looked into; allow reading it.", folder=folder) from error
    return tuple(sorted(found, key=lambda each: (each.made, each.path.name), reverse=True))


def make_backup(library: Path, purpose: str = "", *, now: datetime | None = None) -> Backup:
    """Write a checked backup of ``library`` beside it, through a connection of its own; then those too many go."""
    moment = now or datetime.now(UTC)
    folder = backup_folder(library)
    target = _free_name(folder, library, moment, purpose)
    write_backup(library, target)
    # One of the same second, which another program made, may be the one of today that stays.
    size = target.stat().st_size
    throw_away(folder, library, moment)
    return Backup(target, moment.replace(microsecond=0), purpose, size)


def write_backup(library: Path, target: Path) -> None:
    """Write a checked backup of ``library`` to a file of the reader's choice, through a connection of its own.

    Changes that a WAL holds which may not be written to are in it, too.
    """
    connection, unseen = read_as_it_is(library)
    with closing(connection):
        if not unseen:
            back_up(connection, library, target)
            return
    # SQLite reads such a WAL only where it may write beside it: in a copy of both.
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".postil-") as folder:
            both = Path(folder) / library.name
            for ending in ("", "-wal"):
                shutil.copyfile(f"{library}{ending}", f"{both}{ending}")
            with closing(connect_for_reading(both)) as connection:
                back_up(connection, library, target)
    except OSError as error:
        raise Problem("The backup {file} cannot be written; choose another folder.", file=target) from error


def is_backup_due(library: Path, now: datetime | None = None) -> bool:
    """Return whether there is no backup of today."""
    return is_due(_as_kept(backups_in(backup_folder(library), library)), now or datetime.now(UTC))


def copy_backup(backup: Path, folder: Path, library: Path, now: datetime | None = None) -> Path:
    """Copy a backup byte for byte into a folder of this library's in the reader's own ``folder``, which must be there.

    Those too many go then. Raises Problem where it is not there or cannot be written; no half file stays behind.
    """
    if not folder.is_dir():
        raise Problem(
            "The folder {folder} for copies of the backups is not there; connect its disk, or choose another folder in "
            "the settings.",
            folder=folder,
        )
    own = copies_folder(folder, library)
    target = own / backup.name
    part = target.with_name(target.name + ".part")
    try:
        if target.exists() and target.stat().st_size == backup.stat().st_size:
            # Whole, since it was given its name last; a synced folder may not even hold its bytes here.
            return target
        own.mkdir(exist_ok=True)
        shutil.copyfile(backup, part)
        with part.open("rb+") as file:
            os.fsync(file.fileno())
        if not _is_same(backup, part):
            raise Problem("The copy {file} did not come out as it should; check the disk.", file=target)
        part.replace(target)
    except OSError as error:
        raise Problem(
            "The backup cannot be copied into {folder}; make room there and allow writing, or choose another folder.",
            folder=folder,
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
    throw_away(own, library, now or datetime.now(UTC))
    return target


def copies_folder(folder: Path, library: Path) -> Path:
    """Return the folder within ``folder`` for this library of this machine: others may share it, and keep theirs."""
    import hashlib
    import platform

    machine = re.sub(r"[^A-Za-z0-9-]+", "-", platform.node().partition(".")[0]).strip("-") or "machine"
    place = hashlib.sha256(str(library.absolute()).encode()).hexdigest()[:6]
    return folder / f"{library.stem}-{machine}-{place}"


def throw_away(folder: Path, library: Path, now: datetime) -> tuple[Path, ...]:
    """Remove the backups that the rule does not keep; return which. One that cannot be removed stays."""
    there = backups_in(folder, library)
    stay = kept(_as_kept(there), now)
    gone: list[Path] = []
    for backup in there:
        if backup.path.name not in stay:
            with contextlib.suppress(OSError):
                backup.path.unlink()
                gone.append(backup.path)
    _remove_halves(folder, library)
    return tuple(gone)


def _remove_halves(folder: Path, library: Path) -> None:
    """Remove what is left of backups that were killed while they were written, a day ago or more."""
    pattern = re.compile(re.escape(library.stem) + _NAME + re.escape(library.suffix) + r"\.part")
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            if pattern.fullmatch(entry.name) and entry.stat().st_mtime < time.time() - _HALF_FOR:
                Path(entry.path).unlink()


def look_into(backup: Path, stopped: "Event | None" = None) -> Content:
    """Open a backup as it lies and check it; what cannot be opened is damaged.

    It takes seconds for a large one, until it is ``stopped``: what it returns then says nothing.
    """
    from postil.storage.checking import altered
    from postil.storage.library import Library

    try:
        with closing(sqlite3.connect(f"{backup.absolute().as_uri()}?{_AS_IT_LIES}", uri=True)) as connection:
            if stopped is not None:
                connection.set_progress_handler(stopped.is_set, STEPS)
            version = int(connection.execute("PRAGMA user_version").fetchone()[0])
            if int(connection.execute("PRAGMA application_id").fetchone()[0]) != APPLICATION_ID:
                return Content("damaged")
            if version > SCHEMA_VERSION:
                return Content("newer", version=version)
            if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                return Content("damaged", version=version)
            articles = connection.execute("SELECT COUNT(*) FROM articles").fetchone()[0]
            highlights = connection.execute("SELECT COUNT(*) FROM highlights").fetchone()[0]
            others = len(altered(Library(backup, connection, WriterLock(backup))))
    except (sqlite3.Error, UnicodeDecodeError, OSError):
        return Content("damaged")
    return Content("sound", int(articles), int(highlights), version, others)


def find_backup(wanted: str, library: Path) -> Path:
    """Return the backup meant by a file's path, or by the beginning of its date ("2026-11-22"); raises Problem."""
    path = Path(wanted).expanduser()
    if path.is_file():
        return path.absolute()
    digits = re.sub(r"[-:T Z]", "", wanted)
    if digits.isdecimal():
        for each in backups_in(backup_folder(library), library):
            if each.made.strftime("%Y%m%d%H%M%S").startswith(digits):
                return each.path
    raise Problem("There is no backup {backup}; postil backups lists those that exist.", backup=wanted)


def _free_name(folder: Path, library: Path, moment: datetime, purpose: str) -> Path:
    number = 1
    while True:
        again = f"-{number}" if number > 1 else ""
        ending = f"-{purpose}" if purpose else ""
        target = folder / f"{library.stem}-{moment.strftime(_STAMP)}{again}{ending}{library.suffix}"
        if not os.path.lexists(target):
            return target
        number += 1


def _as_kept(backups: Iterable[Backup]) -> list[Kept]:
    # Those before a migration are of one purpose, whatever version they lead to.
    return [
        Kept(each.path.name, each.made, "before" if re.match(r"before-\d", each.purpose) else each.purpose)
        for each in backups
    ]


def _is_same(one: Path, other: Path) -> bool:
    import hashlib

    digests: list[str] = []
    for path in (one, other):
        with path.open("rb") as file:
            digests.append(hashlib.file_digest(file, "sha256").hexdigest())
    return digests[0] == digests[1]
