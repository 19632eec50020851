"""The grammar's rows for so many days, months or years: from another time ("three days later"), or a length of time."""

import re
from typing import cast

from postil.analysis.dates.grammar import UNIT_WORD, Match, Row, row
from postil.analysis.dates.pieces import COUNT, GAP, UNIT
from postil.analysis.dates.readings import Anchor, Length, Reading, Shift
from postil.analysis.dates.words import number
from postil.domain.calendar import Unit

_DAY_PARTS = frozenset({"morning", "afternoon", "evening", "night"})
_LETTERS = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "Y",
    "centur": "Y",
    "century": "Y",
    "fortnight": "W",
}
_TIMES = {"decade": 10, "centur": 100, "century": 100, "fortnight": 2}


def unit_of(match: Match) -> Unit:
    """Return the unit that the group ``unit`` names; a morning or a night is a day."""
    word = match["unit"].casefold()
    if word in _DAY_PARTS:
        return "day"
    return "century" if word == "centur" else cast("Unit", word)


def _counted(match: Match, anchor: Anchor, sign: int) -> Reading:
    unit = match["unit"].casefold()
    count = None if match["vague"] else number(match["count"])
    if match["part"]:
        # Half a century is five decades; of what is shorter, a part is no number of units that a root could bear.
        half = match["part"].casefold().startswith("half") and unit.startswith("centur")
        return Shift(sign * 5 if half else None, "decade" if half else unit_of(match), anchor)
    if _LESS.search(match.string[max(0, match.start() - 12) : match.start()]):
        count = None
    if unit == "fortnight":
        return Shift(None if count is None else sign * 2 * count, "week", anchor)
    return Shift(None if count is None else sign * count, unit_of(match), anchor)


def _so_long(match: Match) -> Reading | None:
    """Read a number of units by the word after it: a date so far from another, or else a length of time."""
    tail = (match["tail"] or "").split(" ")[0].casefold()
    # "The ten years since" are a length of time.
    if tail == "since" and match.string[: match.start()].endswith("the "):
        return _length(match)
    if tail in {"ago", "since", "from", "hence"}:
        return _counted(match, "said", -1 if tail in {"ago", "since"} else 1)
    if tail in {"earlier", "previously", "before"}:
        return _counted(match, "told", -1)
    if tail:
        return _counted(match, "told", 1)
    return _length(match)


def _length(match: Match) -> Reading | None:
    count, unit = number(match["count"]), match["unit"].casefold()
    before, after = (
        match.string[max(0, match.start() - 8) : match.start()],
        match.string[match.end() : match.end() + 16],
    )
    if match["vague"] or match["part"] or count < 1 or _AGED.match(after) or before.casefold().endswith("every "):
        return None
    # "a day", "an hour" are rates and idioms more often than lengths.
    if match["count"].casefold() in {"a", "an"} and not _DURING.search(before):
        return None
    return Length(f"P{count * _TIMES.get(unit, 1)}{_LETTERS[unit]}")


_LESS = re.compile(r"\b(?:less\s+than|under)\s$", re.IGNORECASE)
_DURING = re.compile(r"\b(?:for|within|after|over)\s$", re.IGNORECASE)
_AGED = re.compile(
    r"\W+(?:old|older|younger|senior|junior|of\sage|in\sprison|to\slife|long|away|sentence)\b", re.IGNORECASE
)
_OVER = "".join(rf"(?<!\b{verb} )" for verb in ("took", "take", "takes", "taken", "taking", "handed")) + "over"
_PART = rf"(?P<part>(?:half|(?:a{GAP})?(?:quarter|third){GAP}of){GAP}(?=an?\b))?"
_SO_LONG = (
    r"(?<![/.½])"
    rf"(?:(?:about|some|nearly|almost|{_OVER}|just|only|more{GAP}than){GAP}|the{GAP}(?:past|last|next|first|"
    rf"previous|following){GAP}"
    rf"|(?:past|last|next){GAP})?{_PART}{COUNT}{GAP}{UNIT}(?:{GAP}(?P<tail>ago|from[ ]now|hence|later|afterwards?|"
    rf"thereafter|after[ ]that\b|after(?=[.,;:])|since(?=[.,;:])"
    rf"|earlier|previously|before(?=[.,;:]))(?!\w))?"
)
LENGTH_ROWS: tuple[Row, ...] = (row("so long", _SO_LONG, _so_long, UNIT_WORD),)
