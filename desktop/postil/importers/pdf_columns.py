"""Reading order: the fragments of a page as regions, column after column, tables and margins by their rows.

A gutter is a strip that no fragment crosses within a band of the page, with running text on both sides of it. Two
columns of short cells on the same lines are a table: they are read across.
"""

import itertools
from collections.abc import Iterator, Sequence
from statistics import median

from postil.importers.pdf_fragments import Fragment

_MOST_FRAGMENTS = 4000
"""Pages of more fragments are drawings or tables: they are read by their rows."""
_DEEPEST = 4
_FEWEST = 3
"""So many lines on each side make a column."""
_NARROWEST = 0.7
"""Width of a gutter, in sizes of the text."""
_STEPS = 80


def split_regions(fragments: Sequence[Fragment]) -> list[list[Fragment]]:
    """Return the fragments of one page in regions, in the order in which they are read."""
    if not fragments:
        return []
    if len(fragments) > _MOST_FRAGMENTS:
        return [list(fragments)]
    rtl = sum(f.letters for f in fragments if f.rtl) * 2 > sum(f.letters for f in fragments)
    return [region for region in _split(list(fragments), 0, rtl=rtl) if region]


def _split(fragments: list[Fragment], depth: int, *, rtl: bool) -> Iterator[list[Fragment]]:
    gutter = _find_gutter(fragments) if depth < _DEEPEST and len(fragments) >= 2 * _FEWEST else None
    if gutter is None:
        yield fragments
        return
    plain: list[Fragment] = []
    for band, is_open in _bands(fragments, gutter):
        if is_open and _are_columns(*_sides(band, gutter)):
            yield plain
            plain = []
            left, right = _sides(band, gutter)
            for side in (right, left) if rtl else (left, right):
                yield from _split(side, depth + 1, rtl=rtl)
        else:
            plain.extend(band)
    yield plain


def _find_gutter(fragments: list[Fragment]) -> float | None:
    """Return the middle of the strip that parts most fragments into columns, None where there is none."""
    left, right = min(f.left for f in fragments), max(f.right for f in fragments)
    size = median(f.size for f in fragments)
    if right - left < 12 * size:
        return None
    best, score = None, 0.0
    step = max((right - left) / _STEPS, 1.0)
    place = left + 4 * size
    while place < right - 4 * size:
        inner = _widest_gap(fragments, place, size)
        if inner is not None:
            found = _score(fragments, inner)
            # The middle of the strip is found from many places within it; of two strips the one that parts more.
            if found > score:
                best, score = inner, found
        place += step
    return best


def _widest_gap(fragments: list[Fragment], place: float, size: float) -> float | None:
    """Return the middle of the strip around ``place`` between what ends before it and what begins after it.

    Only fragments that do not cross count; None where the strip would be too narrow for a gutter.
    """
    before = [f.right for f in fragments if f.right <= place]
    after = [f.left for f in fragments if f.left >= place]
    if len(before) < _FEWEST or len(after) < _FEWEST:
        return None
    start, end = max(before), min(after)
    return (start + end) / 2 if end - start >= _NARROWEST * size else None


def _score(fragments: list[Fragment], gutter: float) -> float:
    """Return how many letters stand in the columns that ``gutter`` makes."""
    return sum(
        sum(f.letters for f in band)
        for band, is_open in _bands(fragments, gutter)
        if is_open and _are_columns(*_sides(band, gutter))
    )


def _bands(fragments: list[Fragment], gutter: float) -> Iterator[tuple[list[Fragment], bool]]:
    """Give the fragments from the top in bands: those that cross the gutter (False), those that leave it open."""
    band: list[Fragment] = []
    is_open = True
    for fragment in sorted(fragments, key=lambda f: f.base):
        crosses = fragment.left < gutter < fragment.right
        if band and crosses == is_open:
            yield band, is_open
            band = []
        is_open = not crosses
        band.append(fragment)
    if band:
        yield band, is_open


def _sides(band: list[Fragment], gutter: float) -> tuple[list[Fragment], list[Fragment]]:
    return [f for f in band if f.right <= gutter], [f for f in band if f.left >= gutter]


def _are_columns(left: list[Fragment], right: list[Fragment]) -> bool:
    """Say whether these are two columns of running text, and not the cells of a table or marks beside a list."""
    if min(len(left), len(right)) < _FEWEST:
        return False
    if _is_running(left) and _is_running(right):
        return True
    # Short lines on both sides, but each at its own height: no table has that.
    fewer, more = sorted((left, right), key=len)
    bases = [f.base for f in more]
    shared = sum(1 for f in fewer if any(abs(f.base - base) < 0.2 * f.size for base in bases))
    wordy = all(median(f.letters for f in side) >= 8 for side in (left, right))
    return wordy and len(fewer) >= 4 and shared <= 0.5 * len(fewer) and _is_dense(left) and _is_dense(right)


def _is_dense(side: list[Fragment]) -> bool:
    """Say whether most of these lines follow each other as closely as those of a text do."""
    steps = [after.base - before.base for before, after in itertools.pairwise(sorted(side, key=lambda f: f.base))]
    close = 1.9 * median(f.size for f in side)
    return sum(1 for step in steps if step <= close) >= 0.75 * len(steps)


def _is_running(side: list[Fragment]) -> bool:
    """Say whether most fragments are lines that fill the column."""
    width = max(f.right for f in side) - min(f.left for f in side)
    filled = sum(1 for f in side if f.right - f.left > 0.7 * width)
    return filled * 2 > len(side) and median(f.letters for f in side) >= 15
