"""The highlight colours as the reader sees them: a name, a tone, and a dot to choose it by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPen, QPixmap

from postil.domain.records import Color

FALLBACK = "yellow"
"""The tone of a colour that the theme does not know."""


@dataclass(frozen=True, slots=True)
class ColorChoice:
    """A highlight colour on offer: its ``id``, the reader's ``name`` for it, and the theme's ``#rrggbb`` values.

    ``tone`` lies under the words of the article; ``ink`` is strong enough for dots and bars.
    """

    id: str
    name: str
    tone: str
    ink: str


def color_choices(
    colors: Sequence[Color], tones: Mapping[str, str], inks: Mapping[str, str]
) -> tuple[ColorChoice, ...]:
    """Return the reader's colours with the theme's values, in their order."""
    return tuple(
        ColorChoice(color.id, color.name, tones.get(color.id, tones[FALLBACK]), inks.get(color.id, inks[FALLBACK]))
        for color in colors
    )


def swatch(choice: ColorChoice) -> QIcon:
    """Return a round icon of the colour, sharp at every size; a checked one wears a ring."""
    return QIcon(_Swatch(choice.tone, choice.ink))


class _Swatch(QIconEngine):
    def __init__(self, tone: str, ink: str) -> None:
        super().__init__()
        self._tone = tone
        self._ink = ink
        self._drawn: dict[tuple[int, int, QIcon.Mode, QIcon.State], QPixmap] = {}

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        area = QRectF(rect)
        side = min(area.width(), area.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if mode == QIcon.Mode.Disabled:
            painter.setOpacity(0.4)
        width = max(1.0, side / 11)
        painter.setPen(QPen(QColor(self._ink), width))
        painter.setBrush(QColor(self._tone))
        radius = side * 0.40
        painter.drawEllipse(area.center(), radius, radius)
        if state == QIcon.State.On:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._ink))
            painter.drawEllipse(QPointF(area.center()), radius * 0.45, radius * 0.45)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        wanted = (size.width(), size.height(), mode, state)
        if wanted in self._drawn:
            return self._drawn[wanted]
        if size.isEmpty():
            return QPixmap()
        image = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        self.paint(painter, image.rect(), mode, state)
        painter.end()
        self._drawn[wanted] = QPixmap.fromImage(image)
        return self._drawn[wanted]

    def clone(self) -> QIconEngine:
        return _Swatch(self._tone, self._ink)
