"""The axis of time above the lanes, and the titles of the lanes at their left."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from postil.domain.event_words import many_words
from postil.widgets.rows import smaller
from postil.widgets.timeline.scale import step_for, stretches, ticks
from postil.widgets.timeline.signs import Look, TimelineColours

_USUAL_DIGIT = 7.0


@dataclass(frozen=True, slots=True)
class Window:
    """The part of time in view: the day at the left edge, pixels per day, and the width in pixels."""

    left: float
    per_day: float
    width: float

    def x(self, day: float) -> float:
        """Return where a day begins, in pixels from the left edge."""
        return (day - self.left) * self.per_day

    @property
    def right(self) -> float:
        """The day at the right edge."""
        return self.left + self.width / self.per_day


@dataclass(frozen=True, slots=True)
class Beside:
    """What the axis says at its ends, of events that are out of view; "" where there are none."""

    left: str = ""
    right: str = ""


def paint_axis(painter: QPainter, rect: QRectF, window: Window, look: Look, beside: Beside | None = None) -> None:
    """Paint ticks with their words, and larger units above them, into ``rect``, which begins at the window's left."""
    font, colours, beside = look.font, look.colours, beside or Beside()
    small = smaller(font)
    metrics = QFontMetricsF(small)
    step = step_for(window.per_day, max(1.0, metrics.averageCharWidth() / _USUAL_DIGIT))
    half = rect.height() / 2
    ends = [metrics.horizontalAdvance(words) + 16 if words else 4.0 for words in (beside.left, beside.right)]
    free = (ends[0], rect.width() - ends[1])
    painter.save()
    painter.setClipRect(rect)
    painter.setFont(small)
    for each in stretches(window.left, window.right, step):
        left, right = window.x(each.first), window.x(each.after)
        wide = metrics.horizontalAdvance(each.words)
        # The words stay in view for as long as their stretch does.
        place = min(max(left + 4, free[0]), right - wide - 6)
        painter.setPen(QColor(colours.border))
        painter.drawLine(QLineF(rect.left() + left, rect.top() + 3, rect.left() + left, rect.bottom()))
        if place >= max(left + 4, free[0]) and place + wide <= free[1]:
            painter.setPen(QColor(colours.text))
            painter.drawText(QRectF(rect.left() + place, rect.top(), wide + 2, half), _MIDDLE, each.words)
    for tick in ticks(window.left - step.many * 31, window.right, step):
        x = rect.left() + window.x(tick.day)
        painter.setPen(QColor(colours.border))
        painter.drawLine(QLineF(x, rect.bottom() - 4, x, rect.bottom()))
        painter.setPen(QColor(colours.muted))
        painter.drawText(QRectF(x + 4, rect.top() + half, 200, half - 2), _MIDDLE, tick.words)
    painter.setPen(QColor(colours.border))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.restore()


_MIDDLE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine


def axis_height(font: QFont) -> int:
    """Return the height of an axis in that font: two lines."""
    return round(QFontMetricsF(smaller(font)).height() * 2 + 8)


class Axis(QWidget):
    """The axis of the part in view; ``wheel_turned`` carries the event: the wheel does here what it does below."""

    wheel_turned = Signal(object)

    def __init__(self, colours: TimelineColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colours = colours
        self._window = Window(0, 1, 1)
        self._beyond = (0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_window(self, window: Window, beyond: tuple[int, int]) -> None:
        """Show the axis of ``window``, and how many events are before and after it."""
        if (window, beyond) != (self._window, self._beyond):
            self._window, self._beyond = window, beyond
            self.update()

    def sizeHint(self) -> QSize:
        """Two lines high."""
        return QSize(200, axis_height(self.font()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the axis."""
        del event
        painter = QPainter(self)
        before, after = self._beyond
        beside = Beside(f"‹ {before:,}" if before else "", f"{after:,} ›" if after else "")
        rect = QRectF(self.rect()).adjusted(0, 0, 0, -0.5)
        paint_axis(painter, rect, self._window, Look(self.colours, self.font()), beside)
        painter.setFont(smaller(self.font()))
        painter.setPen(QColor(self.colours.accent))
        upper = QRectF(6, 0, rect.width() - 12, rect.height() / 2)
        painter.drawText(upper, _MIDDLE, beside.left)
        painter.drawText(upper, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, beside.right)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Hand it on: it is the same time as below."""
        self.wheel_turned.emit(event)


@dataclass(frozen=True, slots=True)
class LaneTitle:
    """A lane as its title shows it: ``top`` and ``height`` in pixels of the scene."""

    article_id: str
    title: str
    events: int
    top: float
    height: float


def paint_title(painter: QPainter, rect: QRectF, lane: LaneTitle, font: QFont, colours: TimelineColours) -> None:
    """Paint a lane's title in at most two lines, and under it, where there is room, how many events it has."""
    metrics, small = QFontMetricsF(font), smaller(font)
    inside = rect.adjusted(12, 6, -8, -4)
    note = QFontMetricsF(small).height()
    lines = max(1, min(2, int((inside.height() + 2) // metrics.height())))
    painter.setFont(font)
    painter.setPen(QColor(colours.text))
    top = inside.top()
    for line in _lines(lane.title, metrics, inside.width(), lines):
        painter.drawText(QRectF(inside.left(), top, inside.width(), metrics.height()), _MIDDLE, line)
        top += metrics.height()
    if top + note <= rect.bottom():
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        painter.drawText(QRectF(inside.left(), top + 1, inside.width(), note), _MIDDLE, many_words(lane.events))


def _lines(words: str, metrics: QFontMetricsF, width: float, most: int) -> list[str]:
    if most == 1 or metrics.horizontalAdvance(words) <= width:
        return [metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)]
    first, rest = "", words.split()
    while rest and metrics.horizontalAdvance(f"{first} {rest[0]}".strip()) <= width:
        first = f"{first} {rest.pop(0)}".strip()
    if not first:
        return [metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)]
    return [first, metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width)]


class LaneTitles(QWidget):
    """The titles at the left of the lanes; ``chosen`` carries the id of an article, ``wheel_turned`` pixels."""

    chosen = Signal(str)
    wheel_turned = Signal(int)

    def __init__(self, colours: TimelineColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colours = colours
        self.lanes: tuple[LaneTitle, ...] = ()
        self._scrolled = 0
        self.setMouseTracking(True)
        self.setFixedWidth(172)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_lanes(self, lanes: Sequence[LaneTitle], scrolled: int) -> None:
        """Show these lanes, scrolled down by so many pixels."""
        self.lanes, self._scrolled = tuple(lanes), scrolled
        self.update()

    def lane_at(self, point: QPoint) -> LaneTitle | None:
        """Return the lane under a point."""
        y = point.y() + self._scrolled
        return next((lane for lane in self.lanes if lane.top <= y < lane.top + lane.height), None)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the titles in view."""
        painter = QPainter(self)
        for lane in self.lanes:
            rect = QRectF(0, lane.top - self._scrolled, self.width(), lane.height)
            if rect.intersects(QRectF(event.rect())):
                paint_title(painter, rect, lane, self.font(), self.colours)
                painter.setPen(QColor(self.colours.border))
                painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(self.colours.border))
        edge = QRect(self.rect())
        painter.drawLine(edge.topRight(), edge.bottomRight())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell a title whole."""
        lane = self.lane_at(event.position().toPoint())
        self.setToolTip(lane.title if lane else "")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses the article."""
        lane = self.lane_at(event.position().toPoint())
        if lane is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(lane.article_id)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Over the titles the wheel goes through the lanes."""
        self.wheel_turned.emit(-event.angleDelta().y() // 2)
        event.accept()
