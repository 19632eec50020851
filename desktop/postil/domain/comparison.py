"""Two versions of a text laid side by side, sentence by sentence, with what the reader marked in them. Pure."""

import bisect
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from postil.domain.anchoring import State
from postil.domain.differences import PairKind, Piece, sentence_pairs, word_diff
from postil.domain.records import Highlight

COMPARED = 20_000
"""Code points of a changed pair up to which words are compared; beyond, one side stands against the other whole."""


@dataclass(frozen=True, slots=True)
class MarkedWords:
    """A highlight in a pair of sentences: the ``words`` marked, its state, and the version ``made_id`` it is from.

    ``settled``: the reader confirmed a "changed" one.
    """

    id: str
    words: str
    color: str
    state: State
    settled: bool
    made_id: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence of the old text beside one of the new, and what makes the one out of the other.

    ``old_start`` and ``new_start`` are where they begin, in code points. One that is "added" or "removed" has a piece
    of that kind alone, an "equal" one a single "same". ``moved``: it is on the other side too, at another place.
    ``marks`` are in the order of the text.
    """

    kind: PairKind
    old_start: int
    new_start: int
    pieces: tuple[Piece, ...]
    marks: tuple[MarkedWords, ...] = ()
    moved: bool = False

    @property
    def old(self) -> str:
        """The sentence of the old text, "" where there is none."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "added")

    @property
    def new(self) -> str:
        """The sentence of the new text, "" where there is none."""
        return "".join(piece.text for piece in self.pieces if piece.kind != "removed")


@dataclass(frozen=True, slots=True)
class Comparison:
    """All sentences of two versions in order."""

    old_id: str
    new_id: str
    differences: tuple[Difference, ...]

    def counts(self) -> "Counter[str]":
        """Return how many pairs there are of each kind, and how many sentences were "moved"; those are in no other."""
        kinds = Counter("moved" if each.moved else each.kind for each in self.differences)
        kinds["moved"] = sum(each.moved and each.kind == "added" for each in self.differences)
        return kinds


def compare_versions(old_id: str, old: str, new_id: str, new: str, highlights: Sequence[Highlight]) -> Comparison:
    """Return two versions side by side, with those of ``highlights`` that were marked on, or stand in, one of them."""
    pairs = sentence_pairs(old, new)
    marks: dict[int, list[tuple[int, MarkedWords]]] = {}
    old_starts, new_starts = [pair.old_start for pair in pairs], [pair.new_start for pair in pairs]
    for highlight in highlights:
        told = MarkedWords(
            highlight.id,
            highlight.quoted.exact,
            highlight.color,
            highlight.state,
            bool(highlight.reviewed),
            highlight.quoted_id,
        )
        places = {(highlight.quoted_id, highlight.quoted.start, highlight.quoted.end)}
        if highlight.state != "lost":
            places.add((highlight.revision_id, highlight.selector.start, highlight.selector.end))
        for number in _pairs_of(places, (old_id, old_starts), (new_id, new_starts), len(pairs)):
            marks.setdefault(number, []).append((highlight.selector.start, told))
    made: list[Difference] = []
    gone = {old[pair.old_start : pair.old_end].strip() for pair in pairs if pair.kind == "removed"}
    come = {new[pair.new_start : pair.new_end].strip() for pair in pairs if pair.kind == "added"}
    for number, pair in enumerate(pairs):
        ours, theirs = old[pair.old_start : pair.old_end], new[pair.new_start : pair.new_end]
        here = tuple(mark for _, mark in sorted(marks.get(number, ()), key=lambda each: (each[0], each[1].id)))
        moved = (pair.kind == "removed" and ours.strip() in come) or (pair.kind == "added" and theirs.strip() in gone)
        pieces = _pieces(pair.kind, ours, theirs)
        made.append(Difference(pair.kind, pair.old_start, pair.new_start, pieces, here, moved))
    return Comparison(old_id, new_id, tuple(made))


def _pieces(kind: PairKind, old: str, new: str) -> tuple[Piece, ...]:
    if kind == "equal":
        return (Piece("same", new),)
    if kind == "added":
        return (Piece("added", new),)
    if kind == "removed":
        return (Piece("removed", old),)
    if len(old) + len(new) > COMPARED:
        return (Piece("removed", old), Piece("added", new))
    return word_diff(old, new)


def _pairs_of(
    places: set[tuple[str, int, int]], old: tuple[str, list[int]], new: tuple[str, list[int]], number: int
) -> list[int]:
    """Return the indices of the pairs that any of ``places`` (version, start, end) touches."""
    found: set[int] = set()
    for version_id, start, end in places:
        for side_id, starts in (old, new):
            if version_id == side_id:
                first = max(0, bisect.bisect_right(starts, start) - 1)
                found.update(range(first, max(first + 1, min(number, bisect.bisect_left(starts, end)))))
    return sorted(found)
