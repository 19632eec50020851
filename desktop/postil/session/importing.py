"""From files, pasted text and addresses to articles: read beside the window, received on its thread, then opened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from postil.domain.problems import Problem
from postil.domain.sources import Imported, Source
from postil.domain.wording import count, say
from postil.session.desk import Desk


@dataclass(frozen=True, slots=True)
class Arrived:
    """An article that was brought in, or that ``was_known`` and was there already."""

    article_id: str
    title: str
    was_known: bool


@dataclass(frozen=True, slots=True)
class ImportProgress:
    """How far an import is: ``done`` of ``total`` sources, and the ``name`` of the one being read."""

    done: int
    total: int
    name: str


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """How an import ended: what arrived, and what the sources that did not arrive were stopped by."""

    arrived: tuple[Arrived, ...]
    problems: tuple[Problem, ...]
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class _Task:
    name: str
    load: Callable[[], Source]


class ImportFlow(QObject):
    """Brings sources in one after the other and opens the first article that arrives.

    ``imported`` carries an Arrived for each; ``failed`` one Problem at the end where anything did not arrive;
    ``progressed`` an ImportProgress, or None when nothing is being read any more; ``finished`` the ImportOutcome.
    A problem of the library's is told by the workspace, ends the import and is no ``failed``.
    """

    imported = Signal(object)
    failed = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = desk.workspace
        self._jobs = desk.jobs
        self._tasks: list[_Task] = []
        self._done = 0
        self._job = 0
        self._arrived: list[Arrived] = []
        self._problems: list[Problem] = []

    @property
    def running(self) -> bool:
        """Whether something is being read."""
        return bool(self._tasks)

    def import_files(self, paths: Iterable[Path | str]) -> None:
        """Bring files in, in this order."""
        self._add(_Task(Path(path).name, partial(_load_file, Path(path))) for path in paths)

    def import_text(self, text: str, html: str = "") -> None:
        """Bring pasted text in, or the HTML that was pasted with it."""
        self._add([_Task(say("the pasted text"), partial(_load_pasted, text, html))])

    def import_url(self, url: str) -> None:
        """Fetch the page at ``url`` (http or https) and bring its article in."""
        self._add([_Task(url.strip(), partial(_load_url, url.strip()))])

    def import_source(self, name: str, load: Callable[[], Source]) -> None:
        """Bring in what ``load`` gives on a thread of the pool; ``name`` is what the wait is called."""
        self._add([_Task(name, load)])

    def cancel(self) -> None:
        """Give up what has not arrived yet; what arrived stays."""
        if self._tasks:
            self._jobs.forget(self._job)
            self._end(cancelled=True)

    def _add(self, tasks: Iterable[_Task]) -> None:
        waiting = bool(self._tasks)
        self._tasks.extend(tasks)
        if self._tasks and not waiting:
            self._next()

    def _next(self) -> None:
        if self._done == len(self._tasks):
            self._end()
            return
        task = self._tasks[self._done]
        self.progressed.emit(ImportProgress(self._done, len(self._tasks), task.name))
        self._job = self._jobs.run(partial(_read, task.load), self._receive, self._note_problem)

    def _receive(self, read: "_Read") -> None:
        from postil.services import importing

        try:
            arrival = importing.receive(self._workspace.library, read.source, read.imported)
        except Problem as problem:
            self._note_problem(problem)
            return
        if not arrival.was_known and not self._workspace.do(arrival.edit):
            # The workspace has said why; the next source would meet the same.
            self._end(cancelled=True)
            return
        item = self._workspace.library.item(arrival.article_id)
        arrived = Arrived(arrival.article_id, item.title if item else "", arrival.was_known)
        self._arrived.append(arrived)
        self.imported.emit(arrived)
        if len(self._arrived) == 1:
            self._workspace.open_article(arrived.article_id)
        self._advance()

    def _note_problem(self, problem: Problem) -> None:
        self._problems.append(problem)
        self._advance()

    def _advance(self) -> None:
        # A listener may have cancelled meanwhile.
        if self._tasks:
            self._done += 1
            self._next()

    def _end(self, *, cancelled: bool = False) -> None:
        outcome = ImportOutcome(tuple(self._arrived), tuple(self._problems), cancelled)
        total = len(self._tasks)
        self._tasks.clear()
        self._arrived.clear()
        self._problems.clear()
        self._done = 0
        self.progressed.emit(None)
        if outcome.arrived:
            self._workspace.told.emit(arrival_sentence(outcome.arrived))
        if outcome.problems:
            self.failed.emit(_one_problem(outcome.problems, total))
        self.finished.emit(outcome)


def arrival_sentence(arrived: tuple[Arrived, ...]) -> str:
    """Return what the status bar says of articles that arrived."""
    if len(arrived) == 1:
        sentence = "“{title}” is in your library already; here it is." if arrived[0].was_known else "Came in: “{title}”"
        return say(sentence, title=arrived[0].title)
    new = sum(not each.was_known for each in arrived)
    if new == len(arrived):
        return count("{number} article came in.", "{number} articles came in.", new)
    if not new:
        return say("All of these articles are in your library already.")
    known = len(arrived) - new
    return count(
        "{number} article came in; {known} were there.",
        "{number} articles came in; {known} were there.",
        new,
        known=known,
    )


def _one_problem(problems: tuple[Problem, ...], total: int) -> Problem:
    if len(problems) == 1:
        return problems[0]
    return Problem(
        "{number} of {total} files did not come in. The first: {sentence}",
        number=len(problems),
        total=total,
        sentence=problems[0],
    )


@dataclass(frozen=True, slots=True)
class _Read:
    source: Source
    imported: Imported


def _read(load: Callable[[], Source]) -> _Read:
    """Load and parse one source, on a thread of the pool."""
    from postil.importers import read

    source = load()
    imported = read(source)
    # Computed here, kept with the document, so that the window's thread need not.
    _ = imported.document.text_hash, imported.document.words
    return _Read(source, imported)


def _load_file(path: Path) -> Source:
    from postil.importers.files import load

    return load(path)


def _load_pasted(text: str, html: str) -> Source:
    from postil.importers import pasted

    return pasted(text, html)


def _load_url(url: str) -> Source:
    from postil.importers.fetching import fetch

    return fetch(url)
