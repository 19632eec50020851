"""From which day to which an EDTF value reaches, and whether two values can both hold.

Days are counted as by ``number_of``: 0 is 1970-01-01 of the Gregorian calendar, carried back without end. The forms are
those of https://www.loc.gov/standards/datetime/, levels 0 and 1, with the seasons, quarters and halves of level 2.
"""

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]

_DATE = re.compile(
    r"(?:Y(?P<long>-?\d{5,9})|(?P<sign>-?)(?P<year>\d{1,4}X{0,3}))(?:-(?P<month>\d\d|XX|\dX)(?:-(?P<day>\d\d|XX|\dX))?)?"
)
_MARKS = str.maketrans("", "", "?~%")
_PRECISIONS: tuple[Precision, ...] = ("year", "decade", "century", "century")
# First month and how many: the Library of Congress leaves a season's months open, these are the northern ones.
_QUARTERS = ((3, 3), (6, 3), (9, 3), (12, 3))
# Spring to winter, the northern ones, the southern ones, quarters, thirds, halves.
_SEASONS: dict[int, tuple[int, int]] = dict(
    enumerate(
        (
            *_QUARTERS, *_QUARTERS, *_QUARTERS[2:], *_QUARTERS[:2],
            (1, 3), (4, 3), (7, 3), (10, 3), (1, 4), (5, 4), (9, 4), (1, 6), (7, 6),
        ),
        start=21,
    )
)  # fmt: skip
_WINTERS = frozenset({24, 28, 30})
_SLACK = {"day": 3, "month": 30, "season": 90, "year": 365, "decade": 3652, "century": 36524, "interval": 365}


@dataclass(frozen=True, slots=True)
class Extent:
    """The days from ``first`` to ``last``, both of them in it; None where that side is open.

    ``approximate`` and ``uncertain`` are EDTF's ``~`` and ``?``; ``also`` are the first and last day that may be meant
    instead: "winter 1941" may be January.
    """

    first: int | None
    last: int | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    also: tuple[int, int] | None = None


@lru_cache(4096)
def extent(value: str) -> Extent | None:
    """Return the days of an EDTF value; None for a duration, a set, an unknown date, and what is no EDTF."""
    before, slash, after = value.strip().partition("/")
    approximate, uncertain = bool(set("~%") & set(value)), bool(set("?%") & set(value))
    found = _interval(before, after) if slash else _date(before)
    return replace(found, approximate=approximate, uncertain=uncertain) if found else None


def can_both_hold(one: Extent, other: Extent) -> bool:
    """Return whether some day is in both; what is uncertain or approximate reaches further by its own precision."""
    return any(_meet(here, there) for here in _reaches(one) for there in _reaches(other))


def number_of(year: int, month: int, day: int) -> int:
    """Return the number of a day; ``year`` is astronomical (0 is 1 BC), of any size.

    Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    """
    year -= month <= 2
    era, of_era = divmod(year, 400)
    of_year = (153 * (month - 3 if month > 2 else month + 9) + 2) // 5 + day - 1
    return era * 146097 + of_era * 365 + of_era // 4 - of_era // 100 + of_year - 719468


def day_from(number: int) -> tuple[int, int, int]:
    """Return year, month and day of a number that ``number_of`` gave."""
    era, of_era = divmod(number + 719468, 146097)
    year = (of_era - of_era // 1460 + of_era // 36524 - of_era // 146096) // 365
    of_year = of_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * of_year + 2) // 153
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year + era * 400 + (month <= 2), month, of_year - (153 * shifted + 2) // 5 + 1


def iso(number: int) -> str:
    """Return a day as ISO 8601 writes it: ``1941-06-22``, ``-0043-03-15``."""
    year, month, day = day_from(number)
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{day:02d}"


def _reaches(one: Extent) -> list[tuple[int | None, int | None]]:
    slack = _SLACK[one.precision] if one.approximate or one.uncertain else 0
    readings = [(one.first, one.last), *([one.also] if one.also else [])]
    return [
        (None if first is None else first - slack, None if last is None else last + slack) for first, last in readings
    ]


def _meet(here: tuple[int | None, int | None], there: tuple[int | None, int | None]) -> bool:
    starts_in_time = here[0] is None or there[1] is None or here[0] <= there[1]
    return starts_in_time and (there[0] is None or here[1] is None or there[0] <= here[1])


def _interval(before: str, after: str) -> Extent | None:
    first = None if before in {"", ".."} else _date(before)
    last = None if after in {"", ".."} else _date(after)
    if (first is None) != (before in {"", ".."}) or (last is None) != (after in {"", ".."}):
        return None
    if first is None and last is None:
        return None
    found = Extent(first and first.first, last and last.last, "interval")
    if found.first is not None and found.last is not None and found.last < found.first:
        return None
    return found


def _date(value: str) -> Extent | None:
    """Return the days of one date, its marks left aside."""
    match = _DATE.fullmatch(value.translate(_MARKS).partition("T")[0])
    if match is None:
        return None
    if match["long"]:
        first_year = last_year = int(match["long"])
        unknown = 0
    else:
        digits = match["year"]
        if len(digits) != 4:
            return None
        unknown = digits.count("X")
        low, high = int(digits.replace("X", "0")), int(digits.replace("X", "9"))
        first_year, last_year = (-high, -low) if match["sign"] else (low, high)
    if match["month"] is None:
        return Extent(number_of(first_year, 1, 1), number_of(last_year, 12, 31), _PRECISIONS[unknown])
    if first_year != last_year:
        return None
    return _in_year(first_year, match["month"], match["day"])


def _in_year(year: int, month: str, day: str | None) -> Extent | None:
    if month.isdigit() and int(month) in _SEASONS:
        return _season(year, int(month)) if day is None else None
    months = [each for each in range(1, 13) if _fits(each, month)]
    if not months:
        return None
    precision: Precision = "month" if len(months) == 1 else "year"
    if day is None or day == "XX":
        return Extent(number_of(year, months[0], 1), _end_of(year, months[-1]), precision)
    days = [
        number
        for each in months
        for number in range(number_of(year, each, 1), _end_of(year, each) + 1)
        if _fits(day_from(number)[2], day)
    ]
    if not days:
        return None
    return Extent(days[0], days[-1], "day" if len(days) == 1 else precision)


def _season(year: int, code: int) -> Extent:
    month, many = _SEASONS[code]
    last = month + many - 1
    also = (number_of(year, 1, 1), _end_of(year, 2)) if code in _WINTERS else None
    ends = _end_of(year + (last > 12), (last - 1) % 12 + 1)
    return Extent(number_of(year, month, 1), ends, "season", also=also)


def _end_of(year: int, month: int) -> int:
    return number_of(year + month // 12, month % 12 + 1, 1) - 1


def _fits(number: int, pattern: str) -> bool:
    return all(wanted in {"X", shown} for wanted, shown in zip(pattern, f"{number:02d}", strict=True))
