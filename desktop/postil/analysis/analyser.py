"""One text from its words to an analysis: language, masks, dates, names piece by piece, then who is who."""

from bisect import bisect_right

from postil import analysis
from postil.analysis import aliases, capitals, chunks, masks, model, names, recurrence
from postil.analysis.dates import DateReader
from postil.analysis.demonyms import with_demonyms
from postil.analysis.quantities import find_quantities
from postil.analysis.spans import Found
from postil.analysis.suggesting import suggestions
from postil.domain.entities import Analysis, DateMention
from postil.domain.languages import detect_language
from postil.domain.problems import Problem
from postil.domain.wording import say

_GROWTH = 1.5
"""A new partial analysis is made when this many times more pieces are done: all those of a book then cost little."""


def analyse_text(text: str, tag: str, on_progress: analysis.Listener | None) -> Analysis:
    """See ``postil.analysis.analyse``."""
    told = tag.replace("_", "-").partition("-")[0].casefold() or detect_language(text)
    found = _Findings(text, tag or told)
    recogniser, remark = _recogniser(told)
    if recogniser is None:
        whole = found.analysis(capitals.find_capitalised(text, told), remark)
    else:
        whole = found.analysis(_names(text, recogniser, found, on_progress), "")
    if on_progress is not None:
        on_progress(1.0, whole)
    return whole


def _recogniser(told: str) -> tuple[model.Recogniser | None, str]:
    """Return the model for the language, or None and a sentence on what is not searched and why."""
    if not told:
        return None, say(
            "Names were found by their capitals alone, because the language of this text is not sure; dates in words "
            "were searched for in English."
        )
    try:
        return model.load(told), ""
    except Problem as problem:
        return None, str(problem)


def _names(
    text: str, recogniser: model.Recogniser, found: "_Findings", on_progress: analysis.Listener | None
) -> list[Found]:
    pieces = list(chunks.chunks(text))
    names_found: list[Found] = []
    partial, due = None, 1.0
    for number, (start, end) in enumerate(pieces, start=1):
        names_found += names.find_names(text, start, end, recogniser)
        if on_progress is not None and number < len(pieces):
            if partial is None or number >= due:
                partial, due = found.analysis(names_found, "", end), number * _GROWTH
            on_progress(number / len(pieces), partial)
    return names_found


class _Findings:
    """What is known of a text beside its names, and how an analysis is made of all of it."""

    def __init__(self, text: str, tag: str) -> None:
        self._text = text
        self._tag = tag
        self._masks = masks.find_masks(text)
        self._dates = DateReader(text)

    def analysis(self, found: list[Found], remark: str, end: int | None = None) -> Analysis:
        """Return the analysis of the text up to ``end`` (or all of it) with the names in ``found``."""
        text = self._text if end is None else self._text[:end]
        self._dates.read_to(len(text))
        dates = self._dates.dates()
        named = with_demonyms(
            text, aliases.entities(text, _outside(names.with_ends(text, recurrence.settle(text, found)), dates))
        )
        guesses = suggestions(text, named, self._masks) if end is None else ()
        quantities = find_quantities(text, dates) if end is None else ()
        return Analysis(analysis.VERSION, self._tag, named, dates, self._masks, remark, guesses, quantities)


def _outside(found: list[Found], dates: tuple[DateMention, ...]) -> list[Found]:
    """Leave out names that lie within a date: May 1941 names nobody called May."""
    starts = [date.start for date in dates]
    return [
        each for each in found if not (place := bisect_right(starts, each.start)) or each.end > dates[place - 1].end
    ]
