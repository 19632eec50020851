"""How events look: outline, ground, pen and words of a sign, for the screen and for pictures alike."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainterPath, QPen, QPolygonF

from postil.widgets.rows import smaller
from postil.widgets.timeline.layout import DOT, Glyph

_FADED = 140
_BAR = 46
"""Opacity, of 255, of what is uncertain, and of a bar's ground."""


@dataclass(frozen=True, slots=True)
class TimelineColours:
    """Colours of the timeline, each "#rrggbb"."""

    ground: str
    text: str
    muted: str
    border: str
    accent: str
    raised: str
    event: str
    danger: str


def timeline_colours(window: Mapping[str, str], entities: Mapping[str, str]) -> TimelineColours:
    """Return the timeline's colours from a theme's, by role."""
    roles = ("surface", "text", "muted", "border", "accent", "raised")
    return TimelineColours(*(window[role] for role in roles), event=entities["date"], danger=window["danger"])


def blended(colour: str, ground: str) -> QColor:
    """Return a colour that stands out half as much from ``ground``."""
    one, other = QColor(colour), QColor(ground)
    return QColor(
        (one.red() * 6 + other.red() * 4) // 10,
        (one.green() * 6 + other.green() * 4) // 10,
        (one.blue() * 6 + other.blue() * 4) // 10,
    )


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and font of the timeline."""

    colours: TimelineColours
    font: QFont

    @property
    def measures(self) -> tuple[float, float]:
        """The height of a line of words beside a sign, and the width of a digit."""
        metrics = QFontMetricsF(smaller(self.font))
        return metrics.height(), metrics.horizontalAdvance("0")


@dataclass(frozen=True, slots=True)
class Style:
    """What draws signs of one kind: pen, ground, and the ink of the words in them."""

    pen: QPen
    ground: QBrush
    ink: QColor


@lru_cache(256)
def style_of(shape: str, hollow: bool, faded: bool, conflict: bool, colours: TimelineColours) -> Style:
    """Return how signs of a shape are drawn that are inferred (hollow), uncertain (faded) or in conflict."""
    line = QColor(colours.danger if conflict else colours.event)
    ink = QColor(line)
    if faded:
        line.setAlpha(_FADED)
    pen = QPen(line, 1.6 if hollow else 1.0)
    if faded and shape == "bar":
        pen.setStyle(Qt.PenStyle.DashLine)
    ground = QColor(line)
    if shape != "dot":
        ground.setAlpha(_BAR // 2 if faded else _BAR)
    if hollow:
        ground = QColor(colours.ground)
    elif shape == "dot":
        ink = QColor(colours.raised)
    return Style(pen, QBrush(ground), ink)


def add_outline(path: QPainterPath, glyph: Glyph, y: float, high: float) -> None:
    """Add a sign's outline with its middle at ``y``: a dot, a diamond where in conflict, a bar, a pill for many.

    ``high`` is the height of a pill.
    """
    left, width = glyph.left, glyph.right - glyph.left
    if glyph.shape == "dot" and glyph.conflict:
        middle, reach = glyph.middle, DOT / 2 + 2.0
        corners = ((middle, y - reach), (middle + reach, y), (middle, y + reach), (middle - reach, y))
        path.addPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        path.closeSubpath()
    elif glyph.shape == "dot":
        path.addEllipse(QRectF(left + 0.5, y - DOT / 2 + 0.5, DOT - 1, DOT - 1))
    elif glyph.shape == "bar":
        path.addRoundedRect(QRectF(left + 0.5, y - DOT / 2, width - 1, DOT), 3, 3)
        if glyph.opens:
            tip, back = (glyph.right - 4, glyph.right - 8) if glyph.opens == "right" else (left + 4, left + 8)
            path.moveTo(back, y - 3)
            path.lineTo(tip, y)
            path.lineTo(back, y + 3)
    else:
        path.addRoundedRect(QRectF(left, y - high / 2, width, high), high / 2, high / 2)


def words_in(glyph: Glyph) -> str:
    """Return what is written in a sign: how many it stands for, and a mark where some are in conflict."""
    many = len(glyph.members)
    if glyph.shape == "cluster":
        return f"!{many:,}" if glyph.conflict else f"{many:,}"
    if glyph.conflict:
        return "!"
    return f"{many:,}" if many > 1 and glyph.right - glyph.left > 28 else ""
