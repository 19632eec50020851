"""A window over a large library against one over an empty one: from the start to the painted page, and the memory.

``POSTIL_BENCH_ARTICLES=1000,10000,100000`` measures the sizes named there; the libraries are those of bench_library.
"""

import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from figures import Figure
from generated_libraries import generated

from postil.storage.library import Library

ROUNDS = 5
_STARTED = """
import os, sys
import postil.__main__ as entry
import postil.app.window as window
made = window.Window.__init__
def watched(self, *arguments):
    made(self, *arguments)
    self.painted.connect(leave)
def leave():
    os._exit(0)
window.Window.__init__ = watched
entry.main(["--library", sys.argv[1]])
"""
_COMPLETE = """
import os, sys
from pathlib import Path
import postil.__main__ as entry
from PySide6.QtCore import QTimer
import postil.app.window as window
made = window.Window.__init__
def watched(self, *arguments):
    made(self, *arguments)
    self.completed.connect(wait)
def wait():
    QTimer.singleShot(8000, leave)
def leave():
    status = Path("/proc/self/status").read_text()
    print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")), flush=True)
    os._exit(0)
window.Window.__init__ = watched
entry.main(["--library", sys.argv[1]])
"""


def measure() -> list[Figure]:
    """Return the figures of each size; a window is open for eight seconds before its memory is looked at."""
    sizes = os.environ.get("POSTIL_BENCH_ARTICLES", "1000,10000")
    return [figure for size in sizes.split(",") for figure in _measured(int(size))]


def _measured(articles: int) -> list[Figure]:
    path, name = generated(articles), f"library of {articles:,} articles"
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        large, empty = Path(folder) / "large" / "library.postil", Path(folder) / "empty" / "library.postil"
        large.parent.mkdir()
        empty.parent.mkdir()
        shutil.copy(path, large)
        _open_one(large)
        Library.open(empty).close()
        times: dict[Path, list[float]] = {large: [], empty: []}
        for _ in range(ROUNDS):
            for library in (empty, large):
                begun = time.perf_counter()
                _run(_STARTED, library)
                times[library].append((time.perf_counter() - begun) * 1000)
        memory = int(_run(_COMPLETE, large)) / 1024
        bare = int(_run(_COMPLETE, empty)) / 1024
    opened, bare_opened = statistics.median(times[large]), statistics.median(times[empty])
    return [
        Figure(f"{name}: start to painted window", opened, "ms", 1000),
        Figure(f"{name}: the same with an empty library", bare_opened, "ms"),
        Figure(f"{name}: against an empty library", opened / bare_opened, "times", 1.3),
        Figure(f"{name}: memory of the window", memory, "MB", 300),
        Figure(f"{name}: memory of the window with an empty library", bare, "MB"),
    ]


def _open_one(path: Path) -> None:
    """Have the newest article be the one that was open last."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(
            "INSERT INTO readings (id, position, progress, opened) SELECT max(id), 0, 0.1, '2026-01-01' FROM articles"
        )
        connection.commit()


def _run(script: str, library: Path) -> str:
    """Run a window in a process of its own, with settings of its own; return what it prints."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(Path(__file__).parents[2] / "desktop"),
        "XDG_CONFIG_HOME": str(library.parent / "config"),
        "XDG_DATA_HOME": str(library.parent / "data"),
        "XDG_STATE_HOME": str(library.parent / "state"),
        "XDG_CACHE_HOME": str(library.parent / "cache"),
    }
    done = subprocess.run(
        [sys.executable, "-c", script, str(library)], env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    return done.stdout.strip().splitlines()[-1] if done.stdout.strip() else ""
