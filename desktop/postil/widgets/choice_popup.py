"""A list to choose from that opens under a button: one of many, or several, found by typing."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from postil.widgets.fields import make_clearable

_SIZE = QSize(320, 320)


@dataclass(frozen=True, slots=True)
class Choice:
    """A thing to choose, with a word that tells more of it."""

    value: str
    words: str
    detail: str = ""


class ChoicePopup(QFrame):
    """``chosen`` carries the value of the one chosen; with ``several``, a tuple of values whenever a tick changes."""

    chosen = Signal(object)

    def __init__(self, placeholder: str, *, several: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "popup")
        self._several = several
        self.field = QLineEdit()
        self.field.setPlaceholderText(placeholder)
        self.field.setAccessibleName(placeholder)
        make_clearable(self.field)
        self.list = QListWidget()
        self.list.setProperty("role", "lines")
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(placeholder)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(8, 8, 8, 8)
        inside.setSpacing(4)
        inside.addWidget(self.field)
        inside.addWidget(self.list, 1)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.list.itemActivated.connect(self._choose)
        self.list.itemClicked.connect(self._choose)
        self.list.itemChanged.connect(self._tick)

    def offer(self, choices: Sequence[Choice], current: Collection[str]) -> None:
        """Offer these; those with a value in ``current`` are ticked, or the one is marked."""
        self.list.blockSignals(True)
        self.list.clear()
        for choice in choices:
            words = f"{choice.words}  ·  {choice.detail}" if choice.detail else choice.words
            row = QListWidgetItem(words, self.list)
            row.setData(Qt.ItemDataRole.UserRole, choice.value)
            row.setToolTip(words)
            if self._several:
                row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                row.setCheckState(Qt.CheckState.Checked if choice.value in current else Qt.CheckState.Unchecked)
            elif choice.value in current:
                self.list.setCurrentItem(row)
        self.list.blockSignals(False)

    def open_at(self, below: QWidget) -> None:
        """Open under a button, within the screen."""
        self.field.clear()
        self.resize(_SIZE)
        place = below.mapToGlobal(QPoint(0, below.height() + 2))
        room = below.screen().availableGeometry()
        if place.y() + self.height() > room.bottom():
            place.setY(below.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        place.setX(max(room.left(), min(place.x(), room.right() - self.width())))
        self.move(place)
        self.show()
        self.field.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes into the list, Enter takes the first that is left."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            shown = [row for row in self._rows() if not row.isHidden()]
            if event.key() == Qt.Key.Key_Down and shown:
                self.list.setFocus()
                self.list.setCurrentItem(shown[0])
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and shown:
                self._choose(shown[0])
                return True
        return super().eventFilter(watched, event)

    def _rows(self) -> list[QListWidgetItem]:
        return [self.list.item(place) for place in range(self.list.count())]

    def _filter(self, typed: str) -> None:
        words = typed.casefold().split()
        for row in self._rows():
            told = row.text().casefold()
            row.setHidden(not all(word in told for word in words))

    def _choose(self, row: QListWidgetItem) -> None:
        if self._several:
            is_ticked = row.checkState() == Qt.CheckState.Checked
            row.setCheckState(Qt.CheckState.Unchecked if is_ticked else Qt.CheckState.Checked)
            return
        self.close()
        self.chosen.emit(row.data(Qt.ItemDataRole.UserRole))

    def _tick(self, row: QListWidgetItem) -> None:
        del row
        ticked = [row for row in self._rows() if row.checkState() == Qt.CheckState.Checked]
        self.chosen.emit(tuple(str(row.data(Qt.ItemDataRole.UserRole)) for row in ticked))
