"""What a click, Enter or the pointer is on."""

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from postil.widgets.reading.adjusting import Adjusting
from postil.widgets.reading.decor import Hot
from postil.widgets.reading.geometry import position_under
from postil.widgets.reading.overlays import Overlays
from postil.widgets.reading.page import Page
from postil.widgets.reading.values import EntityClicked, MarkClicked
from postil.widgets.reading.view import View


class Pointing(QObject):
    """Tells what the reader clicked on. ``hot`` are the places of the last paint that offer something."""

    mark_clicked = Signal(object)  # MarkClicked
    entity_clicked = Signal(object)  # EntityClicked
    figure_requested = Signal(str)
    boilerplate_requested = Signal()

    def __init__(self, page: Page, view: View, adjusting: Adjusting, overlays: Overlays, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._view, self._adjusting, self._overlays = page, view, adjusting, overlays
        self.hot: tuple[Hot, ...] = ()
        page.clicked.connect(self._click)
        page.pointed.connect(self._point)

    def enter(self, position: int) -> bool:
        """Do what the line of ``position`` offers (show what is folded, load the picture); tell whether it does."""
        sheet = self._view.sheet
        if sheet is None:
            return False
        line = sheet.lines[sheet.line_index(position)]
        for hot in self.hot:
            if (hot.wish == "show" and line.fold and hot.line == line.start) or (
                hot.wish == "load" and line.block.kind == "figure" and hot.line == line.start
            ):
                self._follow(hot)
                return True
        return False

    def _follow(self, hot: Hot) -> None:
        if hot.wish == "load":
            self.figure_requested.emit(hot.source)
        else:
            self.boilerplate_requested.emit()

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
            self.mark_clicked.emit(MarkClicked(ids, position))
        under = [each for each in overlays.entities.touching(position, position + 1) if each.kind in overlays.kinds]
        if under:
            mark = min(under, key=lambda each: (each.end - each.start, each.start))
            self.entity_clicked.emit(EntityClicked(mark, position))

    def _point(self, point: QPointF) -> None:
        viewport = self._page.viewport()
        if self._adjusting.under(point):
            viewport.setCursor(Qt.CursorShape.SizeHorCursor)
        elif any(hot.area.contains(point) for hot in self.hot):
            viewport.setCursor(Qt.CursorShape.PointingHandCursor)
        elif not self._page.anchorAt((point - QPointF(0, self._page.top())).toPoint()):
            viewport.setCursor(Qt.CursorShape.IBeamCursor)
