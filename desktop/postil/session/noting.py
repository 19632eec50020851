"""The highlights and notes of the library beside the window: which there are is found on a thread of its own."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from postil.services.noted import Chosen, Noted, NotedOrder, chosen, noted
from postil.session.jobs import Jobs
from postil.storage.seeking import Seeker


class Noting(QObject):
    """``found`` carries a Noted, ``gathered`` a Chosen, ``failed`` a Problem; a newer wish stops the one before."""

    found = Signal(object)
    gathered = Signal(object)
    failed = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seeker = Seeker(path)
        self._jobs = Jobs(self)
        self._job = 0

    def find(self, query: str, order: NotedOrder) -> None:
        """Look for the highlights and notes that a query finds."""
        work = partial(noted, query=query, order=order, typing=True)
        self._jobs.forget(self._job)
        ticket = self._seeker.begin()
        self._job = self._jobs.run(partial(self._seeker.run, ticket, work), self._tell, self.failed.emit)

    def gather(self, numbers: Sequence[int]) -> None:
        """Find out which highlights some numbers stand for, and whose."""
        work = partial(chosen, numbers=numbers)
        self._jobs.forget(self._job)
        ticket = self._seeker.begin()
        self._job = self._jobs.run(partial(self._seeker.run, ticket, work), self._hand_on, self.failed.emit)

    def close(self) -> None:
        """Stop, and let nothing more be heard."""
        self._jobs.close()
        self._seeker.close()

    def _tell(self, found: Noted | None) -> None:
        if found is not None:
            self.found.emit(found)

    def _hand_on(self, gathered: Chosen | None) -> None:
        if gathered is not None:
            self.gathered.emit(gathered)
