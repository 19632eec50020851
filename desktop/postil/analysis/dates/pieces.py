"""The pieces of regular expression that the rows of the grammar are put together from."""

from collections.abc import Iterable

from postil.analysis.dates.words import CARDINALS, DECADES, FEASTS, MONTHS, ORDINALS, SEASONS, WEEKDAYS


def either(words: Iterable[str]) -> str:
    """Return an alternation of ``words``, the longest first; blanks match any run of blanks."""
    ranked = sorted(words, key=len, reverse=True)
    return "|".join(word.replace(".", r"\.").replace("'", "['’]").replace(" ", r"\s+") for word in ranked)


def after(words: str, ending: str = "") -> str:
    """Return a look at what stands right before: one of ``words`` (with blanks between), ``ending`` and a blank."""
    return "(?:" + "|".join(rf"(?<=\b{word}{ending} )" for word in words.split()) + ")"


S = r"[ \t\u00a0]+(?:\n(?!\s*\n))?|\n(?!\s*\n)"
GAP = rf"(?:{S})"
"""A blank inside an expression; a single line end counts, an empty line does not."""

_SHORT = r"(?:(?<=\b\w{3})\.(?<!\bMay\.)|(?<=\b\w{4})\.(?<!\bJune\.)(?<!\bJuly\.))?(?!\w)"
"""The point of a short form; after a whole word it ends the sentence."""
MONTH = rf"(?P<month>{either(MONTHS)})\b{_SHORT}"
LAST_MONTH = rf"(?P<last_month>{either(MONTHS)})\b{_SHORT}"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|d)?(?![\d])"
NTH = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th|d)\b"
LAST_DAY = r"(?P<last_day>[0-3]?\d)(?:st|nd|rd|th|d)?(?!\d)"
YEAR = r"(?P<year>[12]\d{3})(?![\d])(?!,\d{3})"
DASH = r"\s?[-–—]\s?"
TO = rf"(?:{DASH}|{GAP}(?:to|until|till|through){GAP}(?:the{GAP})?)"
"""From one day to another of the same month."""

WEEKDAY = rf"(?:{either(WEEKDAYS)})\b{_SHORT}"
NAMED_WEEKDAY = rf"(?P<weekday>{either(WEEKDAYS)})\b{_SHORT}"
BEFORE_DAY = rf"(?:{WEEKDAY},?{GAP}(?:the{GAP})?)?"
SEASON = rf"(?P<season>{either(SEASONS)})"
FEAST = rf"(?P<feast>{either(FEASTS)})"
PART = (
    rf"(?:(?:the{GAP})?(?:very{GAP})?(?:beginning|start|end|middle|close|turn|early{GAP}part|latter{GAP}part"
    rf"|(?:first|second|third|fourth|last|latter|final|opening|closing){GAP}(?:weeks?|days|months|part|half|third|quarter))"
    rf"{GAP}of"
    rf"{GAP}(?:the{GAP})?|(?:the{GAP})?(?:early|late|mid|middle)(?:{GAP}in)?(?:{GAP}|-)(?:the{GAP})?)?"
)
"""A part of a period: it belongs to the expression, and leaves its value as it is."""

ABOUT = rf"(?P<about>(?:circa|ca?\.|about|around|approximately){GAP})?"
THE = rf"(?:the{GAP})?"
ORDINAL = rf"(?P<ordinal>{either(ORDINALS)}|\d{{1,2}}(?:st|nd|rd|th))"
COUNT = rf"(?P<count>{either(CARDINALS)}|\d{{1,3}}(?:,\d{{3}})?|(?P<vague>a{GAP}few|several|some|many))"
UNIT = r"(?P<unit>day|week|fortnight|month|year|decade|centur)(?:s|y|ies)?\b"
ONE_UNIT = r"(?P<unit>day|week|month|year|decade|century|morning|afternoon|evening|night)\b"
ERA = r"(?P<era>B\.[ ]?C\.(?:[ ]?E\.)?|B[ ]?C(?:[ ]?E)?|A\.[ ]?D\.|AD|C\.[ ]?E\.|CE)(?![A-Za-z])"
DECADE_WORD = rf"(?P<decade_word>{either(DECADES)})"
