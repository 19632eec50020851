"""Dates in figures alone, in any language: 2024-02-25, 25.2.2024, 2/25/2024, 1941年6月22日."""

import re

from postil.analysis.dates.grammar import Match, Row, fixed
from postil.analysis.dates.readings import Fixed, Reading
from postil.domain.calendar import Point

_COMPUTERS = 1980
_DAY_FIRST = re.compile(r"(?<![\d/])(?:1[3-9]|2\d|3[01])/(?:0?[1-9]|1[0-2])/(?:\d{4}|\d\d)(?![\d/])")
_MONTH_FIRST = re.compile(r"(?<![\d/])(?:0?[1-9]|1[0-2])/(?:1[3-9]|2\d|3[01])/(?:\d{4}|\d\d)(?![\d/])")


def _iso(match: Match) -> Reading | None:
    return fixed(Point("day", int(match["year"]), int(match["month"]), int(match["day"])))


def _iso_month(match: Match) -> Reading | None:
    year, month = int(match["year"]), int(match["month"])
    # "1905-06" is as often two years as a month: it is a month where it can be no two years that follow each other.
    # Before there were computers "1909-12" was the years of an office or a work, hardly ever a month.
    if month == year % 100 + 1 or (year < _COMPUTERS and month > year % 100):
        return Fixed(Point("year", year), Point("year", year // 100 * 100 + month))
    return fixed(Point("month", year, month))


def _dotted(match: Match) -> Reading | None:
    return fixed(Point("day", int(match["year"]), int(match["month"]), int(match["day"])))


def _slashed(match: Match) -> Reading | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if len(match["year"]) == 2:
        return None
    if one > 12 or two > 12 or one == two:
        month, day = (two, one) if one > 12 else (one, two)
        return fixed(Point("day", year, month, day))
    day_first = _DAY_FIRST.search(match.string) is not None
    month_first = _MONTH_FIRST.search(match.string) is not None
    if day_first == month_first:
        # Which of the two is the month cannot be told, and a wrong day is worse than none.
        return Fixed(Point("year", year)) if 1 <= one <= 12 and 1 <= two <= 12 else None
    return fixed(Point("day", year, two, one) if day_first else Point("day", year, one, two))


def _han(match: Match) -> Reading | None:
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    if month:
        return fixed(Point("day", year, month, day) if day else Point("month", year, month))
    return Fixed(Point("year", year))


def _compact(match: Match) -> Reading | None:
    # Eight digits are a date only at the head of a text, where a wire service's stamp stands.
    return _iso(match) if match.start() < 300 else None


_TIME = r"(?:T\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?"
NUMERIC_ROWS = (
    Row(
        "ISO date",
        re.compile(rf"(?<![\w.-])(?P<year>[12]\d{{3}})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])(?={_TIME})"),
        _iso,
    ),
    Row(
        "date, year first",
        re.compile(
            r"(?<![\w./-])(?P<year>[12]\d{3})(?P<mark>[./])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?![\w/]|\.\d)"
        ),
        _iso,
    ),
    Row("ISO month", re.compile(r"(?<![\w./-])(?P<year>[12]\d{3})-(?P<month>0[1-9]|1[0-2])(?![\w-])"), _iso_month),
    Row(
        "date with points",
        re.compile(r"(?<![\w.])(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?(?P<year>[12]\d{3})(?!\w)"),
        _dotted,
    ),
    Row(
        "date with strokes",
        re.compile(r"(?<![\w/])(?P<one>\d\d?)/(?P<two>\d\d?)/(?P<year>[12]\d{3}|\d\d)(?![\w/])"),
        _slashed,
    ),
    Row(
        "date with dashes",
        re.compile(r"(?<![\w-])(?P<one>\d\d?)-(?P<two>\d\d?)-(?P<year>[12]\d{3})(?![\w-])"),
        _slashed,
    ),
    Row(
        "date in Han",
        re.compile(r"(?<!\d)(?P<year>[12]\d{3})\s?年(?:\s?(?P<month>\d\d?)\s?月(?:\s?(?P<day>\d\d?)\s?日)?)?"),
        _han,
    ),
    Row(
        "wire stamp",
        re.compile(r"(?<![\d./-])(?P<year>19\d\d|20\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>[0-3]\d)(?!\w)"),
        _compact,
    ),
)
