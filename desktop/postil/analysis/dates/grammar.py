"""The grammar: rows of a name, a pattern and what a match of it says. Dates that need no other stand here."""

import re
from collections.abc import Callable
from typing import NamedTuple

from postil.analysis.dates.pieces import (
    ABOUT,
    BEFORE_DAY,
    DASH,
    DAY,
    ERA,
    FEAST,
    GAP,
    LAST_DAY,
    LAST_MONTH,
    MONTH,
    ORDINAL,
    PART,
    SEASON,
    THE,
    TO,
    YEAR,
)
from postil.analysis.dates.readings import Fixed, Reading
from postil.analysis.dates.words import FEASTS, HALVES, MONTHS, QUARTERS, SEASONS, number
from postil.domain.calendar import Point

Match = re.Match[str]
_SMALL_WORDS = frozenset(
    {"may", "march", "mar", "sat", "sun", "mon", "wed", "sep", "dec", "jun", "jan", "apr", "fri", "august"}
)


# What a row cannot match without: only around it is the row tried, which makes reading three times as fast.
FOUR_FIGURES = r"[12]\d{3}(?!\d)"
FIGURES = r"\d"
MONTH_WORD = (
    r"\b(?:[Jj]an|[Ff]eb|[Mm]ar|[Aa]pr|[Mm]ay|[Jj]un|[Jj]ul|[Aa]ug|[Ss]ep|[Oo]ct|[Nn]ov|[Dd]ec|JAN|FEB|MAR|APR|MAY|JUN|JUL"
    r"|AUG|SEP|OCT|NOV|DEC)"
)
UNIT_WORD = (
    r"(?:[Cc]entur|[Yy]ear|[Mm]onth|[Ww]eek|[Dd]ay|[Dd]ecade|[Ff]ortnight|[Mm]orning|[Ee]vening|[Nn]ight|[Nn]oon)"
)
SEASON_WORD = r"\b(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)"


class Row(NamedTuple):
    """A way to write a time. ``read`` returns None where a match is not one after all.

    ``around`` is a pattern of which every match holds one.
    """

    name: str
    pattern: re.Pattern[str]
    read: Callable[[Match], Reading | None]
    around: str = FIGURES


def row(name: str, pattern: str, read: Callable[[Match], Reading | None], around: str) -> Row:
    """Return the row of ``pattern``, which starts at a word's start whatever the case."""
    return Row(name, re.compile(rf"\b(?<![$£€#]){pattern}", re.IGNORECASE), read, around)


def month_of(match: Match, group: str = "month") -> int:
    """Return the month's number; 0 where the group is not there."""
    return MONTHS.get((match.groupdict().get(group) or "").casefold().replace("’", "'"), 0)


def capital(match: Match, group: str) -> bool:
    """Tell whether a month's or weekday's name is surely one: in small letters "may" and "sat" are other words."""
    word = match[group]
    return word[0].isupper() or word.casefold() not in _SMALL_WORDS


def feast_of(match: Match) -> tuple[int, int]:
    """Return month and day of the named feast."""
    return FEASTS[" ".join(match["feast"].casefold().replace("’", "'").split())]


def fixed(first: Point, last: Point | None = None, mark: str = "") -> Fixed | None:
    """Return the date or interval, or None where the calendar has no such day or it runs backwards."""
    if not first.exists() or (last is not None and not last.exists()):
        return None
    if last is not None and (last.year, last.month, last.day) < (first.year, first.month, first.day):
        return None
    return Fixed(first, last, mark)


def _full(match: Match) -> Reading | None:
    year, month = int(match["year"]), month_of(match)
    if not capital(match, "month"):
        return None
    first = Point("day", year, month, int(match["day"]))
    groups = match.groupdict()
    if not groups.get("last_day"):
        return fixed(first, None, "~" if groups.get("about") else "")
    return fixed(first, Point("day", year, month_of(match, "last_month") or month, int(groups["last_day"] or 0)))


def _month(match: Match) -> Reading | None:
    if not capital(match, "month"):
        return None
    year = int(match["year"])
    last = month_of(match, "last_month")
    first = Point("month", year, month_of(match))
    mark = "~" if match.groupdict().get("about") else ""
    return fixed(first, Point("month", year, last) if last else None, mark)


def _season(match: Match) -> Reading:
    return Fixed(Point("season", int(match["year"]), SEASONS[match["season"].casefold()]))


def _feast(match: Match) -> Reading:
    month, day = feast_of(match)
    return Fixed(Point("day", int(match["year"]), month, day))


def _quarter(match: Match) -> Reading:
    table = HALVES if match["part"].casefold() == "half" else QUARTERS
    return Fixed(Point("season", int(match["year"]), table[match["which"].casefold()]))


def _short_quarter(match: Match) -> Reading:
    return Fixed(Point("season", int(match["year"]), 32 + int(match["which"])))


def _years(match: Match) -> Reading | None:
    first, last = int(match["year"]), match["last"]
    end = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
    if not first < end <= first + 150:
        return None
    about = match["about"] or ""
    # "c. 1848–1911" are two years, "c. 1914–18" and "about 1914–1918" one stretch of time.
    only_first = about.casefold().startswith("c") and len(last) == 4
    return Fixed(Point("year", first), Point("year", end), "~" if about else "", only_first)


def _decade(match: Match) -> Reading:
    return Fixed(Point("decade", int(match["year"])), None, "~" if match["about"] else "")


def _about_year(match: Match) -> Reading:
    return Fixed(Point("year", int(match["number"])), None, "~")


def _century(match: Match) -> Reading | None:
    nth = number(match["ordinal"])
    if not 1 <= nth <= 30:
        return None
    era = (match.groupdict().get("era") or "").upper()
    before_christ = era.startswith("B")
    return Fixed(Point("century", -(nth - 1) * 100 or -1) if before_christ else Point("century", (nth - 1) * 100))


def _era(match: Match) -> Reading | None:
    written = match["number"].replace(",", "")
    year = int(written)
    era = match["era"].upper()
    if era.startswith("B"):
        year = 1 - year
    elif not 1 <= year <= 2100:
        return None
    # "ad" and "ce" in small letters are words of other languages.
    if match["era"].islower() and "." not in match["era"]:
        return None
    return Fixed(Point("year", year), None, "~" if match["about"] else "")


AFTER_NUMBER = re.compile(
    r"""\s*(?:%|°|(?:percent|per\s+cent|hours?|hrs|gmt|utc|points?|dollars?|pounds?|euros?|yen|marks|francs|rubles|men
    |women|people|persons|troops|soldiers|children|words|pages|copies|votes|seats|souls|tons?|tonnes?|miles?|feet|foot|ft
    |km|kilometers?|kilometres?|meters?|metres?|m|acres?|hectares?|kg|mm|cm|mph|hp|cc|mw|volts?|rpm|calories|metric|square
    |million|billion|thousand|dead|killed|wounded|or\s+so|of\s+(?:them|these|those|the))\b)""",
    re.VERBOSE | re.IGNORECASE,
)
NUMBERED = re.compile(
    r"(?:\b(?:no|nos|p|pp|page|pages|chapter|room|flight|route|highway|model|psalm|act|vol|number|"
    r"over|than|least|nearly|some|exceed\w*|total\w*|approximately)\.?\s*|[$£€#№.,:/+=*×~]|\d[-–])$",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:\b(?:in|since|during|until|till|by|from|year|years|before|after|between|circa|c\.|late|early|mid|summer|spring|"
    r"autumn|fall|winter|through|of|and|to|born|b\.|d\.|died|est\.|fiscal|the|about|around|or|until)[\s-]+|[(\[\"“'‘,;]\s*|^)$",
    re.IGNORECASE,
)
_SURELY_DATED = re.compile(
    r"\b(?:earlier\s+than|later\s+than|in|since|during|until|till|year|fiscal|circa|summer|spring|autumn|winter|born|died|mid|early|late)[\s-]+$",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\s+(?:[NSEW]\.?\s+)?(?:[A-Z][\w'’.]*\s+){1,3}(?:Street|St|Avenue|Ave|Road|Rd|Drive|Boulevard|Blvd|Lane|Ln|Way|Place|Court)\b"
)
PLURAL = re.compile(
    r"\s+(?!(?:the|an?|his|her|its|their|this|that|as|is|was)\b)(?:[a-z]+\s+)?[a-z]{3,}s\b(?<!was)(?<!his)(?<!has)(?<!this)(?<!its)(?<!always)"
)


def _year(match: Match) -> Reading | None:
    text, start, end = match.string, match.start("year"), match.end("year")
    year = int(match["year"])
    before, after = text[max(0, start - 14) : start], text[end : end + 60]
    reading = Fixed(Point("year", year), None, "~" if match["about"] else _doubt(text, match.start(), end))
    if re.match(
        r"[,.:/]\d|['’]?[A-Za-z]|-(?!(?:[12]\d{3}|\d\d)\b)[a-z]*(?:foot|mile|year|man|strong|pound|ton|meter|metre)|[×*/]\d",
        after,
    ):
        return None
    if re.search(r"(?<!\d)\d{1,3} $", before):
        return None
    if AFTER_NUMBER.match(after) or _STREET.match(after) or _counts(after):
        return None
    if _SURELY_DATED.search(before) or match["the_year"]:
        return reading
    if NUMBERED.search(before) or PLURAL.match(after):
        return None
    if _DATED.search(before) and year >= 1100:
        return reading
    return reading if year >= 1400 else None


def _counts(after: str) -> bool:
    """Tell whether a range goes on that counts something: "1200 to 1500 tons"."""
    range_end = _RANGE_END.match(after)
    rest = after[range_end.end() :] if range_end else ""
    return bool(rest and (AFTER_NUMBER.match(rest) or PLURAL.match(rest)))


_RANGE_END = re.compile(r"(?:\s+(?:to|or|and)\s+|\s?[-–]\s?)[1-9][\d,]*")
_DOUBTED = re.compile(
    r"\b(?:perhaps|possibly|probably|maybe|presumably),?\s+(?:in\s+|by\s+|around\s+)?$", re.IGNORECASE
)


# "Built 1871?" doubts the year, "Was it in 1871?" asks about something else, and so does who speaks.
_ENDING = re.compile(r"\?\s*(?:\n|$|\s[A-Z])")
_ASKED = re.compile(
    r"^\W*(?:(?:and|but|or|so|then|yet)\s+)?(?:am|are|is|was|were|do|does|did|has|have|had|can|could|may|might|must|shall"
    r"|should|will|would|\w+n['’]t)\b"
    r"|\b(?:who|whom|whose|what|when|where|why|which|how|you|your)\b"
    r"|\b(?:are|is|was|were|do|does|did|has|have|had|can|could|should|will|would)\s(?:I|he|she|it|we|they|the|this|that)\b"
    r"|[“\"«]",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?]\s|\n")


def _sentence_before(text: str, start: int) -> str:
    """Return what of its sentence stands before ``start``, as far as 300 signs back."""
    before = text[max(0, start - 300) : start]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    return before[ends[-1] :] if ends else before


def _doubt(text: str, start: int, end: int) -> str:
    if re.match(r"\s?\(\?\)|\?(?=[\s)–—-]*[a-z)–—,;-])", text[end : end + 6]):
        return "?"
    if _ENDING.match(text[end : end + 3]) and not _ASKED.search(_sentence_before(text, start)):
        return "?"
    return "?" if _DOUBTED.search(text[max(0, start - 24) : start]) else ""


_ONE_DAY = r"(?:the\s)?[0-3]?\d(?:st|nd|rd|th|d)?"
_ANNO = r"(?:A\.?[ ]?D\.?,?[ ])?"
FIXED_ROWS = (
    row(
        "month, day and year",
        rf"{ABOUT}{BEFORE_DAY}{MONTH}{GAP}?(?:the{GAP})?{DAY}(?:{TO}{LAST_DAY})?(?:,{GAP}?|{GAP}|{GAP}of{GAP}){_ANNO}{YEAR}",
        _full,
        FOUR_FIGURES,
    ),
    row(
        "month, day to month, day and year",
        rf"{MONTH}{GAP}{DAY}{DASH}{LAST_MONTH}{GAP}{LAST_DAY},?{GAP}{YEAR}",
        _full,
        FOUR_FIGURES,
    ),
    row(
        "day, month and year",
        rf"{ABOUT}{BEFORE_DAY}{DAY}(?:{TO}{LAST_DAY})?(?:{GAP}(?:day{GAP})?of{GAP}|{GAP}|-){MONTH}(?:,?{GAP}|-|,|{GAP}of{GAP}){_ANNO}{YEAR}",
        _full,
        FOUR_FIGURES,
    ),
    row(
        "day, month to day, month and year",
        rf"{DAY}{GAP}{MONTH}{DASH}{LAST_DAY}{GAP}{LAST_MONTH},?{GAP}{YEAR}",
        _full,
        FOUR_FIGURES,
    ),
    row(
        "between days of a month",
        rf"(?<=between ){DAY}{GAP}and{GAP}{LAST_DAY}(?:{GAP}of{GAP}|{GAP}){MONTH}(?:,?{GAP}|{GAP}of{GAP}){YEAR}",
        _full,
        FOUR_FIGURES,
    ),
    row(
        "between days of a month",
        rf"(?<=between ){MONTH}{GAP}{DAY}{GAP}and{GAP}{LAST_DAY},?{GAP}{YEAR}",
        _full,
        FOUR_FIGURES,
    ),
    row(
        "first of several days",
        rf"{DAY}(?=(?:,{GAP}{_ONE_DAY})*,?{GAP}(?:and|or){GAP}{_ONE_DAY}{GAP}(?:of{GAP})?{MONTH},?{GAP}{YEAR})",
        _full,
        FOUR_FIGURES,
    ),
    row(
        "month and year",
        rf"{ABOUT}{PART}{MONTH}(?:{DASH}{LAST_MONTH})?(?:,?{GAP}|{GAP}of{GAP}(?:the{GAP}year{GAP})?){YEAR}",
        _month,
        FOUR_FIGURES,
    ),
    row(
        "season and year",
        rf"{PART}{THE}{SEASON}(?:{GAP}of{GAP}|,?{GAP}){YEAR}(?:[-–/]\d{{2,4}})?",
        _season,
        FOUR_FIGURES,
    ),
    row("feast and year", rf"{FEAST},?{GAP}(?:of{GAP}|in{GAP})?{YEAR}", _feast, FOUR_FIGURES),
    row(
        "quarter",
        rf"{THE}(?P<which>first|second|third|fourth|1st|2nd|3rd|4th){GAP}(?P<part>quarter|half)(?:{GAP}of|,)?{GAP}(?:fiscal{GAP})?{YEAR}",
        _quarter,
        FOUR_FIGURES,
    ),
    row("short quarter", rf"Q(?P<which>[1-4])[ -]{YEAR}", _short_quarter, FOUR_FIGURES),
    row("years", rf"{ABOUT}{YEAR}(?:{DASH}|/)(?P<last>[12]\d{{3}}|\d\d)(?![\d\w])(?!-\d)", _years, FOUR_FIGURES),
    row("decade", rf"{ABOUT}{PART}{THE}(?P<year>[12]\d\d0)['’]?s\b", _decade, FOUR_FIGURES),
    row(
        "decade of the first thousand years", rf"{PART}the{GAP}(?P<about>)(?P<year>[1-9]\d0)['’]?s\b", _decade, FIGURES
    ),
    row(
        "year of the first thousand, about",
        rf"(?P<about>(?:circa|ca?\.){GAP})(?P<number>[1-9]\d\d)(?=[.,;:)–—-]|$)(?![.,]\d)",
        _about_year,
        FIGURES,
    ),
    row("century", rf"{PART}{THE}{ORDINAL}(?:{GAP}|-)(?:century|centuries)\b(?:{GAP}{ERA})?", _century, UNIT_WORD),
    row(
        "first of two centuries",
        rf"{THE}{ORDINAL}(?=(?:{GAP}(?:and|to|or){GAP}{THE}|{DASH})(?:\w+|\d\d?th)(?:{GAP}|-)centur)",
        _century,
        UNIT_WORD,
    ),
    row("year of an era", rf"{ABOUT}(?P<number>\d{{1,4}}){GAP}?{ERA}", _era, FIGURES),
    row("era and year", rf"{ABOUT}(?P<era>A\.?D\.?){GAP}?(?P<number>\d{{1,4}})(?![\d,])", _era, FIGURES),
    row(
        "year",
        rf"{ABOUT}{PART}(?P<the_year>(?:the{GAP})?year{GAP}(?:of{GAP})?|fiscal{GAP})?{YEAR}",
        _year,
        FOUR_FIGURES,
    ),
)
