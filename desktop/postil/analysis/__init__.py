"""Who, where and when in a text: entities with reasons, dates as EDTF, masked names. Pure, and made for a process
of its own.
"""

from collections.abc import Callable

from postil.domain.entities import Analysis

VERSION = "rules-6+en_core_web_sm-3.8.0"
"""The analyser's and its model's versions: an analysis kept under another one is out of date."""

Listener = Callable[[float, Analysis], None]
"""Hears the share that is done, 0 to 1, and what has been found so far (the same object until there is more)."""


def analyse(text: str, language: str = "", *, on_progress: Listener | None = None) -> Analysis:
    """Return the entities, dates and masks of a canonical ``text``; all positions are its code points.

    ``language`` is a BCP 47 tag, or "" to have it told from the words. Where names could not be searched for by a
    model, ``Analysis.remark`` is one sentence that says so and why. Raises nothing of its own.
    """
    from postil.analysis.analyser import analyse_text

    return analyse_text(text, language, on_progress)
