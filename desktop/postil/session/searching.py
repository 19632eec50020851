"""Searches beside the window: the first hits at once, more of them with counts after, all stopped by the next one."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal

from postil.services.searching import Found, counted, search
from postil.session.looking import Looking
from postil.storage.library import Library

FIRST = 20
"""Hits of each kind that come first."""
MOST = 100
"""Hits of each kind that come at most."""


class Searching(Looking):
    """Searches the library at ``path`` on a thread of its own.

    ``found`` carries a Found: the first hits, then, unless another search was begun, more of them with their counts.
    ``failed`` carries a Problem.
    """

    found = Signal(object)

    def search(self, query: str, *, typing: bool = True) -> None:
        """Begin a search; what was begun before is stopped and reaches nobody."""
        ticket = self.stop()
        work = partial(search, query=query, limit=FIRST, typing=typing)
        self._start(ticket, work, partial(self._tell_first, ticket, query, typing))

    def _tell_first(self, ticket: int, query: str, typing: bool, found: Found | None) -> None:
        if found is None:
            return
        self.found.emit(found if found.hits or found.misreading else replace(found, counts=()))
        if found.hits:
            self._start(ticket, partial(_counted, query=query, typing=typing), self._tell)

    def _tell(self, found: Found | None) -> None:
        if found is not None:
            self.found.emit(found)


def _counted(library: Library, query: str, typing: bool) -> Found:
    best = search(library, query, MOST, typing=typing)
    return replace(best, counts=counted(library, query, typing=typing))
