"""The locks of a window: one window per library, and no other program takes the library for closed meanwhile."""

import contextlib
import os
import sys
import time
from pathlib import Path
from typing import IO

_SHARED_FIRST, _SHARED_SIZE = 0x40000002, 510
"""The bytes that a reader of an SQLite file locks (sqlite.org/fileformat.html, "the lock-byte page", and os.h)."""


def lock_path(library: Path) -> Path:
    """Return the file beside a library that its lock is on, and that says which machine has it open (``presence``)."""
    return library.with_name(library.name + ".lock")


def require_alone(path: Path, *, may_wait: bool) -> str:
    """Return a sentence where another machine left the library open; raises Problem where one still has it open."""
    if not _is_marked(path):
        return ""
    from postil.storage.presence import taken_over

    return taken_over(path, may_wait=may_wait)


def file_number(path: Path) -> int | None:
    """Return the number that the file system knows the file by, None for no file; SQLite compares the same."""
    try:
        return path.stat().st_ino
    except OSError:
        return None


def _is_marked(library: Path) -> bool:
    """Return whether a machine has said that it has the library open, and has not said that it closed it."""
    try:
        return lock_path(library).stat().st_size > 0
    except (OSError, ValueError):
        return False


class WriterLock:
    """An advisory lock on ``FILE.lock``, freed by the system when the process ends, however it ends."""

    def __init__(self, library: Path) -> None:
        self._path = lock_path(library)
        self._file: IO[bytes] | None = None

    @property
    def held(self) -> bool:
        """Whether the lock is ours now."""
        return self._file is not None

    def take(self, *, wait: float = 0) -> bool:
        """Take the lock, waiting at most ``wait`` seconds; return whether it is ours.

        Raises OSError where its file cannot be made.
        """
        if self._file is not None:
            return True
        file = self._path.open("ab")
        end = time.monotonic() + wait
        while not _lock(file.fileno()):
            if time.monotonic() >= end:
                file.close()
                return False
            time.sleep(0.05)
        self._file = file
        return True

    def release(self) -> None:
        """Give the lock back; the file stays, since removing it would race with another taker."""
        if self._file is not None:
            self._file.close()
            self._file = None


class OpenMark:
    """SQLite's shared lock on the library file, taken again where this process has lost it.

    A process loses its POSIX locks on a file when it closes any descriptor of it: a file dialog that looks into the
    library to see what kind of file it is takes them away. Another program that closes the library then believes that
    it is the last, and deletes the log with all that was written here since (sqlite.org/howtocorrupt.html, 2.2).
    """

    def __init__(self, library: Path) -> None:
        self._file: int | None = None
        try:
            self._file = os.open(library, os.O_RDONLY)
        except OSError:
            return  # SQLite itself has opened it: there is no more to be done
        self.renew()

    def renew(self) -> None:
        """Take the lock, some microseconds long; where it cannot be had, somebody is about to say why."""
        if self._file is not None:
            with contextlib.suppress(OSError):
                _mark(self._file)

    def close(self) -> None:
        """Let go, after SQLite has closed the library: this takes all of the process's locks on it away."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        # Beyond what is written there: who wants to read that may not meet the lock.
        os.lseek(descriptor, 1 << 30, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _mark(descriptor: int) -> None:
        """Do nothing: here a lock stays for as long as the handle it was taken with."""

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _mark(descriptor: int) -> None:
        fcntl.lockf(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB, _SHARED_SIZE, _SHARED_FIRST)
