"""The lanes in Qt's graphics view: what is in view at what scale, and where the reader is."""

from PySide6.QtCore import QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from postil.domain.event_words import extent_words, many_words, told
from postil.domain.wording import say
from postil.widgets.timeline.axis import Window
from postil.widgets.timeline.lanes import LaneStack, Shown
from postil.widgets.timeline.painting import Callout, Items
from postil.widgets.timeline.scale import step_for, ticks
from postil.widgets.timeline.signs import Look, TimelineColours, blended

CLOSEST = 64.0
"""Pixels per day that one can come near at most."""
_MARGIN = 24.0
_WORDS = 190.0
"""So many pixels, where there is room for them, are kept for the words of what comes last."""


class TimelineCanvas(QGraphicsView):
    """Shows a LaneStack.

    ``chosen`` carries an Event whose sentence to show; ``current_changed`` the Event that the reader is at, or None;
    ``window_changed`` tells that another part of time, or of the lanes, is in view.
    """

    chosen = Signal(object)
    current_changed = Signal(object)
    window_changed = Signal()

    def __init__(self, colours: TimelineColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.colours = colours
        self.stack = LaneStack()
        self.current = -1
        self.per_day = 1.0
        self._items = Items(self.scene())
        self._at_current, self._at_pointer = Callout(self.scene(), 20), Callout(self.scene(), 30)
        self._pointed: Shown | None = None
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._prepare)
        self._fits = True
        self._is_zooming = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(say("Timeline"))
        self.setAccessibleDescription(say("The arrow keys walk through the events; Enter shows the sentence."))

    @property
    def look(self) -> Look:
        """Colours and font."""
        return Look(self.colours, self.font())

    # What is shown.

    def show_stack(self, stack: LaneStack, *, keep: bool = False) -> None:
        """Show other lanes, all of their time, or with ``keep`` the part of time that is in view, where it has any."""
        window = self.window_shown()
        wanted = self.stack.events[self.current].id if self.current >= 0 else ""
        self.stack = stack
        self.current, self._pointed = -1, None
        self._at_current.hide()
        self._at_pointer.hide()
        self._fit_stack(stack)
        if keep and not self._fits and stack.first < window.right and window.left < stack.after:
            self._zoom_to(window.per_day, window.left)
        else:
            self._bring_in(*stack.bulk())
            self._fits = True
        here = next((number for number in stack.numbers if stack.events[number].id == wanted), -1) if wanted else -1
        if here >= 0:
            self._stand_at(here, reveal=False)
        elif wanted:
            self.current_changed.emit(None)

    def dress(self, colours: TimelineColours) -> None:
        """Draw in other colours."""
        self.colours = colours
        self._renew()
        self.viewport().update()

    def window_shown(self) -> Window:
        """Return the part of time in view."""
        left = self.mapToScene(0, 0).x() / self.per_day + self.stack.first
        return Window(left, self.per_day, max(1, self.viewport().width()))

    @property
    def nearness(self) -> float:
        """The pixels of a day where the reader chose what is in view, 0 where all that is close together is."""
        return 0.0 if self._fits else self.per_day

    def look_at(self, left: float, per_day: float) -> None:
        """Bring the time from the day ``left`` into view, at so many pixels per day, where there is any of it."""
        per_day = min(max(per_day, self._farthest()), CLOSEST)
        if self.stack.first < left + self.viewport().width() / per_day and left < self.stack.after:
            self._fits = False
            self._zoom_to(per_day, left)

    def fit(self) -> None:
        """Bring all events into view."""
        self._bring_in(self.stack.first, self.stack.after)
        self._fits = False

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Come nearer (``factor`` above 1) or go away; what is ``x`` pixels from the left edge stays where it is."""
        x = self.viewport().width() / 2 if x is None else x
        window = self.window_shown()
        day = window.left + x / self.per_day
        per_day = min(max(self.per_day * factor, self._farthest()), CLOSEST)
        if per_day != self.per_day:
            self._fits = False
            self._zoom_to(per_day, day - x / per_day)

    def pan(self, across: float, down: float = 0.0) -> None:
        """Move what is in view by so many pixels."""
        self._fits = False
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() + round(across))
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + round(down))

    def _farthest(self) -> float:
        days = self.stack.after - self.stack.first
        return min(CLOSEST, max(1.0, self.viewport().width() - 2 * _MARGIN) / max(days * 1.5, 30))

    def _bring_in(self, first: float, after: float) -> None:
        words = max(_MARGIN, min(_WORDS, self.viewport().width() / 6))
        room = max(1.0, self.viewport().width() - _MARGIN - words)
        per_day = min(max(room / max(after - first, 1), self._farthest()), 24.0 if after - first > 7 else 40.0)
        middle = (first + after) / 2
        self._zoom_to(per_day, middle - (_MARGIN + room / 2) / per_day)

    def _zoom_to(self, per_day: float, left: float) -> None:
        self.per_day = per_day
        beside = self.viewport().width()
        days = self.stack.after - self.stack.first
        # Scrolled twice on the way: nothing is made for where it only passes through.
        self._is_zooming = True
        self.setSceneRect(-beside, 0, days * per_day + 2 * beside, max(self.stack.total, 1))
        self.horizontalScrollBar().setValue(round((left - self.stack.first) * per_day))
        self._is_zooming = False
        self._renew()
        self.viewport().update()

    def _renew(self) -> None:
        """Make the items anew: other lanes, or another scale."""
        self._items.reset(self.stack, self.per_day, self.look)
        self._fill()
        self._ring_current()
        self.point_at(None)
        self.window_changed.emit()

    def _fill(self) -> None:
        """Have items for what is in view; those beside it are made when there is nothing else to do."""
        self._items.show(self._view_rect())
        self._idle.start()

    def _prepare(self) -> None:
        if not self._items.prepare(self._view_rect()):
            self._idle.stop()

    def _view_rect(self) -> QRectF:
        return self.mapToScene(self.viewport().rect()).boundingRect()

    # Where the reader is.

    def _fit_stack(self, stack: LaneStack) -> None:
        stack.fit(self.viewport().height(), *self.look.measures)

    def stand_at(self, number: int) -> None:
        """Make an event the current one and bring it into view."""
        self._stand_at(number, reveal=True)

    def _stand_at(self, number: int, *, reveal: bool) -> None:
        self.current = number
        if reveal:
            self._reveal(number)
        self._ring_current()
        event = self.stack.events[number]
        self.setAccessibleDescription(told(event, self.stack.timeline.title(event.article_id)))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))
        self.current_changed.emit(event)

    def leave(self) -> None:
        """Stand at no event."""
        if self.current >= 0:
            self.current = -1
            self._at_current.hide()
            self.current_changed.emit(None)

    def _reveal(self, number: int) -> None:
        shown = self.stack.holding(number, self.per_day)
        if shown is None:
            return
        view = self._view_rect()
        left, right = shown.glyph.left, shown.glyph.right
        if right - left > view.width():
            is_seen = left < view.right() - 40 and right > view.left() + 40
        else:
            is_seen = view.left() <= left and right <= view.right()
        if not is_seen:
            place = left - view.width() / 4 if right - left > view.width() else shown.glyph.middle - view.width() / 2
            self.horizontalScrollBar().setValue(round(place))
            self._fits = False
        middle = self.stack.middle_of(shown, self.per_day)
        if not view.top() + 8 <= middle <= view.bottom() - 8:
            self.verticalScrollBar().setValue(round(shown.lane * self.stack.height))

    def point_at(self, shown: Shown | None) -> None:
        """Say what a sign is that the pointer is at, None for nothing."""
        if shown == self._pointed:
            return
        self._pointed = shown
        if shown is None or (self.current in shown.glyph.members and len(shown.glyph.members) == 1):
            self._at_pointer.hide()
        else:
            self._call_out(self._at_pointer, shown, shown.glyph.members[0])
        cursor = Qt.CursorShape.ArrowCursor if shown is None else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(cursor)

    def _ring_current(self) -> None:
        shown = self.stack.holding(self.current, self.per_day) if self.current >= 0 else None
        if shown is None:
            self._at_current.hide()
        else:
            self._call_out(self._at_current, shown, self.current)

    def _call_out(self, callout: Callout, shown: Shown, number: int) -> None:
        event, members = self.stack.events[number], shown.glyph.members
        when = extent_words(event)
        if len(members) > 1 and callout is self._at_current:
            when = say("{date} · {at} of {total} here", date=when, at=members.index(number) + 1, total=len(members))
        what = event.sentence
        if event.conflicts:
            what = say("Conflict: {sentence}", sentence=event.conflicts[0])
        if len(members) > 1 and callout is self._at_pointer:
            when = many_words(len(members))
            what = _spanning(extent_words(self.stack.events[members[0]]), extent_words(self.stack.events[members[-1]]))
        elif event.inferred and callout is self._at_current:
            when = say("{date} · inferred", date=when)
        room = self._view_rect()
        middle = self.stack.middle_of(shown, self.per_day)
        callout.show((shown, middle), (when, what), room, self.look)

    # Qt's own.

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Fill what comes into view."""
        super().scrollContentsBy(dx, dy)
        if not self._is_zooming:
            self._fill()
            self.window_changed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the room out anew."""
        super().resizeEvent(event)
        window = self.window_shown()
        self._fit_stack(self.stack)
        if self._fits:
            self._bring_in(*self.stack.bulk())
        else:
            self._zoom_to(self.per_day, window.left)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Draw the ground, a line where each larger unit begins, and one under each lane."""
        rect = QRectF(rect)
        painter.fillRect(rect, QColor(self.colours.ground))
        # Opaque and filled: Qt strokes a translucent line fifty times as slowly.
        faint = blended(self.colours.border, self.colours.ground)
        origin, per_day = self.stack.first, self.per_day
        first, last = origin + rect.left() / per_day, origin + rect.right() / per_day
        step = step_for(per_day)
        for tick in ticks(first - step.many * 31, last, step):
            painter.fillRect(QRectF(round((tick.day - origin) * per_day), rect.top(), 1, rect.height()), faint)
        for lane in self.stack.lanes_between(rect.top(), rect.bottom()):
            y = round((lane + 1) * self.stack.height) - 1
            painter.fillRect(QRectF(rect.left(), y, rect.width(), 1), faint)


def _spanning(first: str, last: str) -> str:
    return first if first == last else say("{first} to {last}", first=first, last=last)
