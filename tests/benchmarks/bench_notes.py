"""How long the notes pane takes to select, add and write among 10,000 highlights.

``python tests/benchmarks/bench_notes.py`` prints the figures.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "desktop")]

from figures import Figure, table  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from desks import add_article, close_desk, make_desk  # noqa: E402
from postil.domain.edits import Change, Edit  # noqa: E402
from postil.domain.records import Highlight, Revision  # noqa: E402
from postil.panels.notes import NotesPanel  # noqa: E402
from postil.services import highlighting  # noqa: E402
from postil.session.desk import Desk  # noqa: E402
from postil.session.workspace import OpenArticle, Workspace  # noqa: E402

_HIGHLIGHTS = 10_000
_APART = 120
_ROUNDS = 60


def measure() -> list[Figure]:
    """Return milliseconds of wall time, drawing included; every second note is in Markdown."""
    application = QApplication.instance() or QApplication([])
    with TemporaryDirectory() as folder:
        desk = make_desk(Path(folder))
        desk.workspace.article_opened.disconnect(desk.findings._follow)
        try:
            return _measure(desk, application.processEvents)
        finally:
            close_desk(desk)


def _measure(desk: Desk, settle: Callable[[], None]) -> list[Figure]:
    chance = random.Random(7)
    workspace = desk.workspace
    text = "Book\n" + " ".join(f"word{number} and some more in a sentence." for number in range(40_000))
    opened = _opened(workspace, add_article(workspace.library, text), settle)
    made = _highlights(opened.revision)
    workspace.record(Edit("Highlights", tuple(Change(None, one) for one in made)))
    workspace.close_article()
    pane = NotesPanel(desk)
    pane.resize(320, 500)
    pane.show()
    settle()
    _opened(workspace, opened.article.id, settle)
    pane.show_card(made[-1].id)
    settle()

    def select(_round: int) -> None:
        pane.show_card(chance.choice(made).id)

    def add(_round: int) -> None:
        start = chance.randrange(_HIGHLIGHTS * _APART)
        workspace.do(highlighting.add(opened.revision, start, start + 50, color="green")[0])

    def scroll(number: int) -> None:
        pane.list.verticalScrollBar().setValue(5_000 + number * 72)

    selecting, adding, scrolling = (_timed(act, settle) for act in (select, add, scroll))
    pane.close()
    return [
        Figure("notes pane: select a card among 10,000 (median)", statistics.median(selecting), "ms", 16.0),
        Figure("notes pane: add a highlight among 10,000, committed (median)", statistics.median(adding), "ms", 16.0),
        Figure("notes pane: one step of the wheel (median)", statistics.median(scrolling), "ms", 16.0),
        Figure("notes pane: the slowest selection", max(selecting), "ms"),
    ]


def _opened(workspace: Workspace, article_id: str, settle: Callable[[], None]) -> OpenArticle:
    """Open an article that is read beside the window, and wait until it is there."""
    workspace.open_article(article_id)
    while True:
        settle()
        if workspace.open is not None:
            return workspace.open


def _highlights(revision: Revision) -> list[Highlight]:
    return [
        highlighting.add(
            revision,
            start,
            start + 90,
            color=("yellow", "red", "blue")[number % 3],
            note=f"A **note**, number {number}" if number % 2 else "",
            tags=(f"t{number % 7}",) if number % 5 == 0 else (),
        )[1]
        for number, start in enumerate(range(5, 5 + _HIGHLIGHTS * _APART, _APART))
    ]


def _timed(act: Callable[[int], None], settle: Callable[[], None]) -> list[float]:
    def once(number: int) -> float:
        began = time.perf_counter()
        act(number)
        settle()
        return (time.perf_counter() - began) * 1000

    rounds: Iterable[int] = range(_ROUNDS)
    return [once(number) for number in rounds]


if __name__ == "__main__":
    print(table(measure()))  # noqa: T201
