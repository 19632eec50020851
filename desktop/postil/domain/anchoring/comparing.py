"""What two texts have in common: runs of equal tokens, those in order and those that were moved."""

import bisect
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

SHINGLE = 4
"""Tokens of the shortest run that is believed by itself: those that both texts hold exactly once."""
_MOVED = 6
_ENOUGH = 4_000_000


@dataclass(frozen=True, slots=True)
class Run:
    """``length`` equal tokens: from ``old`` in the old text, from ``new`` in the new one."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        """The token after the run in the old text."""
        return self.old + self.length

    @property
    def new_end(self) -> int:
        """The token after the run in the new text."""
        return self.new + self.length


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens ``old_start..old_end`` of one text that stand against ``new_start..new_end`` of another."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """``in_order`` rises in both texts; ``by_new`` are these and the moved ones, by ``new``, disjoint there."""

    in_order: tuple[Run, ...]
    by_new: tuple[Run, ...]


def compare(old: str, new: str) -> Comparison:
    """Compare two strings of tokens by the shingles that are unique in both, after Bram Cohen's patience diff."""
    head = common_start(old, 0, new, 0)
    tail = common_end(old, len(old), new, len(new), min(len(old), len(new)) - head)
    runs = _unique_runs(old, new, Stretch(head, len(old) - tail, head, len(new) - tail))
    if head:
        runs.append(Run(0, 0, head))
    if tail:
        runs.append(Run(len(old) - tail, len(new) - tail, tail))
    chain = heaviest_chain(runs)
    kept = {(run.old - run.new, run.old_end) for run in chain}
    moved = [run for run in runs if run.length >= _MOVED and (run.old - run.new, run.old_end) not in kept]
    return Comparison(tuple(chain), tuple(_disjoint_in_new((*chain, *moved))))


def _disjoint_in_new(runs: Iterable[Run]) -> list[Run]:
    kept: list[Run] = []
    for run in sorted(runs, key=attrgetter("new")):
        cut = max(kept[-1].new_end - run.new, 0) if kept else 0
        if cut < run.length:
            kept.append(Run(run.old + cut, run.new + cut, run.length - cut))
    return kept


def _unique_runs(old: str, new: str, stretch: Stretch) -> list[Run]:
    """Return the maximal runs around shingles that stand once on each side of ``stretch``."""
    old_start, old_end = stretch.old_start, stretch.old_end
    new_start, new_end = stretch.new_start, stretch.new_end
    theirs = _shingles(new, new_start, new_end)
    there_once = Counter(theirs)
    places = dict(zip(theirs, range(new_start, new_end), strict=False))
    shingles = _shingles(old, old_start, old_end)
    here_once = Counter(shingles)
    runs: list[Run] = []
    covered: dict[int, int] = {}  # by diagonal: where its last run ends in the old text
    for place, shingle in enumerate(shingles, old_start):
        there = places.get(shingle)
        if there is None or there_once[shingle] != 1 or here_once[shingle] != 1:
            continue
        if covered.get(place - there, -1) >= place + SHINGLE:
            continue
        before = common_end(old, place, new, there, min(place - old_start, there - new_start))
        length = before + common_start(old, place, new, there, min(old_end - place, new_end - there))
        covered[place - there] = place - before + length
        runs.append(Run(place - before, there - before, length))
    return runs


def _shingles(text: str, start: int, end: int) -> list[str]:
    return [text[place : place + SHINGLE] for place in range(start, end - SHINGLE + 1)]


def heaviest_chain(runs: Iterable[Run]) -> list[Run]:
    """Return the runs of greatest total length that rise in both texts, cut where they overlap.

    A longest rising subsequence by weight, with a Fenwick tree: O(n log n).
    """
    ordered = sorted(runs, key=attrgetter("old", "new"))
    ranks = {place: rank for rank, place in enumerate(sorted({run.new for run in ordered}), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(ranks) + 1)
    before: list[int] = []
    top = (0, -1)
    for index, run in enumerate(ordered):
        rank = ranks[run.new] - 1
        reached = (0, -1)
        while rank > 0:
            reached = max(reached, best[rank])
            rank -= rank & -rank
        before.append(reached[1])
        mine = (reached[0] + run.length, index)
        top = max(top, mine)
        rank = ranks[run.new]
        while rank < len(best):
            best[rank] = max(best[rank], mine)
            rank += rank & -rank
    chain: list[Run] = []
    index = top[1]
    while index >= 0:
        chain.append(ordered[index])
        index = before[index]
    return _without_overlaps(reversed(chain))


def _without_overlaps(chain: Iterable[Run]) -> list[Run]:
    kept: list[Run] = []
    for run in chain:
        cut = max(kept[-1].old_end - run.old, kept[-1].new_end - run.new, 0) if kept else 0
        if cut < run.length:
            kept.append(Run(run.old + cut, run.new + cut, run.length - cut))
    return kept


def fill(old: str, new: str, stretch: Stretch) -> list[Run]:
    """Return the longest common subsequence of a stretch as runs; one too long for it by unique shingles."""
    ours = old[stretch.old_start : stretch.old_end]
    theirs = new[stretch.new_start : stretch.new_end]
    if not ours or not theirs:
        return []
    if len(ours) * len(theirs) > _ENOUGH:
        return heaviest_chain(_unique_runs(old, new, stretch))
    from rapidfuzz.distance import Indel

    blocks = Indel.opcodes(ours, theirs).as_matching_blocks()
    return [Run(stretch.old_start + block.a, stretch.new_start + block.b, block.size) for block in blocks if block.size]


def runs_within(runs: tuple[Run, ...], old_start: int, old_end: int) -> tuple[Run, ...]:
    """Return those of ``runs`` (disjoint, by ``old``) that share a token with ``old_start..old_end``."""
    first = bisect.bisect_right(runs, old_start, key=attrgetter("old"))
    if first and runs[first - 1].old_end > old_start:
        first -= 1
    last = bisect.bisect_left(runs, old_end, key=attrgetter("old"))
    return runs[first:last]


def common_start(one: str, at: int, other: str, there: int, most: int | None = None) -> int:
    """Return how many characters are equal from ``at`` in ``one`` and ``there`` in ``other``, at most ``most``."""
    limit = min(len(one) - at, len(other) - there) if most is None else most
    length, step = 0, 16
    while step and length < limit:
        size = min(step, limit - length)
        if one[at + length : at + length + size] == other[there + length : there + length + size]:
            length += size
            step *= 2
        elif size == 1:
            break
        else:
            step = size // 2
            limit = length + size
    return length


def common_end(one: str, end: int, other: str, their_end: int, most: int) -> int:
    """Return how many characters are equal before ``end`` in ``one`` and ``their_end`` in ``other``."""
    limit, length, step = most, 0, 16
    while step and length < limit:
        size = min(step, limit - length)
        last, their_last = end - length, their_end - length
        if one[last - size : last] == other[their_last - size : their_last]:
            length += size
            step *= 2
        elif size == 1:
            break
        else:
            step = size // 2
            limit = length + size
    return length
