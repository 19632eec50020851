"""All the dates of a text, from the grammar's rows to EDTF."""

import re
from collections.abc import Iterator
from dataclasses import replace

from postil.analysis.dates.foreign import FOREIGN_ROWS
from postil.analysis.dates.grammar import FIXED_ROWS
from postil.analysis.dates.lengths import LENGTH_ROWS
from postil.analysis.dates.numeric import NUMERIC_ROWS
from postil.analysis.dates.readings import Expression, Fixed, MonthDay, Shift, Weekday, Yearless
from postil.analysis.dates.relative import RELATIVE_ROWS
from postil.analysis.dates.resolving import Resolver, Told
from postil.analysis.dates.short import SHORT_ROWS
from postil.analysis.dates.spelled import SPELLED_ROWS
from postil.domain.entities import DateMention

ROWS = (*NUMERIC_ROWS, *FIXED_ROWS, *RELATIVE_ROWS, *SHORT_ROWS, *SPELLED_ROWS, *LENGTH_ROWS, *FOREIGN_ROWS)
_AROUND = {around: re.compile(around) for around in dict.fromkeys(row.around for row in ROWS)}
_NEAR = 60
_PART_OF_DAY = re.compile(
    r"\b(?:(?:the|early|late)\s+){0,2}(?:(?:morning|forenoon|afternoon|evening|night)s?\s+of\s+(?:the\s+)?|month\s+of\s+)$",
    re.IGNORECASE,
)
_HEAD = 800
_SAYS_SO = re.compile(
    r"(?<!\bwas )(?<!\bwere )(?<!\bis )(?<!\bare )(?<!\bbe )(?<!\bbeen )(?<!\bfirst )(?<!\band )(?<!\bhe )(?<!\bshe )"
    r"(?<!\bhas )(?<!, )\b(?:updated|published|posted|dated?|edited|modified|release[ds]?|filed)\b[\s:]*"
    r"(?:on\s+|at\s+)?$",
    re.IGNORECASE,
)
_LONGEST_STAMP = 60
_CREDITED = re.compile(r"\W*(?:From|Copied from) (?:the|a|our) [A-Z][\w.' -]{2,50}(?: of|,)(?: the)? ")
_SOURCE = re.compile(r"[(\[—–]\s?(?:[A-Z][\w.'’]*[ ]|of[ ]|the[ ]){0,5}[A-Z][\w.'’]*,\s$")
_DEICTIC_SHARE = 2
_PLACED = re.compile(r"(?:(?:[A-Z][\w.'’-]*,?[ ]){0,5}[A-Z][\w.'’-]*,[ ])?")
_OPENED = re.compile(r"\s*(?:[.:]\s|[.:,]?\s*[-–—])|[ ](?=[A-Z]\w)")
"""How a dispatch or a letter begins: with place and date, and a point or a dash after them."""


def find_dates(text: str) -> tuple[DateMention, ...]:
    """Return every date of ``text`` in order, positions in code points; none overlap.

    A date keeps the precision of its words: no day is made up. Durations have an ``edtf`` in ISO 8601's form, which
    begins with "P". A relative date has the ``root`` it was resolved from; "" where that could not be told.
    """
    reader = DateReader(text)
    reader.read_to(len(text))
    return reader.dates()


class DateReader:
    """The dates of a text, read piece by piece from its start."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = 0
        self._expressions: list[Expression] = []

    def read_to(self, end: int) -> None:
        """Read on to ``end``, which should be a line's or a sentence's."""
        if end > self._end:
            self._expressions += _expressions(self._text, self._end, end)
            self._end = end

    def dates(self) -> tuple[DateMention, ...]:
        """Return all dates read so far, the relative ones resolved."""
        published = _published(self._text, self._expressions)
        is_news = _is_news(self._expressions, published)
        return tuple(Resolver(self._text, published, is_news).read(self._expressions))


def _expressions(text: str, first: int, last: int) -> list[Expression]:
    found: list[tuple[int, int, int, Expression]] = []
    stretches = {around: list(_windows(pattern, text, first, last)) for around, pattern in _AROUND.items()}
    for rank, row in enumerate(ROWS):
        for start, end in stretches[row.around]:
            for match in row.pattern.finditer(text, start, end):
                reading = row.read(match)
                if reading is not None:
                    expression = Expression(match.start(), match.end(), reading)
                    found.append((match.start() - match.end(), rank, match.start(), expression))
    found.sort(key=lambda each: each[:3])
    taken = bytearray(last - first)
    kept: list[Expression] = []
    for _, _, _, expression in found:
        place = slice(expression.start - first, expression.end - first)
        if not any(taken[place]):
            taken[place] = b"\x01" * (expression.end - expression.start)
            kept.append(_with_part_of_day(text, expression))
    return sorted(kept, key=lambda each: each.start)


def _with_part_of_day(text: str, expression: Expression) -> Expression:
    """Return "the night of the 8th" for "the 8th" and "the month of May" for "May": the words belong to the date."""
    reading = expression.reading
    fine = (
        reading.first.unit in {"day", "month"}
        if isinstance(reading, Fixed)
        else isinstance(reading, Yearless | MonthDay)
    )
    if not fine:
        return expression
    before = _PART_OF_DAY.search(text, max(0, expression.start - _NEAR), expression.start)
    return replace(expression, start=before.start()) if before else expression


def _windows(pattern: re.Pattern[str], text: str, first: int, last: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches between ``first`` and ``last`` around matches of ``pattern``."""
    start = end = first
    for match in pattern.finditer(text, first, last):
        if match.start() - _NEAR > end:
            if end > first:
                yield start, end
            start = match.start() - _NEAR
        end = min(last, match.end() + _NEAR)
    if end > first:
        yield start, end


def _published(text: str, expressions: list[Expression]) -> Told | None:
    """Return the article's own date: a full one in its head that says so, or that stands in a short line."""
    for expression in expressions:
        if expression.start > _HEAD:
            break
        reading = expression.reading
        if not isinstance(reading, Fixed) or reading.last is not None or reading.first.unit != "day":
            continue
        first = text.rfind("\n", 0, expression.start) + 1
        last = text.find("\n", expression.end)
        line = text[first : last if last >= 0 else len(text)]
        before = text[first : expression.start]
        alone = len(line) - (expression.end - expression.start) <= 60 and not line.rstrip().endswith((".", "!"))
        dateline = re.match(r"^[A-Z][A-Z .,'-]+,\s*(?:\w+\.?\s)?$", before) is not None
        opens = _PLACED.fullmatch(before) is not None and _OPENED.match(text, expression.end) is not None
        if (
            alone
            or dateline
            or opens
            or _CREDITED.fullmatch(before)
            or (len(before) <= _LONGEST_STAMP and _SAYS_SO.search(before))
        ):
            return Told(expression.start, reading.first, expression.end)
    return _signed(text, expressions)


def _signed(text: str, expressions: list[Expression]) -> Told | None:
    """Return the date of the line that says at the very end what paper the text is from: "(Salem Register, …)"."""
    for expression in expressions[-1:]:
        reading = expression.reading
        if isinstance(reading, Fixed) and reading.last is None and reading.first.unit == "day":
            before = text[max(0, expression.start - _LONGEST_STAMP) : expression.start]
            if _SOURCE.search(before) and not text[expression.end :].strip(" \n.)]"):
                return Told(expression.start, reading.first, expression.end)
    return None


def _is_news(expressions: list[Expression], published: Told | None) -> bool:
    """Tell whether the text speaks from its own day: of yesterday and Monday rather than of years."""
    if published is None:
        return False
    deictic = sum(
        isinstance(each.reading, Weekday)
        or (isinstance(each.reading, Shift | MonthDay | Yearless) and each.reading.anchor == "said")
        for each in expressions
    )
    others = [
        each.reading.first.year
        for each in expressions
        if isinstance(each.reading, Fixed) and each.start != published.start
    ]
    foreign = sum(abs(year - published.point.year) > _DEICTIC_SHARE for year in others)
    return deictic >= foreign if deictic else bool(others) and not foreign
