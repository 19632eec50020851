"""Works that can be cited, looked for beside the window while a citation key is being typed."""

from functools import partial

from PySide6.QtCore import QObject

from postil.domain.problems import Problem
from postil.domain.text import plain_title
from postil.session.desk import Desk
from postil.session.jobs import Jobs
from postil.storage.citations import works_to_cite
from postil.storage.library import Library
from postil.storage.seeking import Seeker
from postil.widgets.notes.values import Offered, Work

MOST = 40
"""Works offered at once."""


class Offering(QObject):
    """Looks for the works that what is typed may mean; what is typed next stops it."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seeker = Seeker(desk.workspace.library.path)
        self._jobs = Jobs(self)
        self._job = 0
        desk.workspace.closing.connect(self.close)

    def ask(self, typed: str, offered: Offered) -> None:
        """Call ``offered`` with what was typed and the works, unless something else is asked for meanwhile."""
        self._jobs.forget(self._job)
        work = partial(self._seeker.run, self._seeker.begin(), partial(_works, typed=typed))
        self._job = self._jobs.run(work, partial(_hand_over, typed, offered), _leave)

    def close(self) -> None:
        """Look for nothing any more."""
        self._jobs.close()
        self._seeker.close()


def _works(library: Library, typed: str) -> tuple[Work, ...]:
    return tuple(_work(*row) for row in works_to_cite(library, typed, MOST))


def _work(key: str, title: str, authors: str, published: str) -> Work:
    """Return a row of the library as completion shows it."""
    return Work(key, ", ".join(part for part in (authors, published[:4], plain_title(title)) if part))


def _hand_over(typed: str, offered: Offered, works: tuple[Work, ...] | None) -> None:
    if works is not None:
        offered(typed, works)


def _leave(problem: Problem) -> None:
    """Offer nothing where the library cannot be read: whatever the reader does next says so."""
    del problem
