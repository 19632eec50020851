"""Claims as a table that sorts and sifts."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from postil.domain.claims import STATUSES
from postil.domain.text import plain_title
from postil.domain.wording import say
from postil.exporters.claims import ListedClaim, link_words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ORDER = {status: place for place, status in enumerate(STATUSES)}
STATUS, QUOTATION, COUNTED, JUDGE, REASON, LINKS, ARTICLE = range(7)
COLUMNS = 7


class ClaimModel(QAbstractTableModel):
    """One row per claim: status, quotation, count, by whom, why, links, article."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claims: tuple[ListedClaim, ...] = ()
        self.told: Sequence[str] = ()
        self._icons: Mapping[str, QIcon] = {}

    def show_claims(self, claims: tuple[ListedClaim, ...], told: Sequence[str] = ()) -> None:
        """Show other claims; ``told`` are their ``words_to_find``, where these were made beside the window."""
        self.beginResetModel()
        self.claims, self.told = claims, told
        self.endResetModel()

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        """Show these signs, by status."""
        self._icons = icons
        if self.claims:
            self.dataChanged.emit(self.index(0, STATUS), self.index(len(self.claims) - 1, STATUS))

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self.claims)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _heads()[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        return self.value(index.row(), index.column(), role)

    def value(self, row: int, column: int, role: int) -> Any:
        """Return what a table shows of a claim in one of its roles."""
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(self.claims[row], column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _words(self.claims[row], column)[:2000] or None
        if role == Qt.ItemDataRole.DecorationRole and column == STATUS:
            return self._icons.get(self.claims[row].claim.status)
        return None


class ClaimSieve(QAbstractTableModel):
    """The claims of one status (or all) that have certain words, in the order of a column.

    It holds the numbers of the rows that are shown. Qt's own proxy asks Python for each comparison: seconds for
    thousands of claims, where this takes milliseconds.
    """

    def __init__(self, model: ClaimModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._status, self._text = "", ""
        self._column, self._falls = QUOTATION, False
        self._rows: list[int] = []
        self._keys: dict[int, list[Any]] = {}
        self._told: Sequence[str] = ()
        model.modelReset.connect(self._renew)
        model.dataChanged.connect(self._follow)
        self._renew()

    def sift(self, status: str, text: str) -> None:
        """Show the claims of ``status`` ("" for all) with every word of ``text``."""
        if (status, text) != (self._status, self._text):
            self._status, self._text = status, text
            self._show()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the claims into the order of a column."""
        self._column, self._falls = max(column, 0), order == Qt.SortOrder.DescendingOrder
        self._show()

    def shown(self) -> tuple[ListedClaim, ...]:
        """Return the claims that are shown, in the order of the table."""
        return tuple(self._model.claims[row] for row in self._rows)

    def at(self, index: Index) -> ListedClaim:
        """Return the claim of a row."""
        return self._model.claims[self._rows[index.row()]]

    def row_of(self, claim_id: str) -> int:
        """Return the row that shows a claim, -1 where none does."""
        return next((place for place, row in enumerate(self._rows) if self._model.claims[row].claim.id == claim_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else COLUMNS

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        return self._model.headerData(section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        return self._model.value(self._rows[index.row()], index.column(), role)

    def _renew(self) -> None:
        self._keys.clear()
        self._told = ()
        self._show()

    def _follow(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0, STATUS), self.index(len(self._rows) - 1, STATUS))

    def _show(self) -> None:
        claims, status = self._model.claims, self._status
        rows = [row for row, listed in enumerate(claims) if not status or listed.claim.status == status]
        if self._text.strip():
            if not self._told:
                self._told = self._model.told or words_to_find(claims)
            told = self._told
            for word in self._text.casefold().split():
                rows = [row for row in rows if word in told[row]]
        if self._column not in self._keys:
            self._keys[self._column] = [_sorting(listed, self._column, row) for row, listed in enumerate(claims)]
        rows.sort(key=self._keys[self._column].__getitem__, reverse=self._falls)
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()


def words_to_find(claims: Iterable[ListedClaim]) -> list[str]:
    """Return the words of each claim in which a filter looks, case-folded."""
    statuses = {status: say(words) for status, words in STATUSES.items()}
    return [_told(listed, statuses) for listed in claims]


def _told(listed: ListedClaim, statuses: Mapping[str, str]) -> str:
    claim = listed.claim
    more = [_words(listed, COUNTED), *link_words(listed)] if listed.related.links else []
    return "\n".join(
        (statuses[claim.status], listed.quotation, claim.judge, claim.reason, listed.title, *more)
    ).casefold()


def _heads() -> tuple[str, ...]:
    return (
        say("Status"),
        say("Claim"),
        say("Count"),
        say("Judged by"),
        say("Why"),
        say("Links"),
        say("Article"),
    )


def _words(listed: ListedClaim, column: int) -> str:
    claim = listed.claim
    match column:
        case 0:
            return say(STATUSES[claim.status])
        case 1:
            return " ".join(listed.quotation.split())
        case 2:
            number = listed.related.count
            return str(number) if number.is_told else ""
        case 3:
            return claim.judge
        case 4:
            return claim.reason
        case 5:
            return "\n".join(link_words(listed))
        case _:
            return plain_title(listed.title) or say("Untitled")


def _sorting(listed: ListedClaim, column: int, row: int) -> Any:
    """Return what a column is sorted by: quotations stand in the order of the text."""
    if column == STATUS:
        return _ORDER[listed.claim.status]
    if column == QUOTATION:
        return row
    if column == COUNTED:
        return listed.related.count.found
    if column == LINKS:
        return len(listed.related.links)
    return _words(listed, column).casefold()
