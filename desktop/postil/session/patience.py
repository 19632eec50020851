"""An edit that meets another program's writing waits for it while the window goes on painting."""

from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from postil.domain.edits import Edit
from postil.domain.problems import Busy, Problem
from postil.storage.library import Library

TRIED_EVERY = 40
"""Milliseconds between two tries; each takes the window up to ``storage.opening.WAIT_IN_WINDOW``."""
LONGEST = 10_000
"""Milliseconds after which the reader is told that the edit could not be done."""


class Waiting(QObject):
    """One edit that waits for its turn.

    The window paints, and its timers run, but what the reader types and clicks meanwhile is kept by Qt and comes
    afterwards, in its order: no later edit can overtake this one, and none is made of records that are about to change.
    """

    def __init__(self, library: Library, edit: Edit) -> None:
        super().__init__()
        self._library = library
        self._edit = edit
        self._loop = QEventLoop(self)
        self._problem: Problem | None = Busy(
            "Another program keeps writing to the library, so nothing was changed (“{step}”); close that program or "
            "try again.",
            step=edit.label,
        )
        self._again = QTimer(self)
        self._again.setInterval(TRIED_EVERY)
        self._again.timeout.connect(self._try)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(LONGEST)
        self._end.timeout.connect(self._loop.quit)

    def apply(self) -> None:
        """Apply the edit as soon as the library is free; raises Problem as ``Library.apply`` does, or Busy."""
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
        try:
            self._again.start()
            self._end.start()
            self._loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        finally:
            self._again.stop()
            self._end.stop()
            QGuiApplication.restoreOverrideCursor()
        if self._problem is not None:
            raise self._problem

    def _try(self) -> None:
        try:
            self._library.apply(self._edit)
        except Busy:
            return
        except Problem as problem:
            self._problem = problem
        else:
            self._problem = None
        self._loop.quit()
