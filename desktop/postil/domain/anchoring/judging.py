"""What may be believed of a place that was found for a quote.

Three things speak for a place: that its words read like the quote, that the words before and after it read like
those before and after the quote, and that it stands in the order of the old text.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from postil.domain.anchoring.selectors import Selector

SHORT = 12
"""Code points below which a quote's own words prove nothing."""
_FIRM = 0.7
_AKIN = 0.45
_VACATED = 0.75
_CLOSE = 0.03


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place in the new text, ``start``..``end`` in its code points; equal where the quote's place is empty.

    ``likeness`` of the words and of those ``before`` and ``after`` go from 0 to 1; None where the quote has no
    words there; ``far`` is that of wider surroundings. ``verbatim``: the quote stands there to the letter.
    ``figures``: it has the same numbers. ``in_order``: the comparison of the texts leads there; False where it
    does not, None where there is no old text. ``opens`` and ``closes``: quote and place begin, or end, a paragraph.
    ``distance``: from where the quote is expected, in code points.
    """

    start: int
    end: int
    likeness: float
    before: float | None
    after: float | None
    far: float
    verbatim: bool
    figures: bool
    in_order: bool | None
    opens: bool
    closes: bool
    distance: int

    @property
    def firm_sides(self) -> int:
        """How many of the two sides read as before."""
        return sum(side is not None and side >= _FIRM for side in (self.before, self.after))

    @property
    def paragraph(self) -> bool:
        """Whether quote and place are whole paragraphs."""
        return self.opens and self.closes

    @property
    def bare(self) -> bool:
        """Whether the quote came without any surroundings to compare."""
        return self.before is None and self.after is None

    @property
    def context(self) -> float:
        """The likeness of the surroundings, from 0 to 1; a half where there are none."""
        sides = [side for side in (self.before, self.after) if side is not None]
        return sum(sides) / len(sides) if sides else 0.5

    @property
    def weight(self) -> float:
        """How much speaks for the place, from 0 to 1, to compare candidates of one quote."""
        return 0.5 * self.likeness + 0.35 * self.context + 0.1 * self.far + (0.05 if self.in_order else 0.0)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A candidate with the state it deserves."""

    state: Literal["exact", "moved", "changed"]
    candidate: Candidate


def judge(selector: Selector, candidates: Sequence[Candidate]) -> Verdict | None:
    """Return the best of ``candidates`` with its state, or None where none may be believed."""
    # How well the surroundings stand, at best, at a place where the quote does not.
    vacated = max(
        (_firmest(candidate) for candidate in candidates if not _believable(selector, candidate)),
        default=0.0,
    )
    believed = [candidate for candidate in candidates if _believable(selector, candidate, vacated=vacated)]
    if not believed:
        return None
    believed.sort(key=lambda candidate: (-candidate.weight, candidate.distance))
    best = believed[0]
    rivals = [
        other
        for other in believed[1:]
        if best.weight - other.weight < _CLOSE and (other.start >= best.end or other.end <= best.start)
    ]
    if rivals and not best.in_order:
        # Passages that read alike, and nothing tells them apart but the distance: the reader decides.
        if all(best.distance * 4 < other.distance for other in rivals) or (not best.bare and _is_long(selector)):
            return Verdict("changed", best)
        return None
    return Verdict(_state(best), best)


def _state(candidate: Candidate) -> Literal["exact", "moved", "changed"]:
    if not candidate.verbatim:
        return "changed"
    if candidate.in_order:
        return "exact" if candidate.firm_sides or candidate.bare else "moved"
    sides = sum(side is not None for side in (candidate.before, candidate.after))
    if candidate.firm_sides == sides:
        return "moved" if candidate.in_order is False else "exact"
    if candidate.paragraph:
        return "moved"
    # One side alone is enough where the other one was another paragraph, or is not quite another.
    before, after = candidate.before or 0.0, candidate.after or 0.0
    if (before >= _FIRM and (candidate.closes or after >= _AKIN)) or (
        after >= _FIRM and (candidate.opens or before >= _AKIN)
    ):
        return "moved"
    return "changed"


def _firmest(candidate: Candidate) -> float:
    """Return how much the words on both sides read as before, by the side that does so less."""
    return min(candidate.before or 0.0, candidate.after or 0.0)


def _is_long(selector: Selector) -> bool:
    return len(selector.exact) >= SHORT


def _believable(selector: Selector, candidate: Candidate, *, vacated: float = 0.0) -> bool:
    if candidate.end <= candidate.start:
        return False
    if vacated >= _VACATED and not candidate.paragraph and _firmest(candidate) < vacated - 0.05:
        # The place of the quote is there without it: these are other words that read the same.
        return False
    if not _is_long(selector):
        return _short_believable(candidate)
    if candidate.likeness >= 0.999:
        return True
    if candidate.in_order:
        return candidate.likeness >= (0.75, 0.65, 0.5)[candidate.firm_sides]
    if not candidate.figures and _firmest(candidate) < 0.75:
        # Of sentences made on one pattern this is likelier another one.
        return False
    if candidate.firm_sides == 2:
        return candidate.likeness >= (0.5 if candidate.context >= 0.85 else 0.6)
    if candidate.firm_sides == 1:
        return candidate.likeness >= (0.6 if _firmest(candidate) >= 0.4 else 0.7)
    return candidate.likeness >= (0.75 if candidate.context >= 0.45 and not candidate.bare else 0.8) and (
        candidate.paragraph or candidate.context >= 0.45
    )


def _short_believable(candidate: Candidate) -> bool:
    sides = [side for side in (candidate.before, candidate.after) if side is not None]
    if not sides:
        return False
    if candidate.likeness >= 0.999:
        if min(sides) >= 0.6 or (candidate.in_order and max(sides) >= 0.85):
            return True
        # One side is enough where the other was another paragraph.
        before, after = candidate.before or 0.0, candidate.after or 0.0
        return (candidate.opens and after >= 0.9) or (candidate.closes and before >= 0.9)
    return len(sides) == 2 and min(sides) >= 0.75
