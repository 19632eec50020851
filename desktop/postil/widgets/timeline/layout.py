"""Where the events of a lane are drawn at a scale: dots, bars, and one sign for many that would lie on each other.

Pure: places are pixels along the axis (0 is the day ``origin``) and rows from the top of the lane.
"""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, NamedTuple

from postil.domain.timeline import Event

DOT = 10.0
"""Pixels of a dot, and the height of a bar."""
GAP = 3.0
_CELL = 26.0
"""Pixels within which dots that have no room of their own become one sign."""
USUAL_DIGIT = 7.0
_LOW = 3
"""Rows of a low lane: two of them may hold bars, so that years stand under decades."""
_PAD = 14.0
_LEFT = attrgetter("left")

Shape = Literal["dot", "bar", "cluster"]


class Glyph(NamedTuple):
    """One sign from ``left`` to ``right`` in a row; ``members`` are the numbers of its events, by time.

    ``room`` is how many pixels are free to its right; ``opens`` where a bar has no beginning or end.
    """

    shape: Shape
    left: float
    right: float
    row: int
    members: tuple[int, ...]
    hollow: bool = False
    faded: bool = False
    conflict: bool = False
    room: float = 0.0
    opens: Literal["", "left", "right"] = ""

    @property
    def middle(self) -> float:
        """The middle of the sign along the axis."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Spot:
    """Events of a lane that are drawn alike at the same days: ``members`` are their numbers."""

    first: int
    after: int
    members: tuple[int, ...]
    hollow: bool
    faded: bool
    conflict: bool
    opens: Literal["", "left", "right"]


@dataclass(frozen=True, slots=True)
class LaneLayout:
    """The signs of a lane by their left ends; ``widest`` is the width of the widest, ``rows`` how many there are."""

    glyphs: tuple[Glyph, ...]
    lefts: tuple[float, ...]
    widest: float
    rows: int

    def between(self, left: float, right: float) -> Sequence[Glyph]:
        """Return the signs that reach into ``left``..``right``, and a few beside them."""
        low = bisect.bisect_left(self.lefts, left - self.widest)
        return self.glyphs[low : bisect.bisect_right(self.lefts, right)]

    def starting(self, left: float, right: float) -> Sequence[Glyph]:
        """Return the signs that begin at ``left`` or after it, and before ``right``."""
        return self.glyphs[bisect.bisect_left(self.lefts, left) : bisect.bisect_left(self.lefts, right)]

    def wider_than(self, width: float) -> Sequence[Glyph]:
        """Return the signs that are wider than so many pixels."""
        return [glyph for glyph in self.glyphs if glyph.right - glyph.left > width] if self.widest > width else ()


@dataclass(slots=True)
class _Draft:
    shape: Shape
    left: float
    right: float
    spots: list[Spot]
    many: int
    row: int = 0
    opens: Literal["", "left", "right"] = ""


def spots(events: Sequence[Event], numbers: Sequence[int], edges: tuple[int, int]) -> list[Spot]:
    """Return what a lane's events (``numbers`` into ``events``) have to draw; open ends reach to ``edges``."""
    same: dict[tuple[int, int, bool, bool, bool, str], list[int]] = {}
    for number in numbers:
        event = events[number]
        first, last = event.extent.first, event.extent.last
        opens = "left" if first is None else "right" if last is None else ""
        begins = edges[0] if first is None else first
        after = (edges[1] if last is None else last) + 1
        key = (begins, max(after, begins + 1), event.inferred, event.faded, bool(event.conflicts), opens)
        same.setdefault(key, []).append(number)
    made = [Spot(*key[:2], tuple(members), *key[2:]) for key, members in same.items()]  # pyright: ignore[reportArgumentType]
    return sorted(made, key=lambda spot: (spot.first, spot.after))


def lay_out(found: Sequence[Spot], origin: float, per_day: float, rows: int, digit: float = USUAL_DIGIT) -> LaneLayout:
    """Return the signs of ``found`` at so many pixels per day in at most ``rows`` rows, long ones above short ones.

    ``digit`` is the width of a digit in pixels.
    """
    long, short = _parted(found, (origin, per_day, digit))
    bars, used = _stacked(long, max(1, rows // 2 + (rows == _LOW)) if short else rows)
    dots, below = _gathered(short, max(1, rows - used), digit)
    if used:
        for draft in dots:
            draft.row += used
    glyphs, widest = _finished(sorted((*bars, *dots), key=_LEFT))
    return LaneLayout(tuple(glyphs), tuple([glyph.left for glyph in glyphs]), widest, used + below)


# Each step of zooming lays thousands of spots out anew, within a frame: hence few calls and plain loops here.


def _parted(found: Sequence[Spot], scale: tuple[float, float, float]) -> tuple[list[_Draft], list[_Draft]]:
    origin, per_day, digit = scale
    long: list[_Draft] = []
    short: list[_Draft] = []
    for spot in found:
        first, after, many = spot.first, spot.after, len(spot.members)
        left, right = (first - origin) * per_day, (after - origin) * per_day
        if right - left > DOT * 1.6 and (after - first > 1 or spot.opens):
            long.append(_Draft("bar", left, right, [spot], many, 0, spot.opens))
        elif many == 1:
            middle = (left + right) / 2
            short.append(_Draft("dot", middle - DOT / 2, middle + DOT / 2, [spot], 1))
        else:
            middle, wide = (left + right) / 2, _pill_width(many, spot.conflict, digit)
            short.append(_Draft("cluster", middle - wide / 2, middle + wide / 2, [spot], many))
    short.sort(key=_LEFT)
    return long, short


def _stacked(bars: list[_Draft], rows: int) -> tuple[list[_Draft], int]:
    """Put bars into rows; what finds no room joins the shortest that it fits into: a month joins its year."""
    ends: list[float] = []
    last: list[_Draft] = []
    placed: list[_Draft] = []
    for bar in bars:
        row = next((place for place, end in enumerate(ends) if end + GAP - 1 <= bar.left), len(ends))
        if row == rows:
            row = min(
                range(rows), key=lambda place: (max(0.0, bar.right - ends[place]), ends[place] - last[place].left)
            )
            into = last[row]
            into.spots += bar.spots
            into.many += bar.many
            into.right = ends[row] = max(into.right, bar.right)
            into.shape = "cluster"
            continue
        bar.row = row
        placed.append(bar)
        if row == len(ends):
            ends.append(bar.right)
            last.append(bar)
        else:
            ends[row], last[row] = bar.right, bar
    return placed, len(ends)


def _gathered(dots: list[_Draft], rows: int, digit: float) -> tuple[list[_Draft], int]:
    """Put dots into rows; where there are more than rows, those within a cell become one sign in the first row."""
    placed: list[_Draft] = []
    ends: list[float] = []
    start, total = 0, len(dots)
    while start < total:
        left = dots[start].left
        stop = start + 1
        while stop < total and dots[stop].left - left < _CELL:
            stop += 1
        cell = dots[start:stop]
        fitting = _fitted(cell, ends, rows)
        if fitting is not None:
            ends = fitting
            placed += cell
        elif placed and stop - start == 1 and cell[0].many == 1:
            _join(placed[-1], cell[0], digit)
            ends[placed[-1].row] = max(ends[placed[-1].row], placed[-1].right)
        else:
            # What its number is written over belongs to it, else the next sign would be pushed away from its days.
            many, clashes = sum([dot.many for dot in cell]), _clashes(cell)
            width = _pill_width(many, clashes, digit)
            while stop < total and dots[stop].left - left < width + GAP:
                many += dots[stop].many
                clashes = clashes or _clashes(dots[stop : stop + 1])
                width = _pill_width(many, clashes, digit)
                stop += 1
            sign = _cluster(dots[start:stop], max(ends, default=-1e18) + GAP, width)
            ends = [sign.right] * max(len(ends), 1)
            placed.append(sign)
        start = stop
    return placed, len(ends)


def _fitted(cell: list[_Draft], ends: list[float], rows: int) -> list[float] | None:
    """Give each dot the first row with room for it; return where the rows then end, None where they are too few."""
    after = ends.copy()
    for dot in cell:
        latest = dot.left - GAP
        for row, end in enumerate(after):
            if end <= latest:
                after[row] = dot.right
                dot.row = row
                break
        else:
            if len(after) >= rows:
                return None
            dot.row = len(after)
            after.append(dot.right)
    return after


def _join(into: _Draft, dot: _Draft, digit: float) -> None:
    """Let a dot that has no room beside the sign before it be one of that sign's."""
    into.spots += dot.spots
    into.many += dot.many
    into.shape = "cluster"
    into.right = max(into.right, into.left + _pill_width(into.many, _clashes([into]), digit))


def _pill_width(many: int, conflict: bool, digit: float) -> float:
    """Return how wide a sign is that says how many events there are, with a mark where some are in conflict."""
    letters = 1 if many < 10 else 2 if many < 100 else len(f"{many:,}")
    return max(_PAD + digit * (letters + conflict), 22.0)


def _clashes(dots: Iterable[_Draft]) -> bool:
    return any(spot.conflict for dot in dots for spot in dot.spots)


def _cluster(cell: list[_Draft], free_from: float, width: float) -> _Draft:
    left = max(cell[0].left, free_from, min((cell[0].left + cell[-1].right - width) / 2, cell[0].left + GAP))
    found = [spot for dot in cell for spot in dot.spots]
    return _Draft("cluster", left, left + width, found, sum([dot.many for dot in cell]))


def _finished(drafts: list[_Draft]) -> tuple[list[Glyph], float]:
    """Return the signs of the drafts, which are sorted from left to right, with the room that each has; the widest."""
    following: dict[int, float] = {}
    made: list[Glyph] = []
    widest = 0.0
    for draft in reversed(drafts):
        row, left, right, found = draft.row, draft.left, draft.right, draft.spots
        room = following.get(row, 1e9) - right
        following[row] = left
        widest = max(widest, right - left)
        if len(found) == 1:
            spot = found[0]
            members, hollow, faded, conflict = spot.members, spot.hollow, spot.faded, spot.conflict
        else:
            members = tuple([member for spot in found for member in spot.members])
            hollow, faded = all(spot.hollow for spot in found), all(spot.faded for spot in found)
            conflict = any(spot.conflict for spot in found)
        made.append(Glyph(draft.shape, left, right, row, members, hollow, faded, conflict, room, draft.opens))
    made.reverse()
    return made, widest
