"""The dates, durations and figures of an article as tables: as printed, as understood, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from postil.domain.dates_in_words import in_words
from postil.domain.entities import Analysis, DateMention, Quantity
from postil.domain.wording import say
from postil.models.entities import figure_words
from postil.models.subjects import plain, words_around

Index = QModelIndex | QPersistentModelIndex
NumberKind = Literal["date", "duration", "quantity"]
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A date, duration or figure: ``cells`` are its columns, ``root`` the date it was understood from."""

    place: DateMention | Quantity
    cells: tuple[str, ...]
    around: str
    root: DateMention | None = None


class NumbersModel(QAbstractTableModel):
    """One kind's rows in text order."""

    def __init__(self, kind: NumberKind, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.kind: NumberKind = kind
        self._all: list[NumberRow] = []
        self.rows: list[NumberRow] = []
        self._words: list[str] = []

    def show(self, analysis: Analysis | None, text: str, paired: Sequence[tuple[int, str]] = ()) -> None:
        """List what an analysis of ``text`` holds; ``paired`` has, by start, what figures were paired with."""
        beside: dict[int, list[str]] = {}
        for start, words in paired:
            beside.setdefault(start, []).append(words)
        self._all = list(_rows(self.kind, analysis, text, beside)) if analysis is not None else []
        self._sift()

    def filter_by(self, wanted: str) -> None:
        """Show the rows that hold every word of ``wanted``."""
        self._words = plain(wanted).split()
        self._sift()

    def row_at(self, start: int) -> int:
        """Return the row of what begins at a position of the text, or -1."""
        return next((n for n, row in enumerate(self.rows) if row.place.start <= start < row.place.end), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(heads(self.kind))

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return heads(self.kind)[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole:
            from html import escape

            return f"<qt>{escape(row.cells[index.column()] or row.around)}</qt>"
        return None

    def _sift(self) -> None:
        self.beginResetModel()
        self.rows = [row for row in self._all if _holds(row, self._words)]
        self.endResetModel()


def heads(kind: NumberKind) -> tuple[str, ...]:
    """Return the titles of a kind's columns."""
    if kind == "date":
        return say("As printed"), say("Value"), say("In words"), say("Why"), say("In its sentence")
    if kind == "duration":
        return say("As printed"), say("Length"), say("In its sentence")
    return say("As printed"), say("Figure"), say("Paired with"), say("In its sentence")


def _rows(kind: NumberKind, analysis: Analysis, text: str, paired: dict[int, list[str]]) -> list[NumberRow]:
    if kind == "quantity":
        return [
            NumberRow(
                each,
                (
                    " ".join(each.text.split()),
                    figure_words(each),
                    "; ".join(paired.get(each.start, ())),
                    words_around(text, each.start, each.end),
                ),
                words_around(text, each.start, each.end),
            )
            for each in analysis.quantities
        ]
    by_start = {each.start: each for each in analysis.dates}
    made: list[NumberRow] = []
    for each in analysis.dates:
        if each.edtf.startswith("P") != (kind == "duration"):
            continue
        printed, around = " ".join(each.text.split()), words_around(text, each.start, each.end)
        if kind == "duration":
            made.append(NumberRow(each, (printed, in_words(each.edtf), around), around))
            continue
        root = by_start.get(each.root) if each.root >= 0 else None
        made.append(
            NumberRow(each, (printed, each.edtf or "?", in_words(each.edtf), _why(each, root), around), around, root)
        )
    return made


def _why(date: DateMention, root: DateMention | None) -> str:
    if root is None:
        return date.reason
    return " ".join((say("From “{words}”.", words=" ".join(root.text.split())), date.reason)).strip()


def _holds(row: NumberRow, words: list[str]) -> bool:
    if not words:
        return True
    spoken = plain(" ".join((*row.cells, row.around)))
    return all(word in spoken for word in words)
