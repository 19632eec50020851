"""What the library remembers of exports, as far as no record has to be read for it."""

import os
from typing import TYPE_CHECKING

from postil.storage.library import Library

if TYPE_CHECKING:
    from postil.domain.records import ExportedFile


def is_anything_watched(library: Library) -> bool:
    """Return whether any folder is kept up to date."""
    return bool(library.rows("SELECT 1 FROM exported_files WHERE watched = 1 LIMIT 1"))


def watched_files(library: Library, parts: str) -> "tuple[ExportedFile, ...]":
    """Return the records that are kept up to date and have these ``parts``."""
    from postil.domain.records import ExportedFile

    return library.select(ExportedFile, "watched = 1 AND parts = ?", parts)


def files_below(library: Library, folder: str) -> "tuple[ExportedFile, ...]":
    """Return the records of files in ``folder``, a path as their ids have it, or below it; the oldest export first."""
    from postil.domain.records import ExportedFile

    inside = folder.rstrip(os.sep) + os.sep
    return library.select(ExportedFile, "substr(id, 1, ?) = ?", len(inside), inside, order="written")
