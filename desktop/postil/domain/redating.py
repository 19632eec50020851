"""How a date follows from the one it was resolved from, and what follows when the reader corrects one.

A relation is a short text, kept with the date (``DateMention.relation``):

- ``+3 day``, ``-2 year``, ``+0 month``: so many units after the root, no finer than that unit;
- ``year+1 07-22``, ``year+0 21``, ``year-1 06-05/07-03``: this month, season or day (or interval) in the year that lies
  so many after the root's;
- ``month+0 05``: that day of the month so many after the root's;
- ``weekday 4 before``: the nearest Friday before the root (0 is Monday), ``after`` it, or ``upto`` it, itself included;
- ``short 41 year``, ``short 40 decade``: the year or decade with these last figures, of the root's century or the one
  before; ``short 41 year 22`` is the summer of that year, ``short 41 year 05`` its May.
"""

import datetime
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

from postil.domain.calendar import Point, Unit, day_of, from_edtf, shifted
from postil.domain.entities import DateMention
from postil.domain.records import Judgement
from postil.domain.wording import say

_SHIFT = re.compile(r"(?P<number>[+-]\d+) (?P<unit>day|week|month|year|decade|century)")
_YEAR = re.compile(
    r"year(?P<number>[+-]\d+) (?P<month>\d\d)(?:-(?P<day>\d\d))?(?:/(?P<last_month>\d\d)(?:-(?P<last_day>\d\d))?)?"
)
_MONTH = re.compile(r"month(?P<number>[+-]\d+) (?P<day>\d\d)")
_WEEKDAY = re.compile(r"weekday (?P<weekday>[0-6]) (?P<side>before|after|upto)")
_SHORT = re.compile(r"short (?P<year>\d\d) (?P<unit>year|decade)(?: (?P<part>\d\d))?")
_LATEST = 50
"""A year of two figures lies at most so many years after its root."""


def follow(relation: str, root: Point) -> tuple[Point, Point | None] | None:
    """Return the point, and the end of an interval, that stand in ``relation`` to ``root``; None where there is none.

    No day is made up: three days after June 1941 are None.
    """
    if match := _SHIFT.fullmatch(relation):
        return _alone(_shifted(root, int(match["number"]), cast("Unit", match["unit"])))
    if match := _YEAR.fullmatch(relation):
        return _in_year(match, root)
    if match := _MONTH.fullmatch(relation):
        month = shifted(root, int(match["number"]), "month")
        return _alone(month and Point("day", month.year, month.month, int(match["day"])))
    if match := _WEEKDAY.fullmatch(relation):
        return _alone(_weekday(root, int(match["weekday"]), match["side"]))
    if match := _SHORT.fullmatch(relation):
        return _alone(_short(root, int(match["year"]), cast("Unit", match["unit"]), int(match["part"] or 0)))
    return None


def followed_value(relation: str, root: str) -> str:
    """Return the EDTF value in ``relation`` to the EDTF value ``root``, "" where that cannot be told."""
    point = from_edtf(root)
    found = follow(relation, point) if point is not None else None
    return value_of(*found) if found is not None else ""


def value_of(first: Point, last: Point | None = None) -> str:
    """Return a point, or the interval to ``last``, as EDTF."""
    return first.edtf() if last is None else f"{first.edtf()}/{last.edtf()}"


def corrected(dates: Sequence[DateMention], judgements: Iterable[Judgement], text: str) -> tuple[DateMention, ...]:
    """Return ``dates`` of ``text`` as the reader's judgements ``date`` and ``not_date`` have them, the latest winning.

    What was resolved from a corrected date follows it; what was resolved from one that is none can no longer be told.
    A judgement on words that are no date here makes them one, in the place of those it overlaps.
    """
    said: dict[tuple[int, int], Judgement] = {}
    for judgement in sorted(judgements, key=lambda each: each.id):
        fits = 0 <= judgement.start < judgement.end <= len(text)
        if fits and (judgement.verdict == "not_date" or (judgement.verdict == "date" and judgement.value)):
            # What it overlaps was said of other words of the same date: the later word stands.
            for place in [place for place in said if place[0] < judgement.end and judgement.start < place[1]]:
                del said[place]
            said[judgement.start, judgement.end] = judgement
    if not said:
        return tuple(dates)
    changed: dict[int, str | None] = {}
    rows = [_judged(each, said, changed) for each in dates]
    kept = [each for each in rows if each is not None]
    kept += [_said(judgement, text) for judgement in said.values() if judgement.verdict == "date"]
    return tuple(_following(sorted(kept, key=lambda each: each.start), changed))


def _judged(
    date: DateMention, said: dict[tuple[int, int], Judgement], changed: dict[int, str | None]
) -> DateMention | None:
    meeting = [each for each in said.values() if each.start < date.end and date.start < each.end]
    if not meeting:
        return date
    over = min(meeting, key=lambda each: each.start)
    changed[date.start] = over.value if over.verdict == "date" else None
    return None


def _said(judgement: Judgement, text: str) -> DateMention:
    reason = say("You said so: {reason}", reason=judgement.reason) if judgement.reason else say("You said so.")
    start, end = judgement.start, judgement.end
    return DateMention(start, end, text[start:end], judgement.value, reason)


def _following(dates: list[DateMention], changed: dict[int, str | None]) -> list[DateMention]:
    """Resolve again whatever hangs on a changed date. A root may stand after its dependant, so until all is still."""
    waiting = True
    while waiting:
        waiting = False
        for place, date in enumerate(dates):
            if date.root not in changed or date.start in changed or not date.relation:
                continue
            root = changed[date.root]
            value = followed_value(date.relation, root) if root else ""
            changed[date.start] = value or None
            dates[place] = replace(date, edtf=value, reason=_reason(root, value))
            waiting = True
    return dates


def _reason(root: str | None, value: str) -> str:
    if root is None:
        return say("The date it was understood from is none.")
    if not value:
        return say("It cannot be told from the date it was understood from, {date}.", date=root)
    return say("Understood from a date that you corrected, {date}.", date=root)


def _alone(point: Point | None) -> tuple[Point, None] | None:
    return (point, None) if point is not None and point.exists() else None


def _shifted(root: Point, number: int, unit: Unit) -> Point | None:
    return root.at(unit) if number == 0 else shifted(root, number, unit)


def _in_year(match: re.Match[str], root: Point) -> tuple[Point, Point | None] | None:
    if not root.has("year"):
        return None
    year, month, day = root.year + int(match["number"]), int(match["month"]), int(match["day"] or 0)
    first = Point("day" if day else "season" if month > 12 else "month", year, month, day)
    if not first.exists():
        return None
    if not match["last_month"]:
        return first, None
    last_month, last_day = int(match["last_month"]), int(match["last_day"] or 0)
    # "December 28 to January 3" ends in the year after.
    passes = (last_month, last_day) < (month, day)
    last = Point("day" if last_day else "month", year + passes, last_month, last_day)
    return first, last if last.exists() else None


def _weekday(root: Point, weekday: int, side: str) -> Point | None:
    day = root.date()
    if day is None:
        return None
    back = (day.weekday() - weekday) % 7
    if side == "after":
        back -= 7
    elif side == "before" and back == 0:
        back = 7
    try:
        return day_of(day - datetime.timedelta(days=back))
    except OverflowError:
        return None


def _short(root: Point, figures: int, unit: Unit, part: int) -> Point:
    year = root.year // 100 * 100 + figures
    year -= 100 if year - root.year > _LATEST else 0
    return Point("season" if part > 12 else "month", year, part) if part else Point(unit, year)
