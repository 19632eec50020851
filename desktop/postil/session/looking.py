"""What looks through the library beside the window has in common: a thread of its own, and the newest wish wins."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from postil.session.jobs import Jobs
from postil.storage.library import Library
from postil.storage.seeking import Seeker

Found = TypeVar("Found")


class Looking(QObject):
    """Looks through the library at ``path``; ``failed`` carries a Problem."""

    failed = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seeker = Seeker(path)
        self._jobs = Jobs(self)
        self._job = 0

    def stop(self) -> int:
        """Stop what runs, which then reaches nobody; return the ticket for what comes next."""
        self._jobs.forget(self._job)
        return self._seeker.begin()

    def close(self) -> None:
        """Stop, and let nothing more be heard."""
        self.stop()
        self._jobs.close()
        self._seeker.close()

    def _start(self, ticket: int, work: Callable[[Library], Found], done: Callable[[Found | None], None]) -> None:
        """Do ``work`` unless the ticket has run out; ``done`` hears None where it runs out meanwhile."""
        self._job = self._jobs.run(partial(self._seeker.run, ticket, work), done, self.failed.emit)
