"""The folder that a browser saves beside a page, "Lake_files" beside "Lake.html": its pictures, nothing else."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

from postil.importers.pictures import LARGEST_PICTURE, picture_type

MOST_FILES = 200
"""Pictures that are taken of a folder."""

LARGEST_TOTAL = 20 * 1024 * 1024
"""Bytes that they may have in all."""

# As browsers call it in the languages that they speak.
_ENDINGS = (
    "_files", ".files", "-files", "_Dateien", "-Dateien", "_fichiers", "_archivos", "_ficheros", "_file", "_arquivos",
    "_ficheiros", "_bestanden", "_pliki", "_soubory", "_filer", "_tiedostot", "_dosyalar", "_arquivos", "_fitxers",
)  # fmt: skip
_MOST_ENTRIES = 5_000
_DEEPEST = 3
_HEAD = 16
# Neither may a picture be a link to something else by the time it is opened, nor a pipe that never ends.
_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def pictures_beside(path: Path, content: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return the pictures of the saved page at ``path``, each with its path relative to the page ("Lake_files/1.png").

    Only raster pictures that ``content``, the page, names are read: up to MOST_FILES and LARGEST_TOTAL, in the order of
    their names. Links are not followed and nothing outside of the folder is looked at; what cannot be read is left out.
    """
    kept: list[tuple[str, bytes]] = []
    room = LARGEST_TOTAL
    for folder in _folders(path):
        for file, name in _files(folder, folder.name):
            if len(kept) == MOST_FILES:
                return tuple(kept)
            picture = _picture(file, min(LARGEST_PICTURE, room)) if _is_named(Path(file).name, content) else b""
            if picture:
                room -= len(picture)
                kept.append((name, picture))
    return tuple(kept)


def _folders(path: Path) -> Iterator[Path]:
    for ending in dict.fromkeys(_ENDINGS):
        folder = path.with_name(path.stem + ending)
        try:
            if stat.S_ISDIR(folder.lstat().st_mode):
                yield folder
        except (OSError, ValueError):
            continue


def _files(folder: Path, prefix: str) -> Iterator[tuple[str, str]]:
    """Give the plain files of a folder with their paths from the page, those of folders in it after them."""
    waiting = [(str(folder), prefix, 1)]
    seen = 0
    while waiting:
        current, name, depth = waiting.pop(0)
        try:
            with os.scandir(current) as found:
                entries: list[os.DirEntry[str]] = []
                for entry in found:
                    seen += 1
                    if seen > _MOST_ENTRIES:
                        break
                    entries.append(entry)
        except OSError:
            continue
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir(follow_symlinks=False) and depth < _DEEPEST:
                waiting.append((entry.path, f"{name}/{entry.name}", depth + 1))
            elif entry.is_file(follow_symlinks=False):
                yield entry.path, f"{name}/{entry.name}"


def _is_named(name: str, page: bytes) -> bool:
    """Say whether the page names a file, as it is or escaped as in an address."""
    try:
        forms = (name.encode(), quote(name).encode(), quote(name, safe="!$&'()*+,;=:@").encode())
    except UnicodeEncodeError:
        return False
    return any(form in page for form in forms)


def _picture(file: str, limit: int) -> bytes:
    """Return the content of a raster picture of up to ``limit`` bytes, b"" for anything else."""
    try:
        number = os.open(file, _FLAGS)
    except OSError:
        return b""
    with os.fdopen(number, "rb") as opened:
        try:
            facts = os.fstat(opened.fileno())
            if not stat.S_ISREG(facts.st_mode) or facts.st_size > limit:
                return b""
            head = opened.read(_HEAD)
            content = head + opened.read(limit + 1 - len(head)) if picture_type(head) else b""
        except OSError:
            return b""
    return content if len(content) <= limit else b""
