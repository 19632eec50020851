"""Python's garbage is collected on the window's thread alone, when it has nothing else to do.

On another thread it can bring the program to a standstill: a Qt object that is taken apart there holds Qt's lock on
connections and waits for Python, while the window's thread has Python and waits for that lock in ``connect``.
"""

import gc
import time
from collections.abc import Callable

from PySide6.QtCore import QAbstractEventDispatcher, QObject, QTimer

YOUNG = 2_000
"""Objects made since the last look that are worth one: it takes about a tenth of a millisecond."""

ROUNDS = 10
"""Looks at what is young, or middle-aged, after which what is older is looked at too, as Python itself counts."""

SHARE = 200
"""A look at all objects waits until this many times as long as the last one took has gone by: half a percent."""

WHILE_BUSY = 1_000
"""Milliseconds after which a window that rests is woken to look, while work on the pool makes objects."""


class Garbage(QObject):
    """Takes the place of Python's own collecting from when it is made until its ``end``.

    ``busy`` says whether work is under way on another thread, whose garbage is collected here too.
    """

    def __init__(self, busy: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._busy = busy
        self._earliest = 0.0
        self._kept = gc.get_threshold()
        self._wake = QTimer(self)
        self._wake.setSingleShot(True)
        self._wake.setInterval(WHILE_BUSY)
        self._dispatcher = QAbstractEventDispatcher.instance()
        gc.set_threshold(0)
        gc.enable()
        self._dispatcher.aboutToBlock.connect(self._rest)

    def end(self) -> None:
        """Let Python collect by itself again."""
        self._dispatcher.aboutToBlock.disconnect(self._rest)
        self._wake.stop()
        gc.set_threshold(*self._kept)

    def _rest(self) -> None:
        if self._busy() and not self._wake.isActive():
            # Waking is all that it does: the window rests again after it.
            self._wake.start()
        young, middle, old = gc.get_count()
        if young < YOUNG or not gc.isenabled():
            return
        if middle < ROUNDS:
            gc.collect(0)
        elif old < ROUNDS or time.monotonic() < self._earliest:
            gc.collect(1)
        else:
            begun = time.monotonic()
            gc.collect()
            now = time.monotonic()
            self._earliest = now + SHARE * (now - begun)
