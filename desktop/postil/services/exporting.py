"""Taking articles out: collect, render, check, write. Nothing is replaced on disk by what was not read back first."""

from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.domain.records import ExportedFile
from postil.domain.wording import count
from postil.exporters.checking import ExportMismatch, reading_elsewhere
from postil.exporters.collected import Collected
from postil.exporters.options import ExportOptions, MadeFile
from postil.exporters.pages import Printer
from postil.exporters.registry import EXPORTERS, Exporter
from postil.exporters.writing import file_name
from postil.services.collecting import collect
from postil.services.export_citations import ExportCitations
from postil.services.export_places import known_places, names_in
from postil.services.printing import Stopped, print_pdf
from postil.services.rewriting import OWN, Carried, Rewriting, carry_out, is_export_of, plan
from postil.services.second_reader import SecondReader
from postil.storage.library import Library

Progress = Callable[[int, int], bool]
"""Hears how many articles of how many are done; returns whether to go on."""

Wanted = ExportOptions | str
"""How to export, or the name of a format."""


Manner = Callable[[Rewriting], Rewriting | None]
"""Decides about each file: gives the plan that is to be carried out, or None to leave the file as it is."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: the files, and how many articles were taken out.

    ``records`` are to be kept in the library (``rewriting.remember``), ``carried`` says how each file in
    ``paths`` stood before, ``waiting`` has the plans that its manner left, ``failed`` why not all was written.
    """

    paths: tuple[Path, ...]
    articles: int
    records: tuple[ExportedFile, ...] = ()
    waiting: tuple[Rewriting, ...] = ()
    carried: tuple[Carried, ...] = ()
    failed: Problem | None = None


def exporters() -> tuple[Exporter, ...]:
    """Return every format out, the usual one first."""
    return EXPORTERS


def exporter(name: str) -> Exporter:
    """Return the format called ``name``; raises Problem where there is none."""
    for found in exporters():
        if found.name == name:
            return found
    known = ", ".join(each.name for each in exporters())
    raise Problem("Postil cannot write “{format}”; it writes {known}.", format=name, known=known)


def as_options(wanted: Wanted) -> ExportOptions:
    """Return the options of an export; a name alone is a format in its usual way."""
    return wanted if isinstance(wanted, ExportOptions) else ExportOptions(wanted)


def make(
    library: Library,
    article_ids: Iterable[str],
    wanted: Wanted,
    folder: Path | None = None,
    citations: ExportCitations | None = None,
    *,
    printer: Printer = print_pdf,
) -> tuple[MadeFile, ...]:
    """Return the files that the articles make, all in one where the format can, checked; raises Problem.

    A format of many files gives those that stand in ``folder`` already the names that they have there.
    ``citations`` formats those in notes; without it, a process of its own does.
    """
    options = as_options(wanted)
    chosen = exporter(options.format)
    collected = collect(library, article_ids, options.only)
    if folder is not None:
        collected = replace(collected, names=names_in(library, folder))
    if citations is not None:
        collected = citations.put_in(library, collected, options)
    else:
        with ExportCitations() as own:
            collected = own.put_in(library, collected, options)
    with _read_apart(chosen, collected):
        return chosen.make(collected, options, exported=now(), printer=printer)


def _read_apart(chosen: Exporter, collected: Collected) -> AbstractContextManager[None]:
    """Read a long export back in two processes; starting the second takes longer than reading a short one here."""
    highlights = sum(len(article.highlights) for article in collected.articles)
    return _with_second_reader() if chosen.extension == "md" and highlights >= _MANY else nullcontext()


@contextmanager
def _with_second_reader() -> Generator[None]:
    with SecondReader() as second, reading_elsewhere(second.begin):
        yield


_MANY = 2_000
"""Highlights."""


def render(library: Library, article_ids: Iterable[str], wanted: Wanted) -> str:
    """Return the articles as one text, checked; raises Problem, also for a format that is no text or a folder."""
    chosen = exporter(as_options(wanted).format)
    if not chosen.is_text or chosen.in_folder:
        raise Problem("“{format}” cannot be printed; say where to write it with --output.", format=chosen.name)
    return make(library, article_ids, wanted)[0].text


def careful(planned: Rewriting) -> Rewriting | None:
    """Leave files alone that the reader wrote in, and such as are not Postil's."""
    return planned if planned.state in {"new", "same", "own"} else None


def merging(planned: Rewriting) -> Rewriting | None:
    """Keep what the reader wrote in a file; leave alone what is not Postil's or cannot be merged."""
    return planned if planned.can_merge or planned.state in {"new", "same", "own"} else None


def export(
    library: Library,
    article_ids: Sequence[str],
    wanted: Wanted,
    path: Path,
    progress: Progress | None = None,
    *,
    manner: Manner = careful,
) -> Exported:
    """Write the articles into the file ``path``, or, where that is a folder, each into a file of its own there.

    ``manner`` decides about each file. In a folder, a file is replaced only if it is an earlier export of the same
    article, and one that cannot be exported leaves the others be. Where ``progress`` says not to go on, the files
    written so far stay. Raises Problem: nothing is written then.
    """
    options = as_options(wanted)
    chosen = exporter(options.format)
    if not article_ids:
        raise Problem("No article was chosen; choose at least one to export.")
    go_on = progress or _always
    with ExportCitations() as citations:
        writing = _Writing(library, options, manner, citations)
        if chosen.in_folder:
            return _export_folder(writing, article_ids, path, go_on)
        if _is_folder(path):
            return _export_each(writing, article_ids, path, go_on)
        if not go_on(0, len(article_ids)):
            return Exported((), 0)
        try:
            made = make(library, article_ids, options, citations=citations, printer=_stoppable(go_on, 0, article_ids))
        except Stopped:
            return Exported((), 0)
        writing.put(path, made[0])
        go_on(len(article_ids), len(article_ids))
        return writing.exported(len(article_ids))


@dataclass(slots=True)
class _Writing:
    """Writes one file after the other, in one manner."""

    library: Library
    options: ExportOptions
    manner: Manner
    citations: ExportCitations
    paths: list[Path] = field(default_factory=list[Path])
    records: list[ExportedFile] = field(default_factory=list[ExportedFile])
    waiting: list[Rewriting] = field(default_factory=list[Rewriting])
    carried: list[Carried] = field(default_factory=list[Carried])
    failed: list[tuple[str, Problem]] = field(default_factory=list[tuple[str, Problem]])

    def put(self, path: Path, made: MadeFile) -> None:
        planned = plan(self.library, path, made, self.options)
        decided = self.manner(planned)
        if decided is None:
            self.waiting.append(planned)
            return
        if decided.state == "new" and made.name:
            _make_folder(path.parent)
        self.records.append(carry_out(self.library, decided))
        self.paths.append(path)
        self.carried.append(Carried(path, decided.state))

    def exported(self, articles: int) -> Exported:
        files, records = tuple(self.paths), tuple(self.records)
        return Exported(files, articles, records, tuple(self.waiting), tuple(self.carried), self._failure())

    def _failure(self) -> Problem | None:
        if not self.failed:
            return None
        (title, reason), last = self.failed[0], self.failed[-1][1]
        if not (self.paths or self.waiting):
            raise reason
        if not isinstance(last, ExportMismatch):
            return Problem("“{title}” and what comes after it was not exported. {reason}", title=title, reason=last)
        return Problem(
            "{sentence}",
            sentence=count(
                "“{title}” was left out: read back, it would not have said what the library says. Export it alone to "
                "see what is in the way.",
                "{number} articles were left out, the first “{title}”: read back, they would not have said what the "
                "library says. Export one alone to see what is in the way.",
                len(self.failed),
                title=title,
            ),
        )


def suggested_name(library: Library, article_ids: Sequence[str], extension: str) -> str:
    """Return a name for the one file that holds these articles: the only article's title, or the library's."""
    item = library.item(article_ids[0]) if len(article_ids) == 1 else None
    return file_name(item.title if item else library.path.stem, extension)


def _export_folder(writing: _Writing, article_ids: Sequence[str], folder: Path, go_on: Progress) -> Exported:
    """Write a format that is a folder of files."""
    if not _is_folder(folder):
        raise Problem("“{format}” makes several files: give a folder for them.", format=writing.options.format)
    if not go_on(0, len(article_ids)):
        return Exported((), 0)
    for each in make(writing.library, article_ids, writing.options, folder, writing.citations):
        try:
            writing.put(folder / each.path, each)
        except Problem as problem:
            writing.failed.append((each.name, problem))
            break
    go_on(len(article_ids), len(article_ids))
    return writing.exported(len(article_ids))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem("The folder {folder} cannot be made; choose another one.", folder=folder) from error


def _export_each(writing: _Writing, article_ids: Sequence[str], folder: Path, go_on: Progress) -> Exported:
    chosen = exporter(writing.options.format)
    places = known_places(writing.library, folder, f".{chosen.extension}")
    taken: set[str] = {path.name.casefold() for path in places.values()}
    for done, article_id in enumerate(article_ids):
        if not go_on(done, len(article_ids)):
            return writing.exported(done)
        printer = _stoppable(go_on, done, article_ids)
        item = writing.library.item(article_id)
        title = item.title if item else ""
        try:
            made = make(writing.library, [article_id], writing.options, citations=writing.citations, printer=printer)
            path = places.get(article_id) or _free_path(
                folder,
                lambda number, title=title: file_name(_numbered(title, number), chosen.extension),
                article_id,
                taken,
            )
            writing.put(path, made[0])
        except Stopped:
            return writing.exported(done)
        except ExportMismatch as mismatch:
            writing.failed.append((title, mismatch))
            continue
        except Problem as problem:
            # The disk, the folder, the template: what stands in the way of one does so of the next.
            writing.failed.append((title, problem))
            return writing.exported(done)
        taken.add(path.name.casefold())
    go_on(len(article_ids), len(article_ids))
    return writing.exported(len(article_ids))


def _stoppable(go_on: Progress, done: int, article_ids: Sequence[str]) -> Printer:
    """Return what prints until ``go_on`` says no, which is asked meanwhile."""
    return partial(print_pdf, is_stopped=lambda: not go_on(done, len(article_ids)))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        # In a folder that may not be looked into, or under a name that cannot be: writing to it says so.
        return False


def _numbered(title: str, number: int) -> str:
    return title if number == 1 else f"{title[:120]} ({number})"


def _free_path(folder: Path, name: Callable[[int], str], article_id: str, taken: set[str]) -> Path:
    """Return the first path that is free, or that holds an earlier export of the same article."""
    number = 1
    while True:
        path = folder / name(number)
        if path.name.casefold() not in taken and (not _is_there(path) or _is_export_of(path, article_id)):
            return path
        number += 1


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False


def _is_export_of(path: Path, article_id: str) -> bool:
    try:
        with path.open("rb") as file:
            return is_export_of(file.read(OWN), article_id)
    except OSError:
        return False


def _always(done: int, total: int) -> bool:
    del done, total
    return True
