"""The grammar's rows for times that another time must be known for."""

import re

from postil.analysis.dates.grammar import (
    FIGURES,
    MONTH_WORD,
    SEASON_WORD,
    UNIT_WORD,
    Match,
    capital,
    feast_of,
    month_of,
    row,
)
from postil.analysis.dates.lengths import unit_of
from postil.analysis.dates.pieces import (
    BEFORE_DAY,
    DASH,
    DAY,
    FEAST,
    GAP,
    LAST_DAY,
    LAST_MONTH,
    MONTH,
    NAMED_WEEKDAY,
    NTH,
    ONE_UNIT,
    PART,
    SEASON,
    THE,
    WEEKDAY,
    after,
)
from postil.analysis.dates.readings import Anchor, MonthDay, Reading, Shift, Weekday, Yearless
from postil.analysis.dates.words import HALVES, QUARTERS, SEASONS, WEEKDAYS

_WHICH: dict[str, tuple[Anchor, int]] = {
    "same": ("told", 0),
    "that": ("told", 0),
    "following": ("told", 1),
    "ensuing": ("told", 1),
    "subsequent": ("told", 1),
    "succeeding": ("told", 1),
    "the next": ("told", 1),
    "previous": ("told", -1),
    "preceding": ("told", -1),
    "prior": ("told", -1),
    "this": ("said", 0),
    "current": ("said", 0),
    "last": ("said", -1),
    "next": ("said", 1),
    "coming": ("said", 1),
}
_DAYS = {
    "the day before yesterday": -2,
    "the day after tomorrow": 2,
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "last night": -1,
    "last evening": -1,
}


def _which(match: Match) -> tuple[Anchor, int]:
    words = " ".join(match["which"].casefold().split())
    for word in reversed(words.split()):
        if word == "next" and words.startswith("the"):
            return _WHICH["the next"]
        if word in _WHICH:
            return _WHICH[word]
    return "told", 0


def _day(match: Match) -> Reading | None:
    month, day = month_of(match), int(match["day"])
    if not capital(match, "month") or not 1 <= day <= 31:
        return None
    groups = match.groupdict()
    last = int(groups.get("last_day") or 0)
    last_month = (month_of(match, "last_month") or month) if last else 0
    return Yearless(month, day, last_month=last_month, last_day=last)


def _day_of_which(match: Match) -> Reading | None:
    anchor, years = _which(match)
    day = int(match.groupdict().get("day") or 0)
    return Yearless(month_of(match), day, anchor, years) if capital(match, "month") else None


def _season_of_which(match: Match) -> Reading:
    anchor, years = _which(match)
    return Yearless(SEASONS[match["season"].casefold()], 0, anchor, years)


def month_or_season(match: Match) -> int:
    """Return the number of the month, or EDTF's code of the season, that the match names."""
    groups = match.groupdict()
    return SEASONS[groups["season"].casefold()] if groups.get("season") else month_of(match)


def _turned(match: Match) -> Reading | None:
    anchor, turn = _which(match)
    groups = match.groupdict()
    if groups.get("weekday"):
        weekday = WEEKDAYS[groups["weekday"].casefold()]
        return Weekday(weekday, turn, anchor) if capital(match, "weekday") else None
    if groups.get("month") and not capital(match, "month"):
        return None
    return Yearless(month_or_season(match), int(groups.get("day") or 0), anchor, 0 if turn == 0 else None, turn)


def _turned_after(match: Match) -> Reading | None:
    """Read "Saturday last", "March next", "the 11th of March last"."""
    turn = 1 if match["side"].casefold() == "next" else -1
    groups = match.groupdict()
    if groups.get("weekday"):
        return Weekday(WEEKDAYS[groups["weekday"].casefold()], turn) if match["weekday"][0].isupper() else None
    if not capital(match, "month"):
        return None
    return Yearless(month_of(match), int(groups.get("day") or 0), "said", None, turn)


def _lone_month(match: Match) -> Reading | None:
    # A name or the verb "may" is told apart by what stands before it and by its capital.
    return Yearless(month_of(match)) if match["month"][0].isupper() and len(match["month"]) > 2 else None


def _season(match: Match) -> Reading:
    return Yearless(SEASONS[match["season"].casefold()])


def _quarter(match: Match) -> Reading:
    table = HALVES if match["part"].casefold() == "half" else QUARTERS
    groups = match.groupdict()
    anchor, years = _which(match) if groups.get("which") else (None, None)
    return Yearless(table[match["nth"].casefold()], 0, anchor, years)


def _feast(match: Match) -> Reading:
    month, day = feast_of(match)
    return Yearless(month, day)


def _named_day(match: Match) -> Reading:
    words = " ".join(match["word"].casefold().replace("-", "").split())
    return Shift(_DAYS.get(words, _DAYS.get(words.split(" ")[0], 0)), "day", "said")


def _this_unit(match: Match) -> Reading | None:
    anchor, turn = _which(match)
    if unit_of(match) == "day" and anchor == "said":
        return None
    return Shift(turn, unit_of(match), anchor)


def _unit_told(match: Match) -> Reading:
    return Shift(0, unit_of(match), "told")


def _year_before(match: Match) -> Reading:
    return Shift(-1 if match["side"].casefold() == "before" else 1, unit_of(match), "told")


def _weekday(match: Match) -> Reading | None:
    return Weekday(WEEKDAYS[match["weekday"].casefold()]) if match["weekday"][0].isupper() else None


def _weekday_told(match: Match) -> Reading | None:
    """Read "the Saturday following": from the day that was told of."""
    turn = -1 if match["after"].casefold() in {"before", "preceding", "previous"} else 1
    return Weekday(WEEKDAYS[match["weekday"].casefold()], turn, "told") if match["weekday"][0].isupper() else None


def _instant(match: Match) -> Reading:
    months = {"i": 0, "u": -1, "p": 1}[match["word"][0].casefold()]
    return MonthDay(int(match["day"]), months, "said")


def _nth(match: Match) -> Reading | None:
    return MonthDay(int(match["day"]), 0, "told") if 1 <= int(match["day"]) <= 31 else None


def _day_of_month(match: Match) -> Reading | None:
    anchor, months = _which(match)
    return MonthDay(int(match["day"]), months, anchor) if 1 <= int(match["day"]) <= 31 else None


def _nth_more(match: Match) -> Reading | None:
    # "To the 8th" is said of much else: a day with its month or "inst." must have been named shortly before.
    near = match.string[max(0, match.start() - 300) : match.start()]
    return _nth(match) if _DAY_NAMED.search(near) else None


_PAST = (
    "was|were|had|did|could|would|took|left|made|came|went|began|fell|won|lost|sent|met|held|led|gave|wrote|saw|rode|struck"
    "|broke|fought|drove|stood|spoke|found|rose|told|brought|drew|withdrew|said|retook"
)
_DAY_NAMED = re.compile(
    rf"\b(?:[0-3]?\d(?:st|nd|rd|th|d)?(?:[ ]of)?[ ](?:inst|ult|{MONTH_WORD[2:]})|{MONTH_WORD[2:]}[a-z.]*[ ][0-3]?\d\b|"
    rf"the[ ][0-3]?\d(?:st|nd|rd|th|d)\b)"
)
_WORDS = (
    r"(?P<which>(?:(?:the|of|in)[ ]+)?(?:same|that|following|ensuing|subsequent|succeeding|previous|"
    rf"preceding|prior|this|current|last|next|coming)(?:{GAP}(?:same|very|past|coming))?)"
)
_OF_WHICH = rf"(?:,?{GAP}(?:of{GAP}|in{GAP})?){_WORDS}{GAP}year\b"
_WEEKDAY_WORD = r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun|MON|TUE|WED|THU|FRI|SAT|SUN|mon|tue|wed|thu|fri|sat|sun)"
_TURNING = rf"{MONTH_WORD}|{SEASON_WORD}|{_WEEKDAY_WORD}"
_LETTERS = "night morning evening afternoon mail letter despatch dispatch favor favour paper issue"
_QUARTER = r"[Qq]uarter|[Hh]alf"
_FEAST = r"[Cc]hristmas|[Nn]ew\s[Yy]ear|[Bb]oxing|[Vv]alentine|[Bb]astille|[Aa]rmistice|[Pp]atrick|[Hh]alloween"
_DAY_WORD = r"[Tt]o-?day|[Tt]o-?morrow|[Tt]o-?night|[Yy]esterday|[Ll]ast\s|[Tt]his\s"
RELATIVE_ROWS = (
    row(
        "month and day",
        rf"{BEFORE_DAY}{MONTH}{GAP}?(?:the{GAP})?{DAY}(?:{DASH}{LAST_DAY})?(?![\d:,]\d|\w|%|[ ]?(?:percent|"
        rf"per[ ]cent|[ap]\.?m\b|million))",
        _day,
        MONTH_WORD,
    ),
    row(
        "month and day to month and day", rf"{MONTH}{GAP}{DAY}{DASH}{LAST_MONTH}{GAP}{LAST_DAY}(?!\d)", _day, MONTH_WORD
    ),
    row(
        "day and month",
        rf"{BEFORE_DAY}{DAY}(?:{DASH}{LAST_DAY})?(?:{GAP}(?:day{GAP})?of{GAP}|{GAP}){MONTH}(?![\w-])",
        _day,
        MONTH_WORD,
    ),
    row("day of which year", rf"{BEFORE_DAY}{MONTH}{GAP}{DAY}{_OF_WHICH}", _day_of_which, MONTH_WORD),
    row("day of which year", rf"{BEFORE_DAY}{DAY}{GAP}(?:of{GAP})?{MONTH}{_OF_WHICH}", _day_of_which, MONTH_WORD),
    row("month of which year", rf"{PART}{MONTH}{_OF_WHICH}", _day_of_which, MONTH_WORD),
    row(
        "which month",
        rf"(?:(?:early|late|earlier|later){GAP})?{_WORDS}{GAP}(?:{MONTH}(?:{GAP}{DAY})?|{SEASON}"
        rf"|{NAMED_WEEKDAY})(?!\w)",
        _turned,
        _TURNING,
    ),
    row(
        "weekday or month last",
        rf"(?:{NAMED_WEEKDAY}(?:{GAP}(?:morning|afternoon|evening|night))?|(?:the{GAP})?{NTH}{GAP}(?:day{GAP})?of{GAP}{MONTH})"
        rf",?{GAP}"
        rf"(?P<side>last|next)\b(?![ ]\w+ed\b)",
        _turned_after,
        _TURNING,
    ),
    row(
        "month last",
        rf"{MONTH}(?:{GAP}{DAY})?,?{GAP}(?P<side>last|next)(?=[.,;:)]|$|{GAP}(?:it|he|she|they|we|and|has|had|was|were|by|at|in|the|an?)\b)",
        _turned_after,
        MONTH_WORD,
    ),
    row(
        "season of which year",
        rf"{PART}(?:the{GAP})?{SEASON}{_OF_WHICH}",
        _season_of_which,
        SEASON_WORD,
    ),
    row(
        "month",
        rf"(?:{after('in of by since until till from and or to during through for before after')}"
        rf"|(?=(?:early|late|mid)[ -]|"
        rf"the (?:end|beginning|start|middle) of )){PART}{MONTH}(?![\w'’]|[ ](?-i:[A-Z])|[ ]\d)",
        _lone_month,
        MONTH_WORD,
    ),
    row(
        "month of something",
        rf"{after('a an the')}{MONTH}(?=[ ](?!on\b|of\b|to\b|in\b|and\b|was\b|is\b)(?-i:[a-z]))",
        _lone_month,
        MONTH_WORD,
    ),
    row(
        "season",
        rf"{after('in by of during until')}{PART}the{GAP}{SEASON}\b(?![ ]of\b|"
        rf"[ ](?:camp|game|olympic|palace|school|semester|season|capital|home))",
        _season,
        SEASON_WORD,
    ),
    row(
        "quarter",
        rf"{THE}(?P<nth>first|second|third|fourth|1st|2nd|3rd|4th){GAP}(?P<part>quarter|half)(?:(?:{GAP}"
        rf"of)?{GAP}{_WORDS}{GAP}year\b)?(?![\w-]|[ ]of\b|[ ]century)",
        _quarter,
        _QUARTER,
    ),
    row(
        "feast",
        rf"(?=(?:christmas|new[ ]year['’]s|boxing|valentine['’]s|bastille|armistice|st\.[ ]patrick['’]s)"
        rf"[ ](?:day|eve)\b|halloween){FEAST}\b",
        _feast,
        _FEAST,
    ),
    row(
        "named day",
        r"(?P<word>the[ ]day[ ](?:before[ ]yesterday|after[ ]to-?morrow)|"
        r"to-?day|yesterday|to-?morrow|to-?night|last[ ]night|last[ ]evening|this[ ](?:morning|afternoon|"
        r"evening))(?:[ ](?:morning|afternoon|evening|night))?(?!['’]s[ ](?:world|standards|youth))(?!\w)",
        _named_day,
        _DAY_WORD,
    ),
    row(
        "which unit",
        rf"(?:(?:earlier|later|early|late){GAP}(?:in{GAP})?|(?:the{GAP})?(?:end|beginning|start|middle){GAP}"
        rf"of{GAP})?(?P<which>(?:the{GAP})?(?:same|following|ensuing|subsequent|succeeding|previous|preceding|"
        rf"prior|current|coming|next)|that(?:{GAP}same)?|this(?:{GAP}same)?|last){GAP}{ONE_UNIT}(?!s\b)",
        _this_unit,
        UNIT_WORD,
    ),
    row(
        "part of the unit",
        rf"(?:the{GAP})?(?:end|beginning|start|middle|close){GAP}of{GAP}the{GAP}(?P<unit>month|year|decade|"
        rf"century)(?!['’]?s\b)(?!\w)",
        _unit_told,
        UNIT_WORD,
    ),
    row(
        "the unit before",
        rf"the{GAP}{ONE_UNIT}{GAP}(?P<side>before|after)(?=[.,;:)]|{GAP}(?:he|she|they|it|and|in)\b)",
        _year_before,
        UNIT_WORD,
    ),
    row(
        "weekday",
        rf"(?<!Black )(?<!Good )(?<!Easter )(?<!Bloody )(?<!Ash )(?<!Palm )(?<!Super )(?<!Holy ){NAMED_WEEKDAY}"
        rf"(?:{GAP}(?-i:morning|afternoon|evening|night))?(?![\w-]|['’](?!s\b)|[ ](?-i:Night|Morning)|[ ](?:Times|"
        rf"Telegraph|Mirror|School|Mail|Express|Herald|Post|Review))",
        _weekday,
        _WEEKDAY_WORD,
    ),
    row(
        "day of the paper's month",
        rf"{BEFORE_DAY}(?:the{GAP})?{NTH},?{GAP}(?P<word>(?:inst|ult|prox)\b\.?|instant\b|ultimo\b|proximo\b)",
        _instant,
        FIGURES,
    ),
    row(
        "day of the month told of",
        rf"{after('on since until till by')}the{GAP}{NTH}"
        rf"(?=[.,;)]|{GAP}(?:he|she|they|we|it|the|a|an|and|at|in|when|I|by|his|their|to|from|with|near)\b"
        rf"|{GAP}(?-i:[A-Z])[\w’']+{GAP}(?:(?:{_PAST})\b|(?-i:[a-z]+ed)\b))",
        _nth,
        FIGURES,
    ),
    row(
        "day of the month told of, after a day",
        rf"{after('to from before after and of for')}the{GAP}{NTH}(?=[.,;:)]|$"
        rf"|{GAP}(?:speak|state|say|mention|report|inform|give|bring|announce|inclusive))",
        _nth_more,
        FIGURES,
    ),
    row("weekday and day of the month told of", rf"{WEEKDAY},?{GAP}(?:the{GAP})?{NTH}(?![\w-])", _nth, FIGURES),
    row(
        "day of which month",
        rf"{BEFORE_DAY}(?:the{GAP})?{NTH}{GAP}(?:day{GAP})?of{GAP}{_WORDS}{GAP}month\b",
        _day_of_month,
        FIGURES,
    ),
    row(
        "day of a letter or a night",
        rf"{after(_LETTERS, ' of')}"
        rf"the{GAP}{NTH}(?![ ](?:of\b|(?-i:[A-Z])|centur))",
        _nth,
        FIGURES,
    ),
    row(
        "weekday after or before the day told of",
        rf"the{GAP}{NAMED_WEEKDAY}{GAP}(?P<after>following|after|next|before|preceding|previous)(?=[.,;:)]|{GAP}"
        rf"(?:he|she|they|it|the|a|an|and|in|at|when|was|were)\b)",
        _weekday_told,
        _WEEKDAY_WORD,
    ),
)
