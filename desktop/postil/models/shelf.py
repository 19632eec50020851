"""The list of articles, in the order that the library gives and read a page at a time as it is looked at."""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.text import plain_title
from postil.domain.wording import say
from postil.models.differing import steps
from postil.models.shelf_moves import moves
from postil.models.shelf_pages import ShelfPages
from postil.models.shelf_words import about, about_group, group_name, row_tip
from postil.session.jobs import Jobs
from postil.storage.library import Library
from postil.storage.listing import (
    Group,
    Listing,
    Order,
    Tallies,
    ids_of,
    last_number,
    number_of,
    order_of,
    tally,
)
from postil.storage.seeking import Seeker
from postil.storage.shelf import ShelfRow

Index = QModelIndex | QPersistentModelIndex
ARTICLES = "application/x-postil-articles"
"""The type of what is dragged: ids of articles, one a line."""

_ROOT = QModelIndex()
_ROLES = frozenset({Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole})
_PAGE = 64
"""Rows read in one query, of which a few are usually in view."""
_FIRST = 200
"""Rows shown at once where the rest takes its time."""
_SMALL = 2000
"""Articles up to which an order is made in some milliseconds, at once."""


class ShelfModel(QAbstractListModel):
    """One row per article that is listed, and one above each group of them.

    The order of a large library comes from a thread of its own: ``loaded`` tells when it is there. ``tallied`` tells
    that ``tallies`` are new. ``failed`` carries a Problem.
    """

    loaded = Signal()
    tallied = Signal()
    failed = Signal(object)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = Jobs(self)
        self._seeker: Seeker | None = None
        self._job = 0
        self._listing = Listing()
        self._order = Order(array("q"), (), 0)
        # Numbers of articles, as they stand below each other; those below 0 are codes of groups.
        self._entries = array("q")
        self._codes: dict[str, int] = {}
        self._groups: dict[int, Group] = {}
        self._folded: set[str] = set()
        self.pages = ShelfPages(library, self._jobs, self)
        self.pages.arrived.connect(self._tell_all)
        self.pages.failed.connect(self.failed)
        self.tallies: Tallies | None = None
        self.small = _SMALL
        self.first = _FIRST

    @property
    def listing(self) -> Listing:
        """What is listed."""
        return self._listing

    @property
    def total(self) -> int:
        """The number of articles in the library that are not in the trash, as far as they were counted."""
        return self.tallies.whole if self.tallies else 0

    @property
    def articles(self) -> int:
        """The number of articles that are listed, each counted once."""
        return self._order.articles

    @property
    def is_loading(self) -> bool:
        """Whether a newer order is still to come."""
        return bool(self._job)

    def load(self) -> None:
        """Read the list: all of a small one, of a large one the first rows and the others in a moment."""
        if not self._is_small():
            self._take(order_of(self._library, self._listing, self.first), anew=True)
        self.refresh(anew=True)

    def show(self, listing: Listing) -> None:
        """List something else, or in another order."""
        if listing != self._listing:
            if listing.grouping != self._listing.grouping:
                self._folded.clear()
            self._listing = listing
            self.refresh(anew=True)

    def filter_by(self, wanted: str, tag: str) -> None:
        """Show what holds every word of ``wanted`` in title, site or tags and has ``tag``; "" shows all."""
        self.show(replace(self._listing, wanted=" ".join(wanted.split()), tag=tag))

    def refresh(self, *, anew: bool = False) -> None:
        """Ask for the order again; ``anew``: it has nothing to do with the one before."""
        if self._is_small():
            self._stop()
            self._take_all((order_of(self._library, self._listing), tally(self._library)), anew=anew)
            return
        seeker = self._seeking()
        self._jobs.forget(self._job)
        work = partial(seeker.run, seeker.begin(), partial(_ordered, listing=self._listing))
        self._job = self._jobs.run(work, partial(self._take_large, anew=anew), self._fail)

    def hear(self, edit: Edit) -> None:
        """Take in what an edit did to the list."""
        touched = _touched(edit)
        if touched:
            self._renew(touched)
        if any(moves(change.before, change.after, self._listing) for change in edit.changes):
            self.refresh()

    def look_again(self) -> None:
        """Take in what another program did to the library."""
        self.pages.clear()
        self.refresh()
        self._tell_all()

    def row(self, place: Index) -> ShelfRow | None:
        """Return the article at an index, None where a group's name stands."""
        entry = self._entries[place.row()] if place.isValid() else -1
        if entry < 0:
            return None
        if not self.pages.knows(entry):
            start = place.row() - place.row() % _PAGE
            self.pages.read(self._entries[start : start + _PAGE])
        return self.pages.get(entry)

    def row_in_view(self, place: Index) -> ShelfRow | None:
        """Return the article at an index; None too where ``look`` was told to have it read and it is still to come."""
        return self.pages.get(self._entries[place.row()]) if self.pages.is_beside else self.row(place)

    def look(self, rows: range) -> None:
        """Have these rows read, for they come into view: ``row_in_view`` gives them then."""
        self.pages.look(self._entries[rows.start : rows.stop])

    def group(self, place: Index) -> Group | None:
        """Return the group whose name stands at an index."""
        return self._groups.get(self._entries[place.row()]) if place.isValid() else None

    def is_folded(self, group: Group) -> bool:
        """Whether only the name of a group is listed."""
        return group.key in self._folded

    def fold(self, group: Group, *, folded: bool) -> None:
        """List only the name of a group, or its articles again."""
        if folded != self.is_folded(group):
            self._folded ^= {group.key}
            self._show_entries(anew=False)

    def fold_all(self, *, folded: bool) -> None:
        """List only the names of all groups, or all articles again."""
        self._folded = {group.key for group in self._order.groups} if folded else set()
        self._show_entries(anew=True)

    def find(self, article_id: str) -> QModelIndex:
        """Return the first index of an article; an invalid one where it is not in view."""
        number = number_of(self._library, article_id) if article_id else None
        try:
            return self.index(self._entries.index(number)) if number is not None else QModelIndex()
        except ValueError:
            return QModelIndex()

    def group_rows(self) -> list[int]:
        """Return the rows in which names of groups stand, ascending."""
        rows, row = list[int](), 0
        for group in self._order.groups:
            rows.append(row)
            row += 1 if group.key in self._folded else 1 + group.size
        return rows

    def numbers_at(self, rows: Iterable[int]) -> list[int]:
        """Return the numbers of the articles in these rows, each once, in the order given."""
        return list(dict.fromkeys(self._entries[row] for row in rows if self._entries[row] >= 0))

    def ids_at(self, rows: Iterable[int]) -> list[str]:
        """Return the ids of the articles in these rows, each once, in the order given."""
        numbers = self.numbers_at(rows)
        ids = ids_of(self._library, numbers)
        return [ids[number] for number in numbers if number in ids]

    def places_of(self, ids: Iterable[str]) -> list[QModelIndex]:
        """Return the indexes at which these articles are in view."""
        found = [place for article_id in ids if (place := self.find(article_id)).isValid()]
        return sorted(found, key=_row_of)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Articles can be chosen and dragged, names of groups only stepped on."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self._entries[index.row()] < 0:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """See Qt."""
        return [ARTICLES]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Return the ids of the articles that are dragged."""
        dragged = QMimeData()
        dragged.setData(ARTICLES, "\n".join(self.ids_at(sorted(map(_row_of, indexes)))).encode())
        return dragged

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        if role not in _ROLES or not index.isValid():
            return None
        group = self.group(index)
        if group is not None:
            name = group_name(group, self._listing)
            if role != Qt.ItemDataRole.AccessibleTextRole:
                return name
            state = say("folded") if self.is_folded(group) else say("unfolded")
            return say("{title}, {about}", title=name, about=f"{about_group(group)}, {state}")
        row = self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return plain_title(row.title)
        if role == Qt.ItemDataRole.ToolTipRole:
            return row_tip(row)
        return say("{title}, {about}", title=plain_title(row.title), about=", ".join(about(row)))

    def _is_small(self) -> bool:
        return last_number(self._library) <= self.small

    def _seeking(self) -> Seeker:
        if self._seeker is None:
            self._seeker = Seeker(self._library.path)
            self.destroyed.connect(self._seeker.close)
        return self._seeker

    def _stop(self) -> None:
        self._jobs.forget(self._job)
        self._job = 0
        if self._seeker is not None:
            self._seeker.begin()

    def _fail(self, problem: Problem) -> None:
        self._job = 0
        self.failed.emit(problem)

    def _take_large(self, found: tuple[Order, Tallies] | None, *, anew: bool) -> None:
        self.pages.begin()
        self._take_all(found, anew=anew)

    def _take_all(self, found: tuple[Order, Tallies] | None, *, anew: bool) -> None:
        if found is None:
            return
        self._job = 0
        order, tallies = found
        self._take(order, anew=anew)
        if tallies != self.tallies:
            self.tallies = tallies
            self.tallied.emit()
        self.loaded.emit()

    def _take(self, order: Order, *, anew: bool) -> None:
        changed = [group for group in order.groups if self._groups.get(self._code(group.key)) != group]
        self._order = order
        self._groups = {self._code(group.key): group for group in order.groups}
        self._show_entries(anew=anew)
        if changed:
            self._tell_all()

    def _code(self, key: str) -> int:
        return self._codes.setdefault(key, -1 - len(self._codes))

    def _show_entries(self, *, anew: bool) -> None:
        """Have the view follow from what it lists to what it is to list."""
        entries = self._flattened()
        wanted = None if anew and self._entries else steps(self._entries, entries)
        if wanted is None:
            self.beginResetModel()
            self._entries = entries
            self.endResetModel()
            return
        for step in wanted:
            end = step.first + len(step.numbers) - 1
            if step.kind == "insert":
                self.beginInsertRows(_ROOT, step.first, end)
                self._entries[step.first : step.first] = step.numbers
                self.endInsertRows()
            elif step.kind == "remove":
                self.beginRemoveRows(_ROOT, step.first, end)
                del self._entries[step.first : end + 1]
                self.endRemoveRows()
            else:
                # Qt counts the target before the row has left its place.
                self.beginMoveRows(_ROOT, step.first, step.first, _ROOT, step.to + (step.to > step.first))
                self._entries.insert(step.to, self._entries.pop(step.first))
                self.endMoveRows()

    def _flattened(self) -> "array[int]":
        if not self._order.groups:
            return self._order.numbers[:]
        entries, start = array("q"), 0
        for group in self._order.groups:
            entries.append(self._code(group.key))
            if group.key not in self._folded:
                entries.extend(self._order.numbers[start : start + group.size])
            start += group.size
        return entries

    def _renew(self, ids: list[str]) -> None:
        """Read rows again that are remembered, and have them painted."""
        changed = self.pages.renew(ids)
        if len(changed) == 1 and not self._order.groups:
            place = self.find(changed[0])
            if place.isValid():
                self.dataChanged.emit(place, place)
        elif changed:
            self._tell_all()

    def _tell_all(self) -> None:
        if self._entries:
            self.dataChanged.emit(self.index(0), self.index(len(self._entries) - 1))


def _ordered(library: Library, listing: Listing) -> tuple[Order, Tallies]:
    return order_of(library, listing), tally(library)


def _row_of(place: QModelIndex) -> int:
    return place.row()


def _touched(edit: Edit) -> list[str]:
    # Imported with the first edit, which needs it anyhow.
    from postil.storage.shelving import articles_touched

    return articles_touched(edit.changes)
