"""A library that cannot be opened: why is said, and what can be done is there to choose."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from postil.dialogs.start_trouble import StartTroubleDialog
from postil.domain.problems import Problem
from postil.session.desk import Desk
from postil.storage.library import Library
from postil.storage.shelf import shelf

NEWER = Problem("The library was made by a newer Postil; update Postil to open it.")


def made(desk: Desk, qtbot: QtBot, *, can_copy: bool) -> StartTroubleDialog:
    dialog = StartTroubleDialog(desk.workspace.library.path, NEWER, desk.jobs, can_copy=can_copy)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    return dialog


def test_it_says_why_and_offers_another_library_first(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = made(desk, qtbot, can_copy=False)
    assert dialog.sentence.text() == dialog.accessibleDescription() == str(NEWER)
    assert dialog.copy_button is None
    other = tmp_path / "other.postil"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(other), ""))
    with qtbot.waitSignal(dialog.opening_requested) as wanted:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert wanted.args == [other]


def test_the_same_library_can_be_tried_again(desk: Desk, qtbot: QtBot) -> None:
    dialog = made(desk, qtbot, can_copy=False)
    with qtbot.waitSignal(dialog.opening_requested) as wanted:
        dialog.again_button.click()
    assert wanted.args == [desk.workspace.library.path]


def test_escape_quits(desk: Desk, qtbot: QtBot) -> None:
    dialog = made(desk, qtbot, can_copy=False)
    with qtbot.assertNotEmitted(dialog.opening_requested):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_its_folder_is_shown(desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile()) is None)
    dialog = made(desk, qtbot, can_copy=False)
    dialog.folder_button.click()
    assert shown == [str(desk.workspace.library.path.parent)]
    assert dialog.isVisible()


def test_a_desktop_that_has_no_program_for_folders_is_told(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    dialog = made(desk, qtbot, can_copy=False)
    dialog.folder_button.click()
    folder = desk.workspace.library.path.parent
    assert dialog.problem_line.text() == f"No program was found that opens the folder {folder}."
    assert dialog.problem_line.isVisible()


def test_one_that_may_only_be_read_is_read_on_in_a_copy(
    desk: Desk, article_id: str, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = made(desk, qtbot, can_copy=True)
    copy = tmp_path / "a copy.postil"
    with qtbot.waitSignal(dialog.opening_requested, timeout=20_000) as wanted:
        dialog.copy_to(copy)
    assert wanted.args == [copy]
    opened = Library.open(copy)
    assert [each.id for each in shelf(opened)] == [article_id]
    opened.close()


def test_a_copy_that_cannot_be_made_is_told(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = made(desk, qtbot, can_copy=True)
    there = tmp_path / "there.postil"
    there.write_text("here already", "utf-8")
    dialog.copy_to(there)
    qtbot.waitUntil(dialog.problem_line.isVisible, timeout=20_000)
    assert dialog.copy_button is not None
    assert dialog.copy_button.isEnabled()
