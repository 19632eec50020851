"""Move the ends of a highlight, with two handles or the keyboard.

Left and Right move its beginning by a character, Shift+Left and Shift+Right its end; with Ctrl as well they go by whole
words, and Alt may be held too. A folded passage is passed in one step: what is not seen is not marked by its half.
Escape, Enter or a press elsewhere put the handles away.
"""

import functools
import re
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QLineF, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QTextLayout

from postil.widgets.reading.formats import Formats
from postil.widgets.reading.geometry import Shape, position_near
from postil.widgets.reading.overlays import Overlays
from postil.widgets.reading.page import Page
from postil.widgets.reading.plan import Plan
from postil.widgets.reading.sheet import Sheet
from postil.widgets.reading.values import Mark
from postil.widgets.reading.view import View

_RADIUS = 5.5
_REACH = 12.0  # how near to a handle a press may be, in pixels


@functools.cache
def _word() -> re.Pattern[str]:
    return re.compile(r"\w+(?:['’\-]\w+)*|[^\w\s]+")


_AROUND = 200


class Adjusting(QObject):
    """The handles of one mark, which is shown where it is being moved to until the surface hears of its new place."""

    adjusted = Signal(object)  # MarkAdjusted
    ended = Signal()

    def __init__(self, page: Page, view: View, overlays: Overlays, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._view, self._overlays = page, view, overlays
        self._formats: Formats | None = None
        self._holding = ""
        self._origin: Mark | None = None
        page.grabs = self._grab
        page.dragged.connect(self._drag)
        page.released.connect(self._release)

    def dress(self, formats: Formats) -> None:
        """Take on a style's colours."""
        self._formats = formats

    def set(self, mark: Mark | None) -> None:
        """Show handles at the ends of ``mark``, or none."""
        self._overlays.adjusted = self._origin = mark
        self._holding = ""
        self._page.viewport().update()

    def key(self, event: QKeyEvent) -> bool:
        """Move an end if ``event`` asks for that; tell whether it did."""
        mark, plan = self._overlays.adjusted, self._view.plan
        if mark is None or plan is None:
            return False
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end()
            return True
        modifiers = event.modifiers()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            return False
        advance = word_step if modifiers & Qt.KeyboardModifier.ControlModifier else character_step
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._move("end", past_folds(plan, mark.end, step, advance, is_end=True))
        else:
            self._move("start", past_folds(plan, mark.start, step, advance, is_end=False))
        self._tell()
        return True

    def _end(self) -> None:
        self.set(None)
        self.ended.emit()

    def _move(self, which: str, position: int) -> None:
        mark, plan = self._overlays.adjusted, self._view.plan
        if mark is None or plan is None:
            return
        if which == "start":
            seen, _ = plan.between_folds(max(0, min(position, mark.end - 1)), mark.end)
            mark = replace(mark, start=seen)
        else:
            _, seen = plan.between_folds(mark.start, min(len(plan.document.text), max(position, mark.start + 1)))
            mark = replace(mark, end=seen)
        self._overlays.adjusted = mark
        self._page.viewport().update()

    def _tell(self) -> None:
        mark = self._overlays.adjusted
        if mark is not None and mark != self._origin:
            self._origin = mark
            from postil.widgets.reading.events import MarkAdjusted

            self.adjusted.emit(MarkAdjusted(mark.id, mark.start, mark.end))

    def _ends(self, sheet: Sheet, mark: Mark) -> dict[str, QRectF]:
        """Return the rectangles at both ends of ``mark`` that the sheet shows."""
        found: dict[str, QRectF] = {}
        first = sheet.lines[sheet.line_index(mark.start)]
        if sheet.holds(mark.start) and not first.fold:
            boxes = list(Shape(sheet, first).rectangles(mark.start, min(mark.end, first.end)))
            if boxes:
                found["start"] = boxes[0]
        last = sheet.lines[sheet.line_index(max(mark.start, mark.end - 1))]
        if sheet.holds(mark.end) and not last.fold:
            boxes = list(Shape(sheet, last).rectangles(max(mark.start, last.start), mark.end))
            if boxes:
                found["end"] = boxes[-1]
        return found

    def _points(self) -> dict[str, QPointF]:
        sheet, mark = self._view.sheet, self._overlays.adjusted
        if sheet is None or mark is None:
            return {}
        places = {"start": QRectF.topLeft, "end": QRectF.bottomRight}
        return {which: places[which](box) for which, box in self._ends(sheet, mark).items()}

    def paint(self, painter: QPainter) -> None:
        """Paint the handles: a bar at each end, with a knob above the first and below the last."""
        sheet, mark = self._view.sheet, self._overlays.adjusted
        if sheet is None or mark is None or self._formats is None:
            return
        ink = QColor(self._formats.style.link)
        for which, box in self._ends(sheet, mark).items():
            x = box.left() if which == "start" else box.right()
            painter.setPen(QPen(ink, 2))
            painter.drawLine(QLineF(x, box.top() - 1, x, box.bottom() + 1))
            painter.setPen(QPen(QColor(self._formats.style.page), 1.5))
            painter.setBrush(ink)
            y = box.top() - _RADIUS + 1 if which == "start" else box.bottom() + _RADIUS - 1
            painter.drawEllipse(QPointF(x, y), _RADIUS, _RADIUS)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def under(self, point: QPointF) -> str:
        """Return "start" or "end" if that handle is under ``point`` (document pixels), else ""."""
        for which, handle in self._points().items():
            distance = point - handle
            if abs(distance.x()) <= _REACH and abs(distance.y()) <= _REACH * 1.5:
                return which
        return ""

    def _grab(self, point: QPointF) -> bool:
        self._holding = self.under(point)
        if not self._holding and self._overlays.adjusted is not None:
            self._end()
        return bool(self._holding)

    def _drag(self, point: QPointF) -> None:
        if self._holding and self._view.sheet is not None:
            self._move(self._holding, position_near(self._view.sheet, point))

    def _release(self) -> None:
        self._holding = ""
        self._tell()


def character_step(text: str, position: int, step: int) -> int:
    """Return the next place after (``step`` 1) or before (-1) ``position`` that is between two whole characters."""
    begin = max(0, position - _AROUND)
    around = text[begin : position + _AROUND]
    # Qt knows which code points make one character; its offsets are UTF-16 and mapped by counting.
    layout = QTextLayout(around.replace("\n", " "))
    units = len(around[: position - begin].encode("utf-16-le")) // 2
    moved = layout.nextCursorPosition(units) if step > 0 else layout.previousCursorPosition(units)
    return begin + len(around.encode("utf-16-le")[: moved * 2].decode("utf-16-le", "ignore"))


def past_folds(plan: Plan, position: int, step: int, advance: Callable[[str, int, int], int], *, is_end: bool) -> int:
    """Return where ``advance`` takes an end of a mark, on the far side of a folded passage if it would go into one."""
    text = plan.document.text
    moved = advance(text, position, step)
    low, high = sorted((position, moved))
    for fold in plan.folds():
        if fold.start < high and fold.end > low:
            if fold.start < position < fold.end:
                return moved  # It stood inside before the passage was folded; from there it may be led out.
            near = fold.end if step > 0 else fold.start
            while 0 < near < len(text) and text[near if step > 0 else near - 1].isspace():
                near += step
            # An end stands behind the last word that is seen, a beginning before the first.
            return near if is_end == (step < 0) else advance(text, near, step)
    return moved


def word_step(text: str, position: int, step: int) -> int:
    """Return the next end of a word after ``position``, or (``step`` -1) the beginning of one before it."""
    if step > 0:
        match = _word().search(text, position)
        return match.end() if match else len(text)
    begin = max(0, position - _AROUND)
    return max((match.start() for match in _word().finditer(text, begin, position)), default=begin)
