"""What anchoring takes and gives: selectors as the W3C has them, and placements."""

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
    """Where ``locate`` found a selector: ``start`` and ``end`` in code points, ``score`` from 0 to 1.

    ``state`` is one of

    - exact: the very characters of the quote stand between the same words as before, in the same order;
    - moved: the very characters of the quote, but their surroundings or their order in the text are not the same;
    - changed: the likeliest place, for the reader to confirm: a character of the quote differs, were it only a
      space or a quotation mark (``same_wording`` tells those), or a word at its edge has grown ("6" to "16"), or
      nothing but its letters speaks for the place;
    - lost: it is not there. ``start == end`` is then where it stood, as far as that is known.

    ``text[start:end]`` is the quote, to the letter, when the state is exact or moved.
    """

    state: State
    start: int
    end: int
    score: float


def describe(text: str, start: int, end: int) -> Selector:
    """Return the selector of ``text[start:end]``; raises ValueError where that is empty or outside the text."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span {start}..{end} in a text of {len(text)} code points")
    return Selector(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])
