"""Stand-off ranges by place: which of many thousands touch the lines in view, and on which level each is drawn."""

import heapq
from collections.abc import Iterable, Iterator
from itertools import count
from typing import Generic, Protocol, TypeVar

from postil.widgets.reading.values import Mark

_SHIFT = 11  # buckets of 2,048 code points: about one screen of text


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


class RangeIndex(Generic[R]):
    """Ranges found by place; adding, removing and asking cost as much as the few buckets they touch."""

    def __init__(self, ranges: Iterable[R] = ()) -> None:
        self._buckets: dict[int, list[R]] = {}
        for item in ranges:
            self.add(item)

    def add(self, item: R) -> None:
        """Add ``item``."""
        buckets = self._buckets
        first, last = item.start >> _SHIFT, max(item.start, item.end - 1) >> _SHIFT
        for key in (first,) if first == last else range(first, last + 1):
            bucket = buckets.get(key)
            if bucket is None:
                buckets[key] = [item]
            else:
                bucket.append(item)

    def remove(self, item: R) -> None:
        """Remove ``item``; raises ValueError where it was never added."""
        for key in range(item.start >> _SHIFT, (max(item.start, item.end - 1) >> _SHIFT) + 1):
            self._buckets[key].remove(item)

    def touching(self, start: int, end: int) -> Iterator[R]:
        """Give every range that shares a code point with ``start``..``end``, each once, in no certain order."""
        first = start >> _SHIFT
        for key in range(first, (max(start, end - 1) >> _SHIFT) + 1):
            for item in self._buckets.get(key, ()):
                # A range that reaches over several buckets is given in the first of them that was asked for.
                if item.start < end and item.end > start and max(item.start >> _SHIFT, first) == key:
                    yield item


class MarkIndex:
    """The highlights of one article by id and place, each on a level of its own among those it overlaps."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks = {mark.id: mark for mark in marks}
        self._index = RangeIndex(self._marks.values())
        self._levels = _levels(self._marks.values())

    def __len__(self) -> int:
        return len(self._marks)

    def get(self, mark_id: str) -> Mark | None:
        """Return the mark of that id."""
        return self._marks.get(mark_id)

    def level(self, mark_id: str) -> int:
        """Return the level of a mark, from 0; two marks that overlap never share one."""
        return self._levels[mark_id]

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
                del self._levels[mark_id]
                touched.append(gone)
        for mark in added:
            taken = {self._levels[other.id] for other in self._index.touching(mark.start, mark.end)}
            self._levels[mark.id] = next(level for level in count() if level not in taken)
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


def _levels(marks: Iterable[Mark]) -> dict[str, int]:
    """Give each mark the lowest level that no mark reaching into it has."""
    levels: dict[str, int] = {}
    free: list[int] = []
    open_marks: list[tuple[int, int]] = []
    highest = 0
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.id)):
        while open_marks and open_marks[0][0] <= mark.start:
            heapq.heappush(free, heapq.heappop(open_marks)[1])
        if free:
            level = heapq.heappop(free)
        else:
            level, highest = highest, highest + 1
        levels[mark.id] = level
        heapq.heappush(open_marks, (mark.end, level))
    return levels
