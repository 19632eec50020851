"""What a purge frees is given back to the disk, and nothing else changes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desks import add_article, revision_of
from new_library import open_library
from postil.domain.problems import Busy
from postil.services import articles, highlighting
from postil.services.searching import search
from postil.storage import room
from postil.storage.backups import make_backup
from postil.storage.checking import check
from postil.storage.comparing import compare
from postil.storage.library import Library
from postil.storage.room import give_back


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    """A library of which most was deleted: what stays has a highlight."""
    monkeypatch.setattr(room, "LEAST", 1)
    monkeypatch.setattr(room, "WAIT_FOR_OTHERS", 0.05)
    opened = open_library(tmp_path / "library.postil")
    gone = [add_article(opened, f"Gone {number}\n{'Some words. ' * 9_000}") for number in range(12)]
    kept = add_article(opened, "The third telegram\nMarshal Zhukov wrote to ***.")
    edit, _ = highlighting.add(revision_of(opened, kept), 19, 33, color="blue", note="Who?", tags=("east",))
    opened.apply(edit)
    opened.apply(articles.delete(opened, *gone))
    opened.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    yield opened
    opened.close()


def test_the_file_shrinks_and_holds_the_same(library: Library) -> None:
    size = library.path.stat().st_size
    before = make_backup(library.path)
    given = give_back(library.path)
    assert library.path.stat().st_size == size - given < size / 2
    assert check(library) == ()
    assert compare(library.path, before.path).is_none
    assert search(library, "zhukov").hits


def test_the_library_goes_on_being_written_to_while_it_is_open(library: Library) -> None:
    give_back(library.path)
    added = add_article(library, "Another\nText.")
    with closing(sqlite3.connect(library.path)) as other:
        assert other.execute("SELECT COUNT(*) FROM articles WHERE id = ?", [added]).fetchone() == (1,)
    assert check(library) == ()


def test_a_file_that_is_mostly_full_is_left(library: Library) -> None:
    give_back(library.path)
    size = library.path.stat().st_size
    assert give_back(library.path) == 0
    assert library.path.stat().st_size == size


def test_little_room_is_left_for_what_comes_next(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "LEAST", 1 << 30)
    size = library.path.stat().st_size
    assert give_back(library.path) == 0
    assert library.path.stat().st_size == size


def test_while_another_program_writes_the_file_is_left_as_it_is(library: Library) -> None:
    content = library.path.read_bytes()
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy):
            give_back(library.path)
    assert library.path.read_bytes() == content
