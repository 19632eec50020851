"""A large library: search by keystroke, one more highlight, the file's size; 1,000 articles beside 10,000.

``POSTIL_BENCH_ARTICLES=1000,10000,100000`` measures the sizes named there.
"""

import os
import resource
import shutil
import statistics
import tempfile
import time
from pathlib import Path

from figures import Figure
from generated_libraries import generated, text_size, vocabulary

from postil.domain.anchoring import describe
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id, now
from postil.domain.records import Article, Highlight
from postil.services.noted import noted, noted_at
from postil.services.searching import search
from postil.session.searching import FIRST, MOST
from postil.storage.library import Library


def measure() -> list[Figure]:
    """Return the figures of each size; bounds are those of the library of 100,000 articles, for others too."""
    sizes = os.environ.get("POSTIL_BENCH_ARTICLES", "1000,10000")
    return [figure for size in sizes.split(",") for figure in _measured(int(size))]


def _measured(articles: int) -> list[Figure]:
    begun = time.perf_counter()
    path = generated(articles)
    built = time.perf_counter() - begun
    name = f"library of {articles:,} articles"
    # Every library has the same words, which weigh most in a small one.
    bound = 2.0 if articles >= 10_000 else None
    figures = [
        Figure(f"{name}: the file against its text", path.stat().st_size / text_size(path), "times", bound),
        Figure(f"{name}: built, where it was not there", built, "s"),
    ]
    library = Library.open_for_reading(path)
    every: list[float] = []
    try:
        for kind, queries in _mix().items():
            first = [_timed(library, query, FIRST) for query in queries]
            more = [_timed(library, query, MOST) for query in queries]
            every += first
            figures.append(Figure(f"{name}: {kind}, first hits", statistics.median(first), "ms"))
            figures.append(Figure(f"{name}: {kind}, all that is shown", statistics.median(more), "ms"))
        figures += _noted(library, name)
    finally:
        library.close()
    every.sort()
    figures.append(Figure(f"{name}: keystroke to first hits, median", statistics.median(every), "ms", 50))
    figures.append(Figure(f"{name}: keystroke to first hits, 99 %", every[int(len(every) * 0.99)], "ms", 150))
    figures.append(Figure(f"{name}: a highlight, committed", _highlighting(path), "ms", 20))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures.append(Figure(f"{name}: memory without a window", memory, "MB", 300))
    return figures


def _mix() -> dict[str, list[str]]:
    words = vocabulary()
    rare, middling, common, stop = words[40_000:40_012], words[3_000:3_012], words[100:112], words[:12]
    long = [word for word in words[200:4_000] if len(word) >= 6]
    return {
        "rare words": [f"{word} " for word in rare],
        "middling words": [f"{word} " for word in middling],
        "common words": [f"{word} " for word in common],
        "stop words": [f"{word} " for word in stop],
        "phrases": [f'"{one} {two}"' for one, two in zip(stop, common, strict=True)],
        "conjunctions": [f"{one} {two} " for one, two in zip(common, middling, strict=True)],
        "beginnings of 3 letters": [word[:3] for word in long[:12]],
        "beginnings of 4 letters": [word[:4] for word in long[:12]],
        "beginnings of 5 letters": [word[:5] for word in long[:12]],
        "a word and a beginning": [f"{one} {two[:3]}" for one, two in zip(common, long, strict=False)],
    }


def _noted(library: Library, name: str) -> list[Figure]:
    """Return what the list of all highlights and notes takes: beside the window, and a page of it in the window."""
    begun = time.perf_counter()
    numbers = noted(library, "").numbers
    listed = time.perf_counter()
    noted_at(library, numbers[len(numbers) // 2 :][:40])
    read = time.perf_counter()
    return [
        Figure(f"{name}: all highlights and notes, listed beside the window", (listed - begun) * 1000, "ms"),
        Figure(f"{name}: a page of them", (read - listed) * 1000, "ms", 16),
    ]


def _timed(library: Library, query: str, limit: int) -> float:
    begun = time.perf_counter()
    search(library, query, limit, typing=True)
    return (time.perf_counter() - begun) * 1000


def _highlighting(path: Path) -> float:
    """Return the median milliseconds that a highlight takes until it is on disk, in a copy of the library."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "copy.postil"
        shutil.copy(path, copy)
        library = Library.open(copy)
        try:
            article = library.select(Article, "id = (SELECT max(id) FROM articles)")[0]
            revision = library.revision(article.revision_id)
            if revision is None:
                raise ValueError("an article without its text")
            text, times = revision.document.text, list[float]()
            for start in range(0, 60 * 20, 20):
                selector = describe(text, start, start + 60)
                made = now()
                highlight = Highlight(
                    new_id(), article.id, revision.id, selector, "red", "a note", (), "exact", made, made
                )
                begun = time.perf_counter()
                library.apply(Edit("Highlight", (Change(None, highlight),)))
                times.append((time.perf_counter() - begun) * 1000)
        finally:
            library.close()
    return statistics.median(times)
