"""The grammar's rows for years and decades whose century is left out: in '41, the summer of '51, the twenties."""

import re

from postil.analysis.dates.grammar import FIGURES, Match, Row, capital, row
from postil.analysis.dates.pieces import DECADE_WORD, GAP, MONTH, PART, SEASON, after
from postil.analysis.dates.readings import Fixed, Reading, TwoDigits
from postil.analysis.dates.relative import month_or_season
from postil.analysis.dates.words import DECADES, number
from postil.domain.calendar import Point

_DECADE = r"ties\b"
_TWO_FIGURES = r"['’‘]\d\d(?!\w)"


def _short_year(match: Match) -> Reading:
    return TwoDigits(int(match["year"]), "decade" if match["many"] else "year")


def _part_of_short_year(match: Match) -> Reading | None:
    if match.groupdict().get("month") and not capital(match, "month"):
        return None
    return TwoDigits(int(match["year"]), "year", month_or_season(match))


def _word_decade(match: Match) -> Reading:
    years = DECADES[match["decade_word"].casefold()]
    if match["hundreds"]:
        return Fixed(Point("decade", 100 * number(match["hundreds"]) + years))
    return TwoDigits(years, "decade")


SHORT_ROWS = (
    Row(
        "year without century",
        re.compile(
            rf"{after('in since of by from until the')}"
            r"['’‘](?P<year>\d\d)(?P<many>['’]?s)?(?!\w)",
            re.IGNORECASE,
        ),
        _short_year,
        FIGURES,
    ),
    row(
        "season of a year without century",
        rf"{PART}(?:the{GAP})?{SEASON}{GAP}(?:of{GAP})?['’‘](?P<year>\d\d)(?![\w])",
        _part_of_short_year,
        _TWO_FIGURES,
    ),
    row(
        "month of a year without century",
        rf"{PART}{MONTH},?{GAP}(?:of{GAP})?['’‘](?P<year>\d\d)(?![\w])",
        _part_of_short_year,
        _TWO_FIGURES,
    ),
    row(
        "decade in words",
        rf"(?<!his )(?<!her )(?<!their )(?<!my )(?<!your )(?:the{GAP})(?:(?:early|late|mid)(?:{GAP}|-)"
        rf")?(?:(?P<hundreds>thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)[ -])?{DECADE_WORD}\b",
        _word_decade,
        _DECADE,
    ),
)
