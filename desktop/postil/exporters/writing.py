"""Puts an export on the disk: all of it or nothing."""

import contextlib
import errno
import os
import re
import stat
import sys
import time
import unicodedata
from pathlib import Path

from postil.domain.ids import new_id
from postil.domain.problems import Problem
from postil.domain.text import canonical

_LONGEST = 200
"""Bytes of a file name in UTF-8, its extension included: most file systems take 255, some tools add to it."""

# What Windows, macOS and Linux refuse in a name, and what Obsidian cannot link to.
_REFUSED = re.compile(r'[<>:"/\\|?*#^\[\]\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffd]")

_JUST_NOW = 2.0
"""Seconds."""

_FULL = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})


def write(path: Path, text: str) -> None:
    """Write ``text`` to ``path`` in UTF-8 with line feeds, replacing what is there in one step.

    The new file has the permissions of the one it replaces; a symbolic link stays one. Raises Problem, and leaves
    everything as it was, where the folder is missing or read-only or the disk is full.
    """
    write_bytes(path, text.encode())


def write_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` as ``write`` does."""
    target = Path(os.path.realpath(path))
    try:
        _replace(target, content)
    except OSError as error:
        raise _problem(error, path) from error


def file_name(title: str, extension: str) -> str:
    """Return a file name made from ``title`` that every file system takes: ``Who Was He.md``; never empty."""
    name = unicodedata.normalize("NFC", _UNSEEN.sub("", _REFUSED.sub(" ", canonical(title))))
    name = " ".join(name.split()).strip(". ")
    if not name or _RESERVED.match(name):
        name = f"article {name}".strip()
    ending = f".{extension.lstrip('.')}"
    room = _LONGEST - len(ending.encode())
    if len(name.encode()) > room:
        name = name.encode()[:room].decode(errors="ignore")
        shorter = name.rsplit(" ", 1)[0]
        name = shorter if len(shorter) > len(name) // 2 else name
    return name.rstrip(". ") + ending


def _replace(target: Path, content: bytes) -> None:
    permissions = _permissions(target)
    _clear(target.parent)
    temporary = target.with_name(f".postil-{new_id()}.part")
    number = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(number, "wb") as file:
            _claim(file.fileno())
            file.write(content)
            file.flush()
            if permissions is not None:
                temporary.chmod(permissions)
            os.fsync(file.fileno())
        temporary.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _remember(target.parent)


def _clear(folder: Path) -> None:
    """Take away what exports left in ``folder`` that were killed; those that others are writing just now stay."""
    for left in folder.glob(".postil-*.part"):
        with contextlib.suppress(OSError):
            if os.name != "posix":
                left.unlink()  # which the system refuses while somebody has the file open
                continue
            number = os.open(left, os.O_RDWR)
            try:
                # One that was made just now may be about to be claimed.
                if abs(time.time() - os.fstat(number).st_mtime) > _JUST_NOW and _claim(number):
                    left.unlink()
            finally:
                os.close(number)


def _claim(number: int) -> bool:
    """Mark an open file as being written until it is closed; return False where somebody else has done so."""
    if sys.platform == "win32":
        return True
    import fcntl

    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _permissions(target: Path) -> int | None:
    """Return the permissions of the file that is there, None for none; PermissionError where it is read-only."""
    try:
        mode = stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        return None
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(target))
    return mode


def _remember(folder: Path) -> None:
    """Flush the folder itself, so that the new name outlives a power cut; not every system can."""
    if os.name != "posix":
        return
    with contextlib.suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _problem(error: OSError, path: Path) -> Problem:
    if error.errno in _FULL:
        return Problem("There is no room left for “{path}”: make some and export again.", path=path)
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return Problem("Postil may not write to “{path}”: choose another folder.", path=path)
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return Problem("The folder of “{path}” does not exist: make it, or choose another one.", path=path)
    if error.errno == errno.EISDIR:
        return Problem("“{path}” is a folder: give the name of a file.", path=path)
    return Problem("“{path}” could not be written ({reason}): choose another place.", path=path, reason=error.strerror)
