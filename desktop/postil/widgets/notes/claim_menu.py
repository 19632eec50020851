"""The parts of a card's menu about claims: the status, the other end of a link, the claim that a passage counts for."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from postil.domain.claims import STATUSES
from postil.domain.records import ClaimStatus
from postil.domain.wording import say
from postil.widgets.icons import icon


@dataclass(frozen=True, slots=True)
class ClaimOffer:
    """A claim that a passage may count for: ``counts`` whether it does already."""

    id: str
    label: str
    counts: bool = False


@dataclass(frozen=True, slots=True)
class ClaimOffers:
    """What a card's menu can say about claims: ``status`` is the card's, ``linking`` whether a link is to end here."""

    status: ClaimStatus | None = None
    linking: bool = False
    counted: tuple[ClaimOffer, ...] = ()
    ink: str = "#808080"


class ClaimMenu(QMenu):
    """Statuses, then the dialog, then no claim; ``chosen`` carries "status:refuted", "claim" or "unclaim"."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(say("Claim"), parent)
        self.triggered.connect(self._hear)

    def offer(self, offers: ClaimOffers) -> None:
        """Offer the statuses; the one in force is checked."""
        self.clear()
        for status, label in STATUSES.items():
            action = _add(self, f"status:{status}", say(label))
            action.setIcon(icon(status, offers.ink))
            action.setCheckable(True)
            action.setChecked(status == offers.status)
        self.addSeparator()
        # Shown here, answered by the list of cards.
        judge = _add(self, "claim", say("By whom and why…"))
        judge.setShortcut(QKeySequence(Qt.Key.Key_C))
        judge.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        _add(self, "unclaim", say("No claim")).setEnabled(offers.status is not None)

    def _hear(self, action: QAction) -> None:
        self.chosen.emit(action.objectName())


class CountMenu(QMenu):
    """The claims that a passage may count for; ``chosen`` carries "counts:" and the claim's id, "" for another one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(say("Counts for claim"), parent)
        self.triggered.connect(self._hear)

    def offer(self, claims: Sequence[ClaimOffer]) -> None:
        """Offer these claims, and to look for another."""
        self.clear()
        for claim in claims:
            action = _add(self, f"counts:{claim.id}", claim.label.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(claim.counts)
        self.addSeparator()
        _add(self, "counts:", say("Another claim…"))

    def _hear(self, action: QAction) -> None:
        self.chosen.emit(action.objectName())


def _add(menu: QMenu, name: str, label: str) -> QAction:
    action = menu.addAction(label)
    action.setObjectName(name)
    return action
