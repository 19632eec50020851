"""The sources of a library as a table that sorts and sifts; nothing of a row is worked out before it is needed."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QIcon

from postil.domain.citing import format_authors
from postil.domain.csl_fields import TYPE_LABELS
from postil.domain.wording import count, say
from postil.models.highlights import contains_words
from postil.services.source_list import ToldSource

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
KEY, AUTHORS, TITLE, YEAR, KIND, CITED = range(6)
SHOWN: Mapping[str, str] = {
    "": "All sources",
    "articles": "Articles of the library",
    "works": "Works that are only cited",
    "cited": "Cited in notes",
    "uncited": "Cited nowhere",
    "same": "Likely one work",
    "wrong": "With something wrong",
}
"""What the table can be sifted to."""


class SourceModel(QAbstractTableModel):
    """One row per source: citation key, authors, title, year, type, number of notes that cite it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sources: tuple[ToldSource, ...] = ()
        self.shown: list[ToldSource] = []
        self._words: dict[str, str] = {}
        self._which, self._text = "", ""
        self._column, self._order = AUTHORS, Qt.SortOrder.AscendingOrder
        self._icons: Mapping[bool, QIcon] = {}

    def show_sources(self, sources: tuple[ToldSource, ...]) -> None:
        """Show other sources."""
        self.sources = sources
        self._words = {}
        self._arrange()

    def set_icons(self, article: QIcon, work: QIcon) -> None:
        """Show these signs for an article of the library and for a work that is not in it."""
        self._icons = {True: article, False: work}
        if self.shown:
            self.dataChanged.emit(self.index(0, KEY), self.index(len(self.shown) - 1, KEY))

    def sift(self, which: str, text: str) -> None:
        """Show those that ``which``, of SHOWN, says, with every word of ``text``."""
        if (which, text) != (self._which, self._text):
            self._which, self._text = which, text
            self._arrange()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """See Qt."""
        self._column, self._order = column, order
        self._arrange()

    def row_of(self, item_id: str) -> int:
        """Return the row of a source, -1 where it is not shown."""
        return next((row for row, each in enumerate(self.shown) if each.row.item.id == item_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else CITED + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (say("Citation key"), say("Authors"), say("Title"), say("Year"), say("Type"), say("Cited"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in {YEAR, CITED}:
            return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        listed, column = self.shown[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _shown(listed, column)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(listed.wrong) or _tip(listed, column)
            case Qt.ItemDataRole.DecorationRole if column == KEY:
                return self._icons.get(listed.row.is_article)
            case Qt.ItemDataRole.TextAlignmentRole if column in {YEAR, CITED}:
                return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
            case Qt.ItemDataRole.AccessibleTextRole if column == KEY:
                kind = (
                    say("article of the library") if listed.row.is_article else say("work that is not in the library")
                )
                return f"{listed.row.item.key}, {kind}"
            case _:
                return None

    def _arrange(self) -> None:
        self.beginResetModel()
        kept = [each for each in self.sources if _IS[self._which](each) and self._says(each)]
        kept.sort(key=lambda each: each.row.item.key.casefold())
        if self._which == "same":
            kept.sort(key=lambda each: each.group)
        elif self._column != KEY or self._order != Qt.SortOrder.AscendingOrder:
            # What is not known stands below, whichever way the rest is sorted.
            kept.sort(key=lambda each: _sorting(each, self._column), reverse=self._order != Qt.SortOrder.AscendingOrder)
            kept.sort(key=lambda each: _sorting(each, self._column) == "")
        self.shown = kept
        self.endResetModel()

    def _says(self, listed: ToldSource) -> bool:
        if not self._text.strip():
            return True
        item = listed.row.item
        words = self._words.get(item.id)
        if words is None:
            parts = (item.key, " ".join(map(str, item.authors)), item.title, item.container_title, item.publisher)
            words = "\n".join((*parts, item.published, say(TYPE_LABELS.get(item.type, item.type)), item.url, item.more))
            words = self._words[item.id] = words.casefold()
        return contains_words(words, self._text)


_IS: Mapping[str, Callable[[ToldSource], bool]] = {
    "": bool,
    "articles": lambda each: each.row.is_article,
    "works": lambda each: not each.row.is_article,
    "cited": lambda each: each.row.cited > 0,
    "uncited": lambda each: each.row.cited == 0,
    "same": lambda each: each.group > 0,
    "wrong": lambda each: bool(each.wrong),
}


def _shown(listed: ToldSource, column: int) -> str:
    item = listed.row.item
    match column:
        case 0:
            return item.key
        case 1:
            return " ".join(format_authors(item.authors).split())
        case 2:
            return " ".join(item.title.split()) or item.url
        case 3:
            return item.published[:5] if item.published.startswith("-") else item.published[:4]
        case 4:
            return say(TYPE_LABELS.get(item.type, item.type))
        case _:
            return f"{listed.row.cited:,}" if listed.row.cited else ""


def _tip(listed: ToldSource, column: int) -> str | None:
    if column == CITED:
        return count("Cited in {number} note", "Cited in {number} notes", listed.row.cited)
    return _shown(listed, column)[:600] or None


def _sorting(listed: ToldSource, column: int) -> Any:
    """Return what a column is sorted by: authors by the first one's family name."""
    item = listed.row.item
    match column:
        case 0:
            return item.key.casefold()
        case 1:
            first = item.authors[0] if item.authors else None
            return (first.family or first.literal or first.given).casefold() if first else ""
        case 3:
            return item.published
        case 5:
            return listed.row.cited
        case _:
            return _shown(listed, column).casefold()
