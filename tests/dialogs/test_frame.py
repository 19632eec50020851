"""What all dialogs share."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPlainTextEdit

from postil.dialogs.frame import Dialog


class TwoAnswers(Dialog):
    """A field of many lines, and two default buttons of which one is shown."""

    def __init__(self) -> None:
        super().__init__("A dialog")
        self.pressed: list[str] = []
        self.field = QPlainTextEdit()
        self.body.addWidget(self.field)
        self.default = self.add_default("&Add a folder…")
        self.other = self.add_default("&Open")
        self.default.clicked.connect(partial(self.pressed.append, "add"))
        self.other.clicked.connect(partial(self.pressed.append, "open"))
        self.other.hide()


@pytest.fixture
def dialog(qtbot):
    made = TwoAnswers()
    made.show()
    qtbot.waitExposed(made)
    made.field.setFocus()
    return made


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_ctrl_and_enter_press_the_default_button_from_a_field_of_many_lines(dialog, qtbot, key):
    qtbot.keyClick(dialog.field, key, Qt.KeyboardModifier.ControlModifier)
    assert dialog.pressed == ["add"]
    dialog.default.hide()
    dialog.other.show()
    qtbot.keyClick(dialog.field, key, Qt.KeyboardModifier.ControlModifier)
    assert dialog.pressed == ["add", "open"]


def test_a_default_button_that_cannot_be_pressed_is_not(dialog, qtbot):
    dialog.default.setEnabled(False)
    qtbot.keyClick(dialog.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.pressed == []


def test_the_underlined_letter_of_a_default_button_stays_its_key(dialog):
    assert dialog.default.shortcut() == QKeySequence("Alt+A")
