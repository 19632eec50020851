"""Room on the disk that a library no longer needs is given back: SQLite keeps the pages of what was deleted."""

import sqlite3
from contextlib import closing
from pathlib import Path

from postil.storage.lock import require_alone
from postil.storage.opening import WAIT_FOR_OTHERS
from postil.storage.troubles import told_calmly

LEAST = 8 << 20
"""Bytes that are worth it: what is free is used again by what comes next."""
SHARE = 4
"""A file is written anew where this part of it is free: a fourth."""


def give_back(library: Path) -> int:
    """Write the library compactly in its place where much of it is free; return by how many bytes it is smaller.

    Through a connection of its own, in one transaction (``VACUUM``): whoever is killed or runs out of room leaves it
    as it was. Others can read meanwhile, and wait to write: a second for each 100 MB that stay. Raises Problem.
    """
    require_alone(library, may_wait=False)
    with (
        told_calmly(library),
        closing(sqlite3.connect(library, timeout=WAIT_FOR_OTHERS, isolation_level=None)) as connection,
    ):
        page, pages, free = (
            int(connection.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_size", "page_count", "freelist_count")
        )
        if free * page < LEAST or free * SHARE < pages:
            return 0
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("VACUUM")
        # The file itself shrinks when the log is brought into it; where others read, that is done by the next who can.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return (pages - int(connection.execute("PRAGMA page_count").fetchone()[0])) * page
