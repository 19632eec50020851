"""The timeline under the reader's hands: pointer, wheel, fingers and keys."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from postil.domain.timeline import Timeline
from postil.widgets.timeline.canvas import CLOSEST, TimelineCanvas
from postil.widgets.timeline.lanes import LaneStack, Shown
from postil.widgets.timeline.signs import TimelineColours

_STEP = 1.25
_DRAGGED = 4
"""Pixels that the mouse moves before a press is a drag and no click."""


class TimelineView(TimelineCanvas):
    """A canvas that is panned, zoomed, pointed at and walked through."""

    def __init__(self, colours: TimelineColours, parent: QWidget | None = None) -> None:
        super().__init__(colours, parent)
        self._pressed: QPoint | None = None
        self._dragged = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed, self._dragged = event.position().toPoint(), False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the lanes, or say what the pointer is at."""
        point = event.position().toPoint()
        if self._pressed is None:
            self.point_at(self._shown_at(point))
        elif self._dragged or (point - self._pressed).manhattanLength() > _DRAGGED:
            self._dragged = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.pan(self._pressed.x() - point.x(), self._pressed.y() - point.y())
            self._pressed = point

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click goes to the sentence; one on many comes nearer, or walks through those of the same date."""
        was_click = self._pressed is not None and not self._dragged
        self._pressed = None
        shown = self._shown_at(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor if shown is None else Qt.CursorShape.PointingHandCursor)
        if was_click and event.button() == Qt.MouseButton.LeftButton:
            self._click(shown)

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing any more."""
        self.point_at(None)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """A mouse's wheel zooms, with Shift it pans; two fingers pan, with Ctrl they zoom."""
        turned, pixels = event.angleDelta(), event.pixelDelta()
        zooms = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        by_finger = event.device().type() == QInputDevice.DeviceType.TouchPad
        if zooms or not (by_finger or turned.x() or event.modifiers() & Qt.KeyboardModifier.ShiftModifier):
            self.zoom(_STEP ** (turned.y() / 120), event.position().x())
        elif by_finger and not pixels.isNull():
            self.pan(-pixels.x(), -pixels.y())
        elif by_finger:
            self.pan(-turned.x() / 2, -turned.y() / 2)
        else:
            self.pan(-(turned.x() or turned.y()) / 2)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Pinch to zoom."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1 + event.value(), event.position().x())
            return True
        return super().viewportEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk through the events; pan with Shift; zoom with plus and minus; 0 shows all."""
        key, shift = Qt.Key(event.key()), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        wide = self.viewport().width()
        pans = {
            Qt.Key.Key_PageUp: (-wide * 0.8, 0.0),
            Qt.Key.Key_PageDown: (wide * 0.8, 0.0),
            **({Qt.Key.Key_Left: (-80.0, 0.0), Qt.Key.Key_Right: (80.0, 0.0)} if shift else {}),
            **({Qt.Key.Key_Up: (0.0, -40.0), Qt.Key.Key_Down: (0.0, 40.0)} if shift else {}),
        }
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            event.ignore()
        elif key in pans:
            self.pan(*pans[key])
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus}:
            self.zoom(1 / _STEP if key == Qt.Key.Key_Minus else _STEP, self._at_x())
        elif key == Qt.Key.Key_0:
            self.fit()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.current >= 0:
            self.chosen.emit(self.stack.events[self.current])
        elif key == Qt.Key.Key_Escape and self.current >= 0:
            self.leave()
        elif not self._walk(key):
            event.ignore()

    def _walk(self, key: Qt.Key) -> bool:
        numbers = self.stack.numbers
        if not numbers:
            return False
        here = self.current
        to = {Qt.Key.Key_Home: numbers[0], Qt.Key.Key_End: numbers[-1]}
        if here < 0:
            first = self._first_in_view()
            to |= dict.fromkeys((Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down), first)
        else:
            to |= {Qt.Key.Key_Left: self.stack.beside(here, -1), Qt.Key.Key_Right: self.stack.beside(here, 1)}
            to |= {Qt.Key.Key_Up: self.stack.across(here, -1), Qt.Key.Key_Down: self.stack.across(here, 1)}
        if key not in to:
            return False
        self.stand_at(to[key])
        return True

    def _first_in_view(self) -> int:
        left = self.window_shown().left
        for number in self.stack.numbers:
            first = self.stack.events[number].extent.first
            if first is not None and first >= left:
                return number
        return self.stack.numbers[0]

    def _at_x(self) -> float | None:
        shown = self.stack.holding(self.current, self.per_day) if self.current >= 0 else None
        if shown is None:
            return None
        x = float(self.mapFromScene(QPointF(shown.glyph.middle, 0)).x())
        return x if 0 <= x <= self.viewport().width() else None

    def _shown_at(self, point: QPoint) -> Shown | None:
        place = self.mapToScene(point)
        return self.stack.at(place.x(), place.y(), self.per_day)

    def _click(self, shown: Shown | None) -> None:
        if shown is None:
            self.leave()
            return
        members = shown.glyph.members
        spread = self.stack.spread(members) if len(members) > 1 else None
        if spread is not None and self.per_day < CLOSEST:
            self._fits = False
            self._bring_in(*_widened(spread))
            return
        here = members.index(self.current) + 1 if self.current in members else 0
        number = members[here % len(members)]
        self._at_pointer.hide()
        self._stand_at(number, reveal=False)
        self.chosen.emit(self.stack.events[number])


def _widened(spread: tuple[int, int]) -> tuple[float, float]:
    beside = max(1.0, (spread[1] - spread[0]) * 0.15)
    return spread[0] - beside, spread[1] + beside


def stack_of(timeline: Timeline, entity: str = "") -> LaneStack:
    """Return the lanes of a timeline, with ``entity`` (a key) just the events whose sentence mentions it."""
    if not entity:
        return LaneStack(timeline)
    return LaneStack(timeline, [place for place, each in enumerate(timeline.events) if entity in each.entities])
