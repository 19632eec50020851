"""What differs between two versions of a text: sentence against sentence, and word against word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from postil.domain.anchoring.comparing import Run, Stretch, compare, fill, heaviest_chain
from postil.domain.anchoring.tokens import UNSPACED, Vocabulary
from postil.domain.sentences import sentence_of, sentences

__all__ = ["Piece", "PieceKind", "SentencePair", "sentence_of", "sentence_pairs", "word_diff"]

PairKind = Literal["equal", "changed", "added", "removed"]
PieceKind = Literal["same", "removed", "added"]

_ALIKE = 0.45
"""Share of words that two sentences have in common from which on one is the other, reworded."""
_ALIKE_ALONE = 0.25
"""The same where each is the only one in its place."""
_WHOLE = 10_000
"""Pairs of sentences up to which all are compared; beyond, only those near each other."""
_NEAR = 12

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
# Dates, numbers and words each whole; a run of one sign ("**") is one; every other character by itself.
_WORD = re.compile(
    rf"\b(?:{_MONTHS})\b\.?[ \u00a0]\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?[ \u00a0]\d{{4}}\b)?"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?[ \u00a0](?:{_MONTHS})\b(?:,?[ \u00a0]\d{{4}}\b)?"
    rf"|[+\-−]?\d+(?:[.,:/\-–]\d+)*(?:[^\W\d{UNSPACED}]+|[ \u00a0]?[%‰])?"
    rf"|[{UNSPACED}]"
    rf"|[^\W{UNSPACED}]+(?:['’\-‑][^\W{UNSPACED}]+)*"
    r"|\s+|([^\w\s])\1*",
    re.IGNORECASE,
)
_LETTER = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence of the old text against one of the new: ``old_start``..``old_end``, ``new_start``..``new_end``.

    Positions are code points. ``equal``: the same to the letter; ``changed``: likely the same sentence, reworded;
    ``added`` and ``removed``: on one side alone, the span of the other side is empty and lies where it would stand.
    """

    kind: PairKind
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both wordings have, or one of them: ``removed`` from the old, ``added`` by the new."""

    kind: PieceKind
    text: str


def sentence_pairs(old: str, new: str) -> tuple[SentencePair, ...]:
    """Return the sentences of two texts laid against each other, in order; every sentence of both is in one pair.

    Equal ones first, by a longest chain; what lies between them by likeness. 300 kB take a few tenths of a second.
    """
    sides = _Side(old), _Side(new)
    vocabulary = Vocabulary()
    codes = vocabulary.learn(sides[0].sentences()), vocabulary.learn(sides[1].sentences())
    pairs: list[SentencePair] = []
    # The end of both, as an equal run of nothing, closes the last gap.
    here, there = 0, 0
    for run in (*_equal_runs(*codes), Run(len(codes[0]), len(codes[1]), 0)):
        pairs += _reworded(*sides, Stretch(here, run.old, there, run.new))
        pairs += [_pair("equal", *sides, run.old + step, run.new + step) for step in range(run.length)]
        here, there = run.old_end, run.new_end
    return tuple(pairs)


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return what makes ``new`` out of ``old``, in whole words, numbers and dates.

    "same" and "removed" together are ``old`` to the letter, "same" and "added" together ``new``; a removed piece
    stands before the added one that replaces it.
    """
    ours, theirs = _words(old), _words(new)
    vocabulary = Vocabulary()
    runs = _equal_runs(vocabulary.learn(ours), vocabulary.learn(theirs))
    pieces: list[Piece] = []
    removed, added = "", ""
    here, there = 0, 0
    for run in (*runs, Run(len(ours), len(theirs), 0)):
        removed += "".join(ours[here : run.old])
        added += "".join(theirs[there : run.new])
        same = "".join(ours[run.old : run.old_end])
        here, there = run.old_end, run.new_end
        if (removed or added) and same and here < len(ours) and there < len(theirs) and not _LETTER.search(same):
            # A space or a comma between two changes: they read as one.
            removed += same
            added += same
            continue
        pieces += [Piece("removed", removed)] if removed else []
        pieces += [Piece("added", added)] if added else []
        pieces += [Piece("same", same)] if same else []
        removed, added = "", ""
    return tuple(pieces)


def _words(text: str) -> list[str]:
    return [found[0] for found in _WORD.finditer(text)]


def _equal_runs(old: str, new: str) -> Iterator[Run]:
    """Give the runs of equal codes that rise in both strings, none over another, long ones first."""
    here, there = 0, 0
    for run in (*compare(old, new).in_order, Run(len(old), len(new), 0)):
        yield from fill(old, new, Stretch(here, run.old, there, run.new))
        if run.length:
            yield run
        here, there = run.old_end, run.new_end


class _Side:
    """One of two texts, as its sentences."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.spans = list(sentences(text))

    def sentences(self) -> list[str]:
        return [self.text[start:end] for start, end in self.spans]

    def codes(self, vocabulary: Vocabulary, first: int, last: int) -> list[str]:
        """Return the words of some sentences, each as a string of codes; capitals and white space count for nothing."""
        found: list[str] = []
        for start, end in self.spans[first:last]:
            words = (word for word in _words(self.text[start:end].lower()) if not word.isspace())
            found.append(vocabulary.learn(list(words)))
        return found

    def before(self, index: int) -> int:
        """Return where the sentence before ``index`` ends."""
        return self.spans[index - 1][1] if index else 0


def _reworded(old: _Side, new: _Side, gap: Stretch) -> Iterator[SentencePair]:
    """Give the pairs of a gap between equal sentences."""
    here, there = gap.old_start, gap.new_start
    for one, other in (*_alike(old, new, gap), (gap.old_end, gap.new_end)):
        for index in range(here, one):
            place = new.before(there)
            yield SentencePair("removed", *old.spans[index], place, place)
        for index in range(there, other):
            place = old.before(one)
            yield SentencePair("added", place, place, *new.spans[index])
        if one < gap.old_end and other < gap.new_end:
            yield _pair("changed", old, new, one, other)
        here, there = one + 1, other + 1


def _pair(kind: PairKind, old: _Side, new: _Side, one: int, other: int) -> SentencePair:
    return SentencePair(kind, *old.spans[one], *new.spans[other])


def _alike(old: _Side, new: _Side, gap: Stretch) -> list[tuple[int, int]]:
    """Return the pairs of sentences of a gap that read alike, rising on both sides, the likest together."""
    rows, columns = gap.old_end - gap.old_start, gap.new_end - gap.new_start
    if not rows or not columns:
        return []
    vocabulary = Vocabulary()
    ours = old.codes(vocabulary, gap.old_start, gap.old_end)
    theirs = new.codes(vocabulary, gap.new_start, gap.new_end)
    if rows * columns > _WHOLE:
        found = _chained(ours, theirs)
    else:
        found = _aligned(ours, theirs, _ALIKE_ALONE if rows == columns == 1 else _ALIKE)
    return [(gap.old_start + one, gap.new_start + other) for one, other in found]


def _aligned(ours: list[str], theirs: list[str], enough: float) -> list[tuple[int, int]]:
    """Align two lists so that the likenesses of the pairs add up to the most (Needleman and Wunsch)."""
    from rapidfuzz.distance import Indel

    similarity = Indel.normalized_similarity
    likeness = [[similarity(one, other, score_cutoff=enough) for other in theirs] for one in ours]
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i in range(len(ours) - 1, -1, -1):
        for j in range(len(theirs) - 1, -1, -1):
            taken = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] else 0.0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        if likeness[i][j] and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _chained(ours: list[str], theirs: list[str]) -> list[tuple[int, int]]:
    """Align two long lists by the likest sentences that stand near each other."""
    from rapidfuzz.distance import Indel

    runs: list[Run] = []
    for i, one in enumerate(ours):
        middle = i * len(theirs) // len(ours)
        near = range(max(0, middle - _NEAR), min(len(theirs), middle + _NEAR + 1))
        likeness, j = max(((Indel.normalized_similarity(one, theirs[j]), -j) for j in near), default=(0.0, 0))
        if likeness >= _ALIKE:
            runs.append(Run(i, -j, 1))
    return [(run.old, run.new) for run in heaviest_chain(runs)]
