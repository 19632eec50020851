"""What a process that was torn down leaves behind: faulthandler's file, one for each, offered at the next start.

It names places in the code, nothing else (https://docs.python.org/3/library/faulthandler.html).
"""

import contextlib
import faulthandler
import os
import sys
from pathlib import Path
from typing import IO

LAST = "last-crash.txt"
"""Where the report stays that was offered."""

_PREFIX = "hard-crash-"


class HardCrashFile:
    """The file that faulthandler writes to if this process dies; it goes when the process ends as it should."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{_PREFIX}{os.getpid()}.txt"
        self._file: IO[str] = self.path.open("w", encoding="utf-8")
        faulthandler.enable(self._file)

    def close(self) -> None:
        """Let faulthandler go and remove the file."""
        faulthandler.disable()
        self._file.close()
        with contextlib.suppress(OSError):
            self.path.unlink()


def left_behind(folder: Path) -> str:
    """Return what the last process that was torn down wrote, "" where none was; it is returned only once.

    The report is kept as ``last-crash.txt``. Files of processes that were killed before they could write anything go.
    """
    report = ""
    try:
        found = sorted(folder.glob(f"{_PREFIX}*.txt"), key=lambda each: each.stat().st_mtime)
    except OSError:
        return ""
    for path in found:
        if _is_alive(path.stem.removeprefix(_PREFIX)):
            continue
        with contextlib.suppress(OSError):
            words = path.read_text(encoding="utf-8", errors="replace").strip()
            path.unlink()
            report = words or report
    if report:
        with contextlib.suppress(OSError):
            (folder / LAST).write_text(report + "\n", encoding="utf-8")
    return report


def _is_alive(number: str) -> bool:
    """Return whether a process of that number runs; one that got the number anew delays a report, no more."""
    if not number.isdecimal() or int(number) == os.getpid():
        return number.isdecimal()
    if sys.platform == "win32":
        # Its file cannot be removed while it is open: that is found out by trying.
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
