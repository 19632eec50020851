"""A passage lit up for a moment, so that the eye finds it."""

from PySide6.QtCore import QObject, QVariantAnimation

from postil.widgets.reading.overlays import Overlays
from postil.widgets.reading.page import Page
from postil.widgets.reading.values import TextRange

LENGTH = 1100
"""Milliseconds in which a flashed passage fades."""


class Flashing(QObject):
    """Fades the overlays' ``flash``; a passage that is not laid out yet waits for its turn."""

    def __init__(self, page: Page, overlays: Overlays, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._overlays = page, overlays
        self._waiting: TextRange | None = None
        self.fading = QVariantAnimation(self)
        self.fading.setDuration(LENGTH)
        self.fading.setStartValue(1.0)
        self.fading.setEndValue(0.0)
        self.fading.valueChanged.connect(self._fade)
        self.fading.finished.connect(self._end)

    def ask(self, start: int, end: int) -> None:
        """Flash this passage at the next ``begin``."""
        self._waiting = TextRange(start, end)

    def begin(self) -> None:
        """Flash what was asked for, if anything was."""
        if self._waiting is None:
            return
        self.fading.stop()
        self._overlays.flash, self._waiting = self._waiting, None
        self.fading.start()

    def forget(self) -> None:
        """Flash nothing any more."""
        self.fading.stop()
        self._waiting = None

    def _fade(self, strength: object) -> None:
        self._overlays.flash_strength = strength if isinstance(strength, float) else 0.0
        self._page.viewport().update()

    def _end(self) -> None:
        self._overlays.flash = None
        self._page.viewport().update()
