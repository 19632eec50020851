"""The list of articles: filtered and sorted here, kept current row by row as the library changes."""

import bisect
from collections import Counter
from typing import Any, Literal, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal

from postil.domain.edits import Edit
from postil.domain.records import Article, CslItem, Highlight, Reading, Revision
from postil.domain.wording import count, say
from postil.models.subjects import plain
from postil.storage.library import Library
from postil.storage.shelf import ShelfRow, shelf, shelf_part

Index = QModelIndex | QPersistentModelIndex
ShelfOrder = Literal["added", "opened", "title", "progress"]
_ROOT = QModelIndex()
_AT_ONCE = 500
"""Rows read again in one query."""
_SLICE = 150
"""Rows read between two looks at what the reader does: about 5 ms."""


class _Entry(NamedTuple):
    row: ShelfRow
    words: str
    title: str


class ShelfModel(QAbstractListModel):
    """One row per article that the filter lets through.

    A long list is read in slices, the newest articles first, so that the window never waits; ``loaded`` tells when
    all of it is there.
    """

    loaded = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._all: dict[str, _Entry] = {}
        # Both lists ascend by rank; where the newest come first, rows count from the end.
        self._ranked: list[_Entry] = []
        self._shown: list[_Entry] = []
        self._order: ShelfOrder = "added"
        self._wanted: list[str] = []
        self._tag = ""
        self._slices = QTimer(self)
        self._slices.timeout.connect(self._load_slice)
        self._oldest = ""
        self._looks = QTimer(self)
        self._looks.timeout.connect(self._compare_slice)
        self._compared = ""
        self._found: set[str] = set()
        self.slice = _SLICE

    @property
    def total(self) -> int:
        """The number of articles in the library, as far as they are loaded."""
        return len(self._all)

    @property
    def is_loading(self) -> bool:
        """Whether a part of the list is still to come."""
        return self._slices.isActive()

    def load(self) -> None:
        """Read the list: the first rows at once, the others slice by slice."""
        self._all.clear()
        self._oldest = ""
        self._arrange()
        self._slices.start(0)
        self._load_slice()

    def sort_by(self, order: ShelfOrder) -> None:
        """Arrange by time added or opened (newest first), by title, or by progress (furthest first)."""
        self._order = order
        self._arrange()

    def filter_by(self, wanted: str, tag: str) -> None:
        """Show what holds every word of ``wanted`` in title, site or tags and has ``tag``; "" shows all."""
        self._wanted, self._tag = plain(wanted).split(), tag
        self.beginResetModel()
        self._shown = [entry for entry in self._ranked if self._lets_through(entry)]
        self.endResetModel()

    def tags(self) -> list[tuple[str, int]]:
        """Return the tags of all articles with the number of articles that have them, by name."""
        counted = Counter(tag for entry in self._all.values() for tag in entry.row.tags)
        return sorted(counted.items(), key=_tag_name)

    def row(self, place: Index) -> ShelfRow | None:
        """Return the article at an index."""
        return self._shown[self._mirrored(place.row())].row if place.isValid() else None

    def find(self, article_id: str) -> QModelIndex:
        """Return the index of an article; an invalid one where it is not in view."""
        entry = self._all.get(article_id)
        place = self._place(self._shown, entry) if entry is not None else -1
        return self.index(self._mirrored(place)) if place >= 0 else QModelIndex()

    def hear(self, edit: Edit) -> None:
        """Take in what an edit did to the list."""
        self._read_again(_articles_touched(edit))

    def _read_again(self, ids: list[str]) -> None:
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            rows = {row.id: row for row in shelf(self._library, *some)}
            for article_id in some:
                self._renew(article_id, rows.get(article_id))

    def look_again(self) -> None:
        """Compare the list with the library, slice by slice, and take in what another program did to it."""
        self._compared = ""
        self._found.clear()
        self._looks.start(0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        row = self.row(index)
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return say("{title}, {about}", title=row.title, about=", ".join(about(row)))
            case _:
                return None

    def _load_slice(self) -> None:
        rows = shelf_part(self._library, self.slice, older_than=self._oldest)
        fresh = [_entry(row) for row in reversed(rows) if row.id not in self._all]
        self._all.update((entry.row.id, entry) for entry in fresh)
        if self._order == "added":
            self._ranked[:0] = fresh
            self._show_older([entry for entry in fresh if self._lets_through(entry)])
        if len(rows) == self.slice:
            self._oldest = rows[-1].id
            return
        self._slices.stop()
        if self._order != "added":
            self._arrange()
        self.loaded.emit()

    def _compare_slice(self) -> None:
        if self.is_loading:
            return
        rows = shelf_part(self._library, self.slice, older_than=self._compared)
        for row in rows:
            if row.id not in self._all or self._all[row.id].row != row:
                self._renew(row.id, row)
        self._found.update(row.id for row in rows)
        if len(rows) == self.slice:
            self._compared = rows[-1].id
            return
        self._looks.stop()
        self._read_again([each for each in self._all if each not in self._found])
        self.loaded.emit()

    def _show_older(self, entries: list[_Entry]) -> None:
        if entries:
            end = len(self._shown)
            self.beginInsertRows(_ROOT, end, end + len(entries) - 1)
            self._shown[:0] = entries
            self.endInsertRows()

    def _renew(self, article_id: str, row: ShelfRow | None) -> None:
        """Insert, remove, move or repaint one row."""
        if self.is_loading and article_id not in self._all and article_id < self._oldest:
            return  # it comes with its slice
        before = self._all.pop(article_id, None)
        after = _entry(row) if row is not None else None
        place = self._place(self._shown, before) if before is not None else -1
        if before is not None:
            del self._ranked[self._place(self._ranked, before)]
        if after is not None:
            self._all[article_id] = after
            bisect.insort(self._ranked, after, key=self._rank)
        is_shown = after is not None and self._lets_through(after)
        if place >= 0 and after is not None and is_shown and self._stays(place, after):
            self._shown[place] = after
            number = self.index(self._mirrored(place))
            self.dataChanged.emit(number, number)
            return
        if place >= 0:
            number = self._mirrored(place)
            self.beginRemoveRows(_ROOT, number, number)
            del self._shown[place]
            self.endRemoveRows()
        if after is not None and is_shown:
            target = bisect.bisect_left(self._shown, self._rank(after), key=self._rank)
            number = len(self._shown) - target if self._is_reversed else target
            self.beginInsertRows(_ROOT, number, number)
            self._shown.insert(target, after)
            self.endInsertRows()

    def _stays(self, place: int, after: _Entry) -> bool:
        """Whether a row keeps its place with its new values."""
        rank = self._rank(after)
        is_after = place == 0 or self._rank(self._shown[place - 1]) < rank
        return is_after and (place + 1 == len(self._shown) or rank < self._rank(self._shown[place + 1]))

    def _place(self, entries: list[_Entry], entry: _Entry) -> int:
        """Return where an entry is among ``entries``, or -1."""
        place = bisect.bisect_left(entries, self._rank(entry), key=self._rank)
        return place if place < len(entries) and entries[place].row.id == entry.row.id else -1

    @property
    def _is_reversed(self) -> bool:
        return self._order in {"added", "opened"}

    def _mirrored(self, place: int) -> int:
        return len(self._shown) - 1 - place if self._is_reversed else place

    def _arrange(self) -> None:
        self.beginResetModel()
        self._ranked = sorted(self._all.values(), key=self._rank)
        self._shown = [entry for entry in self._ranked if self._lets_through(entry)]
        self.endResetModel()

    def _lets_through(self, entry: _Entry) -> bool:
        if self._tag and self._tag not in entry.row.tags:
            return False
        return all(word in entry.words for word in self._wanted)

    def _rank(self, entry: _Entry) -> tuple[Any, ...]:
        row = entry.row
        match self._order:
            case "title":
                return entry.title, row.id
            case "progress":
                return -row.progress, entry.title, row.id
            case "opened":
                return row.opened, row.id
            case "added":
                return (row.id,)


def about(row: ShelfRow) -> list[str]:
    """Return what else there is to say of an article: its site, date, progress and highlights, where there are."""
    said = [row.site, row.published]
    if row.progress > 0:
        said.append(say("{percent} % read", percent=round(row.progress * 100)))
    if row.highlights:
        said.append(count("{number} highlight", "{number} highlights", row.highlights))
    return [each for each in said if each]


def _entry(row: ShelfRow) -> _Entry:
    return _Entry(row, plain(" ".join((row.title, row.site, *row.tags))), plain(row.title))


def _tag_name(counted: tuple[str, int]) -> str:
    return plain(counted[0])


def _articles_touched(edit: Edit) -> list[str]:
    """Return the ids of the articles whose row an edit may have changed, each once."""
    ids: dict[str, None] = {}
    for change in edit.changes:
        record = change.record
        if isinstance(record, Article | CslItem | Reading):
            ids[record.id] = None
        elif isinstance(record, Revision) or (isinstance(record, Highlight) and _counts(change.before, change.after)):
            ids[record.article_id] = None
    return list(ids)


def _counts(before: object, after: object) -> bool:
    return before is None or after is None
