"""What is shown of articles, read as they come into view: of a large library beside the window."""

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from postil.domain.problems import Problem
from postil.session.jobs import Jobs
from postil.storage.library import Library
from postil.storage.listing import rows_of
from postil.storage.seeking import Seeker
from postil.storage.shelf import ShelfRow

_PATIENCE = 0.005
"""Seconds that the window waits for rows in view. From memory they come in less than one of a thousand."""
_KEPT = 1024
"""Rows that are remembered."""


class _Reading:
    """Rows that are being read: by whom is decided when the thread that reads is done."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self.numbers = frozenset(numbers)
        self.rows: dict[int, ShelfRow] | None = None
        self.done = threading.Event()

    def read(self, seeker: Seeker, ticket: int) -> None:
        """Read them, on a thread of the pool."""
        try:
            self.rows = seeker.run(ticket, partial(rows_of, numbers=self.numbers))
        finally:
            self.done.set()


class ShelfPages(QObject):
    """Rows of articles by their numbers.

    A disk that has to look for each of them needs 40 ms for a page in the order of titles. So, once ``begin`` was
    called, ``look`` waits for the rows in view some milliseconds and else goes without: ``arrived`` tells when they are
    there. Those next to them are read before they come into view. ``failed`` carries a Problem.
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
        self._reading: _Reading | None = None
        self._job = 0
        self._is_awaited = False
        self._has_failed = False
        self._beyond: Sequence[int] = ()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._read_on)
        self.patience = _PATIENCE

    @property
    def is_beside(self) -> bool:
        """Whether rows are read beside the window."""
        return self._seeker is not None and not self._has_failed

    def begin(self) -> None:
        """Read beside the window from now on."""
        self._has_failed = False
        if self._seeker is None:
            self._seeker = Seeker(self._library.path)
            self.destroyed.connect(self._seeker.close)

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

    def look(self, numbers: Sequence[int], beyond: Sequence[int]) -> None:
        """Have the rows in view, if they come soon, and those ``beyond`` them read after they are painted."""
        if not self.is_beside:
            return
        missing = self._missing(numbers)
        if missing:
            if self._reading is None or not self._reading.numbers >= missing:
                self._ask(missing)
            reading = self._reading
            if reading is not None and reading.done.wait(self.patience) and reading.rows is not None:
                self._jobs.forget(self._job)
                self._take(reading)
            self._is_awaited = bool(self._missing(numbers))
        self._beyond = beyond
        if not self._later.isActive():
            # What is painted now does not share the interpreter with it.
            self._later.start()

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

    def _missing(self, numbers: Iterable[int]) -> set[int]:
        return {each for each in numbers if each >= 0 and each not in self._rows}

    def _ask(self, numbers: Iterable[int]) -> None:
        """Read these instead of what is being read."""
        if self._seeker is None:
            return
        self._jobs.forget(self._job)
        self._reading = _Reading(tuple(numbers))
        work = partial(self._reading.read, self._seeker, self._seeker.begin())
        self._job = self._jobs.run(work, partial(self._come, self._reading), self._fail)

    def _read_on(self) -> None:
        """Read what may come into view next; not for each row that does, but for half of one side."""
        missing = self._missing(self._beyond) if self._reading is None else set[int]()
        if missing and len(missing) * 4 >= len(self._beyond):
            self._ask(missing)

    def _drop(self) -> None:
        """What is being read may be as it was before a change: have it read again when it is looked at."""
        if self._reading is not None:
            self._jobs.forget(self._job)
            self._reading = None
            self.arrived.emit()

    def _come(self, reading: _Reading, done: None) -> None:
        del done
        self._take(reading)
        if self._is_awaited:
            self._is_awaited = False
            self.arrived.emit()

    def _take(self, reading: _Reading) -> None:
        self._reading = None
        if reading.rows is not None:
            self._keep(reading.numbers, reading.rows)

    def _keep(self, numbers: Iterable[int], rows: Mapping[int, ShelfRow]) -> None:
        self._rows.update((number, rows.get(number)) for number in numbers)
        while len(self._rows) > _KEPT:
            self._rows.popitem(last=False)

    def _fail(self, problem: Problem) -> None:
        self._reading, self._has_failed = None, True
        self.failed.emit(problem)
