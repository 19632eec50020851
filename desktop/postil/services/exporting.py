"""Taking articles out: collect, render, check, write. Nothing is replaced on disk by what was not read back first."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.exporters.collected import address
from postil.exporters.options import ExportOptions, MadeFile
from postil.exporters.registry import EXPORTERS, Exporter
from postil.exporters.writing import file_name, write_bytes
from postil.services.collecting import collect
from postil.storage.library import Library

Progress = Callable[[int, int], bool]
"""Hears how many articles of how many are done; returns whether to go on."""

Wanted = ExportOptions | str
"""How to export, or the name of a format."""

_OWN = 4096
"""Bytes at the beginning of a file in which an export names its article."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote: the files, and how many articles are in them."""

    paths: tuple[Path, ...]
    articles: int


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


def make(library: Library, article_ids: Iterable[str], wanted: Wanted) -> tuple[MadeFile, ...]:
    """Return the files that the articles make, all in one where the format can, checked; raises Problem."""
    options = as_options(wanted)
    chosen = exporter(options.format)
    return chosen.make(collect(library, article_ids), options, exported=now(), printer=print_pdf)


def render(library: Library, article_ids: Iterable[str], wanted: Wanted) -> str:
    """Return the articles as one text, checked; raises Problem, also for a format that is no text or a folder."""
    chosen = exporter(as_options(wanted).format)
    if not chosen.is_text or chosen.in_folder:
        raise Problem("“{format}” cannot be printed; say where to write it with --output.", format=chosen.name)
    return make(library, article_ids, wanted)[0].text


def export(
    library: Library, article_ids: Sequence[str], wanted: Wanted, path: Path, progress: Progress | None = None
) -> Exported:
    """Write the articles into the file ``path``, or, where that is a folder, each into a file of its own there.

    In a folder, a file is replaced only if it is an earlier export of the same article. Where ``progress`` says not
    to go on, the files written so far stay. Raises Problem: no file is half written then.
    """
    options = as_options(wanted)
    chosen = exporter(options.format)
    if not article_ids:
        raise Problem("No article was chosen; choose at least one to export.")
    if chosen.in_folder:
        return _export_folder(library, article_ids, options, path, progress)
    if _is_folder(path):
        return _export_each(library, article_ids, options, path, progress)
    go_on = progress or _always
    if not go_on(0, len(article_ids)):
        return Exported((), 0)
    write_bytes(path, make(library, article_ids, options)[0].content)
    go_on(len(article_ids), len(article_ids))
    return Exported((path,), len(article_ids))


def print_pdf(page: str, attached: bytes) -> bytes:
    """Return a page of HTML as PDF, made in a process of its own since it takes Qt; raises Problem."""
    del page, attached
    raise Problem("Postil cannot write PDF here.")


def suggested_name(library: Library, article_ids: Sequence[str], extension: str) -> str:
    """Return a name for the one file that holds these articles: the only article's title, or the library's."""
    item = library.item(article_ids[0]) if len(article_ids) == 1 else None
    return file_name(item.title if item else library.path.stem, extension)


def _export_folder(
    library: Library, article_ids: Sequence[str], options: ExportOptions, folder: Path, progress: Progress | None
) -> Exported:
    """Write a format that is a folder of files; one that is no export of Postil's stops it before anything is."""
    go_on = progress or _always
    if not _is_folder(folder):
        raise Problem("“{format}” makes several files: give a folder for them.", format=options.format)
    if not go_on(0, len(article_ids)):
        return Exported((), 0)
    made = make(library, article_ids, options)
    for each in made:
        path = folder / each.path
        if _is_there(path) and not _is_export_of(path, each.key):
            raise Problem(
                "“{file}” is in the way: it was not written by Postil. Move it, or choose another folder.", file=path
            )
    for each in made:
        path = folder / each.path
        _make_folder(path.parent)
        write_bytes(path, each.content)
    go_on(len(article_ids), len(article_ids))
    return Exported(tuple(folder / each.path for each in made), len(article_ids))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem("The folder {folder} cannot be made; choose another one.", folder=folder) from error


def _export_each(
    library: Library, article_ids: Sequence[str], options: ExportOptions, folder: Path, progress: Progress | None
) -> Exported:
    chosen = exporter(options.format)
    go_on = progress or _always
    written: list[Path] = []
    taken: set[str] = set()
    for done, article_id in enumerate(article_ids):
        if not go_on(done, len(article_ids)):
            return Exported(tuple(written), len(written))
        collected = collect(library, [article_id])
        made = chosen.make(collected, options, exported=now(), printer=print_pdf)
        title = collected.articles[0].item.title
        path = _free_path(
            folder, lambda number, title=title: file_name(_numbered(title, number), chosen.extension), article_id, taken
        )
        write_bytes(path, made[0].content)
        taken.add(path.name.casefold())
        written.append(path)
    go_on(len(article_ids), len(article_ids))
    return Exported(tuple(written), len(written))


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
            beginning = file.read(_OWN)
    except OSError:
        return False
    return any(mark.encode() in beginning for mark in (f'"{article_id}"', address(article_id)))


def _always(done: int, total: int) -> bool:
    del done, total
    return True
