"""How long 10,000 highlights take to export, read back by both parsers.

``python tests/benchmarks/bench_export.py`` prints the figures.
"""

import random
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "desktop")]

from figures import Figure, table  # noqa: E402
from prose import sentence  # noqa: E402

from exporters.collecting import WHEN, article, collected, no_printer  # noqa: E402 - the folders must be on the path first
from postil.exporters.checking import reading_elsewhere  # noqa: E402
from postil.exporters.collected import Collected  # noqa: E402
from postil.exporters.markdown import PLAIN  # noqa: E402
from postil.exporters.options import ExportOptions  # noqa: E402
from postil.exporters.registry import EXPORTERS, Exporter  # noqa: E402
from postil.services.second_reader import SecondReader  # noqa: E402

_ARTICLES, _HIGHLIGHTS = 50, 200
_MARKED = ("**", "***", "[1]", "A&B;", "5*3*2", "<b>", "a_b_", "“x” -- y")
_NOTE = "I *doubt* this, see [@mondo2024asked1, p. 3].\n\n- once\n- again"


def measure() -> list[Figure]:
    """Return the seconds of rendering and checking 50 articles of 200 highlights, each third with a note.

    One quotation in seven holds marks that have to be guarded.
    """
    chance = random.Random(5)
    articles = [
        article([_quotation(chance) for _ in range(_HIGHLIGHTS)], number=number, notes=_note, tags=("war",))
        for number in range(_ARTICLES)
    ]
    PLAIN.export(collected(articles[0]), exported=WHEN)  # the parsers are imported once in a program's life
    everything = collected(*articles)
    began = time.perf_counter()
    with SecondReader() as second, reading_elsewhere(second.begin):
        rendered = PLAIN.render(everything, exported=WHEN)
        rendered_at = time.perf_counter()
        PLAIN.check(rendered, everything)
    checked_at = time.perf_counter()
    return [
        Figure("export of 10,000 highlights, checked", checked_at - began, "s", 2.0),
        Figure("  of that: rendering", rendered_at - began, "s"),
        Figure("  of that: reading back with two parsers", checked_at - rendered_at, "s"),
        Figure("  size of the file", len(rendered.encode()) / 1e6, "MB"),
        *(_format_figure(exporter, everything) for exporter in EXPORTERS if exporter.name not in {"markdown", "pdf"}),
    ]


def _format_figure(exporter: Exporter, everything: Collected) -> Figure:
    began = time.perf_counter()
    with SecondReader() as second, reading_elsewhere(second.begin):
        exporter.make(everything, ExportOptions(exporter.name), exported=WHEN, printer=no_printer)
    return Figure(f"  the same as {exporter.name}, checked", time.perf_counter() - began, "s")


def _quotation(chance: random.Random) -> str:
    words = sentence(chance).split()
    if chance.random() < 1 / 7:
        words.insert(chance.randrange(len(words)), chance.choice(_MARKED))
    return " ".join(words)


def _note(index: int) -> str:
    return "" if index % 3 else _NOTE


if __name__ == "__main__":
    print(table(measure()))  # noqa: T201
