"""The files of a folder that Postil reads, those of its folders included, in the order of their names."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from postil.domain.problems import Problem

MOST_FILES = 5_000
"""A folder with more files that could be read is refused."""

MOST_ENTRIES = 200_000
"""So many entries of all kinds are looked at before a folder is refused: somebody chose a whole disk."""

# What a word processor or macOS puts beside the files of others.
_ATTENDANT = re.compile(r"\.|~\$|__MACOSX$|desktop\.ini$|thumbs\.db$", re.IGNORECASE)
# What browsers call the folder of a page that they save, in the languages that they speak.
_COMPANION = re.compile(
    r"(?P<page>.+)(?:[_.]files|-filer|-dateien|_fichiers|_archivos|_arquivos|_file|_bestanden|_pliki|_soubory|_tiedostot"
    r"|_ficheiros|_fájlok|_dosyalar|\.data)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """What a folder holds: ``files`` that may be articles, and ``closed`` folders that may not be looked into."""

    files: tuple[Path, ...]
    closed: tuple[Path, ...]


def files_in(folder: Path, extensions: tuple[str, ...]) -> FolderFiles:
    """Return the files with one of these ``extensions`` (".html") in ``folder`` and the folders in it.

    What is hidden is passed over, and so is the folder beside a saved page. A linked folder is looked into once, so
    that links in a circle end. Raises Problem where there is nothing to read, too much, or no permission to look.
    """
    files: list[Path] = []
    closed: list[Path] = []
    seen: set[tuple[int, int]] = set()
    waiting = [folder]
    looked_at = 0
    while waiting:
        current = waiting.pop()
        try:
            facts = current.stat()
            if (facts.st_dev, facts.st_ino) in seen:
                continue
            seen.add((facts.st_dev, facts.st_ino))
            entries = sorted(os.scandir(current), key=_by_name)
        except OSError:
            closed.append(current)
            continue
        looked_at += len(entries)
        kept = list(_candidates(entries))
        files += (Path(entry.path) for entry in kept if entry.name.lower().endswith(extensions) and _is_file(entry))
        # The last one in is the first to be looked into.
        waiting += (Path(entry.path) for entry in reversed(kept) if _is_folder(entry))
        if looked_at > MOST_ENTRIES or len(files) > MOST_FILES:
            raise Problem(
                "“{name}” holds more than {number} files. Bring in the folders within it one after the other.",
                name=folder.name or str(folder),
                number=f"{MOST_FILES if len(files) > MOST_FILES else MOST_ENTRIES:,}",
            )
    if folder in closed:
        raise Problem("“{name}” may not be looked into: ask its owner for permission.", name=folder.name)
    if not files and not closed:
        raise Problem("“{name}” holds no file of a kind that Postil reads.", name=folder.name or str(folder))
    return FolderFiles(tuple(files), tuple(closed))


def _by_name(entry: os.DirEntry[str]) -> list[tuple[int, int, str]]:
    """Return a key that puts "9.txt" before "10.txt"."""
    pieces = re.split(r"([0-9]{1,18})", entry.name.casefold())
    return [(0, int(piece), "") if index % 2 else (1, 0, piece) for index, piece in enumerate(pieces)]


def _candidates(entries: list[os.DirEntry[str]]) -> Iterator[os.DirEntry[str]]:
    pages = {entry.name.rpartition(".")[0] for entry in entries if entry.name.lower().endswith((".html", ".htm"))}
    for entry in entries:
        companion = _COMPANION.fullmatch(entry.name)
        if not _ATTENDANT.match(entry.name) and not (companion and companion["page"] in pages):
            yield entry


def _is_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        # A link that leads to itself.
        return False


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False
