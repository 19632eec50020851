"""Exports beside the window: a thread of their own reads the library, the window's thread hears how far they are."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.exporters.options import ExportOptions, MadeFile
from postil.exporters.templating import TemplateFault
from postil.services import exporting
from postil.services.export_citations import ExportCitations
from postil.services.exporting import Exported
from postil.services.rewriting import Rewriting, carry_out, remember
from postil.session.desk import Desk
from postil.storage.library import Library
from postil.storage.shelf import kept_articles

PREVIEWED = 8_000
"""Characters of an export's beginning that a preview shows."""

LISTED = 8
"""Names of files that a preview of a folder shows."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ExportProgress:
    """How far an export is: ``done`` of ``total`` articles."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Previewed:
    """How an export begins; ``faults`` are what is wrong with the reader's template, by line."""

    text: str
    faults: tuple[TemplateFault, ...] = ()


@dataclass(frozen=True, slots=True)
class _Wish:
    article_ids: tuple[str, ...]
    options: ExportOptions
    path: Path
    progress: exporting.Progress
    manner: exporting.Manner


class ExportFlow(QObject):
    """Previews and writes exports from a second, reading connection to the library.

    ``surveyed`` carries the ids of all articles, newest first; ``previewed`` a Previewed, or the Problem in its way;
    ``progressed`` an ExportProgress; ``finished`` an Exported, whose ``waiting`` files the reader has to decide about
    (``carry_out``); ``failed`` a Problem.
    """

    surveyed = Signal(object)
    previewed = Signal(object)
    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._path = desk.workspace.library.path
        self._jobs = desk.jobs
        self._survey = 0
        self._preview = 0
        self._export = 0
        self._stopped = threading.Event()
        self._citations = ExportCitations()

    @property
    def running(self) -> bool:
        """Whether an export is being written."""
        return bool(self._export)

    def survey(self) -> None:
        """Find out which articles there are."""
        self._survey = self._jobs.run(
            partial(with_library, self._path, kept_articles), self.surveyed.emit, self.failed.emit
        )

    def _styled(self, options: ExportOptions) -> ExportOptions:
        return in_style_of(self._desk, options)

    def preview(self, article_ids: Sequence[str], options: ExportOptions, *, first: int) -> None:
        """Render the ``first`` of the articles for a look at the beginning; the newest wish wins."""
        self._jobs.forget(self._preview)
        beginning = _Beginning(tuple(article_ids[:first]), self._styled(options), whole=len(article_ids) <= first)
        work = partial(_rendered, beginning, self._citations)
        self._preview = self._jobs.run(
            partial(with_library, self._path, work), self.previewed.emit, self.previewed.emit
        )

    def export(self, article_ids: Sequence[str], options: ExportOptions, path: Path) -> None:
        """Write the articles to ``path``: a file, or a folder for a file each."""
        if self.running:
            return
        self._stopped = threading.Event()
        keeps = self._desk.settings.flag("export/skip_changes")
        manner = exporting.merging if keeps else exporting.careful
        wish = _Wish(tuple(article_ids), self._styled(options), path, partial(self._tell, self._stopped), manner)
        work = partial(_write, wish)
        self._export = self._jobs.run(partial(with_library, self._path, work), self._finish, self._fail)

    def carry_out(self, plans: Sequence[Rewriting]) -> None:
        """Write the files that the reader has decided about."""
        if plans and not self.running:
            work = partial(_carry_out, tuple(plans))
            self._export = self._jobs.run(partial(with_library, self._path, work), self._finish, self._fail)

    def cancel(self) -> None:
        """Stop after the article that is being written; ``finished`` says what was."""
        self._stopped.set()

    def close(self) -> None:
        """Stop, and let nothing more be heard."""
        self._stopped.set()
        for job in (self._survey, self._preview, self._export):
            self._jobs.forget(job)
        self._export = 0
        self._citations.close()

    def _tell(self, stopped: threading.Event, done: int, total: int) -> bool:
        # Called on the pool's thread: the signal carries it over.
        if not stopped.is_set():
            self.progressed.emit(ExportProgress(done, total))
        return not stopped.is_set()

    def _finish(self, exported: Exported) -> None:
        self._export = 0
        if exported.records:
            self._desk.workspace.record(remember(self._desk.workspace.library, exported.records))
        self.finished.emit(exported)

    def _fail(self, problem: Problem) -> None:
        self._export = 0
        self.failed.emit(problem)


def with_library(path: Path, work: Callable[[Library], T]) -> T:
    """Do ``work`` with a reading connection of its own, on a thread of the pool."""
    library = Library.open_for_reading(path)
    try:
        return work(library)
    finally:
        library.close()


def in_style_of(desk: Desk, options: ExportOptions) -> ExportOptions:
    """Return options with the reader's citation style and language, where citations are formatted and none is named."""
    if not options.formats_citations:
        return options
    from postil.session.citing import citations_of

    found = citations_of(desk)
    return replace(options, style=options.style or found.style, language=options.language or found.language)


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Articles that an export begins with; ``whole``: they are all of it."""

    article_ids: tuple[str, ...]
    options: ExportOptions
    whole: bool


def _rendered(beginning: _Beginning, citations: ExportCitations, library: Library) -> Previewed:
    from postil.exporters.templating import TemplateProblem

    try:
        made = exporting.make(library, beginning.article_ids, beginning.options, citations=citations)
    except TemplateProblem as problem:
        return Previewed("", problem.faults)
    first = next((each for each in made if each.key in beginning.article_ids), made[0])
    shown = _shown(first)
    if len(made) > 1:
        shown = f"{_names(made, whole=beginning.whole)}\n\n{first.name}\n\n{shown}"
    return Previewed(shown)


def _shown(made: MadeFile) -> str:
    try:
        text = made.text
    except UnicodeDecodeError:
        return say("This format is not text: open the file to look at it.")
    return text if len(text) <= PREVIEWED else text[: text.rfind("\n", 0, PREVIEWED) + 1] + "…"


def _names(made: Sequence[MadeFile], *, whole: bool) -> str:
    head = count("{number} file:", "{number} files:", len(made)) if whole else say("The files of the first articles:")
    named = "\n".join(f"  {each.name}" for each in made[:LISTED])
    more = count("  … and {number} more", "  … and {number} more", len(made) - LISTED) if len(made) > LISTED else ""
    return "\n".join(part for part in (head, named, more) if part)


def _write(wish: _Wish, library: Library) -> Exported:
    return exporting.export(library, wish.article_ids, wish.options, wish.path, wish.progress, manner=wish.manner)


def _carry_out(plans: tuple[Rewriting, ...], library: Library) -> Exported:
    records = tuple(carry_out(library, each) for each in plans)
    return Exported(tuple(each.path for each in plans), len(plans), records)
