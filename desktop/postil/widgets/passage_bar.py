"""A bar above the article that asks for a passage."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

SHOWN = 70
"""Code points of a quotation that the bar repeats."""


class PassageBar(QFrame):
    """Says what the reader is asked to do; ``given_up`` tells that nothing comes of it."""

    given_up = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "notice")
        self.sentence_label = QLabel(self)
        self.sentence_label.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence_label.setWordWrap(True)
        self.hide()

    @property
    def sentence(self) -> str:
        """What the reader is asked to do."""
        return self.sentence_label.text()

    def show_sentence(self, asked: str) -> None:
        """Ask it."""
        self.sentence_label.setText(asked)
        self.setAccessibleName(asked)
        self.show()


def shortened(quotation: str) -> str:
    """Return a quotation on one line, cut where the bar has no room for more."""
    words = " ".join(quotation.split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1].rstrip() + "…"
