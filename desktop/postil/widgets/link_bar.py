"""The bar above the article while the reader looks for the other end of a link."""

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from postil.domain.wording import say
from postil.widgets.icons import icon
from postil.widgets.notes.standing import ButtonRow
from postil.widgets.passage_bar import PassageBar, shortened


class LinkBar(PassageBar):
    """``linked``: the passage at the caret is it; ``choosing``: show a list; ``given_up``: no link after all."""

    linked = Signal()
    choosing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons = ButtonRow(self)
        self.link_button = self._button(
            say("Link here"), say("Link it with the selected words or the highlight at the caret (Enter)"), self.linked
        )
        self.link_button.setProperty("role", "primary")
        self.list_button = self._button(
            say("Choose from a list…"), say("Find the other passage among all highlights"), self.choosing
        )
        self.cancel_button = self._button(say("Cancel"), say("No link after all (Esc)"), self.given_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 12, 8)
        column.setSpacing(8)
        column.addWidget(self.sentence_label)
        column.addWidget(self.buttons)

    def ask(self, quotation: str, title: str) -> None:
        """Ask for the passage that ``quotation`` is to be linked with; ``title`` is its article's, "" for this one."""
        shown = shortened(quotation)
        asked = say("Linking “{quotation}”: go to the other passage, here or in another article.", quotation=shown)
        if title:
            asked = say("Linking “{quotation}” ({title}): go to the other passage.", quotation=shown, title=title)
        self.show_sentence(asked)

    def color_icons(self, color: str) -> None:
        """Draw the sign in ``color`` ("#rrggbb")."""
        side = self.fontMetrics().height()
        self.list_button.setIconSize(QSize(side, side))
        self.list_button.setIcon(icon("search", color))

    def _button(self, label: str, meaning: str, wish: SignalInstance) -> QPushButton:
        button = QPushButton(label, self.buttons)
        button.setAutoDefault(False)
        button.setToolTip(meaning)
        button.setAccessibleDescription(meaning)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(wish)
        self.buttons.add(button)
        return button
