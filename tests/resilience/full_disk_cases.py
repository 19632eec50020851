"""What happens on a full disk: collected by ``test_full_disk``, in a mount namespace of its own with a small disk."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article
from postil.domain.problems import Problem
from postil.domain.records import Highlight
from postil.panels.notes import NotesPanel
from postil.storage.checking import check
from postil.storage.library import Library
from resilience.calmly import ARTICLE, command, contents, filling, make_library, require_calm
from resilience.small_disk import DISK, Disk

TITLE = "0 of six telegrams, one answer"


@pytest.fixture
def disk() -> Iterator[Disk]:
    """The small disk, emptied."""
    made = Disk(Path(os.environ[DISK]))
    made.empty()
    yield made
    made.empty()


@pytest.fixture
def library(disk: Disk) -> Path:
    """A sound library on the small disk."""
    return make_library(disk.folder / "library")


@pytest.mark.parametrize("left", [0, 4096, 16384])
def test_no_edit_is_half_written_and_later_it_can_be_done(disk: Disk, library: Path, tmp_path: Path, left: int) -> None:
    new = tmp_path / "new.txt"
    new.write_text(ARTICLE + filling(9) * 20, "utf-8")
    long = "a long note " * 5000
    disk.fill(left)
    before = contents(library.parent)
    for arguments in (["add", str(new)], ["highlight", TITLE, "--quote", "Nobody answered", "--note", long]):
        require_calm(command(library, *arguments), "full")
        assert contents(library.parent) == before
    assert TITLE in command(library, "list").out
    assert command(library, "check").code == 0
    disk.free()
    assert command(library, "check").code == 0
    for arguments in (["add", str(new)], ["highlight", TITLE, "--quote", "Nobody answered", "--note", long]):
        assert command(library, *arguments).code == 0
    assert len(command(library, "list").out.splitlines()) == 2


def test_a_new_library_is_not_half_made(disk: Disk, tmp_path: Path) -> None:
    new = tmp_path / "new.txt"
    new.write_text(ARTICLE, "utf-8")
    folder = disk.folder / "new"
    folder.mkdir()
    disk.fill(0)
    require_calm(command(folder / "library.postil", "add", str(new)))
    disk.free()
    assert command(folder / "library.postil", "add", str(new)).code == 0
    assert command(folder / "library.postil", "check").code == 0


def test_an_export_keeps_what_is_there(disk: Disk, library: Path) -> None:
    target = disk.folder / "notes.md"
    target.write_text("an earlier export", "utf-8")
    disk.fill(0)
    before = contents(disk.folder)
    export = ["export", "--all", "--to", "markdown", "--replace", "--output"]
    require_calm(command(library, *export, str(target)), "no room left")
    require_calm(command(library, *export, str(disk.folder / "other.md")), "no room left")
    require_calm(command(library, *export, str(disk.folder) + "/"), "no room left")
    assert contents(disk.folder) == before


def test_a_backup_is_whole_or_not_there(disk: Disk, library: Path) -> None:
    disk.fill(20_000)
    before = contents(disk.folder)
    require_calm(command(library, "backup", str(disk.folder / "backup.postil")), "There is no room for the backup")
    assert contents(disk.folder) == before
    disk.free()
    assert command(library, "backup", str(disk.folder / "backup.postil")).code == 0


def test_a_migration_needs_room_for_its_backup_and_changes_nothing_without(
    disk: Disk, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sqlite_utils import Database, Migrations

    from postil.storage import migrations, opening

    later = Migrations("postil")
    for migration in migrations.migrations()._migrations:
        later(name=migration.name)(migration.fn)

    @later(name="9999_large")
    def large(db: Database) -> None:
        db.conn.execute("CREATE TABLE large (id INTEGER PRIMARY KEY, content BLOB)")
        db.conn.execute("INSERT INTO large (content) VALUES (zeroblob(300000))")
        db.conn.execute(f"PRAGMA user_version = {migrations.SCHEMA_VERSION + 1}")

    monkeypatch.setattr(opening, "migrations", lambda: later)
    monkeypatch.setattr(opening, "SCHEMA_VERSION", migrations.SCHEMA_VERSION + 1)
    before = contents(disk.folder)
    disk.fill(80_000)
    require_calm(command(library, "list"))
    assert "There is no room for the backup" in command(library, "add", "x.txt").err
    disk.free()
    assert contents(disk.folder) == before
    disk.fill(library.stat().st_size + 100_000)
    require_calm(command(library, "highlight", TITLE, "--quote", "Nobody answered"), "disk is full")
    disk.free()
    assert {name: value for name, value in contents(disk.folder).items() if "backups" not in name} == before
    assert len(list((library.parent / "backups").iterdir())) == 1
    assert command(library, "check").code == 0


@pytest.fixture
def reading(disk: Disk, qtbot: QtBot) -> Iterator[Opened]:
    """A window over a library on the small disk, with the sample article open and a highlight in it."""
    (disk.folder / "window").mkdir()
    made = Opened(qtbot, disk.folder / "window")
    made.wait_for_page(made.window.open_sample)
    made.select("South Pole")
    made.trigger("highlight")
    # Findings are kept too: what is measured here is what the reader does.
    made.desk.findings.cancel()
    yield made
    disk.free()
    made.close()


def only_highlight(reading: Opened) -> Highlight:
    """Return the highlight that the window's library has."""
    (found,) = reading.desk.workspace.library.highlights(reading.article.article.id)
    return found


def test_the_window_says_that_the_disk_is_full_and_goes_on(
    disk: Disk, reading: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    steps = reading.desk.workspace.undo_stack.count()
    disk.fill(0)
    reading.select("December 14, 1911")
    reading.trigger("highlight")
    assert "disk is full" in reading.window.status.sentence
    assert reading.desk.workspace.undo_stack.count() == steps
    only_highlight(reading)
    reading.window.status.tell("")
    new = tmp_path / "new.txt"
    new.write_text(ARTICLE, "utf-8")
    with qtbot.waitSignal(reading.window.imports.finished, timeout=20_000):
        reading.window.imports.import_files([new])
    assert "disk is full" in reading.window.status.sentence
    with pytest.raises(Problem, match="no room"):
        reading.desk.workspace.library.back_up(disk.folder / "backup.postil")
    disk.free()
    reading.select("December 14, 1911")
    reading.trigger("highlight")
    assert len(reading.desk.workspace.library.highlights(reading.article.article.id)) == 2
    assert check(reading.desk.workspace.library) == ()


def test_what_is_typed_on_a_full_disk_is_kept_and_saved_when_there_is_room(
    disk: Disk, reading: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from PySide6.QtWidgets import QMessageBox

    from postil.session import writing

    monkeypatch.setattr(writing, "TRIED_AGAIN", 300)
    other = add_article(reading.desk.workspace.library, title="Another")
    made = only_highlight(reading)
    pane = reading.window.findChild(NotesPanel)
    assert pane is not None
    editor = editor_of(pane, made.id, reading, qtbot)
    disk.fill(0)
    qtbot.keyClicks(editor, "typed in vain")
    qtbot.waitUntil(lambda: "disk is full" in reading.window.status.sentence)
    asked: list[str] = []

    def stay(parent: object, title: str, sentence: str, *_buttons: object) -> QMessageBox.StandardButton:
        asked.append(sentence)
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", stay)
    reading.window.close()
    assert reading.window.isVisible()
    assert "disk is full" in asked[0]
    reading.wait_for_page(lambda: reading.desk.workspace.open_article(other))
    disk.free()
    qtbot.waitUntil(lambda: stored_note(reading, made) == "typed in vain")


def editor_of(pane: NotesPanel, highlight_id: str, reading: Opened, qtbot: QtBot) -> QWidget:
    """Open the editor of a highlight's note."""
    qtbot.waitUntil(lambda: pane.list.card(highlight_id) is not None)
    reading.desk.workspace.note_requested.emit(highlight_id)
    card = pane.list.card(highlight_id)
    assert card is not None
    qtbot.waitUntil(lambda: card._editor is not None)
    assert card._editor is not None
    return card._editor


def stored_note(reading: Opened, made: Highlight) -> str:
    """Return the note of a highlight as a reader of the file would find it."""
    library = Library.open_for_reading(reading.desk.workspace.library.path)
    found = library.get(Highlight, made.id)
    library.close()
    assert found is not None
    return found.note
