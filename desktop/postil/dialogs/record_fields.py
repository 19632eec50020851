"""CSL's other fields of a record: those that its type is usually asked for, those that are filled, and any more."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from postil.dialogs.frame import HelperLabel, field_label
from postil.domain.csl import DATES, NAMES, Json
from postil.domain.csl_fields import field_label as label_of
from postil.domain.csl_fields import fields_of, other_fields
from postil.domain.wording import say
from postil.services.csl_typing import changed_more, typed

COLUMNS = 2


class MoreFields(QWidget):
    """Lines for a record's other fields, two beside each other; ``left`` carries the name of one that was typed in."""

    left = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.lines: dict[str, QLineEdit] = {}
        self.helpers: dict[str, HelperLabel] = {}
        self._kind = ""
        self._before: Json = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(2)
        for column in range(COLUMNS):
            self._grid.setColumnStretch(column, 1)
        self.adding = QComboBox()
        self.adding.setAccessibleName(say("Another field"))
        self.adding.activated.connect(self._add_chosen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(self.adding)

    def show_fields(self, kind: str, before: Json) -> None:
        """Show the fields of a record of this type, filled with what is known."""
        self._kind, self._before = kind, before
        for name in fields_of(kind, [name for name, value in before.items() if typed(name, value)]):
            self._line(name).setText(typed(name, before.get(name, "")))
            self.lines[name].setCursorPosition(0)
        self._arrange()

    def change_kind(self, kind: str) -> None:
        """Ask for the fields of another type; what is typed stays."""
        self._kind = kind
        self._arrange()

    def texts(self) -> Mapping[str, str]:
        """Return what is typed, by the names of the fields."""
        return {name: line.text() for name, line in self.lines.items()}

    def dates(self) -> Mapping[str, str]:
        """Return the dates that are typed, by their labels."""
        return {say(label_of(name)): line.text().strip() for name, line in self.lines.items() if name in DATES}

    def read(self) -> Json:
        """Return the fields as CSL-JSON has them; raises Problem where one of them cannot be so."""
        return changed_more(self._before, self.texts())

    def tell(self, name: str, sentence: str) -> None:
        """Say something under a field."""
        if name in self.helpers:
            self.helpers[name].tell(sentence)

    def _line(self, name: str) -> QLineEdit:
        if name not in self.lines:
            line = QLineEdit()
            line.setObjectName(name)
            line.editingFinished.connect(self._tell_left)
            if name in DATES:
                line.setPlaceholderText("1941-06-22")
            elif name in NAMES:
                line.setPlaceholderText(say("Family, Given; Family, Given"))
            elif name == "archive_location":
                line.setPlaceholderText("https://web.archive.org/…")
            self.lines[name] = line
            self.helpers[name] = HelperLabel()
        return self.lines[name]

    def _arrange(self) -> None:
        """Lay the lines out anew: those of the type, then others that hold something or were added."""
        while self._grid.count():
            place = self._grid.takeAt(0)
            taken = place.widget() if place is not None else None
            if taken is not None and taken not in self.lines.values() and not isinstance(taken, HelperLabel):
                taken.deleteLater()
            elif taken is not None:
                taken.hide()
        added = [name for name, line in self.lines.items() if line.text() or line.property("added")]
        shown = fields_of(self._kind, added)
        for number, name in enumerate(shown):
            row, column = 4 * (number // COLUMNS), number % COLUMNS
            line = self._line(name)
            self._grid.addWidget(field_label(say(label_of(name)), line), row, column)
            self._grid.addWidget(line, row + 1, column)
            self._grid.addWidget(self.helpers[name], row + 2, column)
            self._grid.setRowMinimumHeight(row + 3, 8)
            line.show()
            self.helpers[name].setVisible(bool(self.helpers[name].text()))
        self.adding.clear()
        self.adding.addItem(say("Another field…"), "")
        for name in other_fields():
            if name not in shown:
                self.adding.addItem(say(label_of(name)), name)

    def _add_chosen(self) -> None:
        name = str(self.adding.currentData())
        if name:
            self._line(name).setProperty("added", True)
            self._arrange()
            self.lines[name].setFocus()

    def _tell_left(self) -> None:
        sender = self.sender()
        if isinstance(sender, QLineEdit):
            self.left.emit(sender.objectName())
