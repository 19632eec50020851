"""What the check of notes found, as a list of rows that are made when they are looked at."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from postil.domain.note_check import Finding
from postil.services.note_checking import trouble_words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FindingModel(QAbstractListModel):
    """One row per finding: its words, and under them what is the matter, and where if that is to be said."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._findings: Sequence[Finding] = ()
        self._with_titles = False
        self._icons: Mapping[str, QIcon] = {}

    def show_findings(self, findings: Sequence[Finding], *, with_titles: bool) -> None:
        """Show other findings."""
        self.beginResetModel()
        self._findings, self._with_titles = findings, with_titles
        self.endResetModel()

    def set_icons(self, icons: Mapping[str, QIcon]) -> None:
        """Show these signs, by what is the matter."""
        self._icons = icons
        if self._findings:
            self.dataChanged.emit(self.index(0), self.index(len(self._findings) - 1), [Qt.ItemDataRole.DecorationRole])

    def at(self, index: Index) -> Finding | None:
        """Return the finding of a row."""
        return self._findings[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self._findings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        finding = self._findings[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                place = f" — {finding.title}" if self._with_titles and finding.title else ""
                return f"{finding.words}\n{trouble_words(finding)}{place}"
            case Qt.ItemDataRole.ToolTipRole:
                return finding.words
            case Qt.ItemDataRole.DecorationRole:
                return self._icons.get(finding.trouble)
            case _:
                return None
