"""What asks for a passage of the text in a bar above it: Enter takes what is selected, Escape gives it up."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from postil.widgets.passage_bar import PassageBar
from postil.widgets.reading import ReadingSurface


class AsksForPassage(Protocol):
    """A wish for a passage of the open article."""

    @property
    def active(self) -> bool:
        """Whether a passage is being looked for."""
        ...

    def take(self) -> None:
        """Take the passage that is selected."""
        ...

    def give_up(self) -> None:
        """Look for none any more."""
        ...


class PassageKeys(QObject):
    """Hears the keys of the text while a passage is asked for."""

    def __init__(self, surface: ReadingSurface, asks: AsksForPassage) -> None:
        super().__init__(surface)
        self._asks = asks
        (surface.focusProxy() or surface).installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and Escape in the text while a passage is looked for."""
        if self._asks.active and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._asks.take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._asks.give_up()
                return True
        return super().eventFilter(watched, event)


def page_of(surface: ReadingSurface) -> QWidget:
    """Return the widget that holds the text and the bars above it."""
    return surface.parentWidget() or surface


def put_above(surface: ReadingSurface, bar: PassageBar) -> None:
    """Give a bar its place above the text."""
    column = page_of(surface).layout()
    if isinstance(column, QVBoxLayout):
        column.insertWidget(1, bar)
