"""A field for a query, with what was looked for before, one line for what cannot be read, and help on filters."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from postil.domain.wording import say
from postil.widgets.fields import make_clearable
from postil.widgets.icons import icon


class SearchField(QWidget):
    """``changed`` carries the query; ``entered`` and ``left`` say that Enter or Down was pressed in it.

    The menu beside it is filled by its owner on ``menu.aboutToShow``; ``helped`` carries whether help is wanted.
    """

    changed = Signal(str)
    entered = Signal()
    left = Signal()
    helped = Signal(bool)

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit()
        self.line.setPlaceholderText(placeholder)
        self.line.setAccessibleName(placeholder)
        make_clearable(self.line)
        self.line.textChanged.connect(self.changed)
        self.line.installEventFilter(self)
        self._sign = QAction(say("Search"), self)
        self.line.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)
        self.menu = QMenu(self)
        self.menu_button = _quiet_button(say("Saved and recent searches"))
        self.menu_button.setMenu(self.menu)
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.help_button = _quiet_button(say("What can be typed here"))
        self.help_button.setCheckable(True)
        self.help_button.toggled.connect(self.helped)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.menu_button)
        row.addWidget(self.help_button)

    @property
    def query(self) -> str:
        """What is typed."""
        return self.line.text()

    def ask(self, query: str) -> None:
        """Have ``query`` typed in the field, which takes the focus."""
        self.line.setText(query)
        self.line.setFocus()

    def set_colour(self, colour: str) -> None:
        """Paint the icons in ``colour`` ("#rrggbb")."""
        self._sign.setIcon(icon("search", colour))
        self.menu_button.setIcon(icon("later", colour))
        self.help_button.setIcon(icon("help", colour))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes into the list, Enter opens."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}:
                self.left.emit()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.entered.emit()
                return True
        return super().eventFilter(watched, event)


def _quiet_button(words: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setToolTip(words)
    button.setAccessibleName(words)
    return button
