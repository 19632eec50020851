"""The windows that list what a whole library has, over a large one: first rows, a letter in the filter, longest stall.

``POSTIL_BENCH_ARTICLES=1000,10000,100000`` measures the sizes named there; the libraries are those of bench_library.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

from figures import Figure
from generated_libraries import generated
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtWidgets import QApplication

from postil.dialogs.claims import ClaimsDialog
from postil.dialogs.dossier_choice import DossierChoiceDialog
from postil.dialogs.exporting import ExportingDialog
from postil.dialogs.frame import Dialog
from postil.dialogs.note_check import NoteCheckDialog
from postil.dialogs.sources import SourcesDialog
from postil.session.desk import Desk
from postil.session.findings import Findings
from postil.session.jobs import Jobs
from postil.session.looks import Looks
from postil.session.settings import Settings
from postil.session.workspace import Workspace
from postil.storage.library import Library

D = TypeVar("D", bound=Dialog)
PATIENCE = 120.0
STALL = 50
"""Milliseconds that a window may keep the reader waiting while it is opened, beside others at work on two cores."""
LETTERS = ("m", "ma", "mas", "mas n", "site 7", "nowhere", "")


def measure() -> list[Figure]:
    """Return the figures of each size; the bounds are those of 100,000 articles."""
    application = QApplication.instance() or QApplication([])
    # As the program itself has it.
    sys.setswitchinterval(0.0005)
    sizes = os.environ.get("POSTIL_BENCH_ARTICLES", "1000,10000")
    found = [figure for size in sizes.split(",") for figure in _measured(int(size))]
    del application
    return found


def _measured(articles: int) -> Iterator[Figure]:
    name = f"{articles:,} articles"
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(Path(folder) / "settings.ini")
        workspace = Workspace(Library.open(generated(articles), for_window=True))
        desk = Desk(workspace, Findings(workspace), settings, Looks(settings), Jobs())
        try:
            # What the first window of a program brings with it is not what is measured here.
            first = _opened(partial(DossierChoiceDialog, desk))
            until(lambda: not desk.jobs.busy)
            first.close()
            yield from _sources(desk, name)
            yield from _notes(desk, name)
            for title, made in (
                ("claims", partial(ClaimsDialog, desk)),
                ("choice of a dossier", partial(DossierChoiceDialog, desk)),
                ("export of all articles", partial(_exporting, desk)),
            ):
                watch = _Watch()
                dialog = _opened(made)
                took = watch.until(lambda: not desk.jobs.busy)
                yield Figure(f"{name}: {title} there", took, "ms", 2000)
                yield Figure(f"{name}:   longest stall", watch.longest(), "ms", STALL)
                dialog.close()
        finally:
            desk.findings.close()
            desk.jobs.close()
            workspace.close()
            workspace.library.close()


def _sources(desk: Desk, name: str) -> Iterator[Figure]:
    before, watch = _memory(), _Watch()
    dialog = _opened(lambda: SourcesDialog(desk))
    yield Figure(f"{name}: sources, first rows", watch.until(lambda: dialog.model.rowCount() > 0), "ms", 900)
    watch.until(lambda: dialog.model.is_counted)
    yield Figure(f"{name}:   longest stall", watch.longest(), "ms", STALL)
    watch = _Watch()
    took = [_asked(dialog, partial(dialog.model.sift, "", letters)) for letters in LETTERS]
    yield Figure(f"{name}: sources after a letter in the filter, median", statistics.median(took), "ms", 700)
    yield Figure(f"{name}:   longest", max(took), "ms", 1500)
    order = Qt.SortOrder.DescendingOrder
    took = [_asked(dialog, partial(dialog.table.sortByColumn, column, order)) for column in range(6)]
    yield Figure(f"{name}: sources in another order, longest", max(took), "ms", 1500)
    yield Figure(f"{name}:   longest stall of filter and order", watch.longest(), "ms", STALL)
    watch = _Watch()
    took = [_asked(dialog, partial(dialog.model.sift, "same", ""))]
    yield Figure(f"{name}: sources that are likely one work", took[0], "ms", 20_000)
    yield Figure(f"{name}:   longest stall", watch.longest(), "ms", STALL)
    yield Figure(f"{name}: memory that the list of sources takes", _memory() - before, "MB", 80)
    dialog.close()


def _notes(desk: Desk, name: str) -> Iterator[Figure]:
    before, watch = _memory(), _Watch()
    dialog = _opened(lambda: NoteCheckDialog(desk))
    took = watch.until(lambda: not desk.jobs.busy)
    until(lambda: False, 1.0)
    yield Figure(f"{name}: all notes checked", took / 1000, "s", 30)
    yield Figure(f"{name}:   longest stall", watch.longest(), "ms", STALL)
    yield Figure(f"{name}: memory that the check of notes takes", _memory() - before, "MB", 80)
    dialog.close()


def _exporting(desk: Desk) -> ExportingDialog:
    dialog = ExportingDialog(desk)
    dialog.choices.all.setChecked(True)
    return dialog


def _opened(made: Callable[[], D]) -> D:
    dialog = made()
    dialog.show()
    return dialog


def _asked(dialog: SourcesDialog, ask: Callable[[], object]) -> float:
    """Return milliseconds from asking for an order to having it."""
    begun = time.perf_counter()
    ask()
    until(lambda: not dialog.model.is_loading)
    return (time.perf_counter() - begun) * 1000


def until(there: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Turn the event loop until ``there``."""
    limit = time.perf_counter() + patience
    while not there() and time.perf_counter() < limit:
        QApplication.processEvents()
        # As the window does: a loop that never rests would keep the pool from its turn.
        time.sleep(0.0003)


class _Watch:
    """Measures by the clock, and how long the event loop is kept from a timer that is due every millisecond."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._longest = 0
        # The application's child: one that the collector freed on a thread of the pool would end the program.
        self._timer = QTimer(QApplication.instance())
        self._timer.timeout.connect(self._tick)
        self._timer.start(1)

    def until(self, there: Callable[[], bool]) -> float:
        """Turn the event loop until ``there``; return milliseconds since this was made."""
        until(there)
        return (time.perf_counter() - self._begun) * 1000

    def longest(self) -> float:
        """Return the longest time in milliseconds that the event loop stood still; this then watches no more."""
        self._timer.stop()
        return float(self._longest)

    def _tick(self) -> None:
        self._longest = max(self._longest, self._clock.restart())


def _memory() -> float:
    """Return the megabytes that this process has in memory now."""
    status = Path("/proc/self/status").read_text("utf-8")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS"))) / 1024
