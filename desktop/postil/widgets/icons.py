"""Icons: the outlines in ``resources/icons``, drawn in the colour of the text around them."""

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QImage, QPaintEngine, QPainter, QPixmap

from postil.resources import resource

_INK = "currentColor"
_SIZES = 8
"""Sizes of an icon that are kept as they were rendered."""


def icon(name: str, color: str) -> QIcon:
    """Return the icon ``name`` in ``color`` ("#rrggbb"), sharp at every size and scale."""
    outline = resource("icons", f"{name}.svg").read_text("utf-8").replace(_INK, color)
    return QIcon(_Outline(outline.encode()))


def application_icon() -> QIcon:
    """Return Postil's own icon, which keeps its colours; nothing is drawn before a size is asked for."""
    return QIcon(_Outline(resource("icons", "postil.svg").read_bytes()))


class _Outline(QIconEngine):
    """Renders an SVG when it is painted, so that the module for it is not loaded before.

    What was rendered in a size is kept: a table paints the same sign in each of its rows, at every step of scrolling.
    """

    def __init__(self, outline: bytes) -> None:
        super().__init__()
        self._outline = outline
        self._rendered: dict[tuple[QSize, int], QImage] = {}

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        del state
        if rect.isEmpty():
            return
        painter.save()
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(0.4)
        ratio = painter.device().devicePixelRatio()
        # Scaled, turned or on paper it would not be as sharp as the outline itself.
        is_exact = ratio.is_integer() and not painter.transform().isScaling()
        if is_exact and painter.paintEngine().type() == QPaintEngine.Type.Raster:
            painter.drawImage(rect.topLeft(), self._image(rect.size(), int(ratio)))
        else:
            self._render(painter, rect)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        if size.isEmpty():
            # Widgets that were not laid out yet ask for this when the colours change.
            return QPixmap()
        if mode != QIcon.Mode.Disabled:
            return QPixmap.fromImage(self._image(size, 1))
        image = _clear(size)
        painter = QPainter(image)
        self.paint(painter, image.rect(), mode, state)
        painter.end()
        return QPixmap.fromImage(image)

    def clone(self) -> QIconEngine:
        return _Outline(self._outline)

    def _image(self, size: QSize, ratio: int) -> QImage:
        if (size, ratio) not in self._rendered:
            image = _clear(size * ratio)
            image.setDevicePixelRatio(ratio)
            painter = QPainter(image)
            self._render(painter, QRect(QPoint(), size))
            painter.end()
            if len(self._rendered) >= _SIZES:
                self._rendered.clear()
            self._rendered[size, ratio] = image
        return self._rendered[size, ratio]

    def _render(self, painter: QPainter, rect: QRect) -> None:
        from PySide6.QtSvg import QSvgRenderer

        QSvgRenderer(QByteArray(self._outline)).render(painter, QRectF(rect))


def _clear(size: QSize) -> QImage:
    image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image
