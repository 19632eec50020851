"""The lists beside a dossier's mentions: names, companions, highlights."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

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
