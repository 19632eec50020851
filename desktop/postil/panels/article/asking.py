"""What asks for a passage of the text in a bar above it: Enter takes what is selected, Escape gives it up."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.widgets.passage_bar import PassageBar
from postil.widgets.reading import ReadingSurface


class PassageAsking(QObject):
    """Hears the keys of the text while it is ``active``, and gives its bar a place and the theme's colours."""

    def __init__(self, desk: Desk, surface: ReadingSurface) -> None:
        super().__init__(surface)
        self._desk = desk
        self._workspace = desk.workspace
        self._surface = surface
        desk.looks.changed.connect(self._dress)
        (surface.focusProxy() or surface).installEventFilter(self)

    @property
    def active(self) -> bool:
        """Whether a passage is being looked for."""
        raise NotImplementedError

    def _take(self) -> None:
        """Take the passage that is selected."""
        raise NotImplementedError

    def _give_up(self) -> None:
        """Look for none any more."""
        raise NotImplementedError

    def _dress(self, theme: Theme) -> None:
        """Color the bar, if there is one."""
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter and Escape in the text while a passage is looked for."""
        if self.active and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._give_up()
                return True
        return super().eventFilter(watched, event)

    @property
    def _page(self) -> QWidget:
        return self._surface.parentWidget() or self._surface

    def _put_above(self, bar: PassageBar) -> None:
        bar.given_up.connect(self._give_up)
        column = self._page.layout()
        if isinstance(column, QVBoxLayout):
            column.insertWidget(1, bar)
        self._dress(self._desk.looks.theme)
