"""The timeline as a picture: axis, titles and all lanes for the part of time in view, on a raster or as a drawing."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from postil.domain.timeline import Timeline
from postil.widgets.timeline.axis import Window, axis_height, paint_axis, paint_title
from postil.widgets.timeline.lanes import LaneStack, Shown
from postil.widgets.timeline.painting import LaneDrawing, printable
from postil.widgets.timeline.scale import step_for, ticks
from postil.widgets.timeline.signs import Look, TimelineColours, blended

_TITLES = 180.0
_LANE = 132.0
_SCALE = 2
"""A raster has so many pixels for each of the screen's."""
_LARGEST = 30_000
"""Pixels of a raster's side that most programs open."""


def as_svg(stack: LaneStack, window: Window, look: Look) -> bytes:
    """Return the lanes as SVG."""
    from PySide6.QtSvg import QSvgGenerator

    size = _size(stack, window, look.font)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    screen = QGuiApplication.primaryScreen()
    generator.setResolution(round(screen.logicalDotsPerInch()) if screen else 96)
    generator.setTitle("; ".join(printable(lane.title) for lane in stack.timeline.lanes[:3]))
    painter = QPainter(generator)
    _paint(painter, stack, window, look)
    painter.end()
    return bytes(buffer.data().data())


def as_image(stack: LaneStack, window: Window, look: Look) -> QImage:
    """Return the lanes as an image, sharp on paper too where it does not grow too large."""
    size = _size(stack, window, look.font)
    scale = _SCALE if max(size.width(), size.height()) * _SCALE <= _LARGEST else 1
    image = QImage(size * scale, QImage.Format.Format_RGB32)
    image.fill(QColor(look.colours.ground))
    painter = QPainter(image)
    painter.scale(scale, scale)
    _paint(painter, stack, window, look)
    painter.end()
    return image


def picture_stack(stack: LaneStack, look: Look) -> LaneStack:
    """Return the same lanes at a height that is good to print, without those that have no events."""
    filled = {stack.timeline.lanes[place].article_id for place, members in enumerate(stack.in_lane) if members}
    lanes = tuple(lane for lane in stack.timeline.lanes if lane.article_id in filled)
    made = LaneStack(Timeline(lanes, stack.timeline.events), stack.numbers)
    made.fit(_LANE * len(lanes), *look.measures)
    return made


def write_png(image: QImage, path: Path) -> bool:
    """Write an image as PNG; tell whether that worked."""
    return image.save(str(path))


def _size(stack: LaneStack, window: Window, font: QFont) -> QSize:
    return QSize(round(_TITLES + window.width), round(axis_height(font) + stack.total + 1))


def _paint(painter: QPainter, stack: LaneStack, window: Window, look: Look) -> None:
    """Paint the lanes, and over what reaches out of them titles and axis: a drawing knows no clipping."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    size, top, colours = _size(stack, window, look.font), float(axis_height(look.font)), look.colours
    ground = QColor(colours.ground)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), ground)
    _paint_lines(painter, QRectF(_TITLES, top, window.width, stack.total), window, colours)
    left = (window.left - stack.first) * window.per_day
    painter.save()
    painter.translate(_TITLES - left, top)
    for lane in range(len(stack.in_lane)):
        drawing = LaneDrawing(look)
        for glyph in stack.layout(lane, window.per_day).between(left, left + window.width):
            drawing.add(glyph, stack.middle_of(Shown(lane, glyph), window.per_day), stack.events)
        drawing.paint(painter, left, left + window.width)
    painter.restore()
    painter.fillRect(QRectF(0, top, _TITLES, stack.total), ground)
    for lane in stack.titles():
        y = round(top + lane.top + lane.height)
        paint_title(painter, QRectF(0, top + lane.top, _TITLES, lane.height), lane, look.font, colours)
        painter.setPen(QColor(colours.border))
        painter.drawLine(0, y, size.width(), y)
    painter.fillRect(QRectF(0, 0, size.width(), top), ground)
    paint_axis(painter, QRectF(_TITLES, 0, window.width, top), window, look)
    painter.fillRect(QRectF(0, 0, _TITLES, top), ground)


def _paint_lines(painter: QPainter, rect: QRectF, window: Window, colours: TimelineColours) -> None:
    step = step_for(window.per_day)
    painter.setPen(blended(colours.border, colours.ground))
    for tick in ticks(window.left - step.many * 31, window.right, step):
        x = rect.left() + window.x(tick.day)
        if rect.left() <= x <= rect.right():
            painter.drawLine(round(x), round(rect.top()), round(x), round(rect.bottom()))
