"""The line under the sidebar's list: which mention of what is in view, and the way to the others."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from postil.domain.wording import say
from postil.widgets.icons import icon


class WalkBar(QFrame):
    """``stepped`` carries 1 for the next mention, -1 for the previous."""

    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._counter = QLabel()
        self._counter.setProperty("role", "muted")
        self._previous = _button(say("Previous mention (Shift+Enter)"), self._step_back)
        self._next = _button(say("Next mention (Enter)"), self._step_on)
        inside = QHBoxLayout(self)
        inside.setContentsMargins(12, 4, 8, 4)
        inside.setSpacing(4)
        inside.addWidget(self._label, 1)
        inside.addWidget(self._counter)
        inside.addSpacing(4)
        inside.addWidget(self._previous)
        inside.addWidget(self._next)
        self.hide()

    @property
    def counter(self) -> str:
        """What the counter says: "3 of 20"."""
        return self._counter.text()

    def set_colour(self, colour: str) -> None:
        """Paint the arrows in ``colour`` ("#rrggbb")."""
        self._previous.setIcon(icon("previous", colour))
        self._next.setIcon(icon("next", colour))

    def show_place(self, name: str, at: int, total: int, tip: str) -> None:
        """Say that mention ``at`` (from 0) of ``total`` is in view; ``tip`` is rich text with more on it."""
        self._name = name
        self._label.setToolTip(tip)
        self._counter.setText(say("{at} of {total}", at=f"{at + 1:,}", total=f"{total:,}"))
        self._next.setEnabled(total > 1)
        self._previous.setEnabled(total > 1)
        self.show()
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the name to the room there is."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        metrics = QFontMetrics(self._label.font())
        room = max(0, self._label.width())
        self._label.setText(metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room))

    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def _step_on(self) -> None:
        self.stepped.emit(1)


def _button(words: str, slot: object) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setToolTip(words)
    button.setAccessibleName(words)
    button.clicked.connect(slot)  # pyright: ignore[reportArgumentType]
    return button
