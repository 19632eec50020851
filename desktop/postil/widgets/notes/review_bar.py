"""The line above the cards while some of them wait for the reader: how many, and the way from one to the next."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from postil.domain.wording import count, say
from postil.widgets.icons import icon


class ReviewBar(QFrame):
    """``stepped`` carries 1 for the next card to review, -1 for the previous; ``sifted`` whether to show just these."""

    stepped = Signal(int)
    sifted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = QToolButton(self)
        self._count.setCheckable(True)
        self._count.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._count.setToolTip(say("The words under these highlights have changed. Show just these cards"))
        self._count.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._count.clicked.connect(self.sifted)
        self._previous = self._arrow(say("Previous to review (Shift+F4)"), self._step_back)
        self._next = self._arrow(say("Next to review (F4)"), self._step_on)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 4)
        row.setSpacing(4)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._previous)
        row.addWidget(self._next)
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says: "2 to review"."""
        return self._count.text() if not self.isHidden() else ""

    def tell(self, waiting: int, at: int) -> None:
        """Say how many wait, and that the one ``at`` (from 0; -1: none of them) is in view; hide where none does."""
        if at >= 0 and waiting > 1:
            self._count.setText(say("{at} of {waiting} to review", at=f"{at + 1:,}", waiting=f"{waiting:,}"))
        else:
            self._count.setText(count("{number} to review", "{number} to review", waiting))
        self._count.setAccessibleName(self._count.text())
        self.setVisible(waiting > 0)

    def set_sifted(self, sifted: bool) -> None:
        """Show whether the cards are sifted to these."""
        self._count.setChecked(sifted)

    def set_inks(self, ink: str, strong: str) -> None:
        """Draw the arrows in ``ink`` ("#rrggbb"), the sign in ``strong``."""
        side = self.fontMetrics().height()
        for button, name, color in (
            (self._count, "changed", strong),
            (self._previous, "previous", ink),
            (self._next, "next", ink),
        ):
            button.setIconSize(QSize(side, side))
            button.setIcon(icon(name, color))

    def _arrow(self, words: str, slot: object) -> QToolButton:
        button = QToolButton(self)
        button.setProperty("role", "quiet")
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(slot)  # pyright: ignore[reportArgumentType]
        return button

    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def _step_on(self) -> None:
        self.stepped.emit(1)
