"""Folders that are kept up to date while the reader goes on."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desks import add_article, close_desk, make_desk, revision_of
from postil.domain.records import Highlight
from postil.exporters.options import ExportOptions
from postil.services import highlighting
from postil.services.rewriting import Rewriting
from postil.session.desk import Desk
from postil.session.watching import Watching
from postil.session.workspace import Workspace
from postil.storage.library import Library


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    close_desk(made)


@pytest.fixture
def article(desk: Desk) -> str:
    return add_article(desk.workspace.library)


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    folder = tmp_path / "vault"
    folder.mkdir()
    return folder


@pytest.fixture
def watching(desk: Desk, article: str, vault: Path, qtbot: QtBot) -> Iterator[Watching]:
    made = Watching(desk, waited=0)
    made.watch(vault, ExportOptions("markdown"))
    qtbot.waitUntil(lambda: not made.busy and any(vault.iterdir()))
    yield made
    made.close()


def mark(desk: Desk, article: str, words: str) -> Highlight:
    """Highlight words as a reader does."""
    revision = revision_of(desk.workspace.library, article)
    start = revision.document.text.index(words)
    edit, highlight = highlighting.add(revision, start, start + len(words), color="blue")
    assert desk.workspace.do(edit)
    return highlight


def note_in(vault: Path) -> Path:
    """Return the one file of the folder."""
    (path,) = vault.iterdir()
    return path


def settled(watching: Watching, qtbot: QtBot) -> None:
    """Wait until the folders are up to date."""
    qtbot.waitUntil(lambda: not watching.busy)


def test_a_highlight_reaches_the_folder(watching: Watching, desk: Desk, article: str, vault: Path, qtbot: QtBot):
    mark(desk, article, "Nobody answered")
    settled(watching, qtbot)
    assert "> Nobody answered" in note_in(vault).read_text(encoding="utf-8")


def test_what_the_reader_wrote_there_stays(watching: Watching, desk: Desk, article: str, vault: Path, qtbot: QtBot):
    path = note_in(vault)
    path.write_text(path.read_text(encoding="utf-8") + "\nMine.\n", encoding="utf-8")
    mark(desk, article, "Nobody answered")
    settled(watching, qtbot)
    assert "Mine." in path.read_text(encoding="utf-8")
    assert "> Nobody answered" in path.read_text(encoding="utf-8")


def test_a_part_changed_on_both_sides_waits_for_the_reader(
    watching: Watching, desk: Desk, article: str, vault: Path, qtbot: QtBot
):
    highlight = mark(desk, article, "Nobody answered")
    settled(watching, qtbot)
    path = note_in(vault)
    path.write_text(path.read_text(encoding="utf-8").replace("> Nobody", "> Somebody"), encoding="utf-8")
    before = path.read_bytes()
    heard: list[tuple[Rewriting, ...]] = []
    watching.waiting_changed.connect(heard.append)
    desk.workspace.do(highlighting.recolor(highlight, "red"))
    qtbot.waitUntil(lambda: bool(heard))
    assert path.read_bytes() == before
    assert [plan.path for plan in watching.waiting] == [path]


def test_a_file_that_the_reader_deleted_stays_deleted(
    watching: Watching, desk: Desk, article: str, vault: Path, qtbot: QtBot
):
    note_in(vault).unlink()
    mark(desk, article, "Nobody answered")
    settled(watching, qtbot)
    assert [*vault.iterdir()] == []


def test_a_folder_that_is_gone_is_told_of_once_and_never_made(
    watching: Watching, desk: Desk, article: str, vault: Path, qtbot: QtBot
):
    note_in(vault).unlink()
    vault.rmdir()
    told: list[str] = []
    desk.workspace.told.connect(told.append)
    mark(desk, article, "Nobody answered")
    settled(watching, qtbot)
    mark(desk, article, "six times")
    settled(watching, qtbot)
    assert [each for each in told if "is not there" in each] == [
        f"The folder {vault} is not there; it is kept up to date again when it is back."
    ]
    assert not vault.exists()


def test_the_switch_in_the_settings_stops_it(watching: Watching, desk: Desk, article: str, vault: Path, qtbot: QtBot):
    desk.settings.put("export/watching", False)
    before = note_in(vault).read_bytes()
    mark(desk, article, "Nobody answered")
    assert not watching.busy
    assert note_in(vault).read_bytes() == before
    desk.settings.put("export/watching", True)
    settled(watching, qtbot)
    assert note_in(vault).read_bytes() != before


def test_a_folder_is_left_when_it_is_no_longer_watched(
    watching: Watching, desk: Desk, article: str, vault: Path, qtbot: QtBot
):
    watching.unwatch(vault)
    before = note_in(vault).read_bytes()
    mark(desk, article, "Nobody answered")
    settled(watching, qtbot)
    assert note_in(vault).read_bytes() == before
    assert watching.folders == ()


def test_what_comes_after_the_end_waits_for_the_next_start(watching: Watching, desk: Desk, article: str):
    watching.close()
    mark(desk, article, "Nobody answered")
    assert not watching.busy


def test_it_goes_on_after_a_restart(watching: Watching, desk: Desk, article: str, vault: Path, qtbot: QtBot):
    watching.close()
    mark(desk, article, "Nobody answered")
    again = Watching(desk, waited=0)
    settled(again, qtbot)
    assert "> Nobody answered" in note_in(vault).read_text(encoding="utf-8")
    again.close()


def test_a_folder_that_only_the_library_names_has_to_be_allowed(
    watching: Watching, desk: Desk, article: str, vault: Path, qtbot: QtBot
):
    # As somebody else's library does, that names a folder of the same name.
    watching.close()
    before = note_in(vault).read_bytes()
    mark(desk, article, "Nobody answered")
    copy = vault.parent / "elsewhere" / "copy.postil"
    desk.workspace.library.back_up(copy)
    workspace = Workspace(Library.open(copy))
    other = replace(desk, workspace=workspace)
    told: list[str] = []
    workspace.told.connect(told.append)
    theirs = Watching(other, waited=0)
    settled(theirs, qtbot)
    assert [folder.id for folder in theirs.folders] == [str(vault)]
    assert not theirs.is_allowed(str(vault))
    assert note_in(vault).read_bytes() == before
    assert told == ["1 folder of this library is not kept up to date from here; see “Folders kept up to date”."]
    theirs.allow(str(vault))
    settled(theirs, qtbot)
    assert "> Nobody answered" in note_in(vault).read_text(encoding="utf-8")
    theirs.close()
    workspace.close()
    workspace.library.close()


def test_a_folder_that_was_left_has_to_be_asked_for_again(watching: Watching, vault: Path):
    watching.unwatch(vault)
    assert not watching.is_allowed(str(vault))


def test_a_damaged_setting_lets_nothing_be_written(watching: Watching, desk: Desk, vault: Path):
    for damaged in ("{", "3", "[1]", '[["a"]]', "null"):
        desk.settings.put("export/watched_here", damaged)
        assert not watching.is_allowed(str(vault))


def test_an_undone_highlight_leaves_the_folder(watching: Watching, desk: Desk, article: str, vault: Path, qtbot: QtBot):
    mark(desk, article, "Nobody answered")
    settled(watching, qtbot)
    desk.workspace.undo_stack.undo()
    settled(watching, qtbot)
    assert "> Nobody answered" not in note_in(vault).read_text(encoding="utf-8")


def test_a_folder_that_was_brought_up_to_date_is_said_to_be(watching: Watching, desk: Desk, article: str, qtbot: QtBot):
    told = list[str]()
    desk.workspace.told.connect(told.append)
    mark(desk, article, "Nobody answered")
    settled(watching, qtbot)
    assert any("is up to date: 1 file was written" in sentence for sentence in told)
