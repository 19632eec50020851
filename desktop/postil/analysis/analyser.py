"""One text from its words to an analysis: language, masks, dates, names piece by piece, then who is who."""

from postil import analysis
from postil.analysis import aliases, chunks, language, masks, model, names, recurrence
from postil.analysis.dates import find_dates
from postil.analysis.spans import Found
from postil.domain.entities import Analysis, DateMention, Mask
from postil.domain.problems import Problem
from postil.domain.wording import say

_GROWTH = 1.5
"""A new partial analysis is made when this many times more pieces are done: a book's then cost little in all."""


def analyse_text(text: str, tag: str, on_progress: analysis.Listener | None) -> Analysis:
    """See ``postil.analysis.analyse``."""
    told = tag.replace("_", "-").partition("-")[0].casefold() or language.detect(text)
    found = _Findings(text, tag or told, masks.find_masks(text), find_dates(text))
    try:
        recogniser = model.load(told) if told else None
        remark = "" if recogniser else say("Its language is not sure, so names were found by their capitals alone.")
    except Problem as problem:
        recogniser = None
        remark = say("Names were found by their capitals alone, because {reason}.", reason=problem)
    if recogniser is None:
        return found.analysis([], remark)
    pieces = list(chunks.chunks(text))
    names_found: list[Found] = []
    partial, next_partial = found.analysis([], ""), 1.0
    for number, (start, end) in enumerate(pieces, start=1):
        names_found += names.find_names(text, start, end, recogniser)
        if on_progress is not None and number < len(pieces):
            if number >= next_partial:
                partial, next_partial = found.analysis(names_found, ""), number * _GROWTH
            on_progress(number / len(pieces), partial)
    whole = found.analysis(names_found, remark)
    if on_progress is not None:
        on_progress(1.0, whole)
    return whole


class _Findings:
    """What is known before the names are, and how an analysis is made of them."""

    def __init__(self, text: str, tag: str, found: tuple[Mask, ...], dates: tuple[DateMention, ...]) -> None:
        self._text = text
        self._tag = tag
        self._masks = found
        self._dates = dates

    def analysis(self, found: list[Found], remark: str) -> Analysis:
        return Analysis(
            analysis.VERSION,
            self._tag,
            aliases.entities(self._text, recurrence.settle(self._text, found)),
            self._dates,
            self._masks,
            remark,
        )
