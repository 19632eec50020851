"""A run of words that paints itself: its height follows from its width, and a click on it is told."""

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QMouseEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget


class LaidOutText(QWidget):
    """What lays its words out says how high they are (``heightForWidth``) and forgets it in ``forget_layout``.

    ``clicked`` with the left button, ``dragged`` away with it.
    """

    clicked = Signal()
    dragged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._pressed: QPointF | None = None

    def set_family(self, family: str) -> None:
        """Set the words in another face."""
        font = self.font()
        if font.family() != family:
            font.setFamilies([family, "serif"])
            font.setStyleHint(QFont.StyleHint.Serif)
            self.setFont(font)

    def forget_layout(self) -> None:
        """Lay the words out anew when they are next asked for."""
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(200, self.heightForWidth(max(self.width(), 100)))

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.forget_layout()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of a drag, once for each press."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.dragged.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click; where a drag has ended is none."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        elif self._pressed is not None and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        self._pressed = None
