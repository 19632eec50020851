"""One text from its words to an analysis: language, masks, dates, names piece by piece, then who is who."""

from postil import analysis
from postil.analysis import aliases, capitals, chunks, language, masks, model, names, recurrence
from postil.analysis.dates import find_dates
from postil.analysis.spans import Found
from postil.domain.entities import Analysis, DateMention, Mask
from postil.domain.problems import Problem
from postil.domain.wording import say

_GROWTH = 1.5
"""A new partial analysis is made when this many times more pieces are done: all those of a book then cost little."""


def analyse_text(text: str, tag: str, on_progress: analysis.Listener | None) -> Analysis:
    """See ``postil.analysis.analyse``."""
    told = tag.replace("_", "-").partition("-")[0].casefold() or language.detect(text)
    found = _Findings(text, tag or told, masks.find_masks(text), find_dates(text))
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
    partial, due = found.analysis([], ""), 1.0
    for number, (start, end) in enumerate(pieces, start=1):
        names_found += names.find_names(text, start, end, recogniser)
        if on_progress is not None and number < len(pieces):
            if number >= due:
                partial, due = found.analysis(names_found, ""), number * _GROWTH
            on_progress(number / len(pieces), partial)
    return names_found


class _Findings:
    """What is known before the names are, and how an analysis is made of them."""

    def __init__(self, text: str, tag: str, found: tuple[Mask, ...], dates: tuple[DateMention, ...]) -> None:
        self._text = text
        self._tag = tag
        self._masks = found
        self._dates = dates

    def analysis(self, found: list[Found], remark: str) -> Analysis:
        """Return the analysis of the whole text with the names in ``found``."""
        settled = recurrence.settle(self._text, found)
        named = aliases.entities(self._text, settled)
        return Analysis(analysis.VERSION, self._tag, named, self._dates, self._masks, remark)
