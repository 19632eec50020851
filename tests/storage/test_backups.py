"""Backups in their folder: made, checked, thrown away by the rule, copied elsewhere, compared and restored."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest

from desks import add_article, article_of, item_of, revision_of
from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.domain.records import ArticleNote, Judgement
from postil.services import highlighting
from postil.storage import comparing, opening
from postil.storage.backups import (
    BEFORE_RESTORE,
    BY_HAND,
    backup_folder,
    backups_in,
    copies_folder,
    copy_backup,
    find_backup,
    is_backup_due,
    look_into,
    make_backup,
    write_backup,
)
from postil.storage.checking import check
from postil.storage.comparing import compare
from postil.storage.library import Library
from postil.storage.migrations import SCHEMA_VERSION
from postil.storage.restoring import restore

LIBRARIES = Path(__file__).parent.parent / "libraries"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library with one article."""
    made = Library.open(tmp_path / "library.postil")
    add_article(made, title="First")
    yield made
    made.close()


def titles(path: Path) -> list[str]:
    with closing(Library.open_for_reading(path)) as library:
        assert check(library) == ()
        return sorted(item.title for item in library.items())


def test_a_backup_from_a_medium_that_may_only_be_read_has_the_latest_changes_too(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    add_article(library, title="Only in the WAL")
    medium = tmp_path / "medium" / "library.postil"
    medium.parent.mkdir()
    for ending in ("", "-wal"):
        shutil.copyfile(f"{library.path}{ending}", f"{medium}{ending}")
    connect = opening._connect_as_it_is

    def refuse(path: Path, parameters: str, *, any_thread: bool) -> sqlite3.Connection:
        if path == medium and "immutable" not in parameters:
            error = sqlite3.OperationalError("attempt to write a readonly database")
            error.sqlite_errorcode = sqlite3.SQLITE_READONLY
            raise Problem("The library may only be read.") from error
        return connect(path, parameters, any_thread=any_thread)

    monkeypatch.setattr(opening, "_connect_as_it_is", refuse)
    write_backup(medium, tmp_path / "copy.postil")
    assert "Only in the WAL" in titles(tmp_path / "copy.postil")
    assert sorted(path.name for path in medium.parent.iterdir()) == ["library.postil", "library.postil-wal"]


def test_a_backup_lies_beside_the_library_and_holds_what_it_held(library: Library) -> None:
    made = make_backup(library.path, now=NOON)
    assert made.path == library.path.parent / "backups" / "library-20261122T120000Z.postil"
    assert titles(made.path) == ["First"]
    content = look_into(made.path)
    assert (content.state, content.articles, content.highlights) == ("sound", 1, 0)


def test_one_backup_is_due_each_day(library: Library) -> None:
    assert is_backup_due(library.path, NOON)
    make_backup(library.path, now=NOON)
    assert not is_backup_due(library.path, NOON + timedelta(hours=11))
    assert is_backup_due(library.path, NOON + timedelta(hours=13))


def test_a_clock_set_back_still_has_its_backup_each_day(library: Library) -> None:
    make_backup(library.path, now=NOON + timedelta(days=500))
    assert is_backup_due(library.path, NOON)
    made = make_backup(library.path, now=NOON)
    assert made.path.exists()
    assert not is_backup_due(library.path, NOON)


def test_backups_too_many_go_by_the_rule_and_other_files_stay(library: Library) -> None:
    backup_folder(library.path).mkdir()
    foreign = backup_folder(library.path) / "library-notes.postil"
    foreign.write_text("mine")
    other = backup_folder(library.path) / "library-two-20200101T000000Z.postil"
    other.write_text("of another library")
    for back in range(20, -1, -1):
        make_backup(library.path, now=NOON - timedelta(days=back))
    there = backups_in(backup_folder(library.path), library.path)
    assert [each.made.day for each in there][:7] == [22, 21, 20, 19, 18, 17, 16]
    assert len(there) < 12
    assert foreign.exists()
    assert other.exists()


def test_two_backups_of_one_second_have_names_of_their_own(library: Library) -> None:
    assert make_backup(library.path, BY_HAND, now=NOON).path != make_backup(library.path, BY_HAND, now=NOON).path


def test_backups_before_a_migration_are_listed_with_their_purpose(library: Library) -> None:
    backup_folder(library.path).mkdir()
    (backup_folder(library.path) / "library-20260101T000000Z-before-0006.postil").write_bytes(b"")
    assert [each.purpose for each in backups_in(backup_folder(library.path), library.path)] == ["before-0006"]


def test_a_damaged_backup_a_newer_one_and_a_foreign_file_are_told_apart(library: Library, tmp_path: Path) -> None:
    made = make_backup(library.path, now=NOON).path
    newer = tmp_path / "newer.postil"
    shutil.copy(made, newer)
    with closing(sqlite3.connect(newer)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    assert look_into(newer).state == "newer"
    content = bytearray(made.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    made.write_bytes(content)
    assert look_into(made).state == "damaged"
    (tmp_path / "text").write_text("not a library")
    assert look_into(tmp_path / "text").state == "damaged"
    assert look_into(tmp_path / "absent").state == "damaged"


def test_a_backup_is_copied_into_a_folder_of_this_librarys_own(library: Library, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    made = make_backup(library.path, now=NOON).path
    copied = copy_backup(made, disk, library.path, NOON)
    assert copied.parent == copies_folder(disk, library.path)
    assert copied.read_bytes() == made.read_bytes()
    assert copy_backup(made, disk, library.path, NOON) == copied


def test_a_folder_for_copies_that_is_not_there_is_a_sentence_and_is_not_made(library: Library, tmp_path: Path) -> None:
    made = make_backup(library.path, now=NOON).path
    with pytest.raises(Problem, match="connect its disk"):
        copy_backup(made, tmp_path / "gone", library.path, NOON)
    assert not (tmp_path / "gone").exists()


def test_copies_follow_the_rule_too(library: Library, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    for back in range(12, -1, -1):
        moment = NOON - timedelta(days=back)
        copy_backup(make_backup(library.path, now=moment).path, disk, library.path, moment)
    assert len(backups_in(copies_folder(disk, library.path), library.path)) < 11


def test_a_backup_is_found_by_its_date_or_its_file(library: Library) -> None:
    made = make_backup(library.path, now=NOON).path
    assert find_backup("2026-11-22", library.path) == made
    assert find_backup(str(made), library.path) == made
    with pytest.raises(Problem, match="no backup 2025"):
        find_backup("2025", library.path)


def test_a_backup_differs_in_nothing_from_the_library_it_was_just_made_of(library: Library) -> None:
    assert compare(library.path, make_backup(library.path).path).is_none


def test_what_is_here_there_and_changed_is_told_by_title(library: Library) -> None:
    first = library.items()[0]
    gone = add_article(library, "Gone\nIt was here.", title="Gone")
    edit, marked = highlighting.add(revision_of(library, first.id), 0, 3, color="yellow")
    library.apply(edit)
    made = make_backup(library.path).path
    library.apply(
        Edit(
            "Many",
            (
                Change(article_of(library, gone), None),
                Change(revision_of(library, gone), None),
                Change(item_of(library, gone), None),
                Change(first, replace(first, title="First, renamed")),
                Change(marked, replace(marked, tags=("new",))),
                Change(None, ArticleNote(first.id, "A note", "", "")),
                Change(None, Judgement("1", "rename", "person:lee", "Lee")),
            ),
        )
    )
    add_article(library, "New\nIt came.", title="New")
    found = compare(library.path, made)
    assert {(each.kind, each.where, each.title) for each in found.rows} == {
        ("article", "here", "New"),
        ("article", "there", "Gone"),
        ("article", "changed", "First, renamed"),
        ("highlight", "changed", "“The”"),
        ("note", "here", "First, renamed"),
        ("judgement", "here", "rename: person:lee Lee"),
    }
    assert found.numbers["article", "here"] == 1


def test_of_very_many_differences_all_are_counted_and_some_are_named(library: Library, monkeypatch) -> None:
    made = make_backup(library.path).path
    for number in range(5):
        add_article(library, f"New {number}\nIt came.", title=f"New {number}")
    monkeypatch.setattr(comparing, "SHOWN", 3)
    found = compare(library.path, made)
    assert found.numbers == {("article", "here"): 5}
    assert [each.title for each in found.rows] == ["New 0", "New 1", "New 2"]


def test_looking_into_a_backup_stops_when_nobody_waits_any_more(library: Library, monkeypatch) -> None:
    made = make_backup(library.path).path
    stopped = Event()
    monkeypatch.setattr(comparing, "STEPS", 1)
    assert not compare(library.path, made, stopped).numbers
    stopped.set()
    with pytest.raises(Problem):
        compare(library.path, made, stopped)


@pytest.mark.parametrize("frozen", sorted(LIBRARIES.glob("*.postil")), ids=lambda path: path.stem)
def test_a_backup_of_any_older_shape_is_compared_and_restored(library: Library, frozen: Path) -> None:
    found = compare(library.path, frozen)
    assert found.numbers["article", "here"] == 1
    assert found.numbers["article", "there"] > 0
    before = frozen.read_bytes()
    restore(frozen, library.path)
    assert frozen.read_bytes() == before
    assert check(library) == ()
    assert library.rows("PRAGMA user_version") == [(SCHEMA_VERSION,)]
    assert "First" not in titles(library.path)


def test_what_the_library_held_before_a_restore_can_be_restored_again(library: Library) -> None:
    made = make_backup(library.path).path
    add_article(library, "Second\nIt came.", title="Second")
    kept = restore(made, library.path)
    assert titles(library.path) == ["First"]
    assert kept is not None
    assert BEFORE_RESTORE in kept.name
    restore(kept, library.path)
    assert titles(library.path) == ["First", "Second"]


def test_an_open_connection_sees_the_restored_library_and_can_go_on(library: Library) -> None:
    made = make_backup(library.path).path
    add_article(library, "Second\nIt came.", title="Second")
    restore(made, library.path, in_window=True)
    assert [item.title for item in library.items()] == ["First"]
    add_article(library, "Third\nIt came.", title="Third")
    assert titles(library.path) == ["First", "Third"]


def test_a_library_that_a_window_has_open_is_restored_there_alone(tmp_path: Path) -> None:
    path = tmp_path / "library.postil"
    window = Library.open(path, for_window=True)
    made = make_backup(path).path
    with pytest.raises(Problem, match="open in a window"):
        restore(made, path)
    restore(made, path, in_window=True)
    window.close()


def test_nothing_is_restored_while_another_program_writes(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("postil.storage.restoring.WAIT_FOR_OTHERS", 0.05)
    made = make_backup(library.path).path
    add_article(library, "Second\nIt came.", title="Second")
    with closing(sqlite3.connect(library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Problem, match=r"Another program is writing|in use by another"):
            restore(made, library.path, in_window=True)
        other.execute("ROLLBACK")
    assert titles(library.path) == ["First", "Second"]


def test_a_damaged_backup_is_not_restored(library: Library) -> None:
    made = make_backup(library.path).path
    made.write_bytes(b"\0" * 5000)
    with pytest.raises(Problem, match="is damaged"):
        restore(made, library.path)
    assert titles(library.path) == ["First"]


def test_a_damaged_library_is_moved_aside_and_a_missing_one_is_made(tmp_path: Path) -> None:
    path = tmp_path / "library.postil"
    library = Library.open(path)
    add_article(library, title="First")
    made = make_backup(path).path
    library.close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    aside = restore(made, path)
    assert aside is not None
    assert aside.read_bytes() == content
    assert titles(path) == ["First"]
    path.unlink()
    assert restore(made, path) is None
    assert titles(path) == ["First"]


def test_a_restore_leaves_no_file_of_its_own_behind(library: Library) -> None:
    made = make_backup(library.path).path
    restore(made, library.path)
    assert not [each.name for each in library.path.parent.iterdir() if each.name.startswith(".restoring")]


def test_what_a_killed_backup_or_restore_left_behind_goes(library: Library) -> None:
    made = make_backup(library.path, now=NOON)
    other = made.path.with_name("another-20261120T120000Z.postil.part")
    old, young = (made.path.with_name(f"library-2026112{day}T120000Z.postil.part") for day in (0, 1))
    for half in (old, young, other):
        half.write_bytes(b"half")
    for half in (old, other):
        os.utime(half, (0, 0))
    left = library.path.with_name(f".restoring-{library.path.name}-abc")
    left.mkdir()
    (left / library.path.name).write_bytes(b"half")
    library.close()
    restore(made.path, library.path)
    assert not left.exists()
    assert {each.name for each in made.path.parent.glob("*.part")} == {young.name, other.name}


@pytest.mark.parametrize("frozen", sorted(LIBRARIES.glob("*.postil")), ids=lambda path: str(path.stem))
def test_backups_of_an_older_shape_are_looked_into_whole(frozen: Path) -> None:
    content = look_into(frozen)
    assert (content.state, content.altered) == ("sound", 0)
    assert content.articles
