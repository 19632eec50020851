"""The panel that lists the articles of the library."""

from postil.panels.library.panel import LibraryPanel

__all__ = ["LibraryPanel"]
