"""Libraries that something has happened to; each function does it to a sound one."""

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from postil.storage.migrations import SCHEMA_VERSION

PAGE = 4096


def overwrite_pages(library: Path) -> None:
    """Overwrite all pages but the first, as a failing disk may."""
    content = bytearray(library.read_bytes())
    content[PAGE:] = random.Random(3).randbytes(len(content) - PAGE)
    library.write_bytes(content)


def overwrite_schema(library: Path) -> None:
    """Overwrite the first page, but for its header."""
    content = bytearray(library.read_bytes())
    content[100:PAGE] = random.Random(4).randbytes(PAGE - 100)
    library.write_bytes(content)


def cut_off(library: Path) -> None:
    """Keep the first half, as a copy that broke off does."""
    content = library.read_bytes()
    library.write_bytes(content[: len(content) // 2])


def make_newer(library: Path) -> None:
    """Say that a later Postil has migrated it."""
    with closing(sqlite3.connect(library)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def replace_with_text(library: Path) -> None:
    """Put a text in its place."""
    library.write_text("These are notes of some kind, and no library at all.\n" * 100, "utf-8")


def replace_with_other_database(library: Path) -> None:
    """Put another program's database in its place."""
    library.unlink()
    with closing(sqlite3.connect(library)) as connection:
        connection.execute("CREATE TABLE bookmarks (url TEXT)")


def replace_with_folder(library: Path) -> None:
    """Put a folder in its place."""
    library.unlink()
    library.mkdir()


BROKEN = [
    (overwrite_pages, "is damaged"),
    (overwrite_schema, "is damaged"),
    (cut_off, "is damaged"),
    (make_newer, "newer Postil"),
    (replace_with_text, "not a Postil library"),
    (replace_with_other_database, "not a Postil library"),
    (replace_with_folder, "is a folder"),
]
