"""What can be done with a card, and the colours it can have."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from postil.domain.wording import say
from postil.widgets.notes.claim_menu import ClaimMenu, ClaimOffers, CountMenu
from postil.widgets.swatches import ColorChoice, swatch

_RENAME = "rename"
_DOUBTS = ("confirm", "refuse", "attach")
_IN_TEXT = ("show", "adjust")
"""What cannot be done with a highlight that stands nowhere in the text."""


class ColorMenu(QMenu):
    """Colours by their names, and the wish to rename them."""

    color_chosen = Signal(str)
    rename_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(say("Colour"), parent)
        self.triggered.connect(self._hear)

    def offer(self, choices: Sequence[ColorChoice], current: str) -> None:
        """Offer these colours; ``current`` is the id of the one in force."""
        self.clear()
        for choice in choices:
            action = self.addAction(swatch(choice), choice.name.replace("&", "&&"))
            action.setData(choice.id)
            action.setCheckable(True)
            action.setChecked(choice.id == current)
        self.addSeparator()
        self.addAction(say("Rename colours…")).setObjectName(_RENAME)

    def _hear(self, action: QAction) -> None:
        if action.objectName() == _RENAME:
            self.rename_requested.emit()
        elif action.data():
            self.color_chosen.emit(str(action.data()))


class CardMenu(QMenu):
    """The menu of a highlight's card.

    ``chosen`` carries edit, tag, show, adjust, copy, copy_as, quote or delete; confirm, refuse or attach where its
    place is in doubt; link, or what a ClaimMenu or CountMenu tells.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colors = ColorMenu(self)
        self._add("edit", say("Write note"), Qt.Key.Key_Return)
        self._add("tag", say("Add tag…"), Qt.Key.Key_T)
        self.addMenu(self.colors)
        self.claims = ClaimMenu(self)
        self.addMenu(self.claims)
        self._link = self._add("link", say("Link with…"), Qt.Key.Key_L)
        self.counts = CountMenu(self)
        self.addMenu(self.counts)
        for menu in (self.claims, self.counts):
            menu.chosen.connect(self.chosen)
        self.addSeparator()
        self._add("show", say("Show in the article"), Qt.Key.Key_Space)
        self._add("adjust", say("Adjust ends"))
        self._add("copy", say("Copy as Markdown"), QKeySequence.StandardKey.Copy)
        self._add("copy_as", say("Copy as…"))
        self._add("quote", say("Quote in a note, with citation"), Qt.Key.Key_Q)
        self._doubts = self.addSeparator()
        self._add("confirm", say("Confirm this place"), Qt.Key.Key_Y)
        self._add("refuse", say("Refuse this place"), Qt.Key.Key_X)
        self._add("attach", say("Attach by hand…"), Qt.Key.Key_A)
        self.addSeparator()
        self._add("delete", say("Delete highlight"), Qt.Key.Key_Delete)
        self.triggered.connect(self._hear)

    def offer_claims(self, offers: ClaimOffers) -> None:
        """Say what can be done about claims and links the next time."""
        self.claims.offer(offers)
        self.counts.offer(offers.counted)
        self._link.setText(say("Link here…") if offers.linking else say("Link with…"))

    def ask(self, place: QPoint, choices: Sequence[ColorChoice], current: str, doubts: Collection[str] = ()) -> None:
        """Open at a global position for a highlight of the colour ``current``; ``doubts``: which of three fit it."""
        self.colors.offer(choices, current)
        for action in self.actions():
            if action.objectName() in _DOUBTS:
                action.setVisible(action.objectName() in doubts)
            elif action.objectName() in _IN_TEXT:
                action.setEnabled("attach" not in doubts)
        self._doubts.setVisible(bool(doubts))
        self.popup(place)

    def _add(self, name: str, label: str, key: Qt.Key | QKeySequence.StandardKey | None = None) -> QAction:
        action = self.addAction(label)
        action.setObjectName(name)
        if key is not None:
            # Shown here, answered by the list of cards: the action itself must not listen everywhere.
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return action

    def _hear(self, action: QAction) -> None:
        if action.objectName() and action.parent() is self:
            self.chosen.emit(action.objectName())
