"""An axis of time: where a day lies, and which lines and words an axis has. Pure, apart from the words for months."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from postil.domain.event_words import MONTHS, year_words
from postil.domain.extents import day_from, number_of
from postil.domain.wording import say

YEAR = 365.2425
"""Days of a year, on average."""

_SHORT = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Unit = Literal["day", "month", "year"]
# Unit, how many of them, and the pixels that such a step needs at least, for its words not to touch.
_STEPS: tuple[tuple[Unit, int, float], ...] = (
    ("day", 1, 28), ("day", 5, 34), ("day", 10, 34),
    ("month", 1, 38), ("month", 3, 38), ("month", 6, 38),
    *(("year", many, 48.0) for many in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000)),
)  # fmt: skip
_DAYS: dict[Unit, float] = {"day": 1, "month": YEAR / 12, "year": YEAR}


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis at the beginning of ``day``, with its words; ``major`` where a larger unit begins."""

    day: int
    words: str
    major: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A larger unit above the ticks, from ``first`` up to ``after``, with its words."""

    first: int
    after: int
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """So many of a unit from tick to tick."""

    unit: Unit
    many: int


def step_for(per_day: float, letters: float = 1.0) -> Step:
    """Return the finest step whose words do not touch at so many pixels per day; ``letters`` scales their width."""
    for unit, many, least in _STEPS:
        if _DAYS[unit] * many * per_day >= least * letters:
            return Step(unit, many)
    return Step("year", 20000)


def ticks(first: float, last: float, step: Step) -> Iterator[Tick]:
    """Give the ticks from the day ``first`` to the day ``last``."""
    year, month, _ = day_from(int(first // 1))
    if step.unit == "year":
        year = year // step.many * step.many
        while (day := number_of(year, 1, 1)) <= last:
            yield Tick(day, year_words(year), major=year % (step.many * 5) == 0 and step.many != 1)
            year += step.many
        return
    if step.unit == "month":
        month = (month - 1) // step.many * step.many + 1
    while (day := number_of(year, month, 1)) <= last:
        if step.unit == "month":
            yield Tick(day, say(_SHORT[month - 1]), major=month == 1)
        else:
            after = number_of(year + month // 12, month % 12 + 1, 1)
            # The steps of 5 and 10 days begin anew with each month; none stands right before the next one.
            for place in range(day, after - (step.many > 1) * 3, step.many):
                if first - step.many <= place <= last:
                    yield Tick(place, str(place - day + 1), major=place == day)
        month += step.many if step.unit == "month" else 1
        if month > 12:
            year, month = year + 1, 1


def stretches(first: float, last: float, step: Step) -> Iterator[Stretch]:
    """Give the larger units from the day ``first`` to the day ``last``: months of days, years of months, and so on."""
    year, month, _ = day_from(int(first // 1))
    if step.unit == "day":
        while (begins := number_of(year, month, 1)) <= last:
            after = number_of(year + month // 12, month % 12 + 1, 1)
            words = say("{month} {year}", month=say(MONTHS[month - 1]), year=year_words(year))
            yield Stretch(begins, after, words)
            year, month = year + month // 12, month % 12 + 1
        return
    wide = 1 if step.unit == "month" else 10 if step.many < 5 else 100 if step.many < 50 else 1000
    year = year // wide * wide
    while (begins := number_of(year, 1, 1)) <= last:
        yield Stretch(begins, number_of(year + wide, 1, 1), _span_words(year, wide))
        year += wide


def _span_words(year: int, wide: int) -> str:
    if wide == 1:
        return year_words(year)
    if year < 0:
        return say("{first} to {last}", first=year_words(year), last=year_words(year + wide - 1))
    return say("{year}s", year=year) if year else say("until {year}", year=wide - 1)
