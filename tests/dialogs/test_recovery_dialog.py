"""A damaged library in the window: what can be read is offered once, into a new file, with what is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from postil.app.recovery import RecoveryOffer
from postil.dialogs.recovering import RecoveryDialog, free_name
from postil.domain.problems import Damaged, Problem
from postil.session.desk import Desk
from postil.storage.checking import check
from postil.storage.library import Library
from postil.storage.shelf import shelf

DAMAGED = Damaged("The library is damaged.")


@pytest.fixture
def dialog(desk: Desk, article_id: str, qtbot: QtBot) -> Iterator[RecoveryDialog]:
    """The dialog over a library with one article, whose record is not as it was written."""
    library = desk.workspace.library
    library._connection.execute("UPDATE csl_items SET title = 'Overwritten'")
    made = RecoveryDialog(library.path, DAMAGED, desk.jobs)
    made.show()
    yield made
    if isValid(made):
        made.close()


def test_what_can_be_read_is_read_beside_the_window_and_what_is_lost_is_listed(
    dialog: RecoveryDialog, desk: Desk, qtbot: QtBot
) -> None:
    target = Path(dialog.line.text())
    assert target == desk.workspace.library.path.with_name("library recovered.postil")
    dialog.read_button.click()
    assert dialog.progress.isVisible()
    qtbot.waitUntil(dialog.open_button.isVisible, timeout=20_000)
    assert "1 article and 0 highlights were read" in dialog.hint.text()
    assert "not all of it as it was written" in dialog.lost.toPlainText()
    with qtbot.waitSignal(dialog.opening_requested) as asked:
        dialog.open_button.click()
    assert asked.args == [target]
    new = Library.open(target)
    assert check(new) == ()
    assert len(shelf(new)) == 1
    new.close()


def test_a_place_that_cannot_be_written_is_told_and_another_can_be_chosen(
    dialog: RecoveryDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    there = tmp_path / "there.postil"
    there.write_text("here already", "utf-8")
    dialog.line.setText(str(there))
    dialog.read_button.click()
    qtbot.waitUntil(dialog.problem_line.isVisible, timeout=20_000)
    assert "already" in dialog.problem_line.text()
    assert dialog.read_button.isEnabled()
    assert there.read_text("utf-8") == "here already"


def test_it_is_offered_once_and_only_for_damage(desk: Desk, qtbot: QtBot) -> None:
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    qtbot.addWidget(window)
    offer = RecoveryOffer(desk.workspace.library.path, desk.jobs, window)
    desk.workspace.problem_met.connect(offer.hear)
    desk.workspace.tell(Problem("The disk is full."))
    assert window.findChildren(RecoveryDialog) == []
    for _ in range(3):
        desk.workspace.tell(DAMAGED)
    (dialog,) = window.findChildren(RecoveryDialog)
    assert "damaged" in dialog.said.text()
    dialog.reject()


def test_the_name_of_the_new_library_is_free(tmp_path: Path) -> None:
    library = tmp_path / "library.postil"
    first = free_name(library)
    first.touch()
    assert free_name(library).name == "library recovered 2.postil"
