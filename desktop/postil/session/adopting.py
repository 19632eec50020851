"""Highlights of other programs on their way into the library: read apart, placed beside the window, then applied."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from postil.domain.problems import Problem
from postil.domain.wording import count
from postil.session.desk import Desk

if TYPE_CHECKING:
    from postil.services.adopting import Adoption
    from postil.services.reading import ReadingProcess

_HEAD = 64 * 1024
"""Bytes of a text or page that are looked at to tell highlights from an article."""


@dataclass(frozen=True, slots=True)
class AdoptionOutcome:
    """How it ended: what came in, None for nothing at all, and what the files that did not were stopped by.

    ``paths`` are the files that were given.
    """

    adoption: "Adoption | None"
    problems: tuple[Problem, ...]
    paths: tuple[Path, ...] = ()


class AdoptionFlow(QObject):
    """Brings the highlights in files of other programs in, as one step that can be undone.

    ``finished`` carries the AdoptionOutcome once it is in the library; a problem of the library's is told by the
    workspace and ends it without one.
    """

    finished = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = desk.workspace
        self._jobs = desk.jobs
        self._job = 0
        self._reader: ReadingProcess | None = None

    @property
    def running(self) -> bool:
        """Whether files are being read."""
        return self._reader is not None

    def adopt_deleted(self, paths: Iterable[Path | str]) -> None:
        """Bring in what is highlighted in these files, and what the reader deleted of it too."""
        self.adopt_files(paths, deleted_too=True)

    def adopt_files(self, paths: Iterable[Path | str], *, deleted_too: bool = False) -> None:
        """Bring in what is highlighted in these files, after what is being read has been given up.

        What the reader deleted of it stays away, unless ``deleted_too``.
        """
        from postil.services.children import worker_command
        from postil.services.reading import ReadingProcess

        self.cancel()
        given = tuple(Path(path) for path in paths)
        self._reader = ReadingProcess(worker_command("marks"))
        said = count("Reading highlights in {number} file…", "Reading highlights in {number} files…", len(given))
        self._workspace.told.emit(said)
        work = partial(_read_and_place, self._reader, self._workspace.library.path, given, deleted_too)
        self._job = self._jobs.run(work, self._receive, self._fail)

    def sort_out(self, paths: Sequence[Path], done: Callable[[tuple[list[Path], list[Path]]], None]) -> None:
        """Call ``done`` with those of the files that hold highlights of other programs, and the others."""
        self._jobs.run(partial(_sorted_out, tuple(paths)), done, self._workspace.tell)

    def cancel(self) -> None:
        """Give up what is being read; nothing of it comes in."""
        if self._reader is not None:
            self._jobs.forget(self._job)
            self._reader.close()
            self._reader = None

    def _receive(self, outcome: AdoptionOutcome) -> None:
        self._end()
        adoption = outcome.adoption
        if adoption is not None:
            if adoption.edit.changes and not self._workspace.do(adoption.edit):
                return
            from postil.services.adoption_report import headline

            self._workspace.told.emit(headline(adoption))
        self.finished.emit(outcome)

    def _fail(self, problem: Problem) -> None:
        self._end()
        self._workspace.tell(problem)

    def _end(self) -> None:
        if self._reader is not None:
            self._reader.close()
            self._reader = None


def _read_and_place(
    reader: "ReadingProcess", library: Path, paths: tuple[Path, ...], deleted_too: bool
) -> AdoptionOutcome:
    """Read the files and place what is in them, on a thread of the pool, through a connection of its own."""
    from postil.domain.foreign import ForeignWork
    from postil.importers.files import pick_up
    from postil.services.adopting import adopt
    from postil.storage.library import Library

    works: list[ForeignWork] = []
    problems: list[Problem] = []
    for path in paths:
        try:
            works += reader.read_marks(pick_up(path))
        except Problem as problem:
            problems.append(problem)
    if not works:
        return AdoptionOutcome(None, tuple(problems), paths)
    other = Library.open_for_reading(library)
    try:
        return AdoptionOutcome(adopt(other, works, deleted_too=deleted_too), tuple(problems), paths)
    finally:
        other.close()


def _sorted_out(paths: tuple[Path, ...]) -> tuple[list[Path], list[Path]]:
    marks = [path for path in paths if _holds_marks(path)]
    return marks, [path for path in paths if path not in marks]


def _holds_marks(path: Path) -> bool:
    from postil.domain.sources import Source
    from postil.importers.files import pick_up
    from postil.importers.marks import MARK_FORMATS, recognises

    suffix = path.suffix.lower()
    if not any(suffix in each.extensions for each in MARK_FORMATS):
        return False
    try:
        source = pick_up(path)
    except Problem:
        # Whoever brings it in as an article says what is wrong with it.
        return False
    if suffix in {".txt", ".html", ".htm"}:
        source = Source("file", source.content[:_HEAD], name=source.name, location=source.location)
    return recognises(source)


def outcome_problem(outcome: AdoptionOutcome) -> Problem | None:
    """Return the problem of an outcome that has nothing else to tell, None where it has."""
    if outcome.adoption is not None or not outcome.problems:
        return None
    if len(outcome.problems) == 1:
        return outcome.problems[0]
    return Problem(
        "None of the {number} files came in. The first: {sentence}",
        number=len(outcome.problems),
        sentence=outcome.problems[0],
    )
