"""What is usual in one PDF: the size and face of its running text, the distance of its lines, whether it indents."""

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from postil.importers.pdf_lines import Line

_LOOSE = 1.25
"""Lines further apart than this many usual distances belong to two paragraphs."""


@dataclass(frozen=True, slots=True)
class Measures:
    """``body`` is the size of most letters in points; ``leading`` the usual distance of lines per size, in sizes.

    ``bold`` and ``fixed`` tell the face of most letters.
    """

    body: float
    leading: dict[float, float]
    bold: bool = False
    fixed: bool = False

    def loosest(self, size: float) -> float:
        """Return the largest distance, in points, that two lines of one paragraph in this size have."""
        usual = self.leading.get(size) or self.leading.get(self.body) or 1.2
        return max(usual * _LOOSE, usual + 0.15) * size


def measure(regions: Iterable[Sequence[Line]]) -> Measures:
    """Return what is usual among all lines of a document."""
    sizes: Counter[float] = Counter()
    bold: Counter[float] = Counter()
    fixed: Counter[float] = Counter()
    steps: dict[float, Counter[float]] = {}
    for region in regions:
        for line in region:
            letters = sum(len(run.text) for run in line.runs)
            sizes[line.size] += letters
            bold[line.size] += letters if line.bold else 0
            fixed[line.size] += letters if line.fixed else 0
        for before, after in itertools.pairwise(region):
            step = (after.base - before.base) / before.size
            if before.size == after.size and 0.8 < step < 3.5:
                steps.setdefault(before.size, Counter())[round(step * 20) / 20] += 1
    if not sizes:
        return Measures(10.0, {})
    body = max(sizes, key=lambda size: (sizes[size], size))
    leading = {size: _usual(found) for size, found in steps.items() if sum(found.values()) >= 4 or size == body}
    return Measures(body, leading, 2 * bold[body] > sizes[body], 2 * fixed[body] > sizes[body])


def _usual(steps: Counter[float]) -> float:
    """Return the commonest step; its neighbours, which rounding parted from it, count with it."""
    return max(steps, key=lambda step: steps[step] + sum(steps[round(step + d, 2)] for d in (-0.05, 0.05)))
