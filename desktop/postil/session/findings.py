"""What is known of the open article's people, places and dates, as the reader's judgements have it."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from postil.domain.edits import Edit
from postil.domain.problems import Busy, Problem
from postil.domain.quiet import without_collecting
from postil.domain.records import Revision
from postil.session.jobs import Jobs
from postil.session.workspace import OpenArticle, Workspace

if TYPE_CHECKING:
    from collections.abc import Callable

    from postil.domain.entities import Analysis
    from postil.domain.unmasking import Identified
    from postil.services.hiding import Hidden
    from postil.session.looking_through import LookingThrough
    from postil.session.worker import AnalysisDone, AnalysisFailed, AnalysisProcess, AnalysisProgress

LONG = 200_000
"""Characters of kept findings (JSON) above which they are read on the pool."""

KEPT_AGAIN = 500
"""Milliseconds after which findings are kept that came while another program was writing to the library."""

UNHURRIED = 400
"""Milliseconds after which a book's findings are read: its cards and marks come first, and do not share the
interpreter with that."""


class Findings(QObject):
    """Follows the open article: kept findings at once, else a new analysis in its own process.

    What an earlier version of the analyser found is shown, and ``renewing`` says so, until the new analysis is there.
    ``changed`` carries the judged Analysis, or None while nothing is known; ``progressed`` a share from 0 to 1, or
    None when no analysis is running; ``failed`` one sentence. ``kept`` and ``missed`` carry the hash of any text that
    was looked through, or could not be; ``unkept`` tells that the library took no findings. ``looking`` carries how far
    the search through all articles is, and ``widened`` tells that it found more, as LookingThrough says.
    """

    changed = Signal(object)
    progressed = Signal(object)
    failed = Signal(str)
    kept = Signal(str)
    missed = Signal(str)
    unkept = Signal()
    looking = Signal(object)
    widened = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._has_process = False
        self._jobs = Jobs(self)
        self._job = 0
        self._wanted = ""
        self._keeping: set[str] = set()
        self._raw: Analysis | None = None
        self.renewing = False
        self.analysis: Analysis | None = None
        workspace.article_opened.connect(self._follow)
        workspace.changed.connect(self._hear)

    @cached_property
    def _process(self) -> AnalysisProcess:
        # What has to do with the process is loaded when the first article wants it, after its page.
        from postil.session.worker import AnalysisProcess

        process = AnalysisProcess(self)
        process.progressed.connect(self._progress)
        process.finished.connect(self._finish)
        process.failed.connect(self._fail)
        self._has_process = True
        return process

    @cached_property
    def through(self) -> LookingThrough:
        """What looks through all articles; the open one goes before them."""
        from postil.session.looking_through import LookingThrough

        through = LookingThrough(self._workspace, self, self)
        through.progressed.connect(self.looking)
        through.widened.connect(self.widened)
        return through

    @property
    def is_looking(self) -> bool:
        """Whether all articles are being looked through."""
        return "through" in self.__dict__ and self.through.running

    @property
    def running(self) -> bool:
        """Whether the open article is being analysed."""
        return self._has_process and self._is_open(self._process.busy_with)

    def look_at(self, text_hash: str, text: str, language: str) -> None:
        """Analyse any text of the library and keep what is found, unless the open article is being analysed."""
        if not self.running and text_hash not in self._keeping:
            self._process.request(text_hash, text, language)

    def leave(self, text_hash: str) -> None:
        """Give up the analysis of a text that is not open."""
        if self._has_process and self._process.busy_with == text_hash and not self._is_open(text_hash):
            self._process.cancel()

    @property
    def raw(self) -> Analysis | None:
        """What was found in the open article, without the reader's judgements."""
        return self._raw

    def masks(self) -> tuple[Identified, ...]:
        """Return the masks of the open article with what the reader said of them."""
        opened, known = self._workspace.open, self.analysis
        if opened is None or known is None or not known.masks:
            return ()
        from postil.domain.unmasking import identified
        from postil.services.analysing import judgements_on

        return identified(known, judgements_on(self._workspace.library, opened.revision))

    def hidden(self) -> tuple[Hidden, ...]:
        """Return what the reader rejected of what was found in the open article."""
        opened = self._workspace.open
        if opened is None or self._raw is None:
            return ()
        from postil.services.hiding import hidden

        return hidden(self._workspace.library, opened.revision, self._raw)

    def analyse_again(self) -> None:
        """Analyse the open article anew, whatever is kept."""
        if self._workspace.open is not None:
            self._request(self._workspace.open.revision)

    def cancel(self) -> None:
        """Give up the running analysis; what it had found so far stays in view, unkept."""
        if self.running:
            given_up = self._process.busy_with
            self._process.cancel()
            self.missed.emit(given_up)
        self.progressed.emit(None)

    def close(self) -> None:
        """End the analysis process."""
        if "through" in self.__dict__:
            self.through.close()
        if self._has_process:
            self._process.close()
        self._jobs.close()

    def _follow(self, opened: OpenArticle | None) -> None:
        if self._has_process and self._process.busy_with == self._wanted:
            self._process.cancel()
        self._wanted = ""
        self.renewing = False
        self.progressed.emit(None)
        self._jobs.forget(self._job)
        self._show(None)
        if opened is not None:
            self._workspace.turns.when_shown(self._take_turn)

    def _take_turn(self) -> None:
        # After the cards and marks: what is read on the pool meanwhile would slow them down.
        self._workspace.turns.when_free(self._look_up)

    def _look_up(self) -> None:
        """Show what is kept of the open article, or have it analysed."""
        from postil.services import analysing

        opened = self._workspace.open
        if opened is None:
            return
        try:
            kept = analysing.kept_lines(self._workspace.library, opened.revision)
        except Problem as problem:
            self._workspace.tell(problem)
            kept = None
        if kept is None:
            self._renew(opened.revision)
        elif len(kept) < LONG:
            self._take_kept(analysing.read_kept(kept))
        else:
            QTimer.singleShot(UNHURRIED, partial(self._read_beside, opened.revision, kept, self._take_kept))

    def _renew(self, revision: Revision) -> None:
        """Have the open article analysed, with what an earlier version of the analyser found in view meanwhile."""
        from postil.services import analysing

        try:
            old = analysing.outdated_lines(self._workspace.library, revision)
        except Problem:
            old = None  # it was told of already
        self._request(revision)
        if old is not None and len(old) < LONG:
            self._take_outdated(analysing.read_kept(old))
        elif old is not None:
            QTimer.singleShot(UNHURRIED, partial(self._read_beside, revision, old, self._take_outdated))

    def _take_outdated(self, old: Analysis | None) -> None:
        if old is not None and self.running:
            self.renewing = True
            self.progressed.emit(0.0)
            self._show(old)

    def _read_beside(self, revision: Revision, kept: str, take: Callable[[Analysis | None], None]) -> None:
        from postil.services import analysing

        if self._workspace.open is not None and self._workspace.open.revision is revision:
            self._job = self._jobs.run(partial(analysing.read_kept, kept), take, self._workspace.tell)

    def _take_kept(self, kept: Analysis | None) -> None:
        opened = self._workspace.open
        if kept is not None:
            self._show(kept)
        elif opened is not None:
            self._request(opened.revision)

    def _request(self, revision: Revision) -> None:
        self._wanted = revision.text_hash
        self.progressed.emit(0.0)
        self._process.request(revision.text_hash, revision.document.text, revision.language)

    def _hear(self, edit: Edit) -> None:
        from postil.domain.records import Judgement

        if edit.touched(Judgement):
            self._show(self._raw)

    def _progress(self, progress: AnalysisProgress) -> None:
        if self._is_open(progress.text_hash):
            self.progressed.emit(progress.fraction)
            if progress.partial is not None and not self.renewing:
                self._show(progress.partial)

    def _finish(self, done: AnalysisDone) -> None:
        from postil.services import analysing

        written = partial(analysing.to_lines, done.analysis)
        self._keeping.add(done.text_hash)
        self._jobs.run(written, partial(self._keep, done), partial(self._miss, done.text_hash))
        if self._is_open(done.text_hash):
            self.renewing = False
            self.progressed.emit(None)
            self._show(done.analysis)

    def _keep(self, done: AnalysisDone, lines: str) -> None:
        from postil.services import analysing

        try:
            analysing.keep(self._workspace.library, done.text_hash, done.analysis.version, lines)
        except Busy:
            QTimer.singleShot(KEPT_AGAIN, self, partial(self._keep, done, lines))
        except Problem as problem:
            self._miss(done.text_hash, problem)
        else:
            self._keeping.discard(done.text_hash)
            self.kept.emit(done.text_hash)

    def _miss(self, text_hash: str, problem: Problem) -> None:
        self._keeping.discard(text_hash)
        self._workspace.tell(problem)
        self.unkept.emit()

    def _fail(self, failure: AnalysisFailed) -> None:
        if self._is_open(failure.text_hash):
            self.progressed.emit(None)
            self.failed.emit(failure.sentence)
        self.missed.emit(failure.text_hash)

    def _is_open(self, text_hash: str) -> bool:
        opened = self._workspace.open
        return opened is not None and opened.revision.text_hash == text_hash

    def _show(self, raw: Analysis | None) -> None:
        self._raw = raw
        opened = self._workspace.open
        if raw is None or opened is None:
            self.analysis = None
        else:
            from postil.services import analysing

            self.analysis = analysing.judged(self._workspace.library, opened.revision, raw)
        with without_collecting():
            self.changed.emit(self.analysis)
