"""What a click, a key or the pointer is on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter

from postil.widgets.reading.adjusting import Adjusting
from postil.widgets.reading.decor import Hot
from postil.widgets.reading.geometry import line_under, position_under
from postil.widgets.reading.overlays import Overlays
from postil.widgets.reading.page import Page
from postil.widgets.reading.sheet import Line, Sheet
from postil.widgets.reading.view import View

if TYPE_CHECKING:
    from postil.widgets.reading.events import MenuWish


class Pointing(QObject):
    """Tells what the reader clicked on. ``hot`` are the places of the last paint that offer something."""

    mark_clicked = Signal(object)  # MarkClicked
    entity_clicked = Signal(object)  # EntityClicked
    figure_requested = Signal(str)
    turn_requested = Signal(int)  # a position in the boilerplate to show or fold

    def __init__(self, page: Page, view: View, adjusting: Adjusting, overlays: Overlays, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._view, self._adjusting, self._overlays = page, view, adjusting, overlays
        self.hot: tuple[Hot, ...] = ()
        page.clicked.connect(self._click)
        page.pointed.connect(self._point)

    def enter(self, position: int, *, folded_only: bool = False) -> bool:
        """Do what the line of ``position`` offers (show or fold boilerplate, load the picture); tell whether it does.

        ``folded_only``: nothing but to show what is folded.
        """
        sheet = self._view.sheet
        if sheet is None:
            return False
        line = sheet.lines[sheet.line_index(position)]
        if line.fold or (line.block.boilerplate and not folded_only):
            self.turn_requested.emit(line.start)
            return True
        for hot in self.hot:
            if hot.wish == "load" and not folded_only and line.block.kind == "figure" and hot.line == line.start:
                self._follow(hot)
                return True
        return False

    def wish(self, event: QContextMenuEvent, caret: int, ids: tuple[str, ...]) -> "MenuWish | None":
        """Return the wish for a menu at the pointer, or at the ``caret``, whose highlights are ``ids``."""
        sheet = self._view.sheet
        if sheet is None:
            return None
        viewport, where, position, line = self._page.viewport(), event.globalPos(), caret, None
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            line = sheet.lines[sheet.line_index(caret)]
            where = viewport.mapToGlobal(self._page.cursorRect().bottomLeft())
        else:
            point = self._page.to_document(QPointF(viewport.mapFromGlobal(where)))
            under = position_under(sheet, point)
            position, ids = (-1, ()) if under is None else (under, self._overlays.marks.at(under))
            line = line_under(sheet, point)
        blocks = sheet.plan.blocks_of(line.start, line.start + 1) if line is not None else ()
        from postil.widgets.reading.events import MenuWish

        return MenuWish(ids, position, where.x(), where.y(), blocks)

    def paint_signs(self, painter: QPainter, sheet: Sheet, lines: Sequence[tuple[Line, QRectF]]) -> None:
        """Paint the signs beside the highlights in view, which then answer to clicks as the highlights do."""
        if self._overlays.signs:
            from postil.widgets.reading.signs import paint_signs

            self.hot += paint_signs(painter, sheet, lines, self._overlays)

    def _follow(self, hot: Hot) -> None:
        if hot.wish == "load":
            self.figure_requested.emit(hot.source)
        elif hot.wish == "sign":
            self._tell_marks((hot.source,), hot.line)
        else:
            self.turn_requested.emit(hot.line)

    def _tell_marks(self, ids: tuple[str, ...], position: int) -> None:
        from postil.widgets.reading.events import MarkClicked

        self.mark_clicked.emit(MarkClicked(ids, position))

    def _tell_tip(self, point: QPointF) -> None:
        """Let the viewport say what there is to say of the mark under the pointer."""
        tip = next((hot.tip for hot in self.hot if hot.tip and hot.area.contains(point)), "")
        if not tip and self._overlays.tipped and self._view.sheet is not None:
            position = position_under(self._view.sheet, point)
            if position is not None:
                tip = next((each.tip for each in self._overlays.tipped if each.start <= position < each.end), "")
        viewport = self._page.viewport()
        if tip:
            from html import escape

            tip = f"<qt>{escape(tip)}</qt>"
        if viewport.toolTip() != tip:
            viewport.setToolTip(tip)

    def _click(self, point: QPointF) -> None:
        for hot in self.hot:
            if hot.area.contains(point):
                self._follow(hot)
                return
        position = position_under(self._view.sheet, point) if self._view.sheet is not None else None
        if position is None:
            return
        overlays = self._overlays
        ids = overlays.marks.at(position)
        if ids:
            self._tell_marks(ids, position)
        under = [each for each in overlays.entities.touching(position, position + 1) if each.kind in overlays.kinds]
        if under:
            mark = min(under, key=lambda each: (each.end - each.start, each.start))
            from postil.widgets.reading.events import EntityClicked

            self.entity_clicked.emit(EntityClicked(mark, position))

    def _point(self, point: QPointF) -> None:
        viewport = self._page.viewport()
        self._tell_tip(point)
        if self._adjusting.under(point):
            viewport.setCursor(Qt.CursorShape.SizeHorCursor)
        elif any(hot.area.contains(point) for hot in self.hot):
            viewport.setCursor(Qt.CursorShape.PointingHandCursor)
        elif not self._page.anchorAt((point - QPointF(0, self._page.top())).toPoint()):
            viewport.setCursor(Qt.CursorShape.IBeamCursor)
