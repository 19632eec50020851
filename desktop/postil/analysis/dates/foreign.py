"""Dates with the months' names of other languages: 22. Juni 1941, 22 juin 1941, 22 de junio de 1941, 22 июня 1941."""

import re

from postil.analysis.dates.grammar import FOUR_FIGURES, Match, Row, fixed
from postil.analysis.dates.readings import Reading
from postil.domain.calendar import Point

_NAMES = {
    "de": "Januar|Jänner Februar|Feber März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre|setiembre octubre noviembre diciembre",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "pl": "stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "ru, alone": "январь|январе февраль|феврале март|марте апрель|апреле май|мае июнь|июне июль|июле август|августе "
    "сентябрь|сентябре октябрь|октябре ноябрь|ноябре декабрь|декабре",
}
_MONTHS = {
    name.casefold(): number
    for names in _NAMES.values()
    for number, forms in enumerate(names.split(), start=1)
    for name in forms.split("|")
}
_MONTH = rf"(?P<month>{'|'.join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))})"


def _day(match: Match) -> Reading | None:
    return fixed(Point("day", int(match["year"]), _MONTHS[match["month"].casefold()], int(match["day"])))


def _month(match: Match) -> Reading | None:
    return fixed(Point("month", int(match["year"]), _MONTHS[match["month"].casefold()]))


FOREIGN_ROWS = (
    Row(
        "day, month and year, in another language",
        re.compile(
            rf"(?<![\w.,/-])(?P<day>[0-3]?\d)(?:\.|º|°|er)?\s(?:de\s|d['’])?{_MONTH}\s(?:de\s|del\s)?(?P<year>[12]\d{{3}})(?!\d)",
            re.IGNORECASE,
        ),
        _day,
        FOUR_FIGURES,
    ),
    Row(
        "month and year, in another language",
        re.compile(rf"(?<![\w.-]){_MONTH}\s(?:de\s|del\s)?(?P<year>[12]\d{{3}})(?!\d|-\d)", re.IGNORECASE),
        _month,
        FOUR_FIGURES,
    ),
)
