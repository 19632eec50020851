from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMessageBox, QPushButton, QTreeWidget, QTreeWidgetItem
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desks import add_article
from postil.dialogs.backups import BackupsDialog, purpose_words
from postil.domain.problems import Problem
from postil.session.desk import Desk
from postil.storage.backups import backup_folder, make_backup


@pytest.fixture
def dialog(desk: Desk, article_id: str, qtbot: QtBot) -> Iterator[BackupsDialog]:
    """The window of backups over a library with one backup, made before a second article came."""
    make_backup(desk.workspace.library.path)
    add_article(desk.workspace.library, "Second\nIt came.", title="Second")
    made = shown(desk, qtbot)
    yield made
    if isValid(made):
        made.close()


def shown(desk: Desk, qtbot: QtBot) -> BackupsDialog:
    made = BackupsDialog(desk)
    made.open()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    return made


def rows(tree: QTreeWidget) -> list[list[str]]:
    found = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(tree.columnCount())] for item in found if item is not None]


def words(item: QTreeWidgetItem | None) -> object:
    """An item's text with those of its branches."""
    assert item is not None
    below = [words(item.child(row)) for row in range(item.childCount())]
    return (item.text(0), below) if below else item.text(0)


def test_each_backup_is_listed_with_what_it_holds_and_whether_it_is_sound(dialog: BackupsDialog) -> None:
    (row,) = rows(dialog.list)
    assert row[1:3] == ["Daily", "1 article, 0 highlights"]
    assert row[4] == "Sound"
    assert dialog.restore_button.isEnabled()


@pytest.mark.parametrize(
    ("purpose", "words"),
    [
        ("", "Daily"),
        ("by-hand", "Made by hand"),
        ("before-0009", "Before an update of Postil"),
        ("before-purge", "Before articles were deleted"),
        ("before-restore", "Before another was restored"),
    ],
)
def test_a_backup_says_why_it_was_made(purpose: str, words: str) -> None:
    assert purpose_words(purpose) == words


def test_the_chosen_row_looks_as_in_other_lists(dialog: BackupsDialog) -> None:
    # Qt draws the focus of a whole row in the style's own manner, past the stylesheet.
    assert not dialog.list.allColumnsShowFocus()


def test_what_a_restore_would_change_is_told_by_title(dialog: BackupsDialog) -> None:
    assert words(dialog.differences.topLevelItem(0)) == (
        "Only in the library now: would go",
        [("1 article", ["Second"])],
    )


def test_a_backup_made_now_is_the_first_of_the_list(dialog: BackupsDialog, desk: Desk, qtbot: QtBot) -> None:
    dialog.make_button.click()
    assert not dialog.make_button.isEnabled()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert sorted(row[1] for row in rows(dialog.list)) == ["Daily", "Made by hand"]
    assert dialog.make_button.isEnabled()


def test_a_damaged_backup_says_so_and_cannot_be_restored(desk: Desk, article_id: str, qtbot: QtBot) -> None:
    made = make_backup(desk.workspace.library.path).path
    made.write_bytes(b"\0" * 5000)
    dialog = shown(desk, qtbot)
    assert rows(dialog.list)[0][4] == "Damaged"
    assert not dialog.restore_button.isEnabled()
    dialog.close()


def test_without_a_backup_it_says_when_there_will_be_one(desk: Desk, article_id: str, qtbot: QtBot) -> None:
    dialog = shown(desk, qtbot)
    assert dialog.empty.sentence == "No backup yet"
    dialog.empty.findChildren(QPushButton)[0].click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert len(rows(dialog.list)) == 1
    assert dialog.pages.currentIndex() == 0
    dialog.close()


def test_a_folder_for_copies_that_is_gone_is_told_within_it(dialog: BackupsDialog, desk: Desk, qtbot: QtBot) -> None:
    desk.settings.put("backup/folder", "/nowhere/at/all")
    dialog.make_button.click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert "is not there" in dialog.problem_line.text()
    assert len(rows(dialog.list)) == 2


@pytest.mark.parametrize(("answer", "asked_for"), [("restore", 1), ("", 0)])
def test_nothing_is_restored_before_the_reader_has_confirmed_it(
    dialog: BackupsDialog, qtbot: QtBot, answer: str, asked_for: int
) -> None:
    asked: list[Path] = []
    dialog.restore_requested.connect(asked.append)
    dialog.restore_button.click()
    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    buttons = [each for each in box.findChildren(QPushButton) if each.objectName() == answer]
    assert asked == []
    buttons[0].click()
    assert len(asked) == asked_for
    assert dialog.list.isEnabled() is not bool(asked_for)


def test_a_restore_that_failed_is_told_and_can_be_tried_again(dialog: BackupsDialog) -> None:
    dialog.show_problem(Problem("There is no room."))
    assert dialog.problem_line.text() == "There is no room."
    assert dialog.restore_button.isEnabled()


def test_a_folder_of_backups_that_cannot_be_read_is_told(desk: Desk, article_id: str, qtbot: QtBot) -> None:
    backup_folder(desk.workspace.library.path).write_text("a file in its place")
    dialog = shown(desk, qtbot)
    assert dialog.empty.sentence == "No backup yet"
    dialog.empty.findChildren(QPushButton)[0].click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert "cannot be written" in dialog.problem_line.text()
    dialog.close()


def test_a_backup_in_which_bytes_are_others_says_so_before_it_is_restored(
    desk: Desk, article_id: str, qtbot: QtBot
) -> None:
    made = make_backup(desk.workspace.library.path).path
    made.write_bytes(made.read_bytes().replace(b"Nobody answered", b"Anybody listens"))
    dialog = shown(desk, qtbot)
    assert rows(dialog.list)[0][4] == "In part damaged"
    said = [label.text() for label in dialog.findChildren(QLabel)]
    assert "1 record in this backup is not as it was written." in said
    assert "Restoring it would change nothing." not in said
    dialog.restore_button.click()
    box = dialog.findChild(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "1 record in this backup is not as it was written" in box.informativeText()
    box.close()
    dialog.close()
