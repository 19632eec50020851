import pytest
from PySide6.QtWidgets import QPushButton

from desks import close_desk, make_desk
from postil.dialogs.colors import ColorsDialog


@pytest.fixture
def desk(tmp_path):
    made = make_desk(tmp_path)
    yield made
    close_desk(made)


def name_of(desk, color_id):
    return next(color.name for color in desk.workspace.library.colors() if color.id == color_id)


def test_a_new_name_is_kept_and_can_be_undone(desk, qtbot):
    dialog = ColorsDialog(desk)
    dialog.open()
    dialog.names.lines["red"].setText("  to   check ")
    dialog.findChildren(QPushButton)[0].click()
    assert name_of(desk, "red") == "to check"
    desk.workspace.undo_stack.undo()
    assert name_of(desk, "red") == "doubt"


def test_closing_keeps_the_name_being_typed(desk, qtbot):
    dialog = ColorsDialog(desk)
    dialog.open()
    dialog.names.lines["blue"].setText("thesis")
    dialog.close()
    assert name_of(desk, "blue") == "thesis"


def test_an_empty_name_is_not_kept(desk, qtbot):
    dialog = ColorsDialog(desk)
    dialog.open()
    dialog.names.lines["blue"].setText("   ")
    dialog.close()
    assert name_of(desk, "blue") == "claim"
