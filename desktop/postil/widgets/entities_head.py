"""Above the sidebar's list: the filter, adding by hand, the order; below it: what the reader hid."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from postil.domain.wording import count, say
from postil.widgets.list_head import ChoiceMenu, ListHead

_LONGEST = 32
"""Characters of the selected words that the tooltip repeats."""


class EntitiesHead(ListHead):
    """``sorted_by`` carries count, name or first; ``adding`` the kind to add the selected words as, or "other"."""

    sorted_by = Signal(str)
    adding = Signal(str)

    def __init__(self, kinds: tuple[tuple[str, str], ...], parent: QWidget | None = None) -> None:
        super().__init__(say("Filter names and dates"), parent)
        self.add_button = self.add_button_of("add", say("Add the selected words by hand"))
        self.add_menu = QMenu(self)
        for kind, name in kinds:
            self.add_menu.addAction(name).setObjectName(kind)
        self.add_menu.addSeparator()
        self.add_menu.addAction(say("Under another name…")).setObjectName("other")
        self.add_menu.triggered.connect(self._add)
        self.add_button.setMenu(self.add_menu)
        orders = (("count", say("By mentions")), ("name", say("By name")), ("first", say("By first mention")))
        self.sort_menu = ChoiceMenu(orders, "count", self)
        self.sort_menu.chosen.connect(self.sorted_by)
        self.add_button_of("sort", say("Sort")).setMenu(self.sort_menu)

    def offer_adding(self, words: str) -> None:
        """Offer to add these words by hand; "" where none are selected."""
        told = " ".join(words.split())
        told = told if len(told) <= _LONGEST else f"{told[:_LONGEST]}…"
        self.add_button.setEnabled(bool(told))
        self.add_button.setToolTip(
            say("Add “{words}” by hand", words=told) if told else say("Select words in the text to add them by hand")
        )

    def _add(self, entry: QAction) -> None:
        self.adding.emit(entry.objectName())


class HiddenButton(QToolButton):
    """Tells how many names are hidden, and brings them back: ``brought_back`` carries the id of the judgement."""

    brought_back = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.names: tuple[tuple[str, str], ...] = ()
        self._menu = QMenu(self)
        self._menu.aboutToShow.connect(self.fill)
        self._menu.triggered.connect(self._bring_back)
        self.setMenu(self._menu)
        self.hide()

    def show_names(self, names: tuple[tuple[str, str], ...]) -> None:
        """Offer to bring back these (id, name); none hides the button."""
        self.names = names
        self.setText(count("Hidden: {number}", "Hidden: {number}", len(names)))
        self.setToolTip(say("Names that you chose not to see"))
        self.setVisible(bool(names))

    def fill(self) -> None:
        """Make the menu's entries."""
        self._menu.clear()
        for judgement, name in self.names:
            words = say("Show “{name}” again", name=name).replace("&", "&&")
            self._menu.addAction(words).setObjectName(judgement)

    def _bring_back(self, entry: QAction) -> None:
        self.brought_back.emit(entry.objectName())
