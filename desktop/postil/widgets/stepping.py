"""Buttons that step from one place to the next."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton


def step_button(words: str, keys: str) -> QToolButton:
    """Return a button as high as a line that shows its icon alone; ``words`` and the ``keys`` for it are its tip."""
    button = QToolButton()
    shortcut = QKeySequence(keys)
    button.setToolTip(f"{words} ({shortcut.toString(QKeySequence.SequenceFormat.NativeText)})")
    button.setText(words)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    button.setShortcut(shortcut)
    button.setIconSize(QSize(1, 1) * button.fontMetrics().height())
    return button
