"""Notes as HTML, with the library's works cited in them."""

import re

from postil.domain.citing import format_authors, format_citation
from postil.domain.records import CslItem
from postil.storage.library import Library
from postil.widgets.notes.values import Work

REMEMBERED = 400
"""Notes whose HTML is kept."""

# One line of words alone reads the same in Markdown as it stands, and needs no parser.
_WORDS = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:?!’“”()–—])*")


class Rendering:
    """Renders notes and remembers; ``forget`` when a bibliographic record has changed."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._items: dict[str, CslItem] | None = None
        self._rendered: dict[str, str] = {}

    def render(self, note: str) -> str:
        """Return a note as HTML that is safe to show."""
        if _WORDS.fullmatch(note):
            return f"<p>{note}</p>"
        known = self._rendered.get(note)
        if known is None:
            from postil.services.rendering import render

            if len(self._rendered) >= REMEMBERED:
                self._rendered.clear()
            known = self._rendered[note] = render(note, cite=self._cite)
        return known

    def works(self) -> tuple[Work, ...]:
        """Return what can be cited, by citation key."""
        return tuple(Work(item.key, item.title, format_authors(item.authors)) for item in self._known().values())

    def forget(self) -> None:
        """Ask the library anew for its works."""
        self._items = None
        self._rendered.clear()

    def _cite(self, key: str) -> str | None:
        item = self._known().get(key)
        return format_citation(item) if item else None

    def _known(self) -> dict[str, CslItem]:
        if self._items is None:
            self._items = {item.key: item for item in self._library.items()}
        return self._items
