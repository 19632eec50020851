"""Which machine has the library open: a mark in ``FILE.lock``, made anew every few seconds.

SQLite's log keeps what its readers share in the memory of one machine, so two machines that write to one file over a
network share, or through a folder that is synchronised, destroy it (https://www.sqlite.org/wal.html). Locks do not
reach that far everywhere; a mark does. It says who has the library open and beats: who meets another machine's mark
waits whether it moves, and only takes over one that does not and is old, so that no clock has to be right.

What it cannot see: a machine on which the share has not shown up yet what another wrote some seconds ago.
"""

import json
import os
import threading
import time
import weakref
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.storage.lock import lock_path

BEAT = 5.0
"""Seconds between two beats."""
WATCHED = 7.0
"""Seconds to watch whether another machine's mark beats."""
FRESH = 60.0
"""Seconds after its last beat in which a mark is not taken over, if both machines' clocks agree that much."""
_SIZE = 400
"""Bytes of a mark: it is always written whole, and over the one before."""


@dataclass(frozen=True, slots=True)
class Mark:
    """``beat`` in seconds since 1970, by the clock of ``machine``; ``boot`` tells two of one name apart, or is ""."""

    machine: str
    boot: str
    process: int
    beat: float

    @property
    def is_ours(self) -> bool:
        """Whether this very machine wrote it since it was started: its processes see each other's locks."""
        ours = boot_id()
        return self.boot == ours if self.boot and ours else self.machine == machine_name()


def taken_over(library: Path, *, may_wait: bool = True) -> str:
    """Return "" where no other machine has the library open, or a sentence about a mark that was left behind.

    Raises Problem where another machine has it open. ``may_wait``: look for some seconds whether an old mark beats.
    """
    found = read_mark(library)
    if found is None or found.is_ours:
        return ""
    if abs(time.time() - found.beat) < FRESH or (may_wait and _beats(library, found)):
        raise open_elsewhere(library, found)
    return say(
        "The library {file} was open on {machine} and was not closed there; this machine has taken it over.",
        file=library,
        machine=found.machine,
    )


def open_elsewhere(library: Path, mark: Mark) -> Problem:
    """Return the Problem of a library that another machine has open."""
    return Problem(
        "The library {file} is open on {machine}, and two machines cannot work on one file at once; close it there, "
        "or wait a minute if that machine was switched off.",
        file=library,
        machine=mark.machine,
    )


def read_mark(library: Path) -> Mark | None:
    """Return the mark beside a library, None for none."""
    try:
        found = json.loads(lock_path(library).read_bytes()[:_SIZE])
        return Mark(str(found["machine"]), str(found["boot"]), int(found["process"]), float(found["beat"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def machine_name() -> str:
    """Return what this machine is called in its network."""
    return os.environ.get("COMPUTERNAME", "") if os.name == "nt" else os.uname().nodename


def boot_id() -> str:
    """Return what the system calls the time since it was started (Linux), "" where it has no name for that."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except (OSError, ValueError):
        return ""


class Presence:
    """Keeps this machine's mark beside a library until it is closed, on a thread of its own.

    ``takes_over``: write over the mark that another machine left behind.
    """

    def __init__(self, library: Path, *, takes_over: bool = False) -> None:
        self._library = library
        self._who = (machine_name(), boot_id(), os.getpid())
        self._ended = threading.Event()
        if takes_over:
            with suppress(OSError):
                os.truncate(lock_path(library), 0)
        self.beat()
        # The thread holds nothing but a weak reference, so that a library that is let go of without a word ends it.
        thread = threading.Thread(target=_keep, args=(weakref.ref(self), self._ended), name="presence", daemon=True)
        thread.start()

    def require_alone(self) -> None:
        """Raise Problem where another machine has taken the library over: this one slept, or was cut off."""
        found = read_mark(self._library)
        if found is not None and not found.is_ours:
            raise open_elsewhere(self._library, found)

    def beat(self) -> None:
        """Make the mark anew; another machine's is never written over, nor that of a window beside this command."""
        found = read_mark(self._library)
        if found is not None and (not found.is_ours or self._is_anothers(found)):
            return
        name, boot, process = self._who
        mark = json.dumps({"machine": name, "boot": boot, "process": process, "beat": round(time.time(), 1)})
        with suppress(OSError):  # where nothing can be written, no edit can be either
            _write(lock_path(self._library), mark)

    def close(self) -> None:
        """Take the mark away, unless it is another process's."""
        self._ended.set()
        found = read_mark(self._library)
        if found is not None and (found.machine, found.boot, found.process) == self._who:
            with suppress(OSError):
                os.truncate(lock_path(self._library), 0)

    def _is_anothers(self, found: Mark) -> bool:
        return found.process != self._who[2] and abs(time.time() - found.beat) < 3 * BEAT


def _keep(presence: "weakref.ref[Presence]", ended: threading.Event) -> None:
    while not ended.wait(BEAT):
        kept = presence()
        if kept is None:
            return
        kept.beat()
        del kept


def _write(path: Path, mark: str) -> None:
    number = os.open(path, os.O_WRONLY | os.O_CREAT, 0o666)
    try:
        os.write(number, mark.encode().ljust(_SIZE - 1) + b"\n")
    finally:
        os.close(number)


def _beats(library: Path, found: Mark) -> bool:
    """Watch for some seconds whether the mark changes."""
    end = time.monotonic() + WATCHED
    while time.monotonic() < end:
        time.sleep(0.2)
        now = read_mark(library)
        if now != found:
            return now is not None and not now.is_ours
    return False
