"""Stand-off ranges by place: which of many thousands touch the lines in view, and on which level each is drawn."""

import bisect
from collections.abc import Iterable, Iterator
from itertools import count
from operator import attrgetter
from typing import Generic, Protocol, TypeVar

from postil.widgets.reading.values import Mark

_SHORT = 4096
"""Code points; the few longer ranges are kept apart and looked at one by one."""


class Ranged(Protocol):
    """Anything with a place in the text."""

    @property
    def start(self) -> int:
        """The first code point."""
        ...

    @property
    def end(self) -> int:
        """The code point after the last."""
        ...


R = TypeVar("R", bound=Ranged)

_START = attrgetter("start")


class RangeIndex(Generic[R]):
    """Ranges found by place. The first question sorts them; adding, removing and asking are binary searches."""

    def __init__(self, ranges: Iterable[R] = ()) -> None:
        self._unsorted: tuple[R, ...] | None = tuple(ranges)
        self._long: list[R] = []
        self._ranges: list[R] = []
        self._starts: list[int] = []

    def sort(self) -> None:
        """Do now what the first question would have to wait for."""
        if self._unsorted is None:
            return
        # Not before somebody asks: a book's marks come in one event with the book itself.
        ordered, self._unsorted = sorted(self._unsorted, key=_START), None
        self._long = [item for item in ordered if item.end - item.start > _SHORT]
        self._ranges = [item for item in ordered if item.end - item.start <= _SHORT] if self._long else ordered
        self._starts = [item.start for item in self._ranges]

    def add(self, item: R) -> None:
        """Add ``item``."""
        self.sort()
        if item.end - item.start > _SHORT:
            self._long.append(item)
            return
        index = bisect.bisect_right(self._starts, item.start)
        self._starts.insert(index, item.start)
        self._ranges.insert(index, item)

    def remove(self, item: R) -> None:
        """Remove ``item``; raises ValueError where it was never added."""
        self.sort()
        if item.end - item.start > _SHORT:
            self._long.remove(item)
            return
        index = self._ranges.index(item, bisect.bisect_left(self._starts, item.start))
        del self._ranges[index], self._starts[index]

    def touching(self, start: int, end: int) -> Iterator[R]:
        """Give every range that shares a code point with ``start``..``end``, once, the long ones first."""
        self.sort()
        for item in self._long:
            if item.start < end and item.end > start:
                yield item
        first = bisect.bisect_right(self._starts, start - _SHORT - 1)
        last = bisect.bisect_left(self._starts, end)
        for item in self._ranges[first:last]:
            if item.end > start:
                yield item


class MarkIndex:
    """The highlights of one article by id and place, each on a level of its own among those it overlaps."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks = {mark.id: mark for mark in marks}
        self._index = RangeIndex(self._marks.values())
        self._levels: dict[str, int] = {}

    def sort(self) -> None:
        """Do now what the first question would have to wait for."""
        self._index.sort()

    def __len__(self) -> int:
        return len(self._marks)

    def get(self, mark_id: str) -> Mark | None:
        """Return the mark of that id."""
        return self._marks.get(mark_id)

    def level(self, mark: Mark) -> int:
        """Return the level that a mark is drawn on, from 0; two marks that overlap never share one.

        A level is given when it is first asked for and stays until the mark changes.
        """
        level = self._levels.get(mark.id)
        if level is None:
            over = self._index.touching(mark.start, mark.end)
            taken = {self._levels.get(other.id, -1) for other in over}
            level = self._levels[mark.id] = next(level for level in count() if level not in taken)
        return level

    def change(self, removed: Iterable[str], added: Iterable[Mark]) -> tuple[Mark, ...]:
        """Take ``removed`` out and put ``added`` in; return all the marks that left or came.

        An added mark takes the place of the one that had its id. Ids that are not there are passed over.
        """
        touched: list[Mark] = []
        added = tuple(added)
        for mark_id in (*removed, *(mark.id for mark in added)):
            gone = self._marks.pop(mark_id, None)
            if gone is not None:
                self._index.remove(gone)
                self._levels.pop(mark_id, None)
                touched.append(gone)
        for mark in added:
            self._marks[mark.id] = mark
            self._index.add(mark)
            touched.append(mark)
        return tuple(touched)

    def touching(self, start: int, end: int) -> list[Mark]:
        """Return the marks that share a code point with ``start``..``end``, in the order of the text."""
        return sorted(self._index.touching(start, end), key=lambda mark: (mark.start, -mark.end, mark.id))

    def at(self, position: int) -> tuple[str, ...]:
        """Return the ids of the marks over the character at ``position``, the shortest first."""
        found = self._index.touching(position, position + 1)
        return tuple(mark.id for mark in sorted(found, key=lambda mark: (mark.end - mark.start, mark.start, mark.id)))
