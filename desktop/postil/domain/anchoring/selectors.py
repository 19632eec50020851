"""Where a highlight belongs: W3C selectors made from a text, and found again in it."""

from dataclasses import dataclass
from typing import Literal

State = Literal["exact", "moved", "changed", "lost"]
CONTEXT = 32
"""Code points of prefix and suffix that ``describe`` keeps, as the Web Annotation client of Hypothesis does."""


@dataclass(frozen=True, slots=True)
class Selector:
    """A W3C TextPositionSelector (``start``, ``end``) and TextQuoteSelector (``exact``, ``prefix``, ``suffix``).

    Positions are code points into a canonical text. Source: https://www.w3.org/TR/annotation-model/#selectors
    """

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class Placement:
    """Where ``locate`` found a selector: ``start`` and ``end`` in code points, ``score`` from 0 to 1."""

    state: State
    start: int
    end: int
    score: float


def describe(text: str, start: int, end: int) -> Selector:
    """Return the selector of ``text[start:end]``; raises ValueError where that is empty or outside the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span {start}..{end} in a text of {len(text)} code points")
    return Selector(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
