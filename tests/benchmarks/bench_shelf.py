"""The list of articles: loading, sorting, grouping, scrolling and memory, for 1,000, 10,000 and 100,000 articles.

``POSTIL_BENCH_SHELF=1000,10000`` measures the sizes named there. The articles have no text to speak of, for the list
reads none; their rows are written at once.
"""

import gc
import os
import random
import resource
import sqlite3
import tempfile
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from figures import Figure
from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from postil.domain.ids import new_id
from postil.panels.library import LibraryPanel
from postil.services import shelving
from postil.session.desk import Desk
from postil.session.findings import Findings
from postil.session.jobs import Jobs
from postil.session.looks import Looks
from postil.session.settings import Settings
from postil.session.workspace import Workspace
from postil.storage import shelving as shelf_table
from postil.storage.library import Library
from postil.storage.listing import Sorting

_STAMP = "2026-01-01T00:00:00Z"
_STALL = 16
"""Milliseconds that the window may keep the reader waiting while the list is scrolled."""


def measure() -> list[Figure]:
    """Return the figures of each size; the bounds are those of 100,000 articles."""
    application = QApplication.instance() or QApplication([])
    sizes = [int(size) for size in os.environ.get("POSTIL_BENCH_SHELF", "1000,10000,100000").split(",")]
    found = [figure for size in sizes for figure in _measured(size)]
    del application
    return found


def _measured(size: int) -> list[Figure]:
    name = f"list of {size:,} articles"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "library.postil"
        _write(path, size)
        desk = _desk(path)
        before = _memory()
        try:
            begun = time.perf_counter()
            panel = LibraryPanel(desk)
            panel.resize(240, 700)
            panel.show()
            _settle()
            made = (time.perf_counter() - begun) * 1000
            whole = (time.perf_counter() - begun) * 1000 + _until(lambda: not panel.model.is_loading)
            figures = [
                Figure(f"{name}: panel with its first rows", made, "ms", 150),
                Figure(f"{name}: all of it there", whole, "ms", 1000),
            ]
            scrolled, worst = _scrolled(panel)
            figures += [
                Figure(f"{name}: a step of scrolling, median", scrolled, "ms", _STALL),
                Figure(f"{name}: a step of scrolling, longest", worst, "ms", _STALL),
            ]
            for key in ("title", "site", "progress"):
                stall, took = _rearranged(panel, sortings=(Sorting(key),))
                figures += [Figure(f"{name}: sorted by {key}", took, "ms", 1000)]
                figures += [Figure(f"{name}: longest stall while sorting by {key}", stall, "ms", 50)]
            stall, took = _rearranged(panel, grouping="tag")
            figures += [Figure(f"{name}: grouped by tag", took, "ms", 1000)]
            figures += [Figure(f"{name}: longest stall while grouping", stall, "ms", 50)]
            scrolled, worst = _scrolled(panel)
            figures.append(Figure(f"{name}: a step of scrolling in groups, longest", worst, "ms", _STALL))
            _rearranged(panel, grouping="")
            stall, took = _rearranged(panel, wanted="word7 word1")
            figures.append(Figure(f"{name}: filtered by two words", took, "ms", 500))
            _rearranged(panel, wanted="")
            figures.append(Figure(f"{name}: an article into the trash", _trashed(desk, panel), "ms", 100))
            figures.append(Figure(f"{name}: memory of the panel", _memory() - before, "MB", 40))
            panel.close()
            panel.deleteLater()
            _settle()
        finally:
            desk.findings.close()
            desk.jobs.close()
            desk.workspace.close()
            desk.workspace.library.close()
    gc.collect()
    return figures


def _write(path: Path, size: int) -> None:
    """Write a library of so many articles straight into its tables."""
    Library.open(path).close()
    chance = random.Random(size)
    with closing(sqlite3.connect(path)) as connection:
        ids = [(new_id(), new_id()) for _ in range(size)]
        connection.executemany(
            "INSERT INTO articles (id, revision_id, created, modified, archived) VALUES (?, ?, ?, ?, ?)",
            ((each, revision, _STAMP, _STAMP, int(chance.random() < 0.1)) for each, revision in ids),
        )
        connection.executemany(
            "INSERT INTO revisions (id, article_id, text, blocks, text_hash, source_kind, location, source_hash, "
            "importer, language, words, evidence, captured) "
            "VALUES (?, ?, 'x', '[]', ?, 'text', '', ?, 'text', 'en', ?, '[]', ?)",
            ((revision, each, each, each, chance.randrange(9000), _STAMP) for each, revision in ids),
        )
        words = [f"word{number}" for number in range(400)]
        connection.executemany(
            "INSERT INTO csl_items (id, key, type, title, authors, container_title, publisher, published, updated, "
            "accessed, url, language, note, created, modified) "
            "VALUES (?, ?, 'webpage', ?, '[]', ?, '', ?, '', '', '', 'en', '', ?, ?)",
            (
                (
                    each,
                    f"key{number}",
                    " ".join(chance.choices(words, k=7)).capitalize(),
                    f"site{number % 900}.example",
                    f"19{number % 100:02}-{number % 12 + 1:02}",
                    _STAMP,
                    _STAMP,
                )
                for number, (each, _) in enumerate(ids)
            ),
        )
        connection.executemany(
            "INSERT INTO article_tags VALUES (?, ?, ?)",
            ((each, f"tag{chance.randrange(60)}", place) for each, _ in ids for place in range(1)),
        )
        connection.executemany(
            "INSERT INTO readings (id, position, progress, opened) VALUES (?, 3, ?, ?)",
            ((each, chance.random(), _STAMP) for each, _ in ids if chance.random() < 0.3),
        )
        shelf_table.fill(connection)
        connection.commit()


def _desk(path: Path) -> Desk:
    settings = Settings(path.with_name("settings.ini"))
    workspace = Workspace(Library.open(path))
    return Desk(workspace, Findings(workspace), settings, Looks(settings), Jobs())


def _settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(0, loop.quit)
    loop.exec()
    QApplication.processEvents()


def _until(is_done: "object") -> float:
    """Return the milliseconds that pass until something is done, the window being served meanwhile."""
    begun = time.perf_counter()
    while not is_done():  # pyright: ignore[reportCallIssue]
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 5)
    return (time.perf_counter() - begun) * 1000


def _scrolled(panel: LibraryPanel) -> tuple[float, float]:
    """Return the median and the longest time of a step, wheel turns first and then jumps of the scroll bar."""
    bar, times = panel.list.verticalScrollBar(), list[float]()
    chance = random.Random(7)
    places = [*range(0, 12_000, 60), *(chance.randrange(bar.maximum() + 1) for _ in range(200))]
    gc.collect()
    for place in places:
        begun = time.perf_counter()
        bar.setValue(place)
        panel.list.viewport().repaint()
        times.append((time.perf_counter() - begun) * 1000)
        QApplication.processEvents()
    times.sort()
    return times[len(times) // 2], times[-1]


def _rearranged(panel: LibraryPanel, **changed: object) -> tuple[float, float]:
    """Return the longest stall of the event loop and the milliseconds until the new order is on the screen."""
    begun = time.perf_counter()
    longest, clock = 0.0, QElapsedTimer()
    clock.start()
    panel.model.show(replace(panel.model.listing, **changed))  # pyright: ignore[reportArgumentType]
    while True:
        longest = max(longest, clock.restart())
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 1)
        if not panel.model.is_loading:
            break
        time.sleep(0.0005)
    panel.list.viewport().repaint()
    longest = max(longest, clock.restart())
    return longest, (time.perf_counter() - begun) * 1000


def _trashed(desk: Desk, panel: LibraryPanel) -> float:
    row = panel.model.row(panel.model.index(3))
    if row is None:
        raise ValueError("an empty list")
    edit = shelving.put_away(desk.workspace.library, [row.id])
    begun = time.perf_counter()
    desk.workspace.do(edit)
    took = (time.perf_counter() - begun) * 1000
    _until(lambda: not panel.model.is_loading)
    return took


def _memory() -> float:
    """Return the megabytes that the process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 2**20
