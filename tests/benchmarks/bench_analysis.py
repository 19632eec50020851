"""How fast a text is analysed, beside the bare model, and how much memory a book takes.

``python tests/benchmarks/bench_analysis.py`` prints the figures.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent.parent / "desktop")]

from figures import Figure, table  # noqa: E402
from prose import long_text  # noqa: E402 - the folders must be on the path first

_ROUNDS = 4
_ARTICLE = 12_000
_BOOK_SIZE = 3_400_000
_BOOK = "--book"


def measure() -> list[Figure]:
    """Return the seconds of an article of 2,000 words, the share of the bare model's time, and a book's memory.

    The two are timed in turns in this process, the least of each counts; the book is analysed in a process of its own.
    """
    from accuracy import bare_model

    from postil import analysis

    text = long_text(random.Random(3), _ARTICLE)
    bare = bare_model()
    analysis.analyse(text, "en")
    bare(text)
    ours: list[float] = []
    theirs: list[float] = []
    for _ in range(_ROUNDS):
        ours.append(_seconds(lambda: analysis.analyse(text, "en")))
        theirs.append(_seconds(lambda: bare(text)))
    megabytes, first, whole = _book()
    return [
        Figure("an article of 2,000 words is analysed, warm", min(ours), "s", 1.0),
        Figure("analysis, as a multiple of the bare model's time", min(ours) / min(theirs), "x", 1 / 0.8),
        Figure("most memory while a book of 560,000 words is analysed", megabytes, "MB", 300.0),
        Figure("first names of that book are told after", first, "s"),
        Figure("that book is analysed in", whole, "s"),
    ]


def _seconds(work: Callable[[], object]) -> float:
    """Return the processor's time for ``work``: what else runs on the machine does not count."""
    began = time.process_time()
    work()
    return time.process_time() - began


def _book() -> tuple[float, float, float]:
    """Return the peak memory in megabytes, and the seconds until the first names and the end."""
    done = subprocess.run([sys.executable, __file__, _BOOK], stdout=subprocess.PIPE, text=True, check=True)
    megabytes, first, whole = map(float, done.stdout.split())
    return megabytes, first, whole


def _analyse_book() -> None:
    import resource

    from postil import analysis

    text = long_text(random.Random(5), _BOOK_SIZE)
    began = time.perf_counter()
    heard: list[float] = []
    analysis.analyse(text, "en", on_progress=lambda share, found: heard.append(time.perf_counter() - began))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(peak, heard[0], heard[-1])  # noqa: T201


if __name__ == "__main__":
    if sys.argv[1:] == [_BOOK]:
        _analyse_book()
    else:
        print(table(measure()))  # noqa: T201
