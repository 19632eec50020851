"""Where the events of a lane are drawn at a scale: dots, bars, and one sign for many that would lie on each other.

Pure: places are pixels along the axis (0 is the day ``origin``) and rows from the top of the lane.
"""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

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

Shape = Literal["dot", "bar", "cluster"]


@dataclass(frozen=True, slots=True)
class Glyph:
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


@dataclass(slots=True)
class _Draft:
    shape: Shape
    left: float
    right: float
    spots: list[Spot]
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
    for draft in dots:
        draft.row += used
    glyphs = _finished(sorted((*bars, *dots), key=lambda draft: draft.left))
    widest = max((glyph.right - glyph.left for glyph in glyphs), default=0.0)
    return LaneLayout(tuple(glyphs), tuple(glyph.left for glyph in glyphs), widest, used + below)


def _parted(found: Sequence[Spot], scale: tuple[float, float, float]) -> tuple[list[_Draft], list[_Draft]]:
    origin, per_day, digit = scale
    long: list[_Draft] = []
    short: list[_Draft] = []
    for spot in found:
        left, right = (spot.first - origin) * per_day, (spot.after - origin) * per_day
        if right - left > DOT * 1.6 and (spot.after - spot.first > 1 or spot.opens):
            long.append(_Draft("bar", left, right, [spot], opens=spot.opens))
        else:
            middle, many = (left + right) / 2, len(spot.members)
            wide = _pill_width(many, spot.conflict, digit) if many > 1 else DOT
            shape: Shape = "cluster" if many > 1 else "dot"
            short.append(_Draft(shape, middle - wide / 2, middle + wide / 2, [spot]))
    return long, sorted(short, key=lambda draft: draft.left)


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
    start = 0
    while start < len(dots):
        stop = start
        while stop < len(dots) and dots[stop].left - dots[start].left < _CELL:
            stop += 1
        cell = dots[start:stop]
        if _fit(cell, ends, rows):
            for dot in cell:
                dot.row = _row_for(dot, ends)
                ends[dot.row : dot.row + 1] = [dot.right]
                placed.append(dot)
        elif placed and _number(cell) == 1:
            _join(placed[-1], cell[0], digit)
            ends[placed[-1].row] = max(ends[placed[-1].row], placed[-1].right)
        else:
            # What its number is written over belongs to it, else the next sign would be pushed away from its days.
            many, clashes = _number(cell), _clashes(cell)
            while stop < len(dots) and dots[stop].left - dots[start].left < _pill_width(many, clashes, digit) + GAP:
                many += _number(dots[stop : stop + 1])
                clashes = clashes or _clashes(dots[stop : stop + 1])
                stop += 1
            sign = _cluster(dots[start:stop], max(ends, default=-1e18) + GAP, _pill_width(many, clashes, digit))
            ends = [sign.right] * max(len(ends), 1)
            placed.append(sign)
        start = stop
    return placed, len(ends)


def _join(into: _Draft, dot: _Draft, digit: float) -> None:
    """Let a dot that has no room beside the sign before it be one of that sign's."""
    into.spots += dot.spots
    into.shape = "cluster"
    into.right = max(into.right, into.left + _pill_width(_number([into]), _clashes([into]), digit))


def _row_for(dot: _Draft, ends: list[float]) -> int:
    return next((place for place, end in enumerate(ends) if end + GAP <= dot.left), len(ends))


def _pill_width(many: int, conflict: bool, digit: float) -> float:
    """Return how wide a sign is that says how many events there are, with a mark where some are in conflict."""
    return max(_PAD + digit * (len(f"{many:,}") + conflict), 22.0)


def _number(dots: Iterable[_Draft]) -> int:
    return sum(len(spot.members) for dot in dots for spot in dot.spots)


def _clashes(dots: Iterable[_Draft]) -> bool:
    return any(spot.conflict for dot in dots for spot in dot.spots)


def _fit(cell: list[_Draft], ends: list[float], rows: int) -> bool:
    trial = list(ends)
    for dot in cell:
        row = _row_for(dot, trial)
        if row >= rows:
            return False
        trial[row : row + 1] = [dot.right]
    return True


def _cluster(cell: list[_Draft], free_from: float, width: float) -> _Draft:
    left = max(cell[0].left, free_from, min((cell[0].left + cell[-1].right - width) / 2, cell[0].left + GAP))
    return _Draft("cluster", left, left + width, [spot for dot in cell for spot in dot.spots])


def _finished(drafts: list[_Draft]) -> list[Glyph]:
    """Return the signs of the drafts, which are sorted from left to right, with the room that each has."""
    following: dict[int, float] = {}
    made: list[Glyph] = []
    for draft in reversed(drafts):
        room = following.get(draft.row, 1e9) - draft.right
        following[draft.row] = draft.left
        members = draft.spots[0].members if len(draft.spots) == 1 else tuple(m for s in draft.spots for m in s.members)
        made.append(
            Glyph(
                draft.shape,
                draft.left,
                draft.right,
                draft.row,
                members,
                all(spot.hollow for spot in draft.spots),
                all(spot.faded for spot in draft.spots),
                any(spot.conflict for spot in draft.spots),
                room,
                draft.opens,
            )
        )
    made.reverse()
    return made
