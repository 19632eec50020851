"""EDTF values, and the durations of ISO 8601, in words that anybody reads."""

import re

from postil.domain.wording import count, say

_POINT = re.compile(
    r"(?P<sign>-?)(?P<year>\d{4}|\d{3}X|\d\dXX|\dXXX|XXXX)(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX))?)?"
)
_DURATION = re.compile(r"P(\d+)([DWMY])")
_MARK = re.compile(r"([?~%])(?=$|-)")


def in_words(value: str) -> str:
    """Return an EDTF value, or a duration such as ``P21D``, in words; "" where it has none or is neither.

    ``1941-06-22`` is "22 June 1941", ``194X`` "the 1940s", ``1941~`` "about 1941", ``1941-06/1941-08`` "June 1941 to
    August 1941".
    """
    value = value.strip()
    duration = _DURATION.fullmatch(value)
    if duration is not None:
        return _length(int(duration[1]), duration[2])
    first, slash, last = value.partition("/")
    if not slash:
        return _point(first)
    begins, ends = _point(first), _point(last)
    if first in {"", ".."}:
        return say("until {end}", end=ends) if ends else ""
    if last in {"", ".."}:
        return say("from {start} on", start=begins) if begins else ""
    return say("{start} to {end}", start=begins, end=ends) if begins and ends else ""


def _point(value: str) -> str:
    marks = set(_MARK.findall(value))
    match = _POINT.fullmatch(_MARK.sub("", value))
    if match is None:
        return ""
    told = _bare(match)
    if not told:
        return ""
    if marks & {"~", "%"}:
        told = say("about {date}", date=told)
    return say("{date}, uncertain", date=told) if marks & {"?", "%"} else told


def _bare(match: re.Match[str]) -> str:
    year = _year(match["sign"], match["year"])
    month, day = match["month"], match["day"]
    if not year or month is None or month == "XX":
        return year
    name = _part(int(month))
    if not name:
        return ""
    if day is None or day == "XX":
        return say("{month} {year}", month=name, year=year)
    return say("{day} {month} {year}", day=int(day), month=name, year=year) if int(month) <= 12 else ""


def _year(sign: str, year: str) -> str:
    unknown = year.count("X")
    if unknown == 4:
        return ""
    if not unknown:
        number = int(year)
        if sign:
            # EDTF counts a year 0, which is 1 BC.
            return say("{year} BC", year=number + 1)
        return f"{number}" if number else say("{year} BC", year=1)
    known = year.rstrip("X")
    if sign:
        return ""
    if unknown == 1:
        return say("the {decade}s", decade=f"{int(known)}0")
    if unknown == 2:
        return say("the {century}s", century=f"{int(known)}00")
    return say("the {year}s", year=f"{known}000")


def _part(code: int) -> str:
    """Return a month, a season (21 to 32), a quarter (33 to 36), or a half (40 and 41) of a year."""
    names = {
        1: say("January"), 2: say("February"), 3: say("March"), 4: say("April"), 5: say("May"), 6: say("June"),
        7: say("July"), 8: say("August"), 9: say("September"), 10: say("October"), 11: say("November"),
        12: say("December"), 21: say("spring"), 22: say("summer"), 23: say("autumn"), 24: say("winter"),
        33: say("first quarter of"), 34: say("second quarter of"), 35: say("third quarter of"),
        36: say("last quarter of"), 37: say("first third of"), 38: say("second third of"), 39: say("last third of"),
        40: say("first half of"), 41: say("second half of"),
    }  # fmt: skip
    if 25 <= code <= 32:
        # The seasons of one hemisphere: northern, then southern.
        return names[21 + (code - 25) % 4]
    return names.get(code, "")


def _length(number: int, unit: str) -> str:
    match unit:
        case "D":
            return count("{number} day", "{number} days", number)
        case "W":
            return count("{number} week", "{number} weeks", number)
        case "M":
            return count("{number} month", "{number} months", number)
        case _:
            return count("{number} year", "{number} years", number)
