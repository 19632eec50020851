"""Move through the sections as if they were one long page."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QPointF, QTimer, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractSlider, QScrollBar

from postil.widgets.reading.formats import MARGIN, Formats
from postil.widgets.reading.geometry import position_near, row_of
from postil.widgets.reading.page import Page
from postil.widgets.reading.plan import Plan
from postil.widgets.reading.preparing import Preparing
from postil.widgets.reading.sheet import Sheet
from postil.widgets.reading.values import ReadingPosition

TOP = 16
"""Pixels above the line that ``place`` puts at the top."""


class ArticleBar(QScrollBar):
    """Leaves the wheel to the page: the bar counts characters there, not pixels."""

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Let the page scroll."""
        event.ignore()


class View(QObject):
    """Keeps the page on the sheet that holds what the reader looks at, and the scroll bar on the whole article.

    Neighbouring sections overlap by more than a screen, so the page can change from one sheet to the next while both
    show the same lines at the same height: the reader sees nothing of it.
    """

    shown = Signal()  # the page has another sheet
    moved = Signal()

    def __init__(self, page: Page, bar: QScrollBar, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._bar = page, bar
        self.plan: Plan | None = None
        self.sheet: Sheet | None = None
        self._width = 0
        # The section that is being built, and what to show of it.
        self._target: tuple[int, int, float] | None = None
        # The page is between two sheets or widths: what it says of its cursor and scroll bar means nothing.
        self.changing = False
        self._preparing = Preparing(self)
        self._preparing.prepared.connect(self._show)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._cross)
        page.scrolled.connect(self._on_scrolled)
        bar.actionTriggered.connect(self._on_bar)

    def open(  # noqa: PLR0917 - all that decides what the page looks like
        self, plan: Plan, formats: Formats, figure_heights: Mapping[str, float], width: int, position: int, y: float
    ) -> None:
        """Show ``plan`` with the line of ``position`` ``y`` pixels below the top. ``width``: pixels of the column."""
        self.plan = plan
        self._width = width
        self._preparing.start(plan, formats, figure_heights)
        self._soon.stop()
        if plan.sections:
            self._bring(plan.section_at(position).index, position, y)

    def close(self) -> None:
        """Show nothing."""
        self.plan = None
        self.sheet = None
        self._target = None
        self._soon.stop()

    def is_waiting(self) -> bool:
        """Tell whether the sheet that was asked for is still being built."""
        return self._target is not None

    def set_width(self, width: int) -> None:
        """Lay out in a column of ``width`` pixels, with the same line at the top."""
        if width == self._width:
            return
        self._width = width
        if self.sheet is None or self._target is not None:
            return
        position, y = self.here()
        self.changing = True
        self._page.set_column(width)
        self.changing = False
        self._scroll(position, y)

    def place(self, position: int, y: float = TOP) -> None:
        """Bring the line of ``position`` into view, ``y`` pixels below the top."""
        if self.plan is None or not self.plan.sections:
            return
        section = self.plan.section_at(position)
        if self._target is None and self.sheet is not None and self.sheet.section.index == section.index:
            self._scroll(position, y)
            return
        self._bring(section.index, position, y)

    def here(self) -> tuple[int, float]:
        """Return the position of the first line that is wholly in view and how many pixels below the top it stands."""
        if self._target is not None:
            return self._target[1:]
        if self.sheet is None:
            return 0, 0.0
        top = self._page.top()
        down = 2.0
        while True:
            position = position_near(self.sheet, QPointF(MARGIN, top + down))
            row = row_of(self.sheet, position)
            # A row that is cut off by the top is not the first in view, unless it is all there is.
            if row.top() >= top - 1 or down > self._height():
                return position, row.top() - top
            down = max(down + 8, row.bottom() - top + 3)

    def reading_position(self) -> ReadingPosition:
        """Return the first position in view, and how much of the article is above the last line in view."""
        if self._target is not None or self.sheet is None or self.plan is None:
            position = self._target[1] if self._target is not None else 0
            total = len(self.plan.document.text) if self.plan is not None else 0
            return ReadingPosition(position, position / total if total else 0.0)
        total = len(self.plan.document.text)
        bottom = self._bottom()
        inner = self._page.verticalScrollBar()
        is_last = self.sheet.section.index == len(self.plan.sections) - 1
        if total == 0 or (is_last and inner.value() >= inner.maximum()):
            return ReadingPosition(self.here()[0], 1.0)
        return ReadingPosition(self.here()[0], min(1.0, bottom / total))

    def is_in_view(self, start: int, end: int) -> bool:
        """Tell whether the lines of both positions are wholly in view."""
        if self.sheet is None or self._target is not None or not (self.sheet.holds(start) and self.sheet.holds(end)):
            return False
        top = self._page.top()
        return row_of(self.sheet, start).top() >= top and row_of(self.sheet, end).bottom() <= top + self._height()

    def _height(self) -> int:
        return self._page.viewport().height()

    def _bottom(self) -> int:
        if self.sheet is None:
            return 0
        right = self._page.viewport().width() - MARGIN
        return position_near(self.sheet, QPointF(right, self._page.top() + self._height() - 3))

    def _bring(self, index: int, position: int, y: float) -> None:
        self._target = index, position, y
        sheet = self._preparing.get(index)
        if sheet is None:
            self._preparing.want(index)
        else:
            self._show(sheet)

    def _show(self, sheet: Sheet) -> None:
        """Show ``sheet`` if it is the one that is waited for."""
        if self._target is None or self._target[0] != sheet.section.index:
            return
        _, position, y = self._target
        self._target = None
        self.changing = True
        self._page.show_sheet(sheet, self._width)
        self.sheet = sheet
        self._scroll(position, y)
        self.changing = False
        self._preparing.want_neighbours(sheet.section.index)
        self.shown.emit()

    def _scroll(self, position: int, y: float) -> None:
        if self.sheet is None:
            return
        self._page.verticalScrollBar().setValue(round(row_of(self.sheet, position).top() - y))
        self._follow()
        self._page.viewport().update()

    def _on_scrolled(self) -> None:
        if self.changing or self._target is not None or self.sheet is None or self.plan is None:
            return
        self._follow()
        if self._neighbour() is not None:
            self._soon.start()
        self.moved.emit()

    def _neighbour(self) -> int | None:
        """Return the section that the page should change to, None while it is on the right one."""
        if self.sheet is None or self.plan is None:
            return None
        section, inner = self.sheet.section, self._page.verticalScrollBar()
        if section.index + 1 < len(self.plan.sections) and (
            inner.value() >= inner.maximum() or self.here()[0] > section.end
        ):
            return section.index + 1
        if section.index and (inner.value() <= 0 or self._bottom() < section.start):
            return section.index - 1
        return None

    def _cross(self) -> None:
        """Change to the neighbour that the reader has come to, keeping every line where it is."""
        if self._page.is_pressed():  # a selection is being dragged; it may go on to the end of this sheet
            return
        index = self._neighbour()
        if index is None or self._target is not None:
            return
        self._bring(index, *self.here())

    def _follow(self) -> None:
        """Move the article's scroll bar to where the page is."""
        if self.plan is None or self.sheet is None:
            return
        bar, inner = self._bar, self._page.verticalScrollBar()
        if bar.isSliderDown():
            return
        if len(self.plan.sections) == 1:
            bar.setRange(inner.minimum(), inner.maximum())
            bar.setPageStep(inner.pageStep())
            bar.setSingleStep(inner.singleStep())
            bar.setValue(inner.value())
            bar.setVisible(inner.maximum() > inner.minimum())
            return
        total = len(self.plan.document.text)
        top, bottom = self.here()[0], self._bottom()
        bar.setRange(0, max(1, total - (bottom - top)))
        bar.setPageStep(max(1, bottom - top))
        bar.setValue(top)
        bar.show()

    def _on_bar(self, action: int) -> None:
        """Do on the page what the reader does with the scroll bar."""
        if self.plan is None:
            return
        inner = self._page.verticalScrollBar()
        actions = QAbstractSlider.SliderAction
        moved = (actions.SliderMove.value, actions.SliderToMinimum.value, actions.SliderToMaximum.value)
        if action not in moved:
            inner.triggerAction(QAbstractSlider.SliderAction(action))
        elif len(self.plan.sections) == 1:
            inner.setValue(self._bar.sliderPosition())
        else:
            at_end = self._bar.sliderPosition() >= self._bar.maximum()
            self.place(len(self.plan.document.text) if at_end else self._bar.sliderPosition(), 0)
