"""Claims as a table that sorts and sifts."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt
from PySide6.QtGui import QIcon

from postil.domain.claims import STATUSES
from postil.domain.wording import say
from postil.exporters.claims import ListedClaim, link_words
from postil.models.highlights import contains_words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_ORDER = {status: place for place, status in enumerate(STATUSES)}
SORTED = Qt.ItemDataRole.UserRole
STATUS, QUOTATION, COUNTED, JUDGE, REASON, LINKS, ARTICLE = range(7)


class ClaimModel(QAbstractTableModel):
    """One row per claim: status, quotation, count, by whom, why, links, article."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.claims: tuple[ListedClaim, ...] = ()
        self._icons: Mapping[str, QIcon] = {}

    def show_claims(self, claims: tuple[ListedClaim, ...]) -> None:
        """Show other claims."""
        self.beginResetModel()
        self.claims = claims
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
        return 0 if parent.isValid() else len(_heads())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return _heads()[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        listed, column = self.claims[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return _words(listed, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _words(listed, column)[:2000] or None
        if role == Qt.ItemDataRole.DecorationRole and column == STATUS:
            return self._icons.get(listed.claim.status)
        if role == SORTED:
            return _sorting(listed, column, index.row())
        return None


class ClaimSieve(QSortFilterProxyModel):
    """Shows the claims of one status (or all) that have certain words."""

    def __init__(self, model: ClaimModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._claims = model
        self._status, self._text = "", ""
        self.setSortRole(SORTED)
        self.setSourceModel(model)

    def sift(self, status: str, text: str) -> None:
        """Show the claims of ``status`` ("" for all) with every word of ``text``."""
        if (status, text) != (self._status, self._text):
            self._status, self._text = status, text
            self.invalidate()

    def shown(self) -> tuple[ListedClaim, ...]:
        """Return the claims that are shown, in the order of the table."""
        return tuple(self.at(self.index(row, 0)) for row in range(self.rowCount()))

    def at(self, index: Index) -> ListedClaim:
        """Return the claim of a row."""
        return self._claims.claims[self.mapToSource(index).row()]

    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        """See Qt."""
        del source_parent
        listed = self._claims.claims[source_row]
        if self._status and listed.claim.status != self._status:
            return False
        if not self._text.strip():
            return True
        columns = range(STATUS, ARTICLE + 1)
        return contains_words("\n".join(_words(listed, column) for column in columns).casefold(), self._text)


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
            return " ".join(listed.title.split()) or say("Untitled")


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
