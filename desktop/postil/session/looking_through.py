"""All articles are looked through for names and dates that were not yet, one by one, while the reader reads on."""

import time
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from postil import analysis
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.session.jobs import Jobs
from postil.session.workspace import Workspace
from postil.storage.library import Library
from postil.storage.unsearched import Unsearched, count_unsearched, unsearched_text, unsearched_texts

if TYPE_CHECKING:
    from postil.session.findings import Findings

TOLD_EVERY = 15.0
"""Seconds after which views are told that more is known: a timeline of a large library takes its time."""

MOST_IN_A_ROW = 5
"""Articles that may fail one after the other before the rest is left: nothing works then."""


@dataclass(frozen=True, slots=True)
class LookingProgress:
    """``number`` of ``total`` texts is being looked through."""

    number: int
    total: int


class LookingThrough(QObject):
    """Has the texts of the library analysed that this version of the analyser has not looked through.

    The open article goes first: what is being looked through gives way to it, and begins anew after it. ``counted``
    carries how many articles were not looked through, and how many there are; ``progressed`` a LookingProgress, or None
    once nothing is looked through; ``widened`` tells that more of the library is known, now and then and at the end.
    """

    counted = Signal(int, int)
    progressed = Signal(object)
    widened = Signal()

    def __init__(self, workspace: Workspace, findings: "Findings", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._findings = findings
        self._jobs = Jobs(self)
        self._count_job = 0
        self._job = 0
        self._left: list[str] = []
        self._current = ""
        self._text: tuple[str, str] | None = None
        self._total = 0
        self._failed = 0
        self._in_a_row = 0
        self._told = 0.0
        self.running = False
        self.progress: LookingProgress | None = None
        findings.kept.connect(self._take)
        findings.missed.connect(self._skip)
        findings.unkept.connect(self.cancel)
        findings.progressed.connect(self._hear_progress)

    def count(self) -> None:
        """Have the articles counted beside the window; ``counted`` tells."""
        self._jobs.forget(self._count_job)
        work = partial(_count, self._workspace.library.path)
        self._count_job = self._jobs.run(work, self._tell_count, self._workspace.tell)

    def start(self) -> None:
        """Look through all that were not; nothing where that is under way."""
        if not self.running:
            self.running = True
            self._failed = self._in_a_row = 0
            self._told = time.monotonic()
            self._job = self._jobs.run(partial(_hashes, self._workspace.library.path), self._begin, self._give_up)

    def cancel(self) -> None:
        """Stop; what was looked through so far stays known."""
        if self.running:
            self._findings.leave(self._current)
            self._end()

    def close(self) -> None:
        """Stop for good and tell nobody."""
        self.running = False
        self._current = ""
        self._jobs.close()

    def _tell_count(self, found: Unsearched) -> None:
        self.counted.emit(found.missing, found.articles)

    def _begin(self, hashes: tuple[str, ...]) -> None:
        self._left = list(reversed(hashes))
        self._total = len(hashes)
        self._go_on()

    def _go_on(self) -> None:
        self._text = None
        if not self._left:
            self._finish()
            return
        self._current = self._left.pop()
        self._tell_progress(LookingProgress(self._total - len(self._left), self._total))
        work = partial(_read, self._workspace.library.path, self._current)
        self._job = self._jobs.run(work, self._look_at, self._give_up)

    def _look_at(self, text: tuple[str, str] | None) -> None:
        if text is None:
            # Deleted meanwhile, or looked through because it was opened.
            self._go_on()
            return
        self._text = text
        self._resume()

    def _resume(self) -> None:
        if self.running and self._text is not None:
            self._findings.look_at(self._current, *self._text)

    def _hear_progress(self, share: float | None) -> None:
        if share is None and self._text is not None:
            # The open article has what it wants, or will ask for it in a moment.
            QTimer.singleShot(0, self, self._resume)

    def _take(self, text_hash: str) -> None:
        if self.running and text_hash == self._current:
            self._in_a_row = 0
            if time.monotonic() - self._told > TOLD_EVERY:
                self._told = time.monotonic()
                self.widened.emit()
            self._go_on()

    def _skip(self, text_hash: str) -> None:
        if self.running and text_hash == self._current:
            self._failed += 1
            self._in_a_row += 1
            if self._in_a_row < MOST_IN_A_ROW:
                self._go_on()
            else:
                self._give_up(
                    Problem(
                        "The search for names and dates stopped in {number} articles, one after the other, so the rest "
                        "was left; try again after a restart of Postil.",
                        number=self._in_a_row,
                    )
                )

    def _give_up(self, problem: Problem) -> None:
        self._workspace.tell(problem)
        self._end()

    def _tell_progress(self, progress: LookingProgress | None) -> None:
        self.progress = progress
        self.progressed.emit(progress)

    def _finish(self) -> None:
        failed, total = self._failed, self._total
        self._end()
        if failed:
            sentence = count(
                "{number} article was skipped, since its search for names and dates stopped; all others were looked "
                "through.",
                "{number} articles were skipped, since their search for names and dates stopped; all others were "
                "looked through.",
                failed,
            )
        elif total:
            sentence = say("All articles have been looked through for names and dates.")
        else:
            sentence = say("All articles had been looked through already.")
        self._workspace.told.emit(sentence)

    def _end(self) -> None:
        self._jobs.forget(self._job)
        self.running = False
        self._left, self._current, self._text = [], "", None
        self._tell_progress(None)
        self.widened.emit()
        self.count()


def _count(path: Path) -> Unsearched:
    library = Library.open_for_reading(path)
    try:
        return count_unsearched(library, analysis.VERSION)
    finally:
        library.close()


def _hashes(path: Path) -> tuple[str, ...]:
    library = Library.open_for_reading(path)
    try:
        return unsearched_texts(library, analysis.VERSION)
    finally:
        library.close()


def _read(path: Path, text_hash: str) -> tuple[str, str] | None:
    library = Library.open_for_reading(path)
    try:
        return unsearched_text(library, analysis.VERSION, text_hash)
    finally:
        library.close()
