"""Hits of a search as a list: under a heading for each kind, or of one kind alone."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from postil.domain.matching import Snippet
from postil.domain.wording import say
from postil.services.searching import Found, Hit, HitKind
from postil.storage.searching import KINDS
from postil.widgets.hit_rows import HitRow, Marked

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
ICONS: Mapping[HitKind, str] = {
    "article": "text",
    "highlight": "notes",
    "note": "edit",
    "name": "entities",
    "tag": "tag",
    "work": "cite",
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

    def row(self, place: Index) -> HitRow:
        """Return how an index is painted."""
        row = self._rows[place.row()]
        if isinstance(row, Hit):
            return hit_row(row)
        return HitRow(Marked(say(LABELS[row])), f"{self.number(row):,}", heading=True)

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
        return spoken(self.row(index))


def hit_row(hit: Hit) -> HitRow:
    """Return how a hit is painted."""
    about = " · ".join(part for part in (hit.site, hit.published, *(f"#{tag}" for tag in hit.tags)) if part)
    icon = ICONS[hit.kind]
    words = hit.snippet if hit.kind != "work" else Snippet("")
    return HitRow(
        Marked(hit.title.text or say("Untitled"), hit.title.marks),
        about,
        icon,
        Marked(words.text, words.marks),
        Marked(hit.note.text, hit.note.marks),
        hit.color,
    )


def spoken(row: HitRow) -> str:
    """Return a row as one sentence for readers of the screen."""
    return ", ".join(part for part in (row.title.text, row.about, row.words.text, row.note.text) if part)


def _key(row: "Hit | HitKind") -> tuple[str, str]:
    return (row.kind, row.id) if isinstance(row, Hit) else (row, "")
