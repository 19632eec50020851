"""The writer's lock: one window per library, told apart from a mere file left behind."""

import os
import sys
import time
from pathlib import Path
from typing import IO


class WriterLock:
    """An advisory lock on ``FILE.lock``, freed by the system when the process ends, however it ends."""

    def __init__(self, library: Path) -> None:
        self._path = library.with_name(library.name + ".lock")
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
        """Give the lock back; the empty file stays, since removing it would race with another taker."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> bool:
        os.lseek(descriptor, 0, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
