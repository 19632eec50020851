"""The timeline whole: axis, titles of the lanes, lanes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from postil.widgets.timeline.axis import Axis, LaneTitles
from postil.widgets.timeline.lanes import LaneStack
from postil.widgets.timeline.signs import TimelineColours
from postil.widgets.timeline.view import TimelineView


class TimelineChart(QWidget):
    """``view`` holds the lanes; ``lane_chosen`` carries the id of an article whose title was clicked."""

    lane_chosen = Signal(str)

    def __init__(self, colours: TimelineColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = TimelineView(colours)
        self.axis = Axis(colours)
        self.titles = LaneTitles(colours)
        self._corner = QWidget()
        inside = QGridLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._corner, 0, 0)
        inside.addWidget(self.axis, 0, 1)
        inside.addWidget(self.titles, 1, 0)
        inside.addWidget(self.view, 1, 1)
        inside.setRowStretch(1, 1)
        inside.setColumnStretch(1, 1)
        self.setFocusProxy(self.view)
        self.view.window_changed.connect(self._follow)
        self.titles.chosen.connect(self.lane_chosen)
        self.titles.wheel_turned.connect(self._scroll)
        self.axis.wheel_turned.connect(self.view.wheelEvent)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_stack(self, stack: LaneStack, *, keep: bool = False) -> None:
        """Show these lanes; titles only where there are several."""
        several = len(stack.in_lane) > 1
        self.titles.setVisible(several)
        self._corner.setVisible(several)
        self.view.show_stack(stack, keep=keep)

    def dress(self, colours: TimelineColours) -> None:
        """Draw all in other colours."""
        self.axis.colours = self.titles.colours = colours
        self.view.dress(colours)
        self.axis.update()
        self.titles.update()

    def _follow(self) -> None:
        window = self.view.window_shown()
        self.axis.show_window(window, self.view.stack.beyond(window.left, window.right))
        if self.titles.isVisibleTo(self):
            self.titles.show_lanes(self.view.stack.titles(), self.view.verticalScrollBar().value())

    def _scroll(self, pixels: int) -> None:
        self.view.pan(0, pixels)
