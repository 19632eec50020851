"""The places in a text that a quote may belong to, each with what speaks for it."""

import bisect
import re
from dataclasses import dataclass
from operator import attrgetter

from postil.domain.anchoring.aligning import Quote, ends_of, ordered_blocks, stretch_blocks
from postil.domain.anchoring.comparing import Comparison, Run
from postil.domain.anchoring.judging import Candidate
from postil.domain.anchoring.measuring import Surroundings, likeness, side_likeness, surroundings_of
from postil.domain.anchoring.sameness import stands
from postil.domain.anchoring.searching import Index, likely_stretches
from postil.domain.anchoring.selectors import CONTEXT, Selector
from postil.domain.anchoring.tokens import Reading, Vocabulary

_VERBATIM = 200
"""Places at most where the very words of a quote are looked at."""
_WIDE = 160
"""Characters on both sides that tell alike passages apart, where the old text is there to give them."""
_FIGURES = re.compile(r"\d+")
_BREAK = ("", "\n")


@dataclass(frozen=True, slots=True)
class Scene:
    """A text made ready for finding quotes in it."""

    new: Reading
    index: Index
    vocabulary: Vocabulary


@dataclass(frozen=True, slots=True)
class View:
    """One quote against one scene.

    ``lead`` and ``trail`` are the code points of the quote before its first and after its last token. ``expected``
    is where it should begin, in code points of the new text.
    """

    scene: Scene
    selector: Selector
    quote: Quote
    around: Surroundings
    wide: Surroundings
    lead: int
    trail: int
    expected: int

    def verbatim(self) -> list[Candidate]:
        """Return the places where the quote stands to the letter, 200 at most."""
        text, exact = self.scene.new.original, self.selector.exact
        found: list[Candidate] = []
        place = text.find(exact)
        while place >= 0 and len(found) < _VERBATIM:
            fold = self.scene.new.folded.fold_position
            end = fold(place + len(exact) - self.trail)
            candidate = self.candidate(fold(place + self.lead), end, [], in_order=None)
            if candidate.verbatim:
                found.append(candidate)
            place = text.find(exact, place + 1)
        return found

    def searched(self, first: int, last: int) -> list[Candidate]:
        """Return the likeliest places by the rare ones of the tokens ``first..last`` of the quote's text."""
        new = self.scene.new
        found: list[Candidate] = []
        enough = 0.0
        for worth, stretch in likely_stretches(self.quote.reading.codes, first, last, self.scene.index):
            if worth < enough:
                break
            blocks = stretch_blocks(self.quote, new, stretch)
            start, end = ends_of(self.quote, new, blocks, stretch)
            candidate = self.candidate(start, end, blocks, in_order=None)
            found.append(candidate)
            if candidate.likeness > 0.9 and candidate.context > 0.9:
                enough = 0.8 * worth
        return found

    def candidate(self, start: int, end: int, blocks: list[Run], *, in_order: bool | None) -> Candidate:
        """Return the candidate at ``start..end`` of the folded new text, found by ``blocks``."""
        new, selector = self.scene.new, self.selector
        words = new.text[start:end]
        whole = self.quote.text
        if len(words) * 2 < len(whole) and (whole.startswith(words) or whole.endswith(words)):
            # A scrap of the quote that stands at the edge of what came in its place.
            end, words = start, ""
        first, last = new.folded.unfold(start, end)
        if end <= start:
            last = first
        verbatim = end > start and stands(
            new.original, first - self.lead, selector.exact, selector.prefix, selector.suffix
        )
        if verbatim:
            first -= self.lead
            last = first + len(selector.exact)
        before = side_likeness(self.around.before, new.text[max(0, start - CONTEXT - 2) : start], before=True)
        after = side_likeness(self.around.after, new.text[end : end + CONTEXT + 2], before=False)
        return Candidate(
            first,
            last,
            1.0 if words == self.quote.text else likeness(self.quote, words, blocks),
            before,
            after,
            self._far_likeness(start, end, before, after),
            verbatim,
            verbatim or _FIGURES.findall(words) == _FIGURES.findall(self.quote.text),
            in_order,
            selector.prefix[-1:] in _BREAK and new.original[max(0, first - 1) : first] in _BREAK,
            selector.suffix[:1] in _BREAK and new.original[last : last + 1] in _BREAK,
            abs(first - self.expected),
        )

    def _far_likeness(self, start: int, end: int, before: float | None, after: float | None) -> float:
        if self.wide != self.around:
            text = self.scene.new.text
            before = side_likeness(self.wide.before, text[max(0, start - _WIDE - 2) : start], before=True)
            after = side_likeness(self.wide.after, text[end : end + _WIDE + 2], before=False)
        known = [side for side in (before, after) if side is not None]
        return sum(known) / len(known) if known else 0.5

    def is_taken(self, candidate: Candidate, comparison: Comparison) -> bool:
        """Return whether most words at the candidate's place came from another place of the old text."""
        new, quote = self.scene.new, self.quote
        fold = new.folded.fold_position
        first = bisect.bisect_right(new.ends, fold(candidate.start))
        last = bisect.bisect_left(new.starts, fold(candidate.end))
        runs = comparison.by_new
        place = bisect.bisect_left(runs, first, key=attrgetter("new_end"))
        theirs = 0
        while place < len(runs) and runs[place].new < last:
            run = runs[place]
            low, high = max(first, run.new), min(last, run.new_end)
            old_low = low - run.new + run.old
            ours = min(quote.last, old_low + high - low) - max(quote.first, old_low)
            theirs += high - low - max(0, ours)
            place += 1
        return theirs * 2 > last - first


def view_of(scene: Scene, selector: Selector, quote: Quote, start: int, expected: int) -> View:
    """Return the view of ``quote``, which begins at ``start`` of the text that it was read from."""
    first, last = quote.reading.folded.unfold(quote.start, quote.end)
    lead, trail = first - start, start + len(selector.exact) - last
    around, wide = surroundings_of(quote, CONTEXT), surroundings_of(quote, _WIDE)
    return View(scene, selector, quote, around, wide, max(0, lead), max(0, trail), expected)


def ordered_view(scene: Scene, selector: Selector, quote: Quote, comparison: Comparison) -> tuple[View, Candidate]:
    """Return the view of ``quote``, and the candidate that the comparison of old and new text leads to."""
    blocks, stretch = ordered_blocks(quote, scene.new, comparison.in_order)
    start, end = ends_of(quote, scene.new, blocks, stretch)
    view = view_of(scene, selector, quote, selector.start, scene.new.folded.unfold(start, start)[0])
    return view, view.candidate(start, end, blocks, in_order=True)
