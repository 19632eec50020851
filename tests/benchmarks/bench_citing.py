"""How soon a citation that is typed stands formatted, in a library of 5,000 sources, and how long its list takes.

``python tests/benchmarks/bench_citing.py`` prints the figures.
"""

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "desktop")]

from figures import Figure, table  # noqa: E402
from PySide6.QtCore import Qt  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from desks import add_article, close_desk, make_desk  # noqa: E402
from postil.dialogs.sources import SourcesDialog  # noqa: E402
from postil.domain.citing import parse  # noqa: E402
from postil.domain.edits import Change, Edit  # noqa: E402
from postil.domain.records import CslItem, Name  # noqa: E402
from postil.panels.notes.offering import Offering  # noqa: E402
from postil.panels.notes.rendering import Rendering  # noqa: E402
from postil.services.formatting import FormattingProcess, ask_for  # noqa: E402
from postil.session.citing import STYLE  # noqa: E402
from postil.session.desk import Desk  # noqa: E402

SOURCES = 5_000
LETTERS = 20
STYLES = ("apa", "chicago-notes-bibliography")
PATIENCE = 60.0


def measure() -> list[Figure]:
    """Return milliseconds by the clock: the formatting process by itself, then what the window waits for."""
    application = QApplication.instance() or QApplication([])
    items = {f"key{number}": _work(number) for number in range(SOURCES)}
    figures = list(_by_itself(items))
    with TemporaryDirectory() as folder:
        desk = make_desk(Path(folder))
        try:
            desk.workspace.library.apply(Edit("Add", tuple(Change(None, item) for item in items.values())))
            add_article(desk.workspace.library)
            figures += _in_window(desk, application.processEvents)
        finally:
            close_desk(desk)
    return figures


def _by_itself(items: dict[str, CslItem]) -> Iterator[Figure]:
    with FormattingProcess() as process:
        for style in STYLES:
            process.format(ask_for(items, parse("[@key0, p. 1]"), style))
            took: list[float] = []
            for letter in range(LETTERS):
                started = time.perf_counter()
                process.format(ask_for(items, parse(f"So it was [@key{7 * letter}, p. {letter}]."), style))
                took.append(1000 * (time.perf_counter() - started))
            yield Figure(f"a typed citation formatted, {style}", statistics.median(took), "ms", 50)


def _in_window(desk: Desk, settle: Callable[[], None]) -> Iterator[Figure]:
    rendering = Rendering(desk)
    came: list[None] = []
    rendering.changed.connect(lambda: came.append(None))
    for style in STYLES:
        desk.settings.put(STYLE, style)
        _shown(rendering, "Warm [@key0].", came, settle)
        took = [
            _shown(rendering, f"So it was [@key{7 * letter}, p. {letter}].", came, settle) for letter in range(LETTERS)
        ]
        yield Figure(f"a typed citation in the preview of a note, {style}", statistics.median(took), "ms", 50)
    offering = Offering(desk)
    _offered(offering, "warm", settle)
    took = [_offered(offering, typed, settle) for typed in ("", "k", "key4", "family12", "title", "itl", "nothing")]
    yield Figure(f"works offered after a letter, of {SOURCES:,}, slowest", max(took), "ms", 16)
    offering.close()
    yield from _list(desk, settle)


def _list(desk: Desk, settle: Callable[[], None]) -> Iterator[Figure]:
    started = time.perf_counter()
    dialog = SourcesDialog(desk)
    dialog.show()
    opened = 1000 * (time.perf_counter() - started)
    while not dialog.model.rowCount() and time.perf_counter() - started < PATIENCE:
        settle()
    yield Figure("list of sources opened, until it can be used", opened, "ms", 100)
    yield Figure(f"{SOURCES:,} sources in it", 1000 * (time.perf_counter() - started), "ms", 1500)
    orders = (Qt.SortOrder.DescendingOrder, Qt.SortOrder.AscendingOrder)

    def listed(ask: Callable[[], object]) -> float:
        """Return milliseconds from asking for an order to having it."""
        begun = time.perf_counter()
        ask()
        while dialog.model.is_loading and time.perf_counter() - begun < PATIENCE:
            settle()
            time.sleep(0.001)
        return 1000 * (time.perf_counter() - begun)

    took = [listed(partial(dialog.table.sortByColumn, place % 6, orders[place % 2])) for place in range(12)]
    yield Figure("sources sorted, slowest column", max(took), "ms", 50)
    took = [listed(partial(dialog.model.sift, "", word)) for word in ("t", "title 4", "family12", "", "press")]
    yield Figure("sources sifted, slowest", max(took), "ms", 50)
    listed(partial(dialog.model.sift, "", ""))
    bar = dialog.table.verticalScrollBar()

    def scroll(row: int) -> None:
        bar.setValue(row * bar.maximum() // 40)
        dialog.table.viewport().repaint()

    yield Figure("a page of sources scrolled, slowest", max(_timed(lambda r=r: scroll(r)) for r in range(40)), "ms", 32)
    dialog.close()


def _shown(rendering: Rendering, note: str, came: list[None], settle: Callable[[], None]) -> float:
    """Return milliseconds from asking for a note's HTML to having it formatted."""
    started = time.perf_counter()
    while "[@" in rendering.render(note) and time.perf_counter() - started < PATIENCE:
        came.clear()
        while not came and time.perf_counter() - started < PATIENCE:
            settle()
            # As the window does: a loop that never rests would keep the thread that formats from its turn.
            time.sleep(0.001)
    return 1000 * (time.perf_counter() - started)


def _offered(offering: Offering, typed: str, settle: Callable[[], None]) -> float:
    """Return milliseconds from a letter to the works that it may mean."""
    came: list[str] = []
    started = time.perf_counter()
    offering.ask(typed, lambda asked, _: came.append(asked))
    while not came and time.perf_counter() - started < PATIENCE:
        settle()
        time.sleep(0.001)
    return 1000 * (time.perf_counter() - started)


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)


def _work(number: int) -> CslItem:
    authors = (Name(f"Family{number % 700}", "Jane"), Name(literal=f"Club {number % 50}"))
    return CslItem(
        f"id{number}", f"key{number}", "book", f"The title {number}", authors, publisher="Press", published="1999-02"
    )


if __name__ == "__main__":
    print(table(measure()))  # noqa: T201
