"""What stands above a sidebar's list: a field that filters it and small buttons."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QToolButton, QWidget

from postil.widgets.fields import make_clearable
from postil.widgets.icons import icon


class ListHead(QWidget):
    """``filtered`` carries the words typed; ``left`` says that the reader goes down into the list."""

    filtered = Signal(str)
    left = Signal()

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = QLineEdit()
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        make_clearable(self.field)
        self.field.textChanged.connect(self.filtered)
        self.field.installEventFilter(self)
        self._icons: list[tuple[QToolButton, str]] = []
        self._inside = QHBoxLayout(self)
        self._inside.setContentsMargins(8, 8, 8, 4)
        self._inside.setSpacing(4)
        self._inside.addWidget(self.field, 1)

    def add_button_of(self, icon_name: str, words: str) -> QToolButton:
        """Add a quiet button; ``words`` are its tooltip and its accessible name."""
        button = QToolButton()
        button.setProperty("role", "quiet")
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._icons.append((button, icon_name))
        self._inside.addWidget(button)
        return button

    def set_colour(self, colour: str) -> None:
        """Paint the buttons' icons in ``colour`` ("#rrggbb")."""
        for button, name in self._icons:
            button.setIcon(icon(name, colour))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter go into the list, Escape empties the field."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)


class ChoiceMenu(QMenu):
    """A menu of which one entry holds; ``chosen`` carries its value."""

    chosen = Signal(str)

    def __init__(self, choices: tuple[tuple[str, str], ...], current: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QActionGroup(self)
        for value, words in choices:
            entry = self.addAction(words)
            entry.setObjectName(value)
            entry.setCheckable(True)
            entry.setChecked(value == current)
            self._group.addAction(entry)
        self._group.triggered.connect(self._choose)

    def choose(self, value: str) -> None:
        """Have ``value`` hold, as if it had been clicked."""
        for entry in self._group.actions():
            if entry.objectName() == value:
                entry.trigger()

    def _choose(self, entry: QAction) -> None:
        self.chosen.emit(entry.objectName())
