"""New libraries at the price of a copy: one is made in each test process."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from postil.storage.library import Library


def open_library(path: Path) -> Library:
    """Return the library at ``path``, a new one where there is no file; whoever asks closes it."""
    put_library(path)
    return Library.open(path)


def put_library(path: Path) -> Path:
    """Put a new library at ``path`` where there is no file, and return ``path``."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_new())
    return path


@cache
def _new() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "new.postil"
        Library.open(path).close()
        return path.read_bytes()
