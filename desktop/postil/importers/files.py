"""Files of the reader's as Sources: their size is looked at before their content."""

import errno
import os
from pathlib import Path
from stat import S_ISDIR, S_ISREG

from postil.domain.problems import Problem
from postil.domain.sources import Source
from postil.importers.page_folders import pictures_beside
from postil.importers.registry import choose

LIMIT = 50 * 1024 * 1024
"""The largest file that is read, in bytes."""

_PAGES = frozenset([".html", ".htm", ".xhtml", ".xht"])


def load(path: Path | str) -> Source:
    """Return the file at ``path`` as a Source with its absolute path as location.

    Raises Problem where it is missing, a folder or a device, larger than LIMIT, empty, not to be read, or of a kind
    that no importer reads.
    """
    source = pick_up(path)
    choose(source)
    return source


def pick_up(path: Path | str) -> Source:
    """Return the file at ``path`` as ``load`` does, without a look at what it holds: that is for a process apart."""
    try:
        path = Path(path).expanduser().absolute()
    except RuntimeError as error:
        raise Problem("There is no file at {path}. It may have been moved or renamed.", path=path) from error
    try:
        facts = path.stat()
        if S_ISDIR(facts.st_mode):
            raise Problem("“{name}” is a folder. Choose a file in it.", name=path.name or str(path))
        if not S_ISREG(facts.st_mode):
            raise Problem(
                "“{name}” is a device or a pipe, not a file; save its content to a file first.", name=path.name
            )
        if facts.st_size > LIMIT:
            raise Problem(
                "“{name}” is {size} MB large; Postil reads files of up to {limit} MB. Import a part of it.",
                name=path.name,
                size=f"{facts.st_size // 2**20:,}",
                limit=LIMIT // 2**20,
            )
        with path.open("rb") as file:
            # A file may grow between the two looks at it.
            content = file.read(LIMIT + 1)
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from error
    beside = pictures_beside(path, content) if path.suffix.lower() in _PAGES else ()
    return Source("file", content, name=_printable(path.name), location=_printable(str(path)), beside=beside)


def _printable(name: str) -> str:
    """Return a name with "�" for each byte that is not of UTF-8, which no library and no screen can hold."""
    return os.fsencode(name).decode("utf-8", "replace")


def _refusal(path: Path, error: OSError | ValueError) -> Problem:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return Problem("There is no file at {path}. It may have been moved or renamed.", path=path)
    if isinstance(error, PermissionError):
        return Problem("“{name}” may not be read: ask its owner for permission to read it.", name=path.name)
    if isinstance(error, ValueError) or error.errno in {errno.ENAMETOOLONG, errno.EINVAL}:
        return Problem("This is not the path of a file: {path}", path=repr(str(path)[:200]))
    return Problem(
        "“{name}” could not be read ({reason}). Check the disk it is on and try again.",
        name=path.name,
        reason=error.strerror or type(error).__name__,
    )
