"""A library whose first bytes are gone is damaged, not foreign: it is left as it is, and read or restored."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desks import add_article
from new_library import open_library
from postil.domain.problems import Damaged, Problem
from postil.storage.backups import make_backup
from postil.storage.library import Library
from postil.storage.recovering import recover
from postil.storage.restoring import restore
from postil.storage.shelf import shelf


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    """A library with an article."""
    path = tmp_path / "library.postil"
    library = open_library(path)
    add_article(library, "Ship\n\nThe boat held six persons.\n" * 300, title="Ship")
    library.close()
    return path


def overwrite(path: Path, size: int, offset: int = 0) -> None:
    """Overwrite the first bytes, as a careless program or a disk does."""
    with path.open("rb+") as file:
        file.seek(offset)
        file.write(b"\0" * size)


@pytest.mark.parametrize("size", [16, 100, 4096])
def test_it_is_said_to_be_damaged_and_left_as_it_is(sound: Path, size: int) -> None:
    overwrite(sound, size)
    before = sound.read_bytes()
    for ways in (Library.open, Library.open_for_reading):
        with pytest.raises(Damaged, match="is damaged"):
            ways(sound)
    assert sound.read_bytes() == before


def test_one_whose_tables_are_ours_is_known_without_its_number(sound: Path) -> None:
    overwrite(sound, 4, offset=68)
    with pytest.raises(Damaged, match="is damaged"):
        Library.open(sound)


@pytest.mark.parametrize("size", [16, 100])
def test_what_is_in_it_is_read_into_a_new_one(sound: Path, tmp_path: Path, size: int) -> None:
    overwrite(sound, size)
    recovered = recover(sound, tmp_path / "new.postil")
    assert (recovered.articles, recovered.lost) == (1, ())
    new = Library.open(tmp_path / "new.postil")
    assert [each.title for each in shelf(new)] == ["Ship"]
    new.close()


def test_the_log_beside_it_is_neither_played_into_it_nor_lost(sound: Path, tmp_path: Path) -> None:
    killed = tmp_path / "killed" / "library.postil"
    killed.parent.mkdir()
    library = Library.open(sound)
    add_article(library, "News\n\nThe wharf burned.\n", title="News")
    for ending in ("", "-wal"):
        shutil.copyfile(f"{sound}{ending}", f"{killed}{ending}")
    library.close()
    overwrite(killed, 100)
    log = Path(f"{killed}-wal")
    before = killed.read_bytes(), log.read_bytes()
    with pytest.raises(Damaged):
        Library.open(killed)
    assert (killed.read_bytes(), log.read_bytes()) == before
    assert recover(killed, tmp_path / "new.postil").articles == 2


def test_a_backup_takes_its_place_and_the_file_is_kept(sound: Path) -> None:
    backup = make_backup(sound)
    overwrite(sound, 4096)
    before = sound.read_bytes()
    aside = restore(backup.path, sound)
    assert aside is not None
    assert aside.read_bytes() == before
    library = Library.open(sound)
    assert len(shelf(library)) == 1
    library.close()


def test_where_backups_are_something_else_in_its_place_is_no_reason_to_call_it_foreign(sound: Path) -> None:
    make_backup(sound)
    sound.write_text("These are notes of some kind.\n" * 300, "utf-8")
    with pytest.raises(Damaged, match="though there are backups of one"):
        Library.open(sound)


def test_what_never_was_one_is_foreign(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE things (id, text)")
        connection.executemany("INSERT INTO things VALUES (?, ?)", [(str(each), "word " * 90) for each in range(99)])
        connection.commit()
    overwrite(path, 100)
    for foreign in (path, tmp_path / "noise.postil"):
        foreign.touch()
        if not foreign.stat().st_size:
            foreign.write_bytes(os.urandom(1 << 18))
        with pytest.raises(Problem, match="not a Postil library") as met:
            Library.open(foreign)
        assert not isinstance(met.value, Damaged)
