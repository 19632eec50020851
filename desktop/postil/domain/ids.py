"""Identifiers and times as the library keeps them."""

import os
import time


def new_id() -> str:
    """Return a new UUID version 7 as text: 36 characters, ordered by the time it was made at.

    The 12 bits after the millisecond hold its fraction, so that ids made in one millisecond keep their order
    (RFC 9562, section 6.2, method 3). Within a process they do so too where the clock is set back.
    """
    milliseconds, nanoseconds = divmod(max(time.time_ns(), _STARTED + _running()), 1_000_000)
    fraction = nanoseconds * 4096 // 1_000_000
    noise = int.from_bytes(os.urandom(8)) & 0x3FFF_FFFF_FFFF_FFFF
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | 0x7 << 76 | fraction << 64 | 0x2 << 62 | noise
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def _running() -> int:
    """Return nanoseconds by a clock that nobody sets, and that goes on while the machine sleeps where there is one."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic_ns() if clock is None else time.clock_gettime_ns(clock)


_STARTED = time.time_ns() - _running()


def now() -> str:
    """Return the present moment in UTC as ISO 8601, to the second: ``2026-11-22T09:30:00Z``."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
