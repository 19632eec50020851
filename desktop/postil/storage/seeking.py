"""A reading connection for searches beside the window, one at a time, that the next keystroke stops."""

import sqlite3
import threading
import time
from collections.abc import Callable, Generator
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TypeVar, cast

from postil.storage.library import Library
from postil.storage.lock import WriterLock
from postil.storage.opening import connect_for_reading

T = TypeVar("T")
_STEPS = 4000
"""Steps of SQLite's machine, some tenths of a millisecond, between two looks at whether a search is still wanted."""
_FEW_STEPS = 100
"""The same where a disk that has to look for each row may take as long for some hundred."""
_PAUSE = 0.001
"""Seconds that long work in Python leaves to the window after each of its pieces."""


class Seeker:
    """Gives a library to read to one search after the other, on whatever thread they run.

    A search asks for a ticket with ``begin``, which stops what was begun before, and does its work with ``run``.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._library: Library | None = None
        self._connection: sqlite3.Connection | None = None
        self._turn = threading.Lock()
        self._ticket = 0
        self._is_closed = False
        self.share = 0.0
        """What runs in pieces is done to this part, from 0 to 1, as far as it says so."""

    def begin(self) -> int:
        """Stop what runs, and return the number of the search that is wanted now."""
        self._ticket += 1
        connection = self._connection
        if connection is not None:
            # One that another thread is closing just now has nothing to stop.
            with suppress(sqlite3.ProgrammingError):
                connection.interrupt()
        return self._ticket

    def run(self, ticket: int, work: Callable[[Library], T]) -> T | None:
        """Return what ``work`` gives, or None where another search has begun since; raises Problem."""
        try:
            return self._run(ticket, work)
        finally:
            if self._is_closed:
                self._close_now(wait=False)

    def run_within(self, seconds: float, work: Callable[[Library], T]) -> T | None:
        """Return what ``work`` gives, on the window's own thread, or None where that takes longer; raises Problem.

        What was begun before is stopped.
        """
        end = time.perf_counter() + seconds
        ticket = self.begin()
        if seconds <= 0 or not self._turn.acquire(timeout=seconds):
            return None
        try:
            library, connection = self._opened()
            connection.set_progress_handler(lambda: time.perf_counter() > end, _FEW_STEPS)
            return self._stoppable(work, library, connection) if ticket == self._ticket else None
        finally:
            self._turn.release()

    def run_in_pieces(self, ticket: int, work: Callable[[Library], Generator[float | None, None, T]]) -> T | None:
        """Return what ``work`` gives at its end, or None where another search has begun since; raises Problem.

        What needs Python for all of a library yields after every piece of it, of some milliseconds: there it gives way
        to the window, and there it is stopped.
        """
        return self.run(ticket, partial(self._piece_by_piece, ticket, work))

    def close(self, *, wait: bool = True) -> None:
        """Stop what runs and close the connection; without ``wait`` a moment later, where something has yet to stop."""
        self._is_closed = True
        self.begin()
        self._close_now(wait=wait)

    def _close_now(self, *, wait: bool) -> None:
        if not self._turn.acquire(blocking=wait):
            # Whoever has the turn comes here after it.
            return
        try:
            library, self._library, self._connection = self._library, None, None
            if library is not None:
                library.close()
        finally:
            self._turn.release()

    def _run(self, ticket: int, work: Callable[[Library], T]) -> T | None:
        with self._turn:
            if ticket != self._ticket:
                return None
            library, connection = self._opened()
            connection.set_progress_handler(lambda: ticket != self._ticket, _STEPS)
            found = self._stoppable(work, library, connection)
            return found if ticket == self._ticket else None

    @staticmethod
    def _stoppable(work: Callable[[Library], T], library: Library, connection: sqlite3.Connection) -> T | None:
        """Return what ``work`` gives, None where the connection's handler has stopped it."""
        try:
            return work(library)
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) != sqlite3.SQLITE_INTERRUPT:
                raise
            return None
        finally:
            connection.set_progress_handler(None, 0)

    def _piece_by_piece(
        self, ticket: int, work: Callable[[Library], Generator[float | None, None, T]], library: Library
    ) -> T | None:
        pieces = work(library)
        self.share = 0.0
        while ticket == self._ticket:
            try:
                self.share = next(pieces) or self.share
            except StopIteration as end:
                return cast("T", end.value)
            time.sleep(_PAUSE)
        pieces.close()
        return None

    def _opened(self) -> tuple[Library, sqlite3.Connection]:
        if self._library is None or self._connection is None:
            self._connection = connect_for_reading(self._path, any_thread=True)
            self._library = Library(self._path, self._connection, WriterLock(self._path))
        return self._library, self._connection
