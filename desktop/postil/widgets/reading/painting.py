"""Paint highlights, mentions, matches and the selection below the text, for the lines in view only."""

import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from postil.widgets.reading.colours import as_hex, mix, parse, readable_fill
from postil.widgets.reading.geometry import Shape
from postil.widgets.reading.overlays import Overlays
from postil.widgets.reading.sheet import Line, Sheet
from postil.widgets.reading.values import EntityMark, Mark, ReadingStyle

Lines = Sequence[tuple[Line, QRectF]]

_BAR = 2.0  # thickness of the bar under a highlight, and the step from one level's bar to the next, in pixels
_BAR_STEP = 3.0
_LEVELS = 4
_WEDGE = 7.0
_PALE = 0.5  # how much of its colour the ground of changed words keeps between the hatches
_PENS = {
    "person": Qt.PenStyle.SolidLine,
    "place": Qt.PenStyle.DashLine,
    "organisation": Qt.PenStyle.DotLine,
    "event": Qt.PenStyle.SolidLine,
    "date": Qt.PenStyle.DashDotLine,
    "duration": Qt.PenStyle.DashDotDotLine,
    "quantity": Qt.PenStyle.DotLine,
}


class Inks:
    """The colours of one style, mixed once for each stack of highlights that occurs."""

    def __init__(self, style: ReadingStyle) -> None:
        self.style = style
        self._fills: dict[tuple[str, ...], QColor] = {}
        self._weight = 0.8

    def tone(self, tone: str) -> str:
        """Return the colour of a tone; one that the style lacks is drawn in the muted ink."""
        return self.style.tones.get(tone, self.style.muted)

    def fill(self, tones: tuple[str, ...]) -> QColor:
        """Return the ground of text under highlights of these tones."""
        ready = self._fills.get(tones)
        if ready is None:
            inks = (self.style.text, self.style.link)
            colours = [self.tone(tone) for tone in tones]
            ready = self._fills[tones] = QColor(readable_fill(self.style.page, colours, inks, self._weight))
        return ready

    def bar(self, tone: str) -> QColor:
        """Return the colour of the bar under a highlight: its tone, drawn towards the ink so that it stands out."""
        return QColor(as_hex(mix(parse(self.tone(tone)), parse(self.style.text), 0.18)))

    def sign(self, tone: str) -> QColor:
        """Return the colour of a bar that has something to say: halfway from its tone to the ink."""
        return QColor(as_hex(mix(parse(self.tone(tone)), parse(self.style.text), 0.45)))

    def ground(self, colour: str, weight: float) -> QColor:
        """Return a ground mixed from the page and ``colour`` on which the text stays readable."""
        return QColor(readable_fill(self.style.page, [colour], (self.style.text,), weight))


def paint_ranges(painter: QPainter, sheet: Sheet, lines: Lines, overlays: Overlays, inks: Inks) -> None:
    """Paint every range that touches ``lines``; the painter counts in the sheet's pixels."""
    shown = [line for line, _ in lines if not line.fold and line.length]
    if not shown:
        return
    start, end = shown[0].start, shown[-1].end
    marks = overlays.marks_in(start, end)
    shapes = [Shape(sheet, line) for line in shown]
    for shape in shapes:
        line = shape.line
        here = [mark for mark in marks if mark.start < line.end and mark.end > line.start]
        _grounds(painter, shape, here, inks)
        _flash(painter, shape, overlays, inks)
        _found(painter, shape, overlays, inks)
        _selection(painter, shape, overlays, inks)
        for mark in here:
            _bar(painter, shape, mark, overlays.marks.level(mark), inks)
    if overlays.kinds:
        mentions = [each for each in overlays.entities.touching(start, end) if each.kind in overlays.kinds]
        for shape in shapes:
            for mention in mentions:
                if mention.start < shape.line.end and mention.end > shape.line.start:
                    _mention(painter, shape, mention, inks)


def _clipped(shape: Shape, start: int, end: int) -> Iterator[QRectF]:
    start, end = max(start, shape.line.start), min(end, shape.line.end)
    return shape.rectangles(start, end) if start < end else iter(())


def _grounds(painter: QPainter, shape: Shape, marks: Sequence[Mark], inks: Inks) -> None:
    """Fill each stretch between two ends of marks with the mixture of the marks over it."""
    line = shape.line
    bounds = {max(line.start, mark.start) for mark in marks} | {min(line.end, mark.end) for mark in marks}
    for start, end in pairwise(sorted(bounds)):
        over = [mark for mark in marks if mark.start <= start and mark.end >= end]
        if not over:
            continue
        colour = inks.fill(tuple(sorted(mark.tone for mark in over)))
        changed = all(mark.state == "changed" and not mark.settled for mark in over)
        for box in shape.rectangles(start, end):
            area = box.adjusted(0, -1, 0, 0)
            if changed:
                pale = QColor(colour)
                pale.setAlphaF(_PALE)
                painter.fillRect(area, pale)
                painter.fillRect(area, QBrush(colour, Qt.BrushStyle.BDiagPattern))
            else:
                painter.fillRect(area, colour)


def _bar(painter: QPainter, shape: Shape, mark: Mark, level: int, inks: Inks) -> None:
    """Underline a highlight on its level: solid, with a wedge at its start where it was moved, dashed where changed."""
    colour = inks.bar(mark.tone) if mark.state == "exact" else inks.sign(mark.tone)
    pen = QPen(colour, _BAR, Qt.PenStyle.DashLine if mark.state == "changed" else Qt.PenStyle.SolidLine)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if mark.state == "changed":
        pen.setDashPattern([3.5, 2.0])
    begins = mark.state == "moved" and mark.start >= shape.line.start
    for box in _clipped(shape, mark.start, mark.end):
        y = box.bottom() - _BAR / 2 + (level % _LEVELS) * _BAR_STEP
        painter.setPen(pen)
        painter.drawLine(QLineF(box.left(), y, box.right(), y))
        if begins:
            painter.fillPath(_wedge(box.left(), y + _BAR / 2), colour)
            begins = False


def _wedge(x: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(x, y))
    path.lineTo(x, y - _WEDGE)
    path.lineTo(x + _WEDGE, y)
    path.closeSubpath()
    return path


def _selection(painter: QPainter, shape: Shape, overlays: Overlays, inks: Inks) -> None:
    selection, line = overlays.selection, shape.line
    if selection is None or selection.start > line.end or selection.end < line.start:
        return
    colour = inks.ground(inks.style.selection, 1.0)
    boxes = list(_clipped(shape, selection.start, selection.end))
    for box in boxes:
        painter.fillRect(box.adjusted(0, -1, 0, 1), colour)
    if boxes and selection.end > line.end and line.tail:
        # The end of a paragraph is selected too: a little more, as text editors show it.
        last = boxes[-1]
        painter.fillRect(QRectF(last.right(), last.top() - 1, 5, last.height() + 2), colour)


def _flash(painter: QPainter, shape: Shape, overlays: Overlays, inks: Inks) -> None:
    if overlays.flash is None or overlays.flash_strength <= 0:
        return
    colour = QColor(inks.style.flash)
    colour.setAlphaF(0.45 * overlays.flash_strength)
    ring = QColor(inks.style.flash)
    ring.setAlphaF(overlays.flash_strength)
    painter.setPen(QPen(ring, 1.5))
    painter.setBrush(colour)
    for box in _clipped(shape, overlays.flash.start, overlays.flash.end):
        painter.drawRoundedRect(box.adjusted(-3, -2, 3, 3), 4, 4)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _found(painter: QPainter, shape: Shape, overlays: Overlays, inks: Inks) -> None:
    """Outline the matches of a search; the current one is filled as well."""
    line = shape.line
    index = bisect.bisect_left(overlays.found_starts, line.start)
    if index and overlays.found[index - 1].end > line.start:
        index -= 1
    painter.setPen(QPen(QColor(inks.style.flash), 1.2))
    while index < len(overlays.found) and overlays.found[index].start < line.end:
        match = overlays.found[index]
        current = index == overlays.current
        painter.setBrush(inks.ground(inks.style.flash, 0.6) if current else Qt.BrushStyle.NoBrush)
        for box in _clipped(shape, match.start, match.end):
            painter.drawRoundedRect(box.adjusted(-1, -0.5, 1, 0.5), 3, 3)
        index += 1
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _mention(painter: QPainter, shape: Shape, mention: EntityMark, inks: Inks) -> None:
    """Underline a mention in the way of its kind: the line's form tells kinds apart, not its colour alone."""
    colour = QColor(inks.style.entity_tones.get(mention.kind, inks.style.muted))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for box in _clipped(shape, mention.start, mention.end):
        y = box.bottom() - 3.5
        if mention.kind == "mask":
            painter.setPen(QPen(colour, 1.4))
            painter.drawPath(_wave(box.left(), box.right(), y))
            continue
        painter.setPen(QPen(colour, 1.5, _PENS.get(mention.kind, Qt.PenStyle.SolidLine)))
        painter.drawLine(QLineF(box.left(), y, box.right(), y))
        if mention.kind == "event":
            painter.drawLine(QLineF(box.left(), y + 3, box.right(), y + 3))


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right:
        step = min(3.0, right - x)
        path.quadTo(QPointF(x + step / 2, y - 2.4 if up else y + 2.4), QPointF(x + step, y))
        x, up = x + step, not up
    return path
