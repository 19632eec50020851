"""Sources loaded and read on a thread of the pool; what is in them is taken apart in a process of its own."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from postil.domain.problems import PasswordNeeded, Problem
from postil.domain.sources import Imported, Source
from postil.importers.folders import FolderFiles, files_in
from postil.services.reading import ReadingBrokeOff, ReadingProcess


@dataclass(frozen=True, slots=True)
class Ready:
    """A source that was read."""

    source: Source
    imported: Imported


@dataclass(frozen=True, slots=True)
class Locked:
    """A source that needs a password, or another one than it was given."""

    source: Source
    problem: Problem


Loaded = Source | FolderFiles


def read_apart(reader: ReadingProcess, load: Callable[[], Loaded]) -> Ready | Locked | FolderFiles:
    """Load one source and have it read; a folder is only looked into. Raises Problem."""
    source = load()
    if isinstance(source, FolderFiles):
        return source
    try:
        imported = reader.read(source)
    except PasswordNeeded as problem:
        return Locked(source, problem)
    except ReadingBrokeOff as problem:
        if problem.report:
            logging.getLogger("postil").warning("reading broke off:\n%s", problem.report)
        raise
    # Computed here, kept with the document, so that the window's thread need not.
    _ = imported.document.text_hash, imported.document.words, imported.document.sketch
    return Ready(source, imported)


def load_file(path: Path) -> Loaded:
    """Return the file at ``path``, or what stands in the folder there."""
    from postil.importers.files import pick_up

    if not _is_folder(path):
        return pick_up(path)
    from postil.importers import IMPORTERS

    return files_in(path, tuple(extension for importer in IMPORTERS for extension in importer.extensions))


def load_pasted(text: str, html: str) -> Source:
    """Return pasted text, or the HTML that was pasted with it."""
    from postil.importers import pasted

    return pasted(text, html)


def load_url(url: str) -> Source:
    """Return what stands at ``url``."""
    from postil.importers.fetching import fetch

    return fetch(url)


def _is_folder(path: Path) -> bool:
    try:
        return path.expanduser().is_dir()
    except (OSError, ValueError, RuntimeError):
        # No path of anything: whoever picks the file up says so.
        return False
