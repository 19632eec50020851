"""How an event looks: the outline, ground and pen of each sign, for the screen and for pictures alike."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainterPath, QPen, QPolygonF

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


@dataclass(frozen=True, slots=True)
class Look:
    """Colours and font of the timeline."""

    colours: TimelineColours
    font: QFont


@dataclass(frozen=True, slots=True)
class Sign:
    """What draws one glyph around its middle: outline, pen, ground, and the words in it."""

    outline: QPainterPath
    pen: QPen
    ground: QBrush
    words: str
    ink: QColor


def sign(glyph: Glyph, colours: TimelineColours) -> Sign:
    """Return how a glyph is drawn; its outline's (0, 0) is its left end, half way down its row."""
    ink = QColor(colours.danger if glyph.conflict else colours.event)
    plain = QColor(ink)
    if glyph.faded:
        ink.setAlpha(_FADED)
    pen = QPen(ink, 1.6 if glyph.hollow else 1.0)
    if glyph.faded:
        pen.setStyle(Qt.PenStyle.DashLine if glyph.shape == "bar" else Qt.PenStyle.SolidLine)
    ground = QColor(ink)
    if glyph.shape in {"cluster", "bar"}:
        ground.setAlpha(_BAR // 2 if glyph.faded else _BAR)
    if glyph.hollow:
        ground = QColor(colours.ground)
    if glyph.shape == "dot" and not glyph.hollow:
        plain = QColor(colours.raised)
    return Sign(_outline(glyph), pen, QBrush(ground), _words(glyph), plain)


def _outline(glyph: Glyph) -> QPainterPath:
    path, width = QPainterPath(), glyph.right - glyph.left
    if glyph.shape == "dot" and glyph.conflict:
        middle, reach = width / 2, DOT / 2 + 2.0
        corners = ((middle, -reach), (middle + reach, 0), (middle, reach), (middle - reach, 0))
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
        path.closeSubpath()
    elif glyph.shape == "dot":
        path.addEllipse(QRectF(0.5, -DOT / 2 + 0.5, DOT - 1, DOT - 1))
    elif glyph.shape == "bar":
        path.addRoundedRect(QRectF(0.5, -DOT / 2, width - 1, DOT), 3, 3)
        _add_arrow(path, glyph, width)
    else:
        path.addRoundedRect(QRectF(0, -8, width, 16), 8, 8)
    return path


def _add_arrow(path: QPainterPath, glyph: Glyph, width: float) -> None:
    """Show by an arrow's head in the bar that it goes on."""
    if glyph.opens:
        tip, back = (width - 4, width - 8) if glyph.opens == "right" else (4, 8)
        path.moveTo(back, -3)
        path.lineTo(tip, 0)
        path.lineTo(back, 3)


def _words(glyph: Glyph) -> str:
    many = len(glyph.members)
    if glyph.shape == "cluster":
        return f"!{many:,}" if glyph.conflict else f"{many:,}"
    if glyph.conflict:
        return "!"
    return f"{many:,}" if many > 1 and glyph.right - glyph.left > 28 else ""
