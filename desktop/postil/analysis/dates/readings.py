"""What a temporal expression says by itself, before its neighbours are asked."""

from dataclasses import dataclass
from typing import Literal

from postil.domain.calendar import Point, Unit

Anchor = Literal["told", "said"]
"""Whence a relative expression counts: the time told of ("the next day"), or that of the telling ("yesterday")."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A date that needs no other. ``last`` closes an interval; ``mark`` is EDTF's ``~`` or ``?``.

    ``only_first``: the mark is that of the beginning alone, as in "c. 1848–1911".
    """

    first: Point
    last: Point | None = None
    mark: str = ""
    only_first: bool = False

    def edtf(self) -> str:
        """Return the date or interval as EDTF, level 1."""
        if self.last is None:
            return self.first.edtf() + self.mark
        return f"{self.first.edtf()}{self.mark}/{self.last.edtf()}{'' if self.only_first else self.mark}"


@dataclass(frozen=True, slots=True)
class Yearless:
    """A month, season or day whose year is not said. ``day`` 0: none.

    ``years`` None: whatever year fits; else so many years after the anchor's. ``turn``: -1 the last such one, 1 the
    next. ``last_month``, ``last_day`` close an interval.
    """

    month: int
    day: int = 0
    anchor: Anchor | None = None
    years: int | None = None
    turn: int = 0
    last_month: int = 0
    last_day: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from the anchor; ``number`` None where it is not said ("a few days later")."""

    number: int | None
    unit: Unit
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, 0 Monday; ``turn`` as in ``Yearless``; ``anchor`` "told": from the day told of, if any."""

    weekday: int
    turn: int = 0
    anchor: Anchor = "said"


@dataclass(frozen=True, slots=True)
class MonthDay:
    """A day of a month that is not named: of the paper's ("4th inst."), ``months`` away, or of the one told of."""

    day: int
    months: int
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class TwoDigits:
    """A year or decade without its century: '41, the '60s; ``part`` is a month or season of it, 0 none."""

    year: int
    unit: Unit
    part: int = 0


@dataclass(frozen=True, slots=True)
class Length:
    """A duration, in ISO 8601's form: P21D."""

    iso: str


Reading = Fixed | Yearless | Shift | Weekday | MonthDay | TwoDigits | Length


@dataclass(frozen=True, slots=True)
class Expression:
    """A temporal expression at ``start``..``end`` of the text and its reading."""

    start: int
    end: int
    reading: Reading
