"""A frame that can be dragged wherever no part of it takes the mouse."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget


class HeldFrame(QFrame):
    """Says ``dragged`` once for each press that is drawn away with the left button."""

    dragged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._held: QPoint | None = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that what follows comes here."""
        self._held = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begin to drag, far enough from the press."""
        if not event.buttons() & Qt.MouseButton.LeftButton:
            return
        away = event.position().toPoint() - self._held if self._held is not None else QPoint()
        if away.manhattanLength() >= QApplication.startDragDistance():
            self._held = None
            self.dragged.emit()
