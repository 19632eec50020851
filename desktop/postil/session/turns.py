"""What gives way to the page: done after it is in view, a piece in each turn of the event loop."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

LONGEST_WAIT = 2000
"""Milliseconds after which what waits for a page is done without it: a window out of sight paints none."""


class Turns(QObject):
    """A queue of work on the article that is being opened; all of it is dropped when another is opened before."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._has_reader = False
        self._is_awaited = False
        self._later: list[Callable[[], None]] = []
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(LONGEST_WAIT)
        self._patience.timeout.connect(self.page_shown)
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._do_one)

    def has_reader(self) -> None:
        """Let it be known that a view shows every article that is opened and says so with ``page_shown``."""
        self._has_reader = True

    @property
    def waiting(self) -> bool:
        """Whether an article is on its way to the page."""
        return self._is_awaited

    def clear(self) -> None:
        """Drop what was put off: another article is being opened, or none."""
        self._later.clear()
        self._patience.stop()
        self._turn.stop()
        self._is_awaited = False

    def wait(self) -> None:
        """Put everything off: the article is being read from the disk."""
        self._is_awaited = True

    def opening(self) -> None:
        """Put everything off until the page is in view, where somebody shows one."""
        self._is_awaited = self._has_reader

    def opened(self) -> None:
        """Wait no longer than ``LONGEST_WAIT`` for the page; begin where nobody shows one."""
        if self._is_awaited:
            self._patience.start()
        else:
            self._turn.start()

    def page_shown(self) -> None:
        """Begin with what was put off."""
        self._patience.stop()
        self._is_awaited = False
        self._turn.start()

    def when_shown(self, work: Callable[[], None]) -> None:
        """Do ``work`` once the page of the article is in view, at once where it is or nobody shows one."""
        if self._is_awaited:
            self._later.append(work)
        else:
            work()

    def when_free(self, work: Callable[[], None]) -> None:
        """Do ``work`` in a turn of its own, after what waits already; at once where nobody shows a page."""
        if not self._has_reader:
            work()
            return
        self._later.append(work)
        if not self._is_awaited:
            self._turn.start()

    def _do_one(self) -> None:
        if self._later:
            self._later.pop(0)()
        else:
            self._turn.stop()
