"""Icons: the outlines in ``resources/icons``, drawn in the colour of the text around them."""

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPainter, QPixmap

from postil.resources import resource

_INK = "currentColor"


def icon(name: str, color: str) -> QIcon:
    """Return the icon ``name`` in ``color`` ("#rrggbb"), sharp at every size and scale."""
    outline = resource("icons", f"{name}.svg").read_text("utf-8").replace(_INK, color)
    return QIcon(_Outline(outline.encode()))


def application_icon() -> QIcon:
    """Return Postil's own icon, which keeps its colours; nothing is drawn before a size is asked for."""
    return QIcon(_Outline(resource("icons", "postil.svg").read_bytes()))


class _Outline(QIconEngine):
    """Renders an SVG when it is painted, so that the module for it is not loaded before."""

    def __init__(self, outline: bytes) -> None:
        super().__init__()
        self._outline = outline

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        from PySide6.QtSvg import QSvgRenderer

        painter.save()
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(0.4)
        QSvgRenderer(QByteArray(self._outline)).render(painter, QRectF(rect))
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():
            # Widgets that were not laid out yet ask for this when the colours change.
            return QPixmap()
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, image.rect(), mode, state)
        painter.end()
        return QPixmap.fromImage(image)

    def clone(self) -> QIconEngine:
        return _Outline(self._outline)
