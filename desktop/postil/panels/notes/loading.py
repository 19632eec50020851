"""Reads an article's highlights from the library without holding the window up."""

from PySide6.QtCore import QObject, QTimer, Signal

from postil.storage.library import Library
from postil.storage.shelf import highlight_ids, highlights_by_id

AT_ONCE = 250
"""Highlights read in one go: a few milliseconds."""

FIRST = 30
"""Highlights read before all others: as many as may be in view, for their cards are made at once."""


class Loading(QObject):
    """Hands over highlights in text order, ``AT_ONCE`` at a time; ``came`` carries a tuple of them."""

    came = Signal(tuple)

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._ids: tuple[str, ...] = ()
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._go_on)

    @property
    def left(self) -> int:
        """How many are still to come."""
        return len(self._ids)

    def begin(self, article_id: str) -> None:
        """Start with the highlights of an article ("" for none); the first come before this returns."""
        self._ids = highlight_ids(self._library, article_id) if article_id else ()
        if self._ids:
            self._hand_over(FIRST)
        if self._ids:
            self._next.start()

    def finish(self) -> None:
        """Hand over all that are left now: somebody needs to know them all."""
        while self._ids:
            self._go_on()

    def _go_on(self) -> None:
        self._hand_over(AT_ONCE)

    def _hand_over(self, number: int) -> None:
        now, self._ids = self._ids[:number], self._ids[number:]
        if not self._ids:
            self._next.stop()
        if now:
            self.came.emit(highlights_by_id(self._library, now))
