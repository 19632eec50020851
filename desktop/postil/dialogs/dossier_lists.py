"""The lists beside a dossier's mentions: names, companions, highlights."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from postil.domain.wording import say

_KEY = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Lines:
    """A row of two lines: ``head``, and ``about`` with ``group`` under it; ``key`` is what it leads to, or ""."""

    key: str
    head: str
    about: str = ""
    group: str = ""


class FactList(QListWidget):
    """``chosen`` carries the key of a row that leads somewhere."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("role", "lines")
        self.setWordWrap(True)
        self.setSpacing(1)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)

    def show_lines(self, lines: Iterable[Lines]) -> None:
        """Show these rows and no others."""
        self.clear()
        for each in lines:
            about = " · ".join(part for part in (each.about, each.group) if part)
            entry = QListWidgetItem(f"{each.head}\n{about}" if about else each.head, self)
            entry.setData(_KEY, each.key)

    def _choose(self, entry: QListWidgetItem) -> None:
        key = str(entry.data(_KEY) or "")
        if key:
            self.chosen.emit(key)


class NamesPage(QWidget):
    """The names that an entity goes by, and others that may be the same: a click joins nothing, a button does.

    ``joined`` and ``parted`` carry the key of the other.
    """

    joined = Signal(str)
    parted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = FactList(say("Names used"))
        self.join_button = QPushButton(say("The same"))
        self.part_button = QPushButton(say("Not the same"))
        buttons = QHBoxLayout()
        for button in (self.join_button, self.part_button):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 4, 0, 4)
        inside.addWidget(self.list, 1)
        inside.addLayout(buttons)
        self.list.itemSelectionChanged.connect(self._offer)
        self.join_button.clicked.connect(self._join)
        self.part_button.clicked.connect(self._part)
        self.show_lines(())

    def show_lines(self, lines: Iterable[Lines]) -> None:
        """Show these names; one with a key is another entity's."""
        shown = tuple(lines)
        self.list.show_lines(shown)
        for button in (self.join_button, self.part_button):
            button.setVisible(any(each.key for each in shown))
        self._offer()

    @property
    def chosen(self) -> str:
        """The key of the other that is chosen, or ""."""
        entries = self.list.selectedItems()
        return str(entries[0].data(_KEY) or "") if entries else ""

    def _offer(self) -> None:
        for button in (self.join_button, self.part_button):
            button.setEnabled(bool(self.chosen))

    def _join(self) -> None:
        self.joined.emit(self.chosen)

    def _part(self) -> None:
        self.parted.emit(self.chosen)
