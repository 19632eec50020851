"""Short pure work on a pool of threads; values are handed back on the window's thread."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from postil.domain.problems import Problem

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

THREADS = 2


@dataclass(frozen=True, slots=True)
class _Outcome:
    number: int
    future: "Future[Any]"


class _Bell(QObject):
    """What emits for the pool's threads: it belongs to nobody whom Qt deletes."""

    rung = Signal(object)


class _Way:
    """From the pool's threads to the window's, until it is shut.

    A thread that emits a signal of an object while the window deletes just that object, as a dialog that is closed does
    with all it owns, ends the process. So a bell of its own emits, and ``shut`` lets it go on the window's thread when
    nobody rings it any more. That the one who hears is deleted meanwhile, Qt provides for.
    """

    def __init__(self, bell: _Bell) -> None:
        self._bell: _Bell | None = bell
        self._turn = threading.Lock()

    def announce(self, number: int, future: "Future[Any]") -> None:
        """Tell of an outcome, on the pool's thread."""
        with self._turn:
            if self._bell is not None:
                self._bell.rung.emit(_Outcome(number, future))

    def shut(self) -> None:
        """Let nothing through any more."""
        with self._turn:
            self._bell = None


class Jobs(QObject):
    """Runs functions beside the window.

    ``run(work, done, failed)`` calls ``done(value)`` or ``failed(problem)`` on the thread that owns this object. What
    is not a Problem is our own bug and is raised there, for the crash hook. A receiver that Qt has deleted meanwhile, a
    dialog that was closed, hears nothing.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: dict[int, tuple[Callable[[Any], None], Callable[[Problem], None]]] = {}
        self._number = 0
        bell = _Bell()
        # Queued even where a job ends before its callback is there, which is then called on the window's own thread.
        bell.rung.connect(self._hand_back, Qt.ConnectionType.QueuedConnection)
        self._way = _Way(bell)
        self.destroyed.connect(self._way.shut, Qt.ConnectionType.DirectConnection)

    def run(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Callable[[Problem], None]) -> int:
        """Start ``work`` and return its number, for ``forget``."""
        self._number += 1
        self._waiting[self._number] = (done, failed)
        if self._pool is None:
            # Not before the first job: a start has none before its first page.
            from concurrent.futures import ThreadPoolExecutor

            self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="postil")
        future = self._pool.submit(work)
        future.add_done_callback(partial(self._way.announce, self._number))
        return self._number

    def forget(self, number: int) -> None:
        """Let a job's outcome reach nobody; one that has not begun never does."""
        self._waiting.pop(number, None)

    @property
    def busy(self) -> bool:
        """Whether an outcome is still awaited."""
        return bool(self._waiting)

    def close(self) -> None:
        """Forget all jobs and take no more."""
        self._waiting.clear()
        self._way.shut()
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None

    def _hand_back(self, outcome: _Outcome) -> None:
        done, failed = self._waiting.pop(outcome.number, (None, None))
        if done is None or failed is None:
            return
        if outcome.future.cancelled() or is_gone(done):
            return
        error = outcome.future.exception()
        if error is None:
            done(outcome.future.result())
        elif isinstance(error, Problem):
            failed(error)
        else:
            # Whoever waits must not wait for ever; the crash hook hears of our mistake all the same.
            failed(Problem("Postil itself made a mistake, and what you asked for was not done."))
            raise error


def is_gone(receiver: Callable[[Any], None]) -> bool:
    """Return whether ``receiver`` is a method of an object that Qt has deleted."""
    method: Any = receiver.func if isinstance(receiver, partial) else receiver
    owner = getattr(method, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)
