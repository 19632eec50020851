"""A panel's place in the window: a header with its title and a way to put it away, the panel below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from postil.domain.wording import say


class PanelFrame(QFrame):
    """Holds one panel, or the room for it; ``hide_requested`` tells that the reader wants it out of the way."""

    hide_requested = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self._title = QLabel(title, self)
        self._title.setProperty("role", "section")
        self._hide = QToolButton(self)
        self._hide.setAutoRaise(True)
        self._hide.setToolTip(say("Hide {panel}", panel=title))
        self._hide.setAccessibleName(say("Hide {panel}", panel=title))
        self._hide.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._hide.clicked.connect(self.hide_requested)
        header = QWidget(self)
        self._row = QHBoxLayout(header)
        self._row.setContentsMargins(12, 6, 6, 2)
        self._row.addWidget(self._title, 1)
        self._row.addWidget(self._hide)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(header)
        self._column.addStretch(1)

    def fill(self, panel: QWidget, head: QWidget | None = None) -> None:
        """Put the panel in, and its ``head`` beside the title."""
        if head is not None:
            self._row.setStretch(0, 0)
            self._row.insertWidget(1, head, 1)
        self._column.takeAt(1)
        self._column.addWidget(panel, 1)

    def color_icons(self, color: str) -> None:
        """Draw the header's icon in ``color`` ("#rrggbb")."""
        from postil.widgets.icons import icon

        self._hide.setIcon(icon("close", color))
