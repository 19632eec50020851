"""Where in a folder the files of an earlier export stand now, also where the reader renamed or moved them."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from postil.exporters.parts import unpack
from postil.services.rewriting import OWN, file_id, is_export_of
from postil.storage.exported import files_below
from postil.storage.library import Library

MOST = 20_000
"""Files in a folder that are looked into for one that is no longer where it was."""


def known_places(library: Library, folder: Path, extension: str = ".md") -> Mapping[str, Path]:
    """Return where the export of each article (or other key) stands in ``folder`` or below it.

    One that the reader renamed or moved within the folder is found by what its beginning says it is of. One that is
    gone is left out, and so is one of another kind of file.
    """
    records = files_below(library, file_id(folder))
    places: dict[str, Path] = {}
    missing: set[str] = set()
    for record in records:
        written, path = unpack(record.parts), Path(record.id)
        if written is None or not written.key or path.suffix != extension:
            continue
        if path.is_file():
            places[written.key] = path
        else:
            missing.add(written.key)
    missing -= set(places)
    if missing:
        taken = set(places.values())
        for path in _files(folder, extension):
            found = _key_of(path, missing) if path not in taken else ""
            if found:
                places[found] = path
                missing.discard(found)
            if not missing:
                break
    return places


def names_in(library: Library, folder: Path) -> Mapping[str, str]:
    """Return what ``known_places`` does as names within the folder ("Articles/Who was he"), without their endings."""
    root = Path(file_id(folder))
    places = known_places(library, root)
    return {key: path.relative_to(root).with_suffix("").as_posix() for key, path in places.items()}


def _files(folder: Path, extension: str) -> Iterator[Path]:
    seen = 0
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            seen += 1
            if seen > MOST:
                return
            if name.endswith(extension):
                yield Path(place, name)


def _key_of(path: Path, keys: set[str]) -> str:
    try:
        with path.open("rb") as file:
            beginning = file.read(OWN)
    except OSError:
        return ""
    return next((key for key in keys if is_export_of(beginning, key)), "")
