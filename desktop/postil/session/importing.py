"""Files, folders, pasted text and addresses become articles: read apart, received on the window's thread, opened."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMetaMethod, QObject, QTimer, Signal

from postil.domain.edits import Edit
from postil.domain.problems import Busy, Problem
from postil.domain.sources import Source
from postil.domain.wording import say
from postil.importers.folders import FolderFiles
from postil.services.importing import Arrival, receive
from postil.services.reading import ReadingProcess
from postil.services.revising import newer_place
from postil.session.arrivals import Arrived, Failure, ImportOutcome, ImportProgress, PasswordWish, arrival_sentence
from postil.session.desk import Desk
from postil.session.revising import Revisions
from postil.session.sources import Loaded, Locked, Ready, load_file, load_pasted, load_url, read_apart

NOTHING = Edit("", ())
"""Leaves the library as it is."""

IDLE_MILLISECONDS = 120_000
"""How long the process that reads is kept for the next source."""
_ATTEMPTS = 150
"""How often one source is offered to a library that another program is writing to."""
_PAUSE = 250
"""Milliseconds between two such attempts."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A source to come: its ``name`` for the reader, where it is (a path or address, or ""), and what gives it.

    ``article_id`` is the article that it is a newer version of, where the reader asked for one.
    """

    name: str
    place: str
    load: Callable[[], Loaded]
    article_id: str = ""


class ImportFlow(QObject):
    """Brings sources in one after the other and opens the first article that arrives.

    ``imported`` carries an Arrived for each; ``failed`` one Problem at the end where anything did not arrive;
    ``progressed`` an ImportProgress, or None when nothing is being read any more; ``finished`` the ImportOutcome.
    ``password_needed`` carries a PasswordWish for a source that is locked: whoever hears it calls ``unlock``, now or
    later, and everything waits for that; where nobody listens, the source fails. A problem of the library's is told
    by the workspace, ends the import and is no ``failed``.

    ``revision_offered`` carries an Offer for a source that is likely a newer version of an article: ``revisions`` takes
    the reader's answer, and nothing waits for it. Where nobody listens, it becomes an article of its own.
    ``restore_offered`` carries the ids of articles that were asked for and are in the trash.
    """

    imported = Signal(object)
    failed = Signal(object)
    progressed = Signal(object)
    password_needed = Signal(object)
    revision_offered = Signal(object)
    restore_offered = Signal(object)
    finished = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = desk.workspace
        self._jobs = desk.jobs
        self.revisions = Revisions(desk, self)
        self.revisions.revision_offered.connect(self.revision_offered)
        self._reader = ReadingProcess()
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MILLISECONDS)
        self._idle.timeout.connect(self._end_reader)
        self._tasks: list[_Task] = []
        self._done = 0
        self._job = 0
        self._locked: Locked | None = None
        self._waiting: Ready | None = None
        self._attempts = 0
        self._arrived: list[Arrived] = []
        self._failures: list[Failure] = []

    @property
    def running(self) -> bool:
        """Whether something is being read."""
        return bool(self._tasks)

    def import_files(self, paths: Iterable[Path | str]) -> None:
        """Bring files in, and all that can be read in folders, in this order."""
        self._add(_Task(Path(path).name or str(path), str(path), partial(load_file, Path(path))) for path in paths)

    def import_text(self, text: str, html: str = "") -> None:
        """Bring pasted text in, or the HTML that was pasted with it."""
        self._add([_Task(say("the pasted text"), "", partial(load_pasted, text, html))])

    def import_url(self, *urls: str) -> None:
        """Fetch the pages at ``urls`` (http or https) and bring their articles in."""
        self._add(_Task(url.strip(), url.strip(), partial(load_url, url.strip())) for url in urls)

    def import_source(self, name: str, load: Callable[[], Source]) -> None:
        """Bring in what ``load`` gives on a thread of the pool; ``name`` is what the wait is called."""
        self._add([_Task(name, "", load)])

    def check_for_newer(self, article_id: str) -> None:
        """Look where an article came from, and offer what stands there now if it is not what is known."""
        try:
            place = newer_place(self._workspace.library, article_id)
        except Problem as problem:
            self._workspace.tell(problem)
            return
        is_address = place.lower().startswith(("http://", "https://"))
        load = partial(load_url, place) if is_address else partial(load_file, Path(place))
        self._add([_Task(place if is_address else Path(place).name, place, load, article_id)])

    def import_version(self, article_id: str, path: Path) -> None:
        """Offer what is in the file at ``path`` as a newer version of an article."""
        self._add([_Task(path.name, str(path), partial(load_file, path), article_id)])

    def unlock(self, password: str | None) -> None:
        """Answer ``password_needed``: try ``password``, or leave the source where that is None."""
        locked, self._locked = self._locked, None
        if locked is None:
            return
        if password is None:
            self._note_problem(locked.problem)
        else:
            source = replace(locked.source, password=password)
            self._run(lambda: source)

    def warm(self) -> None:
        """Start the process that reads: the reader is about to ask for it."""
        if not self.running:
            self._jobs.run(self._reader.start, self._rest, self._rest)

    def cancel(self) -> None:
        """Give up what has not arrived yet; what arrived stays."""
        if self._tasks:
            self._jobs.forget(self._job)
            self._end_reader()
            had_ended = bool(self._arrived or self._failures)
            self._end(cancelled=True)
            if not had_ended:
                self._workspace.told.emit(say("The import was stopped; nothing came in."))

    def close(self) -> None:
        """Give up what has not arrived yet, and end the process that reads."""
        self.cancel()
        self._end_reader()

    def _end_reader(self) -> None:
        """End the process, whatever it is at; the next source gets a new one."""
        self._idle.stop()
        self._reader.close()
        self._reader = ReadingProcess()

    def _rest(self, _: object = None) -> None:
        """Keep the process for a while."""
        if not self.running:
            self._idle.start()

    def _add(self, tasks: Iterable[_Task]) -> None:
        waiting = bool(self._tasks)
        self._tasks.extend(tasks)
        if self._tasks and not waiting:
            self._idle.stop()
            self._next()

    def _next(self) -> None:
        if self._done == len(self._tasks):
            self._end()
            return
        self._tell_progress()
        self._run(self._tasks[self._done].load)

    def _tell_progress(self) -> None:
        self.progressed.emit(ImportProgress(self._done, len(self._tasks), self._tasks[self._done].name))

    def _run(self, load: Callable[[], Loaded]) -> None:
        self._job = self._jobs.run(partial(read_apart, self._reader, load), self._take, self._note_problem)

    def _take(self, outcome: Ready | Locked | FolderFiles) -> None:
        if isinstance(outcome, Ready):
            self._receive(outcome)
        elif isinstance(outcome, Locked):
            self._ask_password(outcome)
        else:
            self._unfold(outcome)

    def _unfold(self, folder: FolderFiles) -> None:
        """Put the files of a folder in the place of the folder."""
        tasks = [_Task(path.name, str(path), partial(load_file, path)) for path in folder.files]
        self._tasks[self._done : self._done + 1] = tasks
        for path in folder.closed:
            problem = Problem("“{name}” may not be looked into: ask its owner for permission.", name=path.name)
            self._failures.append(Failure(path.name, str(path), problem))
        self._next()

    def _ask_password(self, locked: Locked) -> None:
        if not self.isSignalConnected(QMetaMethod.fromSignal(self.password_needed)):
            self._note_problem(locked.problem)
            return
        self._locked = locked
        self.password_needed.emit(
            PasswordWish(self._tasks[self._done].name, locked.problem, again=bool(locked.source.password))
        )

    def _receive(self, ready: Ready) -> None:
        task = self._tasks[self._done]
        if task.article_id:
            self.revisions.offer_as(task.article_id, task.name, ready.source, ready.imported)
            self._advance()
            return
        arrivals: list[Arrival] = []
        asks = self.isSignalConnected(QMetaMethod.fromSignal(self.revision_offered))

        def make() -> Edit:
            # Asked once more where the command line brought in an article with the same citation key just now.
            arrivals.append(receive(self._workspace.library, ready.source, ready.imported))
            return NOTHING if asks and arrivals[-1].kin else arrivals[-1].edit

        try:
            is_done = self._workspace.do_anew(make)
        except Busy as problem:
            self._wait_for_library(ready, problem)
            return
        except Problem as problem:
            self._note_problem(problem)
            return
        arrival = arrivals[-1]
        if asks and arrival.kin:
            self.revisions.offer(arrival.kin, task.name, ready.source, ready.imported)
            self._advance()
            return
        if not is_done and not arrival.was_known:
            # The workspace has said why; the next source would meet the same.
            self._end(cancelled=True)
            return
        item = self._workspace.library.item(arrival.article_id)
        title = item.title if item else ""
        arrived = Arrived(arrival.article_id, title, arrival.how, task.name, in_trash=arrival.in_trash)
        self._arrived.append(arrived)
        self.imported.emit(arrived)
        if len(self._arrived) == 1:
            self._workspace.open_article(arrived.article_id)
        self._advance()

    def _wait_for_library(self, ready: Ready, problem: Problem) -> None:
        """Try once more in a moment: commands that add many sources hold the library one after the other."""
        self._attempts += 1
        if self._attempts > _ATTEMPTS:
            self._workspace.tell(problem)
            self._end(cancelled=True)
            return
        self._waiting = ready
        QTimer.singleShot(_PAUSE, self, self._receive_again)

    def _receive_again(self) -> None:
        ready, self._waiting = self._waiting, None
        # A listener may have cancelled meanwhile.
        if ready is not None and self._tasks:
            self._receive(ready)

    def _note_problem(self, problem: Problem) -> None:
        task = self._tasks[self._done]
        self._failures.append(Failure(task.name, task.place, problem))
        self._advance()

    def _advance(self) -> None:
        # A listener may have cancelled meanwhile.
        if self._tasks:
            self._attempts = 0
            self._done += 1
            self._next()

    def _end(self, *, cancelled: bool = False) -> None:
        outcome = ImportOutcome(tuple(self._arrived), tuple(self._failures), cancelled)
        # A folder that may not be looked into was no source of its own.
        total = max(0 if cancelled else len(self._tasks), len(self._arrived) + len(self._failures))
        self._tasks.clear()
        self._arrived.clear()
        self._failures.clear()
        self._locked = self._waiting = None
        self._attempts = 0
        self._done = 0
        self._rest()
        self.progressed.emit(None)
        if outcome.arrived:
            self._workspace.told.emit(arrival_sentence(outcome.arrived))
        trashed = tuple(each.article_id for each in outcome.arrived if each.in_trash)
        if trashed:
            self.restore_offered.emit(trashed)
        if outcome.failures:
            self.failed.emit(_one_problem(outcome.failures, total))
        self.finished.emit(outcome)


def _one_problem(failures: tuple[Failure, ...], total: int) -> Problem:
    if len(failures) == 1:
        return failures[0].problem
    return Problem(
        "{number} of {total} files did not come in. The first: {sentence}",
        number=len(failures),
        total=total,
        sentence=failures[0].problem,
    )
