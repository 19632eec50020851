"""The rows of a comparison: what differs, with a sentence before and after, and folds for all that is the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from postil.domain.comparison import Comparison, Difference, MarkedWords
from postil.domain.wording import count, say

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""The role of a row itself: a Difference or a Fold."""

KEPT = 1
"""Equal sentences shown before and after what differs."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Equal sentences that are folded away: ``first`` to before ``last`` of the comparison."""

    first: int
    last: int

    @property
    def sentence(self) -> str:
        """What stands in their place."""
        number = self.last - self.first
        return count("{number} sentence is the same", "{number} sentences are the same", number)


class DifferenceRows(QAbstractListModel):
    """Rows are a Difference or a Fold; with ``marked_only`` just what differs and has highlights in it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._differences: Sequence[Difference] = ()
        self._rows: list[int | Fold] = []
        self._marked_only = False

    def show_comparison(self, comparison: Comparison | None) -> None:
        """Show another comparison, or nothing."""
        self.beginResetModel()
        self._differences = comparison.differences if comparison else ()
        self._fold()
        self.endResetModel()

    def set_marked_only(self, marked_only: bool) -> None:
        """Show only what differs and has highlights, or all that differs."""
        self.beginResetModel()
        self._marked_only = marked_only
        self._fold()
        self.endResetModel()

    def row_at(self, row: int) -> Difference | Fold:
        """Return a row; raises IndexError outside."""
        place = self._rows[row]
        return place if isinstance(place, Fold) else self._differences[place]

    def expand(self, row: int) -> bool:
        """Put the sentences of a fold in its place; return whether the row is one."""
        fold = self._rows[row]
        if not isinstance(fold, Fold):
            return False
        self.beginRemoveRows(QModelIndex(), row, row)
        del self._rows[row]
        self.endRemoveRows()
        self.beginInsertRows(QModelIndex(), row, row + fold.last - fold.first - 1)
        self._rows[row:row] = range(fold.first, fold.last)
        self.endInsertRows()
        return True

    def differing(self, row: int, step: int) -> int:
        """Return the next (``step`` 1) or previous (-1) row from ``row`` that differs, round and round; -1: none."""
        total = len(self._rows)
        for far in range(1, total + 1):
            there = (row + step * far) % total
            place = self._rows[there]
            if not isinstance(place, Fold) and self._differences[place].kind != "equal":
                return there
        return -1

    def marked(self) -> list[tuple[int, MarkedWords]]:
        """Return the highlights in sentences that differ, each once, with the row of the first."""
        found: dict[str, tuple[int, MarkedWords]] = {}
        for row, place in enumerate(self._rows):
            if isinstance(place, Fold) or self._differences[place].kind == "equal":
                continue
            for mark in self._differences[place].marks:
                found.setdefault(mark.id, (row, mark))
        return list(found.values())

    def row_of_mark(self, highlight_id: str) -> int:
        """Return the first differing row with that highlight, or -1."""
        return next((row for row, mark in self.marked() if mark.id == highlight_id), -1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many rows there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row, or what a screen reader says of it."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self.row_at(index.row())
        if role == ROW:
            return row
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return row.sentence if isinstance(row, Fold) else spoken_difference(row)
        return None

    def _fold(self) -> None:
        differs = [number for number, each in enumerate(self._differences) if each.kind != "equal"]
        if self._marked_only:
            self._rows = [number for number in differs if self._differences[number].marks]
            return
        shown = sorted(
            {
                near
                for number in differs
                for near in range(max(0, number - KEPT), min(len(self._differences), number + KEPT + 1))
            }
        )
        self._rows = []
        before = 0
        for number in (*shown, len(self._differences)):
            if number - before == 1:
                # A fold of one sentence would take as much room as the sentence.
                self._rows.append(before)
            elif number > before:
                self._rows.append(Fold(before, number))
            if number < len(self._differences):
                self._rows.append(number)
            before = number + 1


def spoken_difference(difference: Difference) -> str:
    """Return what a screen reader says of a pair of sentences."""
    if difference.kind == "equal":
        return say("The same: {sentence}", sentence=difference.new.strip())
    if difference.moved:
        there = "Moved here: {sentence}" if difference.kind == "added" else "Moved away: {sentence}"
        told = say(there, sentence=(difference.new or difference.old).strip())
    elif difference.kind == "added":
        told = say("Added: {sentence}", sentence=difference.new.strip())
    elif difference.kind == "removed":
        told = say("Removed: {sentence}", sentence=difference.old.strip())
    else:
        told = say("Changed from: {old} To: {new}", old=difference.old.strip(), new=difference.new.strip())
    if not difference.marks:
        return told
    return say("{difference} Highlighted: {words}", difference=told, words="; ".join(m.words for m in difference.marks))
