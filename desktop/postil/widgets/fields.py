"""What lines of text share: a cross that empties them, and a list of what may be meant."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QCompleter, QLineEdit

from postil.domain.wording import say


def make_clearable(line: QLineEdit) -> None:
    """Give ``line`` a cross that empties it; Qt's own has no name for readers of the screen."""
    line.setClearButtonEnabled(True)
    cross = line.findChild(QAction, "_q_qlineeditclearaction")
    if isinstance(cross, QAction):
        cross.setText(say("Clear"))


def set_off_offers(completer: QCompleter) -> None:
    """Give the list that a completer opens an edge: it lies over whatever is below the line."""
    offers = completer.popup()
    if isinstance(offers, QAbstractItemView):
        offers.setProperty("role", "offer")
