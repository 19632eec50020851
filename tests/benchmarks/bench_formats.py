"""What the public files of every format cost, and how well articles are found in saved pages; if they are there.

``python tests/benchmarks/bench_formats.py`` prints the figures. The files lie in ``../shared/data``.
"""

import contextlib
import resource
import sys
import time
from pathlib import Path
from statistics import mean

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "desktop")]

import accuracy_html  # noqa: E402
from figures import Figure, table  # noqa: E402

from postil.domain.problems import Problem  # noqa: E402 - the folders must be on the path first
from postil.importers import files, read  # noqa: E402

_PUBLIC = HERE.parent.parent.parent / "shared" / "data"
_FORMATS = ("docx", "epub", "mhtml", "pdf")


def measure() -> list[Figure]:
    """Return the seconds of the slowest file of each format, the memory of all, and how right the saved pages are."""
    figures: list[Figure] = []
    for name in _FORMATS:
        taken = [_seconds(path) for path in sorted((_PUBLIC / name).glob(f"*.{name}"))]
        if taken:
            figures.append(Figure(f"slowest of {len(taken)} public files: {name}", max(taken), "s", 10))
    if (_PUBLIC / "html-readability").is_dir():
        pages = accuracy_html.Figures()
        for page in sorted(path.parent for path in (_PUBLIC / "html-readability").glob("*/source.html")):
            accuracy_html.measure(page, pages)
        figures += [
            Figure("saved pages: words not right (1 − F1)", 100 - 100 * mean(pages.body), "%", 4),
            Figure("saved pages: titles not right", 100 - 100 * mean(pages.titles), "%", 10),
            Figure("saved pages: dates not right", pages.dates.count(False), "", 1),
            Figure("saved pages: slowest", max(pages.seconds), "s", 10),
        ]
    if figures:
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        figures.append(Figure("memory for all public files, one after the other", peak, "MB", 500))
    return figures


def _seconds(path: Path) -> float:
    """Return how long a file takes to come in or to be refused; anything else than that ends the benchmark."""
    begun = time.perf_counter()
    with contextlib.suppress(Problem):
        read(files.load(path))
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(table(measure()))  # noqa: T201
