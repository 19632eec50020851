"""Whether a file that SQLite takes for no database was a library of ours; its first bytes may be all that is gone."""

import struct
from pathlib import Path

from postil.storage.migrations import APPLICATION_ID, SCHEMA_VERSION

# The format of the file: https://www.sqlite.org/fileformat2.html
MAGIC = b"SQLite format 3\x00"
HEADER = 100
PAGE = 4096
"""Bytes in each page of a library: SQLite's usual size, which Postil never changes."""
_INNER, _LEAVES = frozenset({2, 5}), frozenset({10, 13})
_LOG = frozenset({b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"})
_LOOKED_AT = 500
"""Pages: enough to tell, quickly. Texts fill most of the others, which look like nothing."""
_ENOUGH = 2
_NAMES = b"csl_items"


def was_library(path: Path) -> bool:
    """Return whether what is at ``path`` still has pages of a library, or its log beside it. Reads two megabytes."""
    try:
        is_whole = path.stat().st_size % PAGE == 0
        with path.open("rb") as file:
            content = file.read(PAGE * _LOOKED_AT)
    except OSError:
        return False
    known = path.suffix == ".postil" or _NAMES in content or has_backups(path)
    pages = [content[at : at + PAGE] for at in range(PAGE, len(content), PAGE)]
    return known and ((is_whole and sum(map(_is_page, pages)) >= _ENOUGH) or _has_log(path))


def has_head(path: Path) -> bool:
    """Return whether a file that can be read begins as a database does."""
    try:
        with path.open("rb") as file:
            return file.read(len(MAGIC)) in {MAGIC, b""}
    except OSError:
        return True


def has_backups(path: Path) -> bool:
    """Return whether there are backups of a library of that name."""
    from postil.storage.backups import backup_folder, backups_in

    return any(each.size for each in backups_in(backup_folder(path), path))


def new_header(pages: int, *, has_log: bool) -> bytes:
    """Return a first header for a library of that many pages, with which SQLite reads them, and the log beside it."""
    version = 2 if has_log else 1
    fields = (PAGE, version, version, 0, 64, 32, 32, 1, pages, 0, 0, 1, 4, 0, 0, 1, SCHEMA_VERSION, 0, APPLICATION_ID)
    return MAGIC + struct.pack(">H6B12I20xII", *fields, 1, 3_040_000)


def _is_page(page: bytes) -> bool:
    """Return whether a page is one of a table or an index, by all that its own header says."""
    kind = page[0] if len(page) == PAGE else 0
    if kind not in _INNER | _LEAVES:
        return False
    cells, start = struct.unpack(">HH", page[3:7])
    first = 12 if kind in _INNER else 8
    if not cells or not first + 2 * cells <= start < PAGE:
        return False
    return all(start <= at < PAGE for at in struct.unpack(f">{cells}H", page[first : first + 2 * cells]))


def _has_log(path: Path) -> bool:
    try:
        with path.with_name(path.name + "-wal").open("rb") as file:
            return file.read(4) in _LOG
    except OSError:
        return False
