"""Hits of a search as a list: under a heading for each kind, or of one kind alone."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from postil.domain.wording import say
from postil.services.searching import Found, Hit, HitKind
from postil.storage.searching import KINDS

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

LABELS: Mapping[HitKind, str] = {
    "article": "Articles",
    "highlight": "Highlights",
    "note": "Notes on articles",
    "name": "Names",
    "tag": "Tags",
    "work": "Works cited",
}


class HitModel(QAbstractListModel):
    """The rows of what was found; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found = Found("")
        self._only: HitKind | None = None
        self._rows: list[Hit | HitKind] = []

    def show_found(self, found: Found, only: HitKind | None = None) -> None:
        """Show what was found, or one kind of it alone."""
        self.found, self._only = found, only
        rows: list[Hit | HitKind] = []
        for kind in KINDS:
            hits = [hit for hit in found.hits if hit.kind == kind]
            if hits and only in {None, kind}:
                if only is None:
                    rows.append(kind)
                rows.extend(hits)
        if [_key(row) for row in rows] == [_key(row) for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
            return
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def hit(self, place: Index) -> Hit | None:
        """Return the hit at an index; None for a heading."""
        row = self._rows[place.row()] if 0 <= place.row() < len(self._rows) else None
        return row if isinstance(row, Hit) else None

    @property
    def headings(self) -> tuple[int, ...]:
        """The rows that are headings."""
        return tuple(number for number, row in enumerate(self._rows) if not isinstance(row, Hit))

    def find(self, kind: str, hit_id: str) -> QModelIndex:
        """Return where a hit is, or an index that is not valid."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Hit) and (row.kind, row.id) == (kind, hit_id):
                return self.index(number)
        return QModelIndex()

    def first(self) -> QModelIndex:
        """Return the first hit's index, or one that is not valid."""
        for number, row in enumerate(self._rows):
            if isinstance(row, Hit):
                return self.index(number)
        return QModelIndex()

    def number(self, kind: HitKind) -> int:
        """Return how many hits of a kind there are, as far as that is known."""
        shown = sum(1 for hit in self.found.hits if hit.kind == kind)
        return max(shown, dict(self.found.counts or ()).get(kind, 0))

    def kind(self, place: Index) -> HitKind | None:
        """Return the kind that a heading stands for; None for a hit."""
        row = self._rows[place.row()] if 0 <= place.row() < len(self._rows) else None
        return None if isinstance(row, Hit) else row

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """See Qt."""
        if self.hit(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a row, for readers of the screen."""
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        hit, kind = self.hit(index), self.kind(index)
        return spoken(hit) if hit is not None else say(LABELS[kind]) if kind else None


def spoken(hit: Hit) -> str:
    """Return a hit as one sentence for readers of the screen."""
    parts = (hit.title.text, hit.site, hit.published, *hit.tags, hit.snippet.text, hit.note.text)
    return ", ".join(part for part in parts if part)


def _key(row: "Hit | HitKind") -> tuple[str, str]:
    return (row.kind, row.id) if isinstance(row, Hit) else (row, "")
