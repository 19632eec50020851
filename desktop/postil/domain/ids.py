"""Identifiers and times as the library keeps them."""

import os
import time
import uuid
from datetime import UTC, datetime


def new_id() -> str:
    """Return a new UUID version 7 as text: 36 characters, ordered by the millisecond it was made in (RFC 9562)."""
    milliseconds = time.time_ns() // 1_000_000
    noise = int.from_bytes(os.urandom(10))
    value = (milliseconds & 0xFFFF_FFFF_FFFF) << 80 | noise
    value = value & ~(0xF << 76) | 0x7 << 76
    value = value & ~(0x3 << 62) | 0x2 << 62
    return str(uuid.UUID(int=value))


def now() -> str:
    """Return the present moment in UTC as ISO 8601, to the second: ``2026-11-22T09:30:00Z``."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
