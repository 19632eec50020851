"""The grammar's rows for days and decades that are counted in words, and for years from one to another."""

import re
from dataclasses import replace

from postil.analysis.dates.grammar import (
    AFTER_NUMBER,
    FOUR_FIGURES,
    MONTH_WORD,
    NUMBERED,
    PLURAL,
    UNIT_WORD,
    Match,
    capital,
    fixed,
    month_of,
    row,
)
from postil.analysis.dates.pieces import ABOUT, BEFORE_DAY, GAP, MONTH, ORDINAL, YEAR, either
from postil.analysis.dates.readings import Fixed, Reading, Yearless
from postil.analysis.dates.words import ORDINALS, number
from postil.domain.calendar import Point

_LATEST = 2100
_NTH_WORD = rf"(?P<ordinal>{either(ORDINALS)})"
_GROWN = re.compile(r"\b(?:grew|rose|fell|grown|risen|fallen|increased|dropped|cut|sank|shrank)\s+(?:\w+\s+)?from\s+$")
_LAST = frozenset({"last", "final", "closing"})


def _day_of_year(match: Match) -> Reading | None:
    if not capital(match, "month"):
        return None
    return fixed(Point("day", int(match["year"]), month_of(match), number(match["ordinal"])))


def _day(match: Match) -> Reading | None:
    day = number(match["ordinal"])
    return Yearless(month_of(match), day) if capital(match, "month") and 1 <= day <= 31 else None


def _decade_of_century(match: Match) -> Reading | None:
    century = number(match["ordinal"])
    which = match["which"].casefold()
    place = 10 if which in _LAST else 1 if which == "opening" else number(which)
    if not (1 <= century <= 30 and 1 <= place <= 10):
        return None
    return Fixed(Point("decade", (century - 1) * 100 + (place - 1) * 10))


def _from_year(match: Match) -> Reading | None:
    # The one it goes to is a date of its own.
    year, last = int(match["year"]), int(match["last"])
    reading = Fixed(Point("year", year))
    before, after = match.string[max(0, match.start() - 24) : match.start()], match.string[match.end("last") :][:60]
    if not year < last <= min(year + 150, _LATEST) or AFTER_NUMBER.match(after) or PLURAL.match(after):
        return None
    if NUMBERED.search(before) or _GROWN.search(before):
        return None
    return replace(reading, mark="~") if match["about"] else reading


SPELLED_ROWS = (
    row(
        "day in words, month and year",
        rf"{BEFORE_DAY}(?:the{GAP})?{_NTH_WORD}{GAP}(?:day{GAP})?of{GAP}{MONTH}(?:,?{GAP}|{GAP}of{GAP}(?:the{GAP}year{GAP})?){YEAR}",
        _day_of_year,
        FOUR_FIGURES,
    ),
    row(
        "day in words and month",
        rf"{BEFORE_DAY}(?:the{GAP}){_NTH_WORD}{GAP}(?:day{GAP})?of{GAP}{MONTH}(?![\w-])",
        _day,
        MONTH_WORD,
    ),
    row(
        "decade of a century",
        rf"(?:the{GAP})(?P<which>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|final|opening|closing)"
        rf"{GAP}decade{GAP}of{GAP}the{GAP}{ORDINAL}(?:{GAP}|-)century\b",
        _decade_of_century,
        UNIT_WORD,
    ),
    row(
        "the first of two years",
        rf"{ABOUT}{YEAR}(?={GAP}to{GAP}(?P<last>[12]\d{{3}})(?![\d,%]))",
        _from_year,
        FOUR_FIGURES,
    ),
)
