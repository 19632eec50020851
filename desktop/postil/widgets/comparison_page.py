"""A comparison with what stands above it: how much differs, the way from one difference to the next, the versions."""

from collections.abc import Mapping

from PySide6.QtCore import QAbstractItemModel, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from postil.domain.wording import count, say
from postil.widgets.difference_list import GUTTER, PAD, DifferenceList, DifferenceStyle
from postil.widgets.icons import icon
from postil.widgets.stepping import step_button


class ComparisonPage(QWidget):
    """``stepped`` carries 1 for the next difference, -1 for the previous; ``sifted`` whether to show marked ones."""

    stepped = Signal(int)
    sifted = Signal(bool)

    def __init__(self, rows: QAbstractItemModel, style: DifferenceStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = DifferenceList(style, self)
        self.list.setModel(rows)
        self._summary = _label(say("What differs"))
        self.marked_only = QCheckBox(say("Only with highlights"))
        self.previous = step_button(say("Previous difference"), "Alt+Up")
        self.next = step_button(say("Next difference"), "Alt+Down")
        self._old, self._new = _label(say("Older version")), _label(say("Newer version"))
        head = QHBoxLayout()
        head.setContentsMargins(PAD, 0, 8, 4)
        head.setSpacing(8)
        head.addWidget(self._summary, 1)
        for widget in (self.marked_only, self.previous, self.next):
            head.addWidget(widget)
        sides = QHBoxLayout()
        sides.setContentsMargins(PAD, 0, PAD + self.list.verticalScrollBar().sizeHint().width(), 4)
        sides.setSpacing(GUTTER + 2 * PAD)
        for label in (self._old, self._new):
            label.setProperty("role", "section")
            sides.addWidget(label, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(head)
        column.addLayout(sides)
        column.addWidget(self.list, 1)
        self.marked_only.toggled.connect(self.sifted)
        self.previous.clicked.connect(self._step_back)
        self.next.clicked.connect(self._step_on)

    @property
    def summary(self) -> str:
        """How much differs, in words."""
        return self._summary.text()

    def tell(self, old: str, new: str, counts: Mapping[str, int]) -> None:
        """Name the versions, and say how many sentences were "changed", "added", "removed" and "moved"."""
        self._old.setText(old)
        self._new.setText(new)
        changed, added, removed, moved = (counts.get(kind, 0) for kind in ("changed", "added", "removed", "moved"))
        counted = (
            (changed, count("{number} sentence changed", "{number} sentences changed", changed)),
            (added, count("{number} added", "{number} added", added)),
            (removed, count("{number} removed", "{number} removed", removed)),
            (moved, count("{number} moved", "{number} moved", moved)),
        )
        self._summary.setText(" · ".join(words for number, words in counted if number))

    def set_style(self, style: DifferenceStyle) -> None:
        """Paint in other colours."""
        self.list.set_style(style)
        self.previous.setIcon(icon("previous", style.text))
        self.next.setIcon(icon("next", style.text))

    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def _step_on(self) -> None:
        self.stepped.emit(1)


def _label(name: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAccessibleName(name)
    return label
