"""The library is gone and its backups are not: nothing new begins unasked."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desks import add_article
from new_library import open_library
from postil.app import recovery
from postil.dialogs.missing_library import MissingLibraryDialog
from postil.session.jobs import Jobs
from postil.storage.backups import backup_folder, backups_in, make_backup
from postil.storage.library import Library
from postil.storage.shelf import shelf


@pytest.fixture
def gone(tmp_path: Path) -> Path:
    """A library of one article that has a backup and is not there any more."""
    path = tmp_path / "library.postil"
    library = open_library(path)
    add_article(library, title="Who was he?")
    library.close()
    make_backup(path)
    for each in tmp_path.glob("library.postil*"):
        each.unlink()
    return path


def made(library: Path, jobs: Jobs, qtbot: QtBot) -> MissingLibraryDialog:
    dialog = MissingLibraryDialog(library, backups_in(backup_folder(library), library), jobs)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


@pytest.fixture
def jobs(qtbot: QtBot):
    found = Jobs()
    yield found
    found.close()
    del qtbot


def test_enter_restores_the_newest_backup(gone: Path, jobs: Jobs, qtbot: QtBot) -> None:
    dialog = made(gone, jobs, qtbot)
    with qtbot.waitSignal(dialog.opening_requested) as wanted:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert wanted.args == [gone]
    library = Library.open(gone)
    assert [each.title for each in shelf(library)] == ["Who was he?"]
    library.close()


def test_a_backup_that_cannot_be_restored_is_told_and_another_can_be_chosen(
    gone: Path, jobs: Jobs, qtbot: QtBot
) -> None:
    dialog = made(gone, jobs, qtbot)
    (backup,) = backups_in(backup_folder(gone), gone)
    backup.path.write_bytes(b"no library")
    dialog.restore_button.click()
    qtbot.waitUntil(lambda: dialog.restore_button.isEnabled() and bool(dialog.problem_line.text()))
    assert dialog.isVisible()
    assert not gone.exists()


def test_a_new_one_begins_only_where_the_reader_says_so(gone: Path, jobs: Jobs, qtbot: QtBot) -> None:
    dialog = made(gone, jobs, qtbot)
    with qtbot.waitSignal(dialog.opening_requested) as wanted:
        dialog.new_button.click()
    assert wanted.args == [gone]
    assert not gone.exists()


def test_one_that_was_moved_is_chosen(gone: Path, jobs: Jobs, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    moved = gone.with_name("moved.postil")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(moved), ""))
    dialog = made(gone, jobs, qtbot)
    with qtbot.waitSignal(dialog.opening_requested) as wanted:
        dialog.other_button.click()
    assert wanted.args == [moved]


def test_escape_quits_and_leaves_the_place_empty(gone: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def leave(dialog: MissingLibraryDialog) -> int:
        qtbot.addWidget(dialog)
        dialog.reject()
        return 0

    monkeypatch.setattr(MissingLibraryDialog, "exec", leave)
    assert recovery.offer_where_missing(gone) is None
    assert not gone.exists()


def test_where_there_never_was_one_nothing_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MissingLibraryDialog, "exec", pytest.fail)
    assert recovery.offer_where_missing(tmp_path / "new.postil") == tmp_path / "new.postil"


def test_a_start_asks_before_it_makes_a_library(gone: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    from postil.app import main

    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    monkeypatch.setattr(recovery, "offer_where_missing", lambda _: None)
    assert main.run(gone, "") == 0
    assert not gone.exists()
    del qtbot
