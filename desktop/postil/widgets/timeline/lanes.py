"""The lanes of a timeline: which events are in which, how high each is, and where its signs are at a scale."""

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from postil.domain.timeline import Event, Timeline
from postil.widgets.timeline.axis import LaneTitle
from postil.widgets.timeline.layout import USUAL_DIGIT, Glyph, LaneLayout, Spot, lay_out, spots

_ROW = 18.0
_LEAST_ROWS = 3
_FEW = 8
_MUCH = 3
"""Fewer events have no bulk; those far away must make the whole so many times as long to be left out at first."""
_AROUND = 12.0
"""Pixels above and below the rows of a lane."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A glyph with its lane's number."""

    lane: int
    glyph: Glyph


class LaneStack:
    """The lanes of what is shown; ``first`` and ``after`` bound all its days, open ends left aside."""

    def __init__(self, timeline: Timeline | None = None, numbers: Sequence[int] | None = None) -> None:
        self.timeline = timeline or Timeline()
        every = range(len(self.timeline.events)) if numbers is None else numbers
        self.numbers: tuple[int, ...] = tuple(every)
        self.events: tuple[Event, ...] = self.timeline.events
        self.first, self.after = _bounds(self.events[number] for number in self.numbers)
        place = {lane.article_id: number for number, lane in enumerate(self.timeline.lanes)}
        self.lane_of = {number: place[self.events[number].article_id] for number in self.numbers}
        self.in_lane: list[list[int]] = [[] for _ in self.timeline.lanes]
        for number in self.numbers:
            self.in_lane[self.lane_of[number]].append(number)
        self._spots: dict[int, list[Spot]] = {}
        self._layouts: dict[int, LaneLayout] = {}
        self._holding: dict[int, dict[int, Glyph]] = {}
        self._scale = (0.0, 0)
        self.row, self._digit = _ROW, USUAL_DIGIT
        self.height = _AROUND + _LEAST_ROWS * _ROW
        self._starts = [_begins(self.events[number]) for number in self.numbers]
        self._lasts = sorted(_ends(self.events[number]) for number in self.numbers)

    @property
    def total(self) -> float:
        """The height of all lanes."""
        return self.height * len(self.in_lane)

    def fit(self, room: float, line: float, digit: float) -> None:
        """Share ``room`` pixels out to the lanes; where there are many, they need more.

        ``line`` is the height of a line of words, ``digit`` the width of a digit.
        """
        self.row, self._digit = max(_ROW, line + 2), max(USUAL_DIGIT, digit)
        self.height = max(_AROUND + _LEAST_ROWS * self.row, room / max(1, len(self.in_lane)))
        self._scale = (0.0, 0)

    def titles(self) -> list[LaneTitle]:
        """Return the lanes' titles with their places."""
        return [
            LaneTitle(lane.article_id, lane.title, len(self.in_lane[place]), place * self.height, self.height)
            for place, lane in enumerate(self.timeline.lanes)
        ]

    def layout(self, lane: int, per_day: float) -> LaneLayout:
        """Return where a lane's signs are at so many pixels per day, from the day ``first``."""
        rows = max(2, int((self.height - _AROUND) // self.row))
        if self._scale != (per_day, rows):
            self._scale = (per_day, rows)
            self._layouts.clear()
            self._holding.clear()
        if lane not in self._layouts:
            if lane not in self._spots:
                margin = max(30, (self.after - self.first) // 50)
                edges = (self.first - margin, self.after + margin)
                self._spots[lane] = spots(self.events, self.in_lane[lane], edges)
            self._layouts[lane] = lay_out(self._spots[lane], self.first, per_day, rows, self._digit)
        return self._layouts[lane]

    def lanes_between(self, top: float, bottom: float) -> range:
        """Return the numbers of the lanes that reach into ``top``..``bottom``."""
        if not self.in_lane:
            return range(0)
        return range(max(0, int(top // self.height)), min(len(self.in_lane), int(bottom // self.height) + 1))

    def middle_of(self, shown: Shown, per_day: float) -> float:
        """Return how far down the middle of a glyph's row is; the rows stand in the middle of their lane."""
        return self.first_middle(shown.lane, per_day) + shown.glyph.row * self.row

    def first_middle(self, lane: int, per_day: float) -> float:
        """Return how far down the middle of a lane's first row is."""
        rows = self.layout(lane, per_day).rows
        top = lane * self.height + max(_AROUND / 2, (self.height - rows * self.row) / 2)
        return top + self.row / 2

    def holding(self, number: int, per_day: float) -> Shown | None:
        """Return the glyph that an event is in."""
        lane = self.lane_of.get(number)
        if lane is None:
            return None
        layout = self.layout(lane, per_day)
        if lane not in self._holding:
            self._holding[lane] = {member: glyph for glyph in layout.glyphs for member in glyph.members}
        return Shown(lane, self._holding[lane][number])

    def at(self, x: float, y: float, per_day: float) -> Shown | None:
        """Return the glyph at a point of the scene, the nearest of several."""
        if not 0 <= y < self.total:
            return None
        lane = int(y // self.height)
        near: list[tuple[float, Shown]] = []
        for glyph in self.layout(lane, per_day).between(x - 4, x + 4):
            shown = Shown(lane, glyph)
            beside = max(glyph.left - x, x - glyph.right, 0.0)
            if beside <= 4 and abs(self.middle_of(shown, per_day) - y) <= self.row / 2:
                near.append((beside, shown))
        return min(near, key=_by_distance)[1] if near else None

    def beside(self, number: int, step: int) -> int:
        """Return the event ``step`` places on in time, in whatever lane; it stops at either end."""
        place = self.numbers.index(number) + step
        return self.numbers[min(max(place, 0), len(self.numbers) - 1)]

    def across(self, number: int, step: int) -> int:
        """Return the event nearest in time in the next lane (``step`` 1) or the one before (-1) that has any."""
        lane = self.lane_of[number] + step
        while 0 <= lane < len(self.in_lane):
            if self.in_lane[lane]:
                day = _begins(self.events[number])
                return min(self.in_lane[lane], key=lambda other: abs(_begins(self.events[other]) - day))
            lane += step
        return number

    def spread(self, members: Sequence[int]) -> tuple[int, int] | None:
        """Return the first day of these events and the day after the last; None where all are at the same days."""
        extents = {(self.events[each].extent.first, self.events[each].extent.last) for each in members}
        if len(extents) < 2:
            return None
        return _bounds(self.events[each] for each in members)

    def bulk(self) -> tuple[int, int]:
        """Return the days of most events; a few far from all others are left out where that brings much nearer."""
        aside = max(1, len(self.numbers) // 20)
        if len(self.numbers) < _FEW:
            return self.first, self.after
        middle = [self.events[number] for number in self.numbers[aside:-aside]]
        first, after = _bounds(middle)
        if (after - first) * _MUCH < self.after - self.first:
            return first, after
        return self.first, self.after

    def beyond(self, left: float, right: float) -> tuple[int, int]:
        """Return how many events are over before the day ``left``, and how many begin after the day ``right``."""
        before = bisect.bisect_left(self._lasts, left)
        return before, len(self._starts) - bisect.bisect_right(self._starts, right)


def _by_distance(found: tuple[float, Shown]) -> tuple[float, float]:
    return found[0], found[1].glyph.right - found[1].glyph.left


def _begins(event: Event) -> int:
    found = event.extent.first if event.extent.first is not None else event.extent.last
    return found or 0


def _ends(event: Event) -> int:
    return event.extent.last if event.extent.last is not None else 10**9


def _bounds(events: Iterable[Event]) -> tuple[int, int]:
    days = [day for event in events for day in (event.extent.first, event.extent.last) if day is not None]
    return (min(days), max(days) + 1) if days else (0, 1)
