"""The bar that finds words in the article."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from postil.domain.wording import say
from postil.widgets.fields import make_clearable
from postil.widgets.icons import icon

_PAUSE = 120
"""Milliseconds after a keystroke before the article is searched."""


@dataclass(frozen=True, slots=True)
class FindWish:
    """What to find, and whether capitals count."""

    words: str
    match_case: bool


class FindBar(QWidget):
    """``find_requested`` carries a FindWish when the words change, the other signals nothing."""

    find_requested = Signal(object)
    next_requested = Signal()
    previous_requested = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel-header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = QLineEdit(self)
        self._words.setPlaceholderText(say("Find in article"))
        self._words.setAccessibleName(say("Find in article"))
        make_clearable(self._words)
        self._words.installEventFilter(self)
        self._count = QLabel(self)
        self._count.setProperty("role", "muted")
        self._count.setAccessibleName(say("Matches"))
        self._case = self._button(say("Match capitals and small letters"))
        self._case.setCheckable(True)
        self._previous = self._button(say("Previous match (Shift+Enter)"))
        self._next = self._button(say("Next match (Enter)"))
        self._close = self._button(say("Close (Esc)"))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 12, 6)
        row.setSpacing(4)
        row.addWidget(self._words, 1)
        row.addWidget(self._count)
        for button in (self._case, self._previous, self._next, self._close):
            row.addWidget(button)
        self._words.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._ask)
        self._case.toggled.connect(self._ask)
        self._previous.clicked.connect(self.previous_requested)
        self._next.clicked.connect(self.next_requested)
        self._close.clicked.connect(self.closed)
        self.hide()

    def open_with(self, words: str) -> None:
        """Show the bar, with ``words`` filled in where there are any."""
        self.show()
        if words:
            self._words.setText(words)
        self._words.selectAll()
        self._words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._ask()

    def show_count(self, current: int, total: int) -> None:
        """Say which match of how many is shown; ``current`` counts from 1."""
        if not self._words.text():
            self._count.clear()
        elif total:
            self._count.setText(say("{current} of {total}", current=f"{current:,}", total=f"{total:,}"))
        else:
            self._count.setText(say("Not found"))
        self._previous.setEnabled(total > 0)
        self._next.setEnabled(total > 0)

    def color_icons(self, color: str) -> None:
        """Draw the buttons' icons in ``color`` ("#rrggbb")."""
        named = ((self._case, "text"), (self._previous, "previous"), (self._next, "next"), (self._close, "close"))
        for button, name in named:
            button.setIcon(icon(name, color))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter, Shift+Enter and Escape in the field."""
        if watched is self._words and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                if self._pause.isActive():
                    self._pause.stop()
                    self._ask()
                elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                    self.previous_requested.emit()
                else:
                    self.next_requested.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.closed.emit()
                return True
        return super().eventFilter(watched, event)

    def _button(self, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        return button

    def _ask(self) -> None:
        self._pause.stop()
        self.find_requested.emit(FindWish(self._words.text(), self._case.isChecked()))
