"""Exports beside the window: a thread of their own reads the library, the window's thread hears how far they are."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from postil.domain.problems import Problem
from postil.services import exporting
from postil.services.exporting import Exported
from postil.session.desk import Desk
from postil.storage.library import Library
from postil.storage.shelf import shelf

PREVIEWED = 4_000
"""Characters of an export's beginning that a preview shows."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far an export is: ``done`` of ``total`` articles."""

    done: int
    total: int


class ExportFlow(QObject):
    """Previews and writes exports from a second, reading connection to the library.

    ``surveyed`` carries the ids of all articles, newest first; ``previewed`` the beginning of what would be written,
    or the Problem in its way; ``progressed`` an ExportProgress; ``finished`` an Exported; ``failed`` a Problem.
    """

    surveyed = Signal(object)
    previewed = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = desk.workspace.library.path
        self._jobs = desk.jobs
        self._survey = 0
        self._preview = 0
        self._export = 0
        self._stopped = threading.Event()

    @property
    def running(self) -> bool:
        """Whether an export is being written."""
        return bool(self._export)

    def survey(self) -> None:
        """Find out which articles there are."""
        self._survey = self._jobs.run(
            partial(_with_library, self._path, _all_articles), self.surveyed.emit, self.failed.emit
        )

    def preview(self, article_ids: Sequence[str], format_name: str) -> None:
        """Render the articles for a look at the beginning; the newest wish wins."""
        self._jobs.forget(self._preview)
        work = partial(_beginning, tuple(article_ids), format_name)
        self._preview = self._jobs.run(
            partial(_with_library, self._path, work), self.previewed.emit, self.previewed.emit
        )

    def export(self, article_ids: Sequence[str], format_name: str, path: Path) -> None:
        """Write the articles to ``path``: a file, or a folder for a file each."""
        if self.running:
            return
        self._stopped = threading.Event()
        work = partial(_write, tuple(article_ids), format_name, path, partial(self._tell, self._stopped))
        self._export = self._jobs.run(partial(_with_library, self._path, work), self._finish, self._fail)

    def cancel(self) -> None:
        """Stop after the article that is being written; ``finished`` says what was."""
        self._stopped.set()

    def close(self) -> None:
        """Stop, and let nothing more be heard."""
        self._stopped.set()
        for job in (self._survey, self._preview, self._export):
            self._jobs.forget(job)
        self._export = 0

    def _tell(self, stopped: threading.Event, done: int, total: int) -> bool:
        # Called on the pool's thread: the signal carries it over.
        if not stopped.is_set():
            self.progressed.emit(ExportProgress(done, total))
        return not stopped.is_set()

    def _finish(self, exported: Exported) -> None:
        self._export = 0
        self.finished.emit(exported)

    def _fail(self, problem: Problem) -> None:
        self._export = 0
        self.failed.emit(problem)


def _with_library(path: Path, work: Callable[[Library], T]) -> T:
    library = Library.open_for_reading(path)
    try:
        return work(library)
    finally:
        library.close()


def _all_articles(library: Library) -> tuple[str, ...]:
    return tuple(row.id for row in shelf(library))


def _beginning(article_ids: tuple[str, ...], format_name: str, library: Library) -> str:
    text = exporting.render(library, article_ids, format_name)
    if len(text) <= PREVIEWED:
        return text
    return text[: text.rfind("\n", 0, PREVIEWED) + 1] + "…"


def _write(
    article_ids: tuple[str, ...], format_name: str, path: Path, progress: exporting.Progress, library: Library
) -> Exported:
    return exporting.export(library, article_ids, format_name, path, progress)
