"""The sources of a library as a table, in the order that the library gives, read a page at a time."""

from array import array
from collections import OrderedDict
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, cast

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QIcon

from postil.domain.citing import format_authors
from postil.domain.csl_fields import TYPE_LABELS
from postil.domain.problems import Problem
from postil.domain.records import CslItem
from postil.domain.text import plain_title
from postil.domain.wording import count, say
from postil.services.source_list import counted_citations, faulty, likely_one, type_labels
from postil.services.sources import SourceRow, check
from postil.session.jobs import Jobs
from postil.storage.library import Library
from postil.storage.seeking import Seeker
from postil.storage.sources import (
    SourceKey,
    SourceListing,
    SourceOrder,
    Which,
    number_of_source,
    source_order,
    sources_numbered,
)

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
_COLUMNS: tuple[SourceKey, ...] = ("key", "authors", "title", "published", "type", "cited")
_PAGE = 32
"""Rows read in one query, of which a few are usually in view."""
_KEPT = 1024
"""Rows that are remembered."""

_Search = Callable[[Library], Generator[float, None, tuple[int, ...]]]
_SEARCHES: Mapping[str, _Search] = {"same": likely_one, "wrong": faulty}


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found beside the window: the order with its first rows, and what it took to make it."""

    order: SourceOrder
    first: Mapping[int, tuple[CslItem, bool]]
    labels: Mapping[str, str]
    cited: Mapping[str, int] | None
    among: tuple[int, ...] | None


class SourceModel(QAbstractTableModel):
    """One row per source: citation key, authors, title, year, type, number of notes that cite it.

    Orders come from a thread of their own: ``loaded`` tells when one is there. How often sources are cited comes after
    the first rows: ``counted`` tells of that. ``failed`` carries a Problem.
    """

    loaded = Signal()
    counted = Signal()
    failed = Signal(object)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = Jobs(self)
        self._listing_seeker, self._counting_seeker = Seeker(library.path), Seeker(library.path)
        self._listing_job = self._counting_job = 0
        self._which, self._text = "", ""
        self._column, self._falls = AUTHORS, False
        self._order = SourceOrder(array("q"), 0)
        self._rows: OrderedDict[int, SourceRow] = OrderedDict()
        self._cited: Mapping[str, int] | None = None
        self._labels: Mapping[str, str] | None = None
        self._among: dict[str, tuple[int, ...]] = {}
        self._icons: Mapping[bool, QIcon] = {}

    @property
    def total(self) -> int:
        """The number of sources in the library, as far as they were counted."""
        return self._order.total

    @property
    def is_loading(self) -> bool:
        """Whether another order is still to come."""
        return bool(self._listing_job)

    @property
    def share(self) -> float | None:
        """To what part, from 0 to 1, all records are looked through for the order to come; None where none is."""
        is_search = self.is_loading and self._which in _SEARCHES and self._which not in self._among
        return self._listing_seeker.share if is_search else None

    @property
    def is_counted(self) -> bool:
        """Whether it is known how often each source is cited."""
        return self._cited is not None

    def look_again(self, *, records: bool = True, notes: bool = True) -> None:
        """Take in what was done to ``records`` or ``notes``."""
        if records:
            self._among.clear()
            self._labels = None
        if notes:
            self._cited = None
        self._ask()

    def set_icons(self, article: QIcon, work: QIcon) -> None:
        """Show these signs for an article of the library and for a work that is not in it."""
        self._icons = {True: article, False: work}
        self._repaint(KEY)

    def sift(self, which: str, text: str) -> None:
        """Show those that ``which``, of SHOWN, says, with every word of ``text``."""
        if (which, text) != (self._which, self._text):
            self._which, self._text = which, text
            self._ask()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """See Qt."""
        self._column, self._falls = column, order != Qt.SortOrder.AscendingOrder
        self._ask()

    def row_of(self, item_id: str) -> int:
        """Return the row of a source, -1 where it is not shown."""
        number = number_of_source(self._library, item_id)
        try:
            return self._order.numbers.index(number) if number is not None else -1
        except ValueError:
            return -1

    def at(self, rows: Iterable[int]) -> tuple[SourceRow, ...]:
        """Return the sources in these rows."""
        numbers = [self._order.numbers[row] for row in rows]
        known = {number: self._rows[number] for number in numbers if number in self._rows}
        known |= self._read([number for number in numbers if number not in known])
        return tuple(known[number] for number in numbers if number in known)

    def close(self, *, wait: bool = True) -> None:
        """Look for nothing any more; without ``wait`` what has yet to stop stops a moment later."""
        self._jobs.close()
        for seeker in (self._listing_seeker, self._counting_seeker):
            seeker.close(wait=wait)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self._order.numbers)

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
        column = index.column()
        if role == Qt.ItemDataRole.TextAlignmentRole and column in {YEAR, CITED}:
            return int(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        source = self._row(index.row()) if role in _ASKED else None
        if source is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return _shown(source, column)
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(check(source.item)) or _tip(source, column)
            case Qt.ItemDataRole.DecorationRole if column == KEY:
                return self._icons.get(source.is_article)
            case Qt.ItemDataRole.AccessibleTextRole if column == KEY:
                kind = say("article of the library") if source.is_article else say("work that is not in the library")
                return f"{source.item.key}, {kind}"
            case _:
                return None

    # What is read

    def _ask(self) -> None:
        """Ask for the order anew; what was asked for before is stopped."""
        self._jobs.forget(self._listing_job)
        listing = SourceListing(
            cast("Which", "" if self._which in _SEARCHES else self._which),
            tuple(self._text.casefold().split()),
            _COLUMNS[self._column],
            falls=self._falls,
            among=self._among.get(self._which),
            as_given=self._which == "same",
            labels=self._labels,
            cited=self._cited,
        )
        work = partial(_listed, listing=listing, search=_SEARCHES.get(self._which))
        seeker = self._listing_seeker
        work = partial(seeker.run_in_pieces, seeker.begin(), work)
        self._listing_job = self._jobs.run(work, partial(self._take, self._which), self._fail)

    def _take(self, which: str, found: _Found | None) -> None:
        if found is None:
            return
        self._listing_job = 0
        self._labels = found.labels
        if found.among is not None:
            self._among[which] = found.among
        if found.cited is not None:
            self._cited = found.cited
        self.beginResetModel()
        self._order = found.order
        self._rows.clear()
        self._rows.update(self._counted(found.first))
        self.endResetModel()
        self.loaded.emit()
        if self._cited is None:
            self._jobs.forget(self._counting_job)
            seeker = self._counting_seeker
            work = partial(seeker.run_in_pieces, seeker.begin(), counted_citations)
            self._counting_job = self._jobs.run(work, self._count, self._fail)

    def _count(self, cited: Mapping[str, int] | None) -> None:
        if cited is not None:
            self._cited = cited
            self._rows.clear()
            self._repaint(CITED)
            self.counted.emit()

    def _fail(self, problem: Problem) -> None:
        self._listing_job = 0
        self.failed.emit(problem)

    def _repaint(self, column: int) -> None:
        if self._order.numbers:
            self.dataChanged.emit(self.index(0, column), self.index(len(self._order.numbers) - 1, column))

    def _row(self, row: int) -> SourceRow | None:
        """Return what is shown in a row, read with those around it; None where it is gone."""
        numbers = self._order.numbers
        if numbers[row] not in self._rows:
            start = row - row % _PAGE
            self._rows.update(self._read([each for each in numbers[start : start + _PAGE] if each not in self._rows]))
            while len(self._rows) > _KEPT:
                self._rows.popitem(last=False)
        return self._rows.get(numbers[row])

    def _read(self, numbers: Sequence[int]) -> dict[int, SourceRow]:
        if not numbers:
            return {}
        try:
            read = sources_numbered(self._library, numbers)
        except Problem as problem:
            self.failed.emit(problem)
            return {}
        return self._counted(read)

    def _counted(self, read: Mapping[int, tuple[CslItem, bool]]) -> dict[int, SourceRow]:
        cited = self._cited or {}
        return {number: SourceRow(item, told, cited.get(item.key, 0)) for number, (item, told) in read.items()}


_ASKED = frozenset(
    {
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.AccessibleTextRole,
    }
)


def _listed(library: Library, listing: SourceListing, search: _Search | None) -> Generator[float | None, None, _Found]:
    """Find what an order is made by, as far as it is not known, and return the order."""
    cited, among = listing.cited, listing.among
    if cited is None and (listing.which in {"cited", "uncited"} or listing.key == "cited"):
        cited = yield from counted_citations(library)
    if among is None and search is not None:
        among = yield from search(library)
    labels = type_labels(library) if listing.labels is None else listing.labels
    order = source_order(library, replace(listing, cited=cited, among=among, labels=labels))
    first = sources_numbered(library, order.numbers[:_PAGE])
    return _Found(order, first, labels, cited, tuple(among) if among is not None else None)


def _shown(source: SourceRow, column: int) -> str:
    item = source.item
    match column:
        case 0:
            return item.key
        case 1:
            return " ".join(format_authors(item.authors).split())
        case 2:
            return plain_title(item.title) or item.url
        case 3:
            day = item.published or item.updated
            return day[:5] if day.startswith("-") else day[:4]
        case 4:
            return say(TYPE_LABELS.get(item.type, item.type))
        case _:
            return f"{source.cited:,}" if source.cited else ""


def _tip(source: SourceRow, column: int) -> str | None:
    if column == CITED:
        return count("Cited in {number} note", "Cited in {number} notes", source.cited)
    return _shown(source, column)[:600] or None
