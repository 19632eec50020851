"""Taking articles out: collect, render, check, write. Nothing is replaced on disk by what was not read back first."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.exporters import EXPORTERS, Exporter
from postil.exporters.collected import address
from postil.exporters.writing import file_name, write
from postil.services.collecting import collect
from postil.storage.library import Library

Progress = Callable[[int, int], bool]
"""Hears how many articles of how many are done; returns whether to go on."""

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


def render(library: Library, article_ids: Iterable[str], format_name: str) -> str:
    """Return the articles in that format, checked; raises Problem."""
    return exporter(format_name).export(collect(library, article_ids), exported=now())


def export(
    library: Library, article_ids: Sequence[str], format_name: str, path: Path, progress: Progress | None = None
) -> Exported:
    """Write the articles into the file ``path``, or, where that is a folder, each into a file of its own there.

    In a folder, a file is replaced only if it is an earlier export of the same article. Where ``progress`` says not
    to go on, the files written so far stay. Raises Problem: no file is half written then.
    """
    chosen = exporter(format_name)
    if not article_ids:
        raise Problem("No article was chosen; choose at least one to export.")
    if _is_folder(path):
        return _export_each(library, article_ids, chosen, path, progress)
    go_on = progress or _always
    if not go_on(0, len(article_ids)):
        return Exported((), 0)
    text = chosen.export(collect(library, article_ids), exported=now())
    write(path, text)
    go_on(len(article_ids), len(article_ids))
    return Exported((path,), len(article_ids))


def suggested_name(library: Library, article_ids: Sequence[str], extension: str) -> str:
    """Return a name for the one file that holds these articles: the only article's title, or the library's."""
    item = library.item(article_ids[0]) if len(article_ids) == 1 else None
    return file_name(item.title if item else library.path.stem, extension)


def _export_each(
    library: Library, article_ids: Sequence[str], chosen: Exporter, folder: Path, progress: Progress | None
) -> Exported:
    go_on = progress or _always
    written: list[Path] = []
    taken: set[str] = set()
    for done, article_id in enumerate(article_ids):
        if not go_on(done, len(article_ids)):
            return Exported(tuple(written), len(written))
        collected = collect(library, [article_id])
        text = chosen.export(collected, exported=now())
        title = collected.articles[0].item.title
        path = _free_path(
            folder, lambda number, title=title: file_name(_numbered(title, number), chosen.extension), article_id, taken
        )
        write(path, text)
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
