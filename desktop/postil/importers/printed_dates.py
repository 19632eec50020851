"""Dates as pages print them, read as EDTF level 0 (``2024-02-25``) at the precision they have."""

import re
from dataclasses import dataclass
from datetime import date

# The first letters of the months in the languages that bylines come in; a dot or the rest of the word may follow.
_MONTHS: tuple[tuple[str, ...], ...] = (
    ("january", "jan", "januar", "janvier", "janv", "enero", "ene", "gennaio", "gen", "janeiro", "januari", "января"),
    ("february", "feb", "februar", "février", "fevrier", "févr", "febrero", "febbraio", "fevereiro", "fev", "februari",
     "февраля"),
    ("march", "mar", "märz", "mrz", "mars", "marzo", "março", "maart", "mrt", "марта"),
    ("april", "apr", "avril", "avr", "abril", "abr", "aprile", "апреля"),
    ("may", "mai", "mayo", "maggio", "mag", "maio", "mei", "мая"),
    ("june", "jun", "juni", "juin", "junio", "giugno", "giu", "junho", "июня"),
    ("july", "jul", "juli", "juillet", "juil", "julio", "luglio", "lug", "julho", "июля"),
    ("august", "aug", "août", "aout", "agosto", "ago", "augustus", "августа"),
    ("september", "sept", "sep", "septembre", "septiembre", "settembre", "set", "setembro", "сентября"),
    ("october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "ott", "outubro", "out", "октября"),
    ("november", "nov", "novembre", "noviembre", "novembro", "ноября"),
    ("december", "dec", "dezember", "dez", "décembre", "déc", "diciembre", "dic", "dicembre", "dezembro", "декабря"),
)  # fmt: skip
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_NAME = "(?P<name>" + "|".join(sorted(_MONTH_OF, key=len, reverse=True)) + r")(?![^\W\d_])\.?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)(?!\d)"
_DAY = r"(?<!\d)(?P<day>0?[1-9]|[12]\d|3[01])(?!\d)"
_SHAPES = tuple(
    re.compile(shape, re.IGNORECASE)
    for shape in (
        r"(?<![\d.])(?P<year>1[5-9]\d\d|20\d\d)(?P<sep>[-/.])(?P<month>\d\d?)(?P=sep)(?P<day>\d\d?)(?!\d)",
        rf"(?<!\d){_YEAR}\s*年\s*(?P<month>\d\d?)\s*月\s*(?P<day>\d\d?)\s*日",
        rf"(?<!\d){_YEAR}\s*년\s*(?P<month>\d\d?)\s*월\s*(?P<day>\d\d?)\s*일",
        rf"(?<!\w){_NAME}\s+{_DAY}(?:st|nd|rd|th)?,?\s+{_YEAR}",
        rf"{_DAY}(?:st|nd|rd|th|\.|er|º)?\s+(?:de\s+|of\s+)?{_NAME},?\s+(?:de\s+)?{_YEAR}",
        rf"{_DAY}-{_NAME}-{_YEAR}",
        rf"(?<![\d.])(?P<first>\d\d?)(?P<sep>[/.])(?P<second>\d\d?)(?P=sep){_YEAR}",
        rf"(?<!\w){_NAME},?\s+{_YEAR}",
        r"(?<!\d)(?P<year>1[5-9]\d\d|20\d\d)-(?P<month>0[1-9]|1[0-2])(?![\d-])",
    )
)
# A compact date is only one where nothing else stands beside it, as in a meta tag.
_COMPACT = re.compile(r"(?P<year>19\d\d|20\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:[T ]?\d{4,6})?$")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date found in a string: its place in code points, and its EDTF value."""

    start: int
    end: int
    edtf: str


def find_date(text: str) -> PrintedDate | None:
    """Return the first date in ``text``, or None. Day and month of ``02/03/2024`` stay open: it is ``2024``."""
    found: PrintedDate | None = None
    for shape in _SHAPES:
        for match in shape.finditer(text):
            value = _edtf(match)
            if value and (found is None or match.start() < found.start):
                found = PrintedDate(match.start(), match.end(), value)
            if value:
                break
    return found


def read_date(text: str) -> str:
    """Return the EDTF value of a string that is a date and, at most, a weekday or time besides; else ""."""
    text = text.strip()
    if len(text) > 80:
        return ""
    compact = _COMPACT.match(text)
    if compact:
        return _edtf(compact)
    found = find_date(text)
    if found is None:
        return text if re.fullmatch(r"19\d\d|20\d\d", text) else ""
    return found.edtf


def _edtf(match: re.Match[str]) -> str:
    parts = match.groupdict()
    year = int(parts["year"])
    if parts.get("name"):
        month = _MONTH_OF[parts["name"].lower()]
    elif parts.get("first"):
        return _numeric(year, int(parts["first"]), int(parts["second"]), parts["sep"])
    else:
        month = int(parts["month"])
    return _checked(year, month, int(parts["day"]) if parts.get("day") else 0)


def _numeric(year: int, first: int, second: int, separator: str) -> str:
    """Read ``25.02.2024`` and ``25/02/2024``; with a slash the order is only known where one number tops twelve."""
    if separator == "." or first > 12:
        return _checked(year, second, first)
    if second > 12 or first == second:
        return _checked(year, first, second)
    return str(year)


def _checked(year: int, month: int, day: int) -> str:
    try:
        checked = date(year, month, day or 1)
    except ValueError:
        return ""
    return checked.isoformat() if day else f"{year}-{month:02}"
