"""How Kindles in several languages write of highlights, notes, places and months in ``My Clippings.txt``."""

import re
import unicodedata
from typing import Literal

from postil.importers.marks.times import made

Kind = Literal["highlight", "note", "bookmark"]

# The order counts: "Nota" also stands in "Annotation".
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    (
        "bookmark",
        re.compile(
            r"\b(?:bookmark|lesezeichen|signet|marque-page|marcador|segnalibro)\b|书签|書籤|ブックマーク", re.IGNORECASE
        ),
    ),
    (
        "highlight",
        re.compile(
            r"\b(?:highlight|clip(?:ping)?|markierung|surlign(?:ement|age)|subrayado|resaltado|evidenziazione|destaque|realce)\b"
            r"|标注|標註|标记|ハイライト",
            re.IGNORECASE,
        ),
    ),
    ("note", re.compile(r"\b(?:note|notiz|nota)\b|笔记|筆記|メモ", re.IGNORECASE)),
)
_PAGE = re.compile(
    r"\b(?:page|seite|p[áa]gina)\s+([\divxlcdm]+(?:\s*[-–]\s*[\divxlcdm]+)?)\b|第\s*(\d+(?:\s*[-–]\s*\d+)?)\s*[页頁]",
    re.IGNORECASE,
)
_LOCATION = re.compile(
    r"(?:\bloc(?:ation|\.)?|\bposition|emplacement|\bposici[óo]n|\bposizione|\bposi[çc][ãa]o|位置)\s*(?:no?\.\s*)?#?\s*"
    r"(\d{1,9})(?:\s*[-–]\s*#?(\d{1,9}))?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d{1,9})\s*[-–]\s*(\d{1,9})")
_CHINESE_DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_CLOCK = re.compile(
    r"(上午|下午|凌晨|早上|中午|晚上)?\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\s*(a|p)\.?\s?m\b)?"
    r"|(\d{1,2})\s?h\s?(\d{2})\s?(?:min|m)?\s?(\d{2})?",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january januar janner janvier enero gennaio janeiro jan",
            "february februar fevrier febrero febbraio fevereiro feb",
            "march marz mars marzo marco mar",
            "april avril abril aprile apr",
            "may mai mayo maggio maio",
            "june juni juin junio giugno junho jun",
            "july juli juillet julio luglio julho jul",
            "august aout agosto aug",
            "september septembre septiembre setiembre settembre setembro sep sept",
            "october oktober octobre octubre ottobre outubro oct",
            "november novembre noviembre novembro nov",
            "december dezember decembre diciembre dicembre dezembro dec",
        ),
        start=1,
    )
    for name in names.split()
}


def kind_of(told: str) -> Kind | None:
    """Return what a header says its clipping is; None where it says so in a language that is not known here."""
    return next((kind for kind, pattern in _KINDS if pattern.search(told)), None)


def page_of(told: str) -> str:
    """Return the printed page or pages of a header, "" where it names none."""
    match = _PAGE.search(told)
    return re.sub(r"\s*[-–]\s*", "-", match[1] or match[2]) if match else ""


def location_of(told: str, *, known: bool) -> tuple[int, int] | None:
    """Return the locations that a header names; where its language is not ``known``, the last two numbers with a dash.

    "680-82" means 680 to 682.
    """
    match = _LOCATION.search(told)
    if match is None and not known:
        match = next(reversed(list(_RANGE.finditer(told))), None)
    if match is None:
        return None
    start, end = match[1], match[2] or match[1]
    if len(end) < len(start):
        end = start[: len(start) - len(end)] + end
    return int(start), max(int(start), int(end))


def date_of(told: str) -> str:
    """Return the moment that a header names, as the device's clock had it; "" where it names none."""
    day = _day(told)
    if day is None:
        return ""
    clock = _CLOCK.search(told)
    if clock is None:
        return made(day)
    hour, minute, second = (
        int(part or 0) for part in (clock[2] or clock[6], clock[3] or clock[7], clock[4] or clock[8])
    )
    half = (clock[5] or "").lower()
    if half or clock[1]:
        late = half == "p" or clock[1] in {"下午", "晚上", "中午"}
        hour = hour % 12 + 12 if late and not (clock[1] == "中午" and hour == 11) else hour % 12
    return made(day, (hour, minute, second))


def _day(told: str) -> tuple[int, int, int] | None:
    chinese = _CHINESE_DAY.search(told)
    if chinese:
        return int(chinese[1]), int(chinese[2]), int(chinese[3])
    plain = "".join(c for c in unicodedata.normalize("NFKD", told.casefold()) if not unicodedata.combining(c))
    month = next((_MONTHS[word] for word in re.findall(r"[^\W\d_]+", plain) if word in _MONTHS), 0)
    without_clock = _CLOCK.sub(" ", plain)
    year = re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", without_clock)
    if not month or year is None:
        return None
    rest = without_clock[: year.start()] + " " + without_clock[year.end() :]
    day = re.search(r"(?<!\d)([0-3]?\d)(?!\d)", rest)
    return (int(year[0]), month, int(day[1])) if day else None
