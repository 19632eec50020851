"""What the library remembers of exports, as far as no record has to be read for it."""

from postil.storage.library import Library


def is_anything_watched(library: Library) -> bool:
    """Return whether any folder is kept up to date."""
    return bool(library.rows("SELECT 1 FROM exported_files WHERE watched = 1 LIMIT 1"))
