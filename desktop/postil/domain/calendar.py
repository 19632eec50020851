"""Points in time at their own precision, their arithmetic and their EDTF."""

import datetime
import re
from dataclasses import dataclass, replace
from typing import Literal

Unit = Literal["day", "week", "month", "season", "year", "decade", "century"]
_ORDER: tuple[Unit, ...] = ("century", "decade", "year", "season", "month", "week", "day")
_EDTF = re.compile(
    r"(?P<sign>-?)(?:(?P<century>\d\d)XX|(?P<decade>\d{3})X|(?P<year>\d{4})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?)"
    r"[?~%]?"
)


@dataclass(frozen=True, slots=True)
class Point:
    """A century, decade, year, season, month, week or day; nothing finer than ``unit`` is known.

    ``year`` is astronomical (0 is 1 BC) and the first of a decade or century; ``month`` holds EDTF's code (21 to 41)
    for a season, quarter or half; a week is held by its Monday.
    """

    unit: Unit
    year: int
    month: int = 0
    day: int = 0

    def edtf(self) -> str:
        """Return the point as EDTF, as https://www.loc.gov/standards/datetime/ describes it."""
        sign, year = ("-", -self.year) if self.year < 0 else ("", self.year)
        if self.unit == "century":
            return f"{sign}{year // 100:02d}XX"
        if self.unit == "decade":
            return f"{sign}{year // 10:03d}X"
        if self.unit == "year":
            return f"{sign}{year:04d}"
        if self.unit == "day":
            return f"{sign}{year:04d}-{self.month:02d}-{self.day:02d}"
        if self.unit == "week":
            first = datetime.date(self.year, self.month, self.day)
            return f"{first.isoformat()}/{(first + datetime.timedelta(days=6)).isoformat()}"
        return f"{sign}{year:04d}-{self.month:02d}"

    def has(self, unit: Unit) -> bool:
        """Tell whether the point is known to ``unit`` or finer."""
        return _ORDER.index(self.unit) >= _ORDER.index(unit) and (unit != "month" or self.unit in {"month", "day"})

    def at(self, unit: Unit) -> "Point | None":
        """Return the coarser point of ``unit`` that holds this one, or None where it is not known so finely."""
        if unit == "week":
            day = self.date()
            return week_of(day) if day else None
        if not self.has(unit):
            return None
        if unit == "century":
            return Point("century", self.year // 100 * 100)
        if unit == "decade":
            return Point("decade", self.year // 10 * 10)
        if unit == "year":
            return Point("year", self.year)
        if unit == "season":
            return self if self.unit == "season" else None
        return replace(self, unit=unit, day=self.day if unit == "day" else 0)

    def date(self) -> datetime.date | None:
        """Return the day as Python's date, or None for what is no day of the years 1 to 9999."""
        if self.unit != "day":
            return None
        try:
            return datetime.date(self.year, self.month, self.day)
        except ValueError:
            return None

    def exists(self) -> bool:
        """Tell whether the calendar has this point: no 30 February, no month 13."""
        if self.unit == "day":
            # The leap years of a cycle of 400 stand for those outside Python's range.
            try:
                datetime.date(2000 + self.year % 400, self.month, self.day)
            except ValueError:
                return False
        return self.unit != "month" or 1 <= self.month <= 12


def from_edtf(value: str) -> Point | None:
    """Return the point that ``value`` (EDTF, level 1) names, or where an interval begins; None for what has none.

    What is unspecified (``1941-06-XX``) or uncertain (``1941?``) leaves the coarser point, or the point itself.
    """
    first, _, last = value.partition("/")
    match = _EDTF.fullmatch(first)
    if match is None:
        return None
    sign = -1 if match["sign"] else 1
    if match["century"]:
        return Point("century", sign * 100 * int(match["century"]))
    if match["decade"]:
        return Point("decade", sign * 10 * int(match["decade"]))
    year, month = sign * int(match["year"]), match["month"] or "XX"
    if month == "XX":
        return Point("year", year)
    if match["day"] in {None, "XX"}:
        point = Point("season" if int(month) > 12 else "month", year, int(month))
        return point if point.exists() else None
    point = Point("day", year, int(month), int(match["day"]))
    day = point.date()
    if last and day is not None and week_of(day).edtf() == value:
        return week_of(day)
    return point if point.exists() else None


def week_of(day: datetime.date) -> Point:
    """Return the week from Monday to Sunday that holds ``day``."""
    monday = day - datetime.timedelta(days=day.weekday())
    return Point("week", monday.year, monday.month, monday.day)


def day_of(day: datetime.date) -> Point:
    """Return ``day`` as a point."""
    return Point("day", day.year, day.month, day.day)


def shifted(origin: Point, number: int, unit: Unit) -> Point | None:
    """Return the ``unit`` that lies ``number`` of them after ``origin``'s, no finer than that unit.

    None where ``origin`` is not known so finely: three days after June 1941 are no day.
    """
    if unit == "century":
        return Point("century", (origin.year // 100 + number) * 100)
    if unit == "decade":
        return Point("decade", (origin.year + 10 * number) // 10 * 10)
    if unit == "year":
        return Point("year", origin.year + number) if origin.has("year") else None
    if unit == "month":
        if not origin.has("month"):
            return None
        months = origin.year * 12 + origin.month - 1 + number
        return Point("month", months // 12, months % 12 + 1)
    if unit == "season":
        return None
    day = origin.date()
    if day is None:
        return None
    try:
        moved = day + datetime.timedelta(days=number * (7 if unit == "week" else 1))
    except OverflowError:
        return None
    return week_of(moved) if unit == "week" else day_of(moved)
