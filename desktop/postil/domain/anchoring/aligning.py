"""A quote with its surroundings laid over a stretch of a changed text: where its two ends come to lie."""

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from postil.domain.anchoring.comparing import Run, Stretch, fill, runs_within
from postil.domain.anchoring.tokens import Reading

_REACH = 40
"""Tokens on both sides of a quote that are looked at."""
_SLIDING = 3


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote in the text it was taken from: ``start``..``end`` in the folded text, ``first``..``last`` in tokens."""

    reading: Reading
    start: int
    end: int
    first: int
    last: int

    @property
    def text(self) -> str:
        """The folded quote."""
        return self.reading.text[self.start : self.end]


def quote_in(reading: Reading, start: int, end: int) -> Quote | None:
    """Return the quote ``start..end`` (of the original text), or None where it holds no token."""
    low, high = reading.folded.fold_position(start), reading.folded.fold_position(end)
    first = bisect.bisect_right(reading.ends, low)
    last = bisect.bisect_left(reading.starts, high)
    if first >= last:
        return None
    return Quote(reading, max(low, reading.starts[first]), min(high, reading.ends[last - 1]), first, last)


def ordered_blocks(quote: Quote, new: Reading, in_order: tuple[Run, ...]) -> tuple[list[Run], Stretch]:
    """Return the equal runs around ``quote`` by the comparison's runs in order, the gaps between them filled."""
    old = quote.reading
    low, high = max(0, quote.first - _REACH), min(len(old.codes), quote.last + _REACH)
    runs = runs_within(in_order, low, high)
    blocks: list[Run] = []
    place = bisect.bisect_left(in_order, low, key=lambda run: run.old_end)
    if runs and runs[0].old <= low:
        old_at, new_at = low, runs[0].new + low - runs[0].old
    elif place:
        old_at, new_at = in_order[place - 1].old_end, in_order[place - 1].new_end
    else:
        old_at, new_at = 0, 0
    start = (old_at, new_at)
    for run in runs:
        blocks += fill(old.codes, new.codes, Stretch(old_at, run.old, new_at, run.new))
        cut = max(old_at - run.old, 0)
        length = min(run.old_end, high) - run.old - cut
        blocks.append(Run(run.old + cut, run.new + cut, length))
        old_at, new_at = blocks[-1].old_end, blocks[-1].new_end
    if old_at < high:
        following = bisect.bisect_left(in_order, high, key=lambda run: run.old)
        old_end = in_order[following].old if following < len(in_order) else len(old.codes)
        new_end = in_order[following].new if following < len(in_order) else len(new.codes)
        blocks += fill(old.codes, new.codes, Stretch(old_at, old_end, new_at, new_end))
        old_at, new_at = old_end, new_end
    stretch = Stretch(start[0], old_at, start[1], new_at)
    return _believable(_merged(blocks)), stretch


def stretch_blocks(quote: Quote, new: Reading, stretch: Stretch) -> list[Run]:
    """Return the equal runs of a stretch for which nothing is known yet."""
    old = quote.reading
    runs = fill(old.codes, new.codes, stretch)
    return _believable(_merged(runs))


def _merged(runs: Sequence[Run]) -> list[Run]:
    merged: list[Run] = []
    for run in runs:
        last = merged[-1] if merged else None
        if last and last.old_end == run.old and last.new_end == run.new:
            merged[-1] = Run(last.old, last.new, last.length + run.length)
        else:
            merged.append(run)
    return merged


def _believable(runs: list[Run]) -> list[Run]:
    """Drop the chance hits of a longest common subsequence: short runs far off the diagonals of both neighbours."""
    kept: list[Run] = []
    for index, run in enumerate(runs):
        diagonal = run.new - run.old
        jumps = [
            abs(other.new - other.old - diagonal)
            for other in (kept[-1] if kept else None, runs[index + 1] if index + 1 < len(runs) else None)
            if other
        ]
        if not jumps or run.length > 3 or min(jumps) <= 2 + 3 * run.length:
            kept.append(run)
    return kept


def ends_of(quote: Quote, new: Reading, blocks: list[Run], stretch: Stretch) -> tuple[int, int]:
    """Return where ``quote`` lies in the folded new text; start equals end where nothing stands in its place."""
    blocks = _slid(quote, new, blocks)
    inside = [run for run in blocks if run.old < quote.last and run.old_end > quote.first]
    before = [run for run in blocks if run.old_end <= quote.first]
    after = [run for run in blocks if run.old >= quote.last]
    left = (before[-1].old_end, before[-1].new_end) if before else (stretch.old_start, stretch.new_start)
    right = (after[0].old, after[0].new) if after else (stretch.old_end, stretch.new_end)
    if not inside:
        return _replaced(quote, new, Stretch(left[0], right[0], left[1], right[1]))
    old = quote.reading
    head, tail = _grown(quote, new, inside[0], inside[-1])
    if head.old <= quote.first:
        start = new.starts[head.new + quote.first - head.old] + quote.start - old.starts[quote.first]
    else:
        start = _opening(quote, new, Stretch(left[0], head.old, left[1], head.new))
    if tail.old_end >= quote.last:
        end = new.ends[tail.new + quote.last - 1 - tail.old] - old.ends[quote.last - 1] + quote.end
    else:
        end = _closing(quote, new, Stretch(tail.old_end, right[0], tail.new_end, right[1]))
    return start, max(start, end)


def _grown(quote: Quote, new: Reading, head: Run, tail: Run) -> tuple[Run, Run]:
    """Let the quote's own words win over those outside it that were laid over the same words of the new text."""
    old = quote.reading.codes
    back = 0
    while (
        head.old - back > quote.first and head.new > back and old[head.old - back - 1] == new.codes[head.new - back - 1]
    ):
        back += 1
    further = 0
    while (
        tail.old_end + further < quote.last
        and tail.new_end + further < len(new.codes)
        and old[tail.old_end + further] == new.codes[tail.new_end + further]
    ):
        further += 1
    return Run(head.old - back, head.new - back, head.length + back), Run(tail.old, tail.new, tail.length + further)


def _slid(quote: Quote, new: Reading, blocks: list[Run]) -> list[Run]:
    """Where a few words at the quote's edge match on either side of an insertion, take the side that leaves it out."""
    slid: list[Run] = []
    for index, run in enumerate(blocks):
        after = blocks[index + 1] if index + 1 < len(blocks) else None
        inside = run.old_end - max(run.old, quote.first)
        if (
            after
            and 0 < inside <= _SLIDING
            and run.old_end == after.old < quote.last
            and after.new - inside >= run.new_end
            and new.codes[after.new - inside : after.new] == new.codes[run.new_end - inside : run.new_end]
        ):
            slid.append(Run(run.old, run.new, run.length - inside))
            slid.append(Run(run.old_end - inside, after.new - inside, inside))
        else:
            slid.append(run)
    blocks, slid = _merged([run for run in slid if run.length]), []
    for run in blocks:
        before = slid[-1] if slid else None
        inside = min(run.old_end, quote.last) - run.old
        if (
            before
            and 0 < inside <= _SLIDING
            and before.old_end == run.old > quote.first
            and before.new_end + inside <= run.new
            and new.codes[before.new_end : before.new_end + inside] == new.codes[run.new : run.new + inside]
        ):
            slid.append(Run(run.old, before.new_end, inside))
            slid.append(Run(run.old + inside, run.new + inside, run.length - inside))
        else:
            slid.append(run)
    return _merged([run for run in slid if run.length])


def _opening(quote: Quote, new: Reading, gap: Stretch) -> int:
    """Return where the quote opens when its first words differ and end at the gap's end."""
    if gap.new_start >= gap.new_end:
        return new.starts[gap.new_end]
    lead = quote.first - gap.old_start
    if gap.new_end - gap.new_start == gap.old_end - gap.old_start:
        token = gap.new_start + lead
        return _carried(quote, new, quote.start, Stretch(quote.first, quote.first + 1, token, token + 1))
    words = quote.reading.text[quote.start : quote.reading.ends[gap.old_end - 1]]
    room = new.ends[gap.new_end - 1] - new.starts[gap.new_start]
    if not lead and room <= 2 * len(words) + 12:
        return new.starts[gap.new_start]
    if lead and lead < gap.new_end - gap.new_start + 3 and room <= 3 * len(words) + 24:
        return _carried(quote, new, quote.start, gap)
    found = _likest(words, new, gap)
    return found[0] if found else new.starts[gap.new_end]


def _closing(quote: Quote, new: Reading, gap: Stretch) -> int:
    """Return where the quote closes when its last words differ and begin at the gap's start."""
    if gap.new_start >= gap.new_end:
        return new.ends[gap.new_start - 1]
    trail = gap.old_end - quote.last
    if gap.new_end - gap.new_start == gap.old_end - gap.old_start:
        token = gap.new_end - 1 - trail
        return _carried(quote, new, quote.end, Stretch(quote.last - 1, quote.last, token, token + 1))
    words = quote.reading.text[quote.reading.starts[gap.old_start] : quote.end]
    room = new.ends[gap.new_end - 1] - new.starts[gap.new_start]
    if not trail and room <= 2 * len(words) + 12:
        return new.ends[gap.new_end - 1]
    if trail and trail < gap.new_end - gap.new_start + 3 and room <= 3 * len(words) + 24:
        return _carried(quote, new, quote.end, gap)
    found = _likest(words, new, gap)
    return found[1] if found else new.ends[gap.new_start - 1]


def _replaced(quote: Quote, new: Reading, gap: Stretch) -> tuple[int, int]:
    """Return what stands in the gap for a quote of which no word is left."""
    here = new.starts[gap.new_start] if gap.new_start < len(new.starts) else len(new.text)
    if gap.new_start >= gap.new_end:
        return here, here
    lead, trail = quote.first - gap.old_start, gap.old_end - quote.last
    if gap.new_end - gap.new_start == gap.old_end - gap.old_start:
        return new.starts[gap.new_start + lead], new.ends[gap.new_end - 1 - trail]
    room = new.ends[gap.new_end - 1] - here
    if not lead and not trail and room <= 3 * len(quote.text) + 12:
        return here, new.ends[gap.new_end - 1]
    return _likest(quote.text, new, gap) or (here, here)


def _carried(quote: Quote, new: Reading, place: int, gap: Stretch) -> int:
    """Return where ``place`` of the old folded text comes to lie when one side of the gap is edited into the other.

    Letter by letter, so that two words run together by a lost space come apart again.
    """
    from rapidfuzz.distance import Levenshtein

    old = quote.reading
    start, end = old.starts[gap.old_start], old.ends[gap.old_end - 1]
    new_start, new_end = new.starts[gap.new_start], new.ends[gap.new_end - 1]
    if place <= start:
        return new_start
    if place >= end:
        return new_end
    opening = place == quote.start
    there = new_end
    for step in Levenshtein.opcodes(old.text[start:end], new.text[new_start:new_end]):
        if step.src_start <= place - start < step.src_end or (not opening and place - start == step.src_end):
            there = new_start + min(step.dest_start + place - start - step.src_start, step.dest_end)
            break
    if 1 < gap.old_end - gap.old_start <= gap.new_end - gap.new_start:
        # No words ran together: whole words.
        if opening:
            return new.starts[min(bisect.bisect_right(new.ends, there), gap.new_end - 1)]
        return new.ends[max(bisect.bisect_left(new.starts, there) - 1, gap.new_start)]
    return there


def _likest(words: str, new: Reading, gap: Stretch) -> tuple[int, int] | None:
    """Return the part of the gap that reads most like ``words``, in whole tokens, or None where nothing does."""
    from rapidfuzz import fuzz

    start, end = new.starts[gap.new_start], new.ends[gap.new_end - 1]
    if len(words) > end - start:
        return (start, end) if fuzz.ratio(words, new.text[start:end], score_cutoff=50) else None
    found = fuzz.partial_ratio_alignment(words, new.text[start:end], score_cutoff=70)
    if found is None or found.dest_start >= found.dest_end:
        return None
    first = bisect.bisect_right(new.ends, start + found.dest_start)
    last = bisect.bisect_left(new.starts, start + found.dest_end)
    return (new.starts[first], new.ends[last - 1]) if first < last else None
