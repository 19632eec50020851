"""From the fragments of a region to its lines: what stands on one base, with what is raised or lowered beside it."""

import bisect
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from postil.importers.pdf_fragments import Fragment, is_unspaced
from postil.importers.pdf_glyphs import Glyph

TAB_GAP = 1.6
"""Fragments of one line further apart than this, in sizes, are cells: a tab stands between them."""
_SMALL = 0.86
"""Letters smaller than this part of their line's size may be raised or lowered."""


_MOSTLY = 0.8
"""The part of a bold heading that has to be bold: a formula in it is not."""


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one look within a line; ``raised`` is a superscript."""

    text: str
    bold: bool = False
    italic: bool = False
    fixed: bool = False
    raised: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its edges and base in points, ``size`` that of most of its letters.

    ``bold`` and ``italic`` say that nearly all of it
    is, ``fixed`` that all is. A tab in its text is a gap as between cells.
    """

    runs: tuple[Run, ...]
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    fixed: bool = False
    rtl: bool = False

    @property
    def text(self) -> str:
        """Its letters in logical order."""
        return "".join(run.text for run in self.runs)


def build_lines(fragments: Sequence[Fragment]) -> list[Line]:
    """Return the lines of one region from the top down."""
    if not fragments:
        return []
    usual = usual_size(fragments)
    initials = [f for f in fragments if f.letters == 1 and f.size >= 1.8 * usual and f.text.isupper()]
    rows = _rows([f for f in fragments if f not in initials] if len(initials) <= 3 else list(fragments))
    lines = [_line(row) for row in rows]
    for initial in initials if len(initials) <= 3 else []:
        lines = _with_initial(lines, initial)
    return sorted(lines, key=lambda line: line.base)


def usual_size(fragments: Iterable[Fragment]) -> float:
    """Return the size of most letters."""
    sizes: Counter[float] = Counter()
    for fragment in fragments:
        sizes[fragment.size] += fragment.letters
    return max(sizes, key=lambda size: (sizes[size], size))


class _Row:
    """The fragments of one line while they are gathered."""

    def __init__(self, first: Fragment) -> None:
        self.base = first.base
        self.size = first.size
        self.fragments = [first]

    def takes(self, fragment: Fragment) -> bool:
        """Say whether ``fragment``, which is no larger, stands on this line."""
        lower = fragment.base - self.base
        if abs(lower) <= 0.25 * fragment.size:
            return True
        if fragment.size >= _SMALL * self.size and fragment.letters > 3:
            return False
        if not -0.75 * self.size <= lower <= 0.4 * self.size:
            return False
        near = 0.6 * self.size
        return any(fragment.left - f.right <= near and f.left - fragment.right <= near for f in self.fragments)


def _rows(fragments: list[Fragment]) -> list[list[Fragment]]:
    rows: list[_Row] = []
    bases: list[float] = []
    # Large ones first: what is raised or lowered finds its line there.
    for fragment in sorted(fragments, key=lambda f: (-f.size, f.base, f.left)):
        reach = max(fragment.size, rows[0].size if rows else 0.0)
        start, end = bisect.bisect_left(bases, fragment.base - reach), bisect.bisect_right(bases, fragment.base + reach)
        near = [row for row in rows_between(rows, start, end) if row.takes(fragment)]
        if near:
            min(near, key=lambda row: abs(row.base - fragment.base)).fragments.append(fragment)
        else:
            place = bisect.bisect_left(bases, fragment.base)
            rows.insert(place, _Row(fragment))
            bases.insert(place, fragment.base)
    return [row.fragments for row in rows]


def rows_between(rows: "list[_Row]", start: int, end: int) -> "Iterable[_Row]":
    """Give the rows of these places."""
    return itertools.islice(rows, start, end)


def _line(row: list[Fragment]) -> Line:
    size = usual_size(row)
    base = next(f.base for f in row if f.size == size)
    rtl = sum(f.letters for f in row if f.rtl) * 2 > sum(f.letters for f in row)
    ordered = sorted(row, key=(lambda f: -f.right) if rtl else (lambda f: f.left))
    glyphs: list[Glyph] = []
    before: Fragment | None = None
    for fragment in ordered:
        if before is not None:
            glyphs.extend(_between(before, fragment, size))
        glyphs.extend(fragment.glyphs)
        before = fragment
    runs = _runs(glyphs, base, size)
    letters = sum(_visible(run) for run in runs)

    def part(found: Iterable[Run]) -> float:
        return sum(map(_visible, found)) / max(1, letters)

    return Line(
        tuple(runs),
        min(f.left for f in row),
        max(f.right for f in row),
        base,
        size,
        part(run for run in runs if run.bold) >= _MOSTLY,
        part(run for run in runs if run.italic) >= _MOSTLY,
        part(run for run in runs if run.fixed) >= 1,
        rtl,
    )


def _visible(run: Run) -> int:
    return len(run.text) - run.text.count(" ")


def _between(before: Fragment, after: Fragment, size: float) -> tuple[Glyph, ...]:
    """Return the space or tab between two fragments of a line, none where they touch."""
    gap = max(after.left - before.right, before.left - after.right)
    face = before.glyphs[-1].face
    if gap > TAB_GAP * size:
        return (Glyph("\t", 0.0, 0.0, 0.0, face, ""),)
    touches = gap <= 0.12 * size
    unspaced = is_unspaced(before.text[-1]) and is_unspaced(after.text[0]) and gap < 0.9 * size
    return () if touches or unspaced else (Glyph(" ", 0.0, 0.0, 0.0, face, ""),)


def _runs(glyphs: list[Glyph], base: float, size: float) -> list[Run]:
    runs: list[Run] = []
    letters: list[str] = []
    look = Run("")
    before: Glyph | None = None
    for glyph in glyphs:
        alike = before is not None and (glyph.face is before.face and glyph.base == before.base)
        if not glyph.letter.isspace() and not (alike and before is not None and glyph.link == before.link):
            before = glyph
            face = glyph.face
            raised = face.size < _SMALL * size and glyph.base < base - 0.15 * size
            now = Run("", face.bold, face.italic, face.fixed, raised, glyph.link)
            if now != look:
                if letters:
                    runs.append(replace(look, text="".join(letters)))
                    letters = []
                look = now
        letters.append(glyph.letter)
    if letters:
        runs.append(replace(look, text="".join(letters)))
    return runs


def _with_initial(lines: list[Line], initial: Fragment) -> list[Line]:
    """Put a large first letter before the first of the lines that stand beside it."""
    top = initial.base - 0.9 * initial.size
    beside = [
        line
        for line in lines
        if line.left >= initial.right - 0.3 * initial.size
        and line.left - initial.right < initial.size
        and top <= line.base <= initial.base + 0.3 * line.size
    ]
    if not beside:
        return [*lines, _line([initial])]
    first = min(beside, key=lambda line: line.base)
    # The letter of an "A" that is a word of its own would need a space, which nothing tells.
    whole = replace(first, runs=(Run(initial.text), *first.runs), left=initial.left)
    return [whole if line is first else line for line in lines]
