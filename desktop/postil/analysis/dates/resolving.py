"""Relative times resolved from the times before them, with the one each was resolved from."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from postil.analysis.dates.readings import (
    Anchor,
    Expression,
    Fixed,
    Length,
    MonthDay,
    Reading,
    Shift,
    TwoDigits,
    Weekday,
    Yearless,
)
from postil.analysis.dates.tense import is_told, looks_ahead
from postil.domain.calendar import Point, Unit
from postil.domain.entities import DateMention
from postil.domain.redating import follow, value_of
from postil.domain.wording import say

_JOINED = re.compile(r"\s*(?:,|and|or|to|through|until|till|[-–—]|,\s*and)?\s*(?:of\s+|the\s+)*", re.IGNORECASE)
_NEEDS: dict[Unit, Unit] = {"week": "day", "season": "year"}
_HAD = re.compile(r"\bhad\b")
_SENTENCE = 120
_CLOSE = 400
_LONG_PAST = 4
"""So many months earlier in the year, a month that is told of next is of the next year."""
_REACH = 1200
"""How far back, in code points, a time told of can still be the one that "three days later" counts from."""


@dataclass(frozen=True, slots=True)
class Told:
    """A time already understood and where it stands; the next may lean on it.

    ``aside``: the text only looked back to it, "the year before he had", and goes on from the time before.
    """

    start: int
    point: Point
    end: int = -1
    aside: bool = False


class _Derived(NamedTuple):
    """The date told that another follows from, and the relation between them (``postil.domain.redating``)."""

    root: Told
    relation: str


@dataclass(slots=True)
class Resolver:
    """Reads expressions in the order of the text. ``published`` is the article's own date, where it states one."""

    text: str
    published: Told | None
    is_news: bool
    told: list[Told] = field(default_factory=list[Told])

    def read(self, expressions: Sequence[Expression]) -> list[DateMention]:
        """Return each expression as understood, in order."""
        dates: list[DateMention] = []
        for place, expression in enumerate(expressions):
            following = expressions[place + 1] if place + 1 < len(expressions) else None
            dates.append(self._understood(expression, following))
        return dates

    def _understood(self, expression: Expression, following: Expression | None) -> DateMention:
        reading = expression.reading
        if isinstance(reading, Length):
            return self._mention(expression, reading.iso, say("A length of time, not a date."))
        if isinstance(reading, Fixed):
            aside = self.told and (reading.last is not None or self._in_brackets(expression))
            if not aside and (self.published is None or expression.start != self.published.start):
                self.told.append(Told(expression.start, reading.first, expression.end))
            return self._mention(expression, reading.edtf(), _fixed_reason(reading))
        derived = self._derived(expression, following)
        found = follow(derived.relation, derived.root.point) if derived is not None else None
        if derived is None or found is None:
            sentence = say("Which one is meant could not be told from the dates before it.")
            return self._mention(expression, "", sentence)
        aside = _looks_back(reading) and self._is_pluperfect(expression)
        self.told.append(Told(expression.start, found[0], expression.end, aside))
        return self._mention(expression, value_of(*found), self._root_reason(derived.root, expression), derived)

    def _in_brackets(self, expression: Expression) -> bool:
        """A year in brackets says when somebody lived or something appeared: the story does not move there."""
        before = self.text[max(0, expression.start - 60) : expression.start]
        return before.rfind("(") > before.rfind(")") and ")" in self.text[expression.end : expression.end + 60]

    def _is_pluperfect(self, expression: Expression) -> bool:
        first = max(self.text.rfind(". ", 0, expression.start), self.text.rfind("\n", 0, expression.start)) + 1
        last = self.text.find(". ", expression.end)
        return _HAD.search(self.text, first, last if last >= 0 else len(self.text)) is not None

    def _line(self, expression: Expression) -> list[Told]:
        """Return what was told, the latest first; where the story goes on, without what it looked back to."""
        back = self._is_pluperfect(expression)
        return [each for each in reversed(self.told) if back or not each.aside]

    def _root_reason(self, root: Told, expression: Expression) -> str:
        if root == self.published:
            return say("Understood from the article's own date, {date}.", date=root.point.edtf())
        if root.start > expression.start:
            return say("Understood from the date after it, {date}.", date=root.point.edtf())
        return say("Understood from the date told of before it, {date}.", date=root.point.edtf())

    def _mention(
        self, expression: Expression, edtf: str, reason: str, derived: "_Derived | None" = None
    ) -> DateMention:
        start, end = expression.start, expression.end
        root, relation = (derived.root.start, derived.relation) if derived else (-1, "")
        return DateMention(start, end, self.text[start:end], edtf, reason, root, relation)

    def _derived(self, expression: Expression, following: Expression | None) -> "_Derived | None":
        """Return the date that the expression's own is told from, and how."""
        reading = expression.reading
        if isinstance(reading, Yearless):
            return self._yearless(expression, reading, following)
        if isinstance(reading, Shift):
            root = self._anchor(reading.anchor, expression, reading.unit)
            if root is None or reading.number is None:
                return None
            if reading.number and self._says_again(root, expression):
                return _Derived(root, f"+0 {reading.unit}")
            return _Derived(root, f"{reading.number:+d} {reading.unit}")
        if isinstance(reading, Weekday):
            return self._weekday(expression, reading)
        if isinstance(reading, MonthDay):
            root = self._anchor(reading.anchor, expression, "month") or self.published
            # "The 17th" of a newspaper is of its own month, whatever older times it has just told of.
            if self.is_news and root and self.published and _months_between(root.point, self.published.point) > 11:
                root = self.published
            return _Derived(root, f"month{reading.months:+d} {reading.day:02d}") if root else None
        if isinstance(reading, TwoDigits):
            root = self._year_root(expression) or self.published
            part = f" {reading.part:02d}" if reading.part else ""
            return _Derived(root, f"short {reading.year:02d} {reading.unit}{part}") if root else None
        return None

    def _says_again(self, root: Told, expression: Expression) -> bool:
        """Tell whether the words only say again how late the date right before them is: "in 1804, a century later,"."""
        between = self.text[root.end : expression.start]
        return between in {", ", " ("} and self.text[expression.end : expression.end + 1] in set(",.;)")

    def _anchor(self, anchor: Anchor, expression: Expression, unit: Unit) -> Told | None:
        if anchor == "said":
            return self.published
        place = expression.start
        needs = _NEEDS.get(unit, unit)
        for earlier in self._line(expression):
            if place - earlier.start > _REACH and needs in {"day", "month"}:
                break
            if earlier.point.has(needs):
                return earlier
            # A later, coarser time of another year has moved the story on.
            if earlier.point.year != self._latest_fine_year(needs):
                break
        return self.published if self.is_news else None

    def _latest_fine_year(self, unit: Unit) -> int | None:
        return next((told.point.year for told in reversed(self.told) if told.point.has(unit)), None)

    def _year_root(self, expression: Expression) -> Told | None:
        if self.is_news:
            return self.published
        return next((told for told in self._line(expression) if told.point.has("year")), self.published)

    def _yearless(self, expression: Expression, reading: Yearless, following: Expression | None) -> "_Derived | None":
        if reading.years is not None:
            root = self._anchor(reading.anchor or "told", expression, "year")
            return _in_year(reading, reading.years, root) if root else None
        ahead = self._date_after(expression, following)
        if ahead is not None and not reading.anchor:
            return _in_year(reading, 0, ahead)
        if reading.turn:
            return self._turned(expression, reading)
        root = self._year_root(expression) or self._year_in_sentence(expression, following)
        if root is None:
            return None
        if root == self.published:
            return _in_year(reading, self._year_near(expression, reading, root.point) - root.point.year, root)
        year = _told_year(reading, root, expression.start, back=self._is_pluperfect(expression))
        return _in_year(reading, year - root.point.year, root)

    def _year_near(self, expression: Expression, reading: Yearless, published: Point) -> int:
        """Return the year nearest to the article's own date, on the side that the sentence speaks of."""
        year = _nearest_year(reading, published)
        past = (year, _month(reading.month), reading.day) < (published.year, published.month, published.day or 32)
        if not reading.day:
            return year
        if past:
            return year + looks_ahead(self.text, expression.start, expression.end, surely=True)
        return year - is_told(self.text, expression.start) if year == published.year else year

    def _date_after(self, expression: Expression, following: Expression | None) -> Told | None:
        """Return the full date that the expression leans on: in "5 June and 3 July 1941" the second has the year."""
        if following is None or not isinstance(following.reading, Fixed):
            return None
        point = following.reading.first
        between = self.text[expression.end : following.start]
        if len(between) > 12 or not point.has("month") or not _JOINED.fullmatch(between):
            return None
        return Told(following.start, point)

    def _year_in_sentence(self, expression: Expression, following: Expression | None) -> Told | None:
        """Return the next date, where no year was told of yet and the same sentence goes on to name one."""
        if following is None or not isinstance(following.reading, Fixed):
            return None
        between = self.text[expression.end : following.start]
        point = following.reading.first
        if len(between) > _SENTENCE or ". " in between or "\n" in between or not point.has("month"):
            return None
        return Told(following.start, point, following.end)

    def _turned(self, expression: Expression, reading: Yearless) -> "_Derived | None":
        root = self._anchor(reading.anchor or "told", expression, "year")
        if root is None:
            return None
        month, origin = _month(reading.month), _month(root.point.month)
        if not origin:
            # Within a year alone, only "the following" one is surely in the next.
            return _in_year(reading, reading.turn, root)
        passes = month <= origin if reading.turn > 0 else month >= origin
        return _in_year(reading, reading.turn if passes else 0, root)

    def _weekday(self, expression: Expression, reading: Weekday) -> "_Derived | None":
        root = self.published
        if reading.anchor == "told":
            root = self._anchor("told", expression, "day") or root
        day = root.point.date() if root else None
        if root is None or day is None:
            return None
        side = "upto"
        if reading.turn > 0:
            side = "after"
        elif reading.turn < 0:
            side = "before"
        elif day.weekday() != reading.weekday and looks_ahead(self.text, expression.start, expression.end):
            side = "after"
        return _Derived(root, f"weekday {reading.weekday} {side}")


def _looks_back(reading: Reading) -> bool:
    if isinstance(reading, Shift):
        return (reading.number or 0) < 0 and reading.anchor == "told"
    return isinstance(reading, Yearless | Weekday) and reading.turn < 0 and reading.anchor == "told"


def _months_between(one: Point, other: Point) -> int:
    return abs(one.year * 12 + one.month - other.year * 12 - other.month)


def _in_year(reading: Yearless, years: int, root: Told) -> "_Derived | None":
    relation = f"year{years:+d} {_month_day(reading.month, reading.day)}"
    if reading.last_month:
        relation += f"/{_month_day(reading.last_month, reading.last_day)}"
    return _Derived(root, relation)


def _month_day(month: int, day: int) -> str:
    return f"{month:02d}-{day:02d}" if day else f"{month:02d}"


def _month(code: int) -> int:
    """Return the middle month of a season's code, or the month itself; 0 for neither."""
    return {21: 4, 22: 7, 23: 10, 24: 12, 33: 2, 34: 5, 35: 8, 36: 11, 40: 3, 41: 9}.get(
        code, code if code <= 12 else 0
    )


def _nearest_year(reading: Yearless, published: Point) -> int:
    """Return the year that puts the month nearest to the article's own date."""
    origin = published.year * 12 + published.month
    years = (published.year, published.year - 1, published.year + 1)
    return min(years, key=lambda year: abs(year * 12 + _month(reading.month) - origin))


def _told_year(reading: Yearless, root: Told, place: int, *, back: bool) -> int:
    """Return the root's year; the next where a story that does not look back names a month long past in it."""
    point = root.point
    if place - root.start >= _CLOSE or point.unit not in {"month", "day"}:
        return point.year
    month = _month(reading.month)
    passed = point.month - month >= _LONG_PAST and not back
    return point.year + (1 if passed or (point.month >= 10 and month <= 3) else 0)


def _fixed_reason(reading: Fixed) -> str:
    if reading.last is not None:
        return say("Written out, from one date to another.")
    if reading.mark == "~":
        return say("Written out, as an approximate date.")
    if reading.mark == "?":
        return say("Written out, as an uncertain date.")
    if reading.first.unit == "day":
        return say("Written out with its day.")
    return say("Written out; no day is named.")
