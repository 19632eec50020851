"""A passage lit up for a moment, so that the eye finds it."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from postil.widgets.reading.overlays import Overlays
from postil.widgets.reading.page import Page
from postil.widgets.reading.values import TextRange

if TYPE_CHECKING:
    from PySide6.QtCore import QVariantAnimation

LENGTH = 1100
"""Milliseconds in which a flashed passage fades."""


class Flashing(QObject):
    """Fades the overlays' ``flash``; a passage that is not laid out yet waits for its turn."""

    def __init__(self, page: Page, overlays: Overlays, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._overlays = page, overlays
        self._waiting: TextRange | None = None
        self._has_flashed = False

    @cached_property
    def fading(self) -> "QVariantAnimation":
        """The fading light; made when something is flashed for the first time."""
        from PySide6.QtCore import QVariantAnimation

        fading = QVariantAnimation(self)
        fading.setDuration(LENGTH)
        fading.setStartValue(1.0)
        fading.setEndValue(0.0)
        fading.valueChanged.connect(self._fade)
        fading.finished.connect(self._end)
        self._has_flashed = True
        return fading

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
        if self._has_flashed:
            self.fading.stop()
        self._waiting = None

    def _fade(self, strength: object) -> None:
        self._overlays.flash_strength = strength if isinstance(strength, float) else 0.0
        self._page.viewport().update()

    def _end(self) -> None:
        self._overlays.flash = None
        self._page.viewport().update()
