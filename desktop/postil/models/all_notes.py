"""The highlights and notes of a library as a list, of which a page is read when it is looked at."""

from array import array
from collections import OrderedDict
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from postil.models.hits import spoken
from postil.services.noted import Noted, noted_at
from postil.services.searching import Hit
from postil.storage.library import Library

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_PAGE = 40
"""Rows read in one query, some milliseconds; a dozen are in view."""
_KEPT = 2000
"""Rows that are remembered."""


class AllNotesModel(QAbstractListModel):
    """Holds the numbers of all rows, and the last some of these."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._noted = Noted()
        self._hits: OrderedDict[int, Hit] = OrderedDict()

    @property
    def numbers(self) -> "array[int]":
        """The numbers of all rows."""
        return self._noted.numbers

    def show_noted(self, noted: Noted) -> None:
        """Show what was found; rows that were there before keep their places in the view where nothing moved."""
        self._hits.clear()
        if noted.numbers == self._noted.numbers:
            self._noted = noted
            if noted.numbers:
                self.dataChanged.emit(self.index(0), self.index(len(noted.numbers) - 1))
            return
        self.beginResetModel()
        self._noted = noted
        self.endResetModel()

    def hit(self, place: Index) -> Hit | None:
        """Return what stands at an index; None for what another program took away meanwhile."""
        if not 0 <= place.row() < len(self.numbers):
            return None
        number = self.numbers[place.row()]
        if number not in self._hits:
            self._read(place.row())
        return self._hits.get(number)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self.numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row, for readers of the screen."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        hit = self.hit(index)
        return spoken(hit) if hit is not None else ""

    def _read(self, row: int) -> None:
        first = row - row % _PAGE
        self._hits.update(noted_at(self._library, self.numbers[first : first + _PAGE], self._noted.sought))
        while len(self._hits) > _KEPT:
            self._hits.popitem(last=False)
