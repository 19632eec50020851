"""The highlights and notes of the library beside the window: which there are is found on a thread of its own."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from postil.services.noted import Chosen, Noted, NotedOrder, chosen, noted
from postil.session.looking import Looking


class Noting(Looking):
    """``found`` carries a Noted, ``gathered`` a Chosen, ``failed`` a Problem; a newer wish stops the one before."""

    found = Signal(object)
    gathered = Signal(object)

    def find(self, query: str, order: NotedOrder) -> None:
        """Look for the highlights and notes that a query finds."""
        self._start(self.stop(), partial(noted, query=query, order=order, typing=True), self._tell)

    def gather(self, numbers: Sequence[int]) -> None:
        """Find out which highlights some numbers stand for, and whose."""
        self._start(self.stop(), partial(chosen, numbers=numbers), self._hand_on)

    def _tell(self, found: Noted | None) -> None:
        if found is not None:
            self.found.emit(found)

    def _hand_on(self, gathered: Chosen | None) -> None:
        if gathered is not None:
            self.gathered.emit(gathered)
