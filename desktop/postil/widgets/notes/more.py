"""The button with three dots."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget


class MoreButton(QToolButton):
    """Opens a menu; its dots are drawn by hand, as a list shows many of them at once."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ink = "#808080"

    def set_ink(self, color: str) -> None:
        """Draw the dots in ``color``."""
        self._ink = color
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square as high as a line of text."""
        side = self.fontMetrics().height() + 6
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button's ground and three dots."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._ink))
        middle = self.rect().toRectF().center()
        apart = self.height() / 5
        for step in (-1, 0, 1):
            painter.drawEllipse(QPointF(middle.x() + step * apart, middle.y()), apart / 3.2, apart / 3.2)
        painter.end()
