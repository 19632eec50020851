"""What is shown of articles, read as they come into view: of a large library beside the window."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from postil.domain.problems import Problem
from postil.session.jobs import Jobs
from postil.storage.library import Library
from postil.storage.listing import rows_of
from postil.storage.seeking import Seeker
from postil.storage.shelf import ShelfRow

_PATIENCE = 0.005
"""Seconds that the window reads rows in view. From memory they come in less than a thousandth."""
_KEPT = 1024
"""Rows that are remembered."""


class ShelfPages(QObject):
    """Rows of articles by their numbers.

    A disk that has to look for each of them needs 40 ms for a page in the order of titles. So, once ``begin`` was
    called, ``look`` reads the rows in view for some milliseconds, and what is not there then beside the window:
    ``arrived`` tells when it is. ``failed`` carries a Problem.
    """

    arrived = Signal()
    failed = Signal(object)

    def __init__(self, library: Library, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._library = library
        self._jobs = jobs
        # None where there is no such article any more.
        self._rows: OrderedDict[int, ShelfRow | None] = OrderedDict()
        self._seeker: Seeker | None = None
        self._coming: frozenset[int] = frozenset()
        self._job = 0
        self._has_failed = False
        self.patience = _PATIENCE

    @property
    def is_beside(self) -> bool:
        """Whether rows that take their time are read beside the window."""
        return self._seeker is not None and not self._has_failed

    def begin(self) -> None:
        """Read beside the window what takes its time, from now on."""
        self._has_failed = False
        if self._seeker is None:
            self._seeker = Seeker(self._library.path)
            self.destroyed.connect(self._seeker.close)
            # Beside the window the connection is made, too.
            self._ask(self._seeker, frozenset())

    def get(self, number: int) -> ShelfRow | None:
        """Return a row that was read; None where it was not, or there is none."""
        return self._rows.get(number)

    def knows(self, number: int) -> bool:
        """Return whether a row was read, or looked for."""
        return number in self._rows

    def read(self, numbers: Iterable[int]) -> None:
        """Read rows at once, as far as they are not known."""
        missing = self._missing(numbers)
        self._keep(missing, rows_of(self._library, missing))

    def look(self, numbers: Iterable[int]) -> None:
        """Have the rows in view, if they come soon, else a moment later."""
        missing = self._missing(numbers)
        if not missing or missing <= self._coming or self._seeker is None or self._has_failed:
            return
        self._stop()
        try:
            rows = self._seeker.run_within(self.patience, partial(rows_of, numbers=missing))
        except Problem as problem:
            self._fail(problem)
            return
        if rows is not None:
            self._keep(missing, rows)
        else:
            self._ask(self._seeker, missing)

    def renew(self, ids: Iterable[str]) -> list[str]:
        """Read those of these articles again that are remembered; return the ids of those that are others now."""
        known = {row.id: number for number, row in self._rows.items() if row is not None}
        wanted = {known[article_id]: article_id for article_id in ids if article_id in known}
        for number in [number for number, row in self._rows.items() if row is None]:
            # It may be there again.
            del self._rows[number]
        self._drop()
        fresh = rows_of(self._library, wanted) if wanted else {}
        changed = [number for number in wanted if fresh.get(number) != self._rows[number]]
        for number in changed:
            self._rows[number] = fresh.get(number)
        return [wanted[number] for number in changed if number in fresh]

    def clear(self) -> None:
        """Forget all rows."""
        self._rows.clear()
        self._drop()

    def _missing(self, numbers: Iterable[int]) -> frozenset[int]:
        return frozenset(each for each in numbers if each >= 0 and each not in self._rows)

    def _ask(self, seeker: Seeker, numbers: frozenset[int]) -> None:
        """Read these beside the window."""
        self._coming = numbers
        work = partial(seeker.run, seeker.begin(), partial(rows_of, numbers=numbers))
        self._job = self._jobs.run(work, partial(self._take, numbers), self._fail)

    def _stop(self) -> None:
        self._jobs.forget(self._job)
        self._coming = frozenset()

    def _drop(self) -> None:
        """What is being read may be as it was before a change: have it read again when it is looked at."""
        if self._coming:
            self._stop()
            self.arrived.emit()

    def _take(self, numbers: frozenset[int], rows: dict[int, ShelfRow] | None) -> None:
        self._coming = frozenset()
        if rows is not None and numbers:
            self._keep(numbers, rows)
            self.arrived.emit()

    def _keep(self, numbers: Iterable[int], rows: Mapping[int, ShelfRow]) -> None:
        self._rows.update((number, rows.get(number)) for number in numbers)
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)

    def _fail(self, problem: Problem) -> None:
        self._coming, self._has_failed = frozenset(), True
        self.failed.emit(problem)
