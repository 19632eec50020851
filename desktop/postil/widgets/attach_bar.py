"""The bar above the article while the reader looks for the passage that a lost highlight belongs to."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from postil.domain.wording import say
from postil.widgets.icons import icon
from postil.widgets.passage_bar import PassageBar, shortened


class AttachBar(PassageBar):
    """``attached`` says that the selected passage is it, ``given_up`` that none is."""

    attached = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel(self)
        self._attach = QPushButton(say("Attach here"), self)
        self._attach.setProperty("role", "primary")
        self._attach.setToolTip(say("Attach the highlight to the selected words (Enter)"))
        self._cancel = QPushButton(say("Cancel"), self)
        self._cancel.setToolTip(say("Leave the highlight lost (Esc)"))
        for button in (self._attach, self._cancel):
            button.setAutoDefault(False)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._attach.clicked.connect(self.attached)
        self._cancel.clicked.connect(self.given_up)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(8)
        row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.sentence_label, 1)
        row.addWidget(self._attach)
        row.addWidget(self._cancel)

    def ask(self, quotation: str) -> None:
        """Ask for the passage that ``quotation`` belongs to."""
        shown = shortened(quotation)
        asked = say("Select the passage that “{quotation}” belongs to, then press Enter.", quotation=shown)
        self.show_sentence(asked)

    def set_ready(self, ready: bool) -> None:
        """Say whether there are selected words to attach it to."""
        self._attach.setEnabled(ready)

    def color_icons(self, color: str) -> None:
        """Draw the sign in ``color`` ("#rrggbb")."""
        side = self.fontMetrics().height()
        self._picture.setPixmap(icon("anchor", color).pixmap(QSize(side, side)))
