"""What the process that reads sources forbids itself, where the platform can (all but Windows; memory on Linux)."""

import math
import sys

from postil.importers.limits import memory_for, seconds_for

MOST_FILES = 128
"""Files that may be open at a time: modules are loaded while it reads."""

LARGEST_FILE = 96 * 1024 * 1024
"""Bytes of the largest file that may be written: the model that tells languages apart is unpacked into one."""

_MAPPED = 1024 * 1024 * 1024
"""Bytes of libraries and threads' stacks that are mapped but mostly never touched."""


def confine_process() -> None:
    """Allow no large file to be written, few to be open, no core to be dumped, for as long as this process lives."""
    if sys.platform == "win32":
        return
    import resource

    _lower(resource.RLIMIT_FSIZE, LARGEST_FILE)
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_NOFILE, MOST_FILES)
    # An interrupt in a terminal reaches the whole group: whoever asked decides what becomes of this process.
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)


def confine_reading(size: int) -> None:
    """Allow the memory and the processor's time that a source of ``size`` bytes may take, from now on.

    Too much of the time ends the process; the parent watches the clock besides.
    """
    if sys.platform == "win32":
        return
    import resource

    memory = memory_for(size)
    _lower(resource.RLIMIT_DATA, memory)
    _lower(resource.RLIMIT_AS, memory + _MAPPED)
    used = resource.getrusage(resource.RUSAGE_SELF)
    _lower(resource.RLIMIT_CPU, math.ceil(used.ru_utime + used.ru_stime + seconds_for(size)))


def _lower(kind: int, limit: int) -> None:
    """Set the soft limit of a kind, within the hard one."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    try:
        resource.setrlimit(kind, (limit, hard))
    except (ValueError, OSError):
        # macOS refuses limits on memory below what is mapped already.
        return
