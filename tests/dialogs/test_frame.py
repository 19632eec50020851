"""What all dialogs share."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QPlainTextEdit

from postil.dialogs.frame import Dialog


@pytest.fixture
def dialog(qtbot):
    made = Dialog("A dialog")
    made.field = QPlainTextEdit()
    made.body.addWidget(made.field)
    made.default = made.add_default("&Add a folder…")
    made.other = made.add_default("&Open")
    made.pressed = []
    for name, button in (("add", made.default), ("open", made.other)):
        button.setObjectName(name)
        button.clicked.connect(lambda _=False, name=name: made.pressed.append(name))
    made.other.hide()
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
