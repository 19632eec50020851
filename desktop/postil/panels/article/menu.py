"""The menu at the pointer or the caret: what can be done with the selection and with the highlight there."""

from collections.abc import Callable
from functools import partial
from typing import cast

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from postil.domain.entities import ENTITY_KINDS
from postil.domain.records import Claim, ClaimStatus, Highlight
from postil.domain.wording import say
from postil.models.highlights import waits_for_review
from postil.panels.article.folding import Folding
from postil.panels.article.marking import Marking
from postil.panels.article.naming_menu import NamingMenu
from postil.services import claims, highlighting
from postil.session.desk import Desk
from postil.session.relating import link_at
from postil.widgets.highlight_toolbar import KINDS
from postil.widgets.notes.claim_menu import ClaimMenu, ClaimOffers
from postil.widgets.reading import ReadingSurface
from postil.widgets.reading.events import MenuWish
from postil.widgets.swatches import color_choices, swatch


class ArticleMenu(QObject):
    """Opens a menu for each wish; it is made anew, for it says what can be done just there."""

    def __init__(self, desk: Desk, surface: ReadingSurface, marking: Marking, folding: Folding) -> None:
        super().__init__(surface)
        self._desk = desk
        self._workspace = desk.workspace
        self._surface = surface
        self._marking = marking
        self._folding = folding
        self._naming = NamingMenu(desk)
        surface.menu_requested.connect(self.open)

    def open(self, wish: MenuWish) -> None:
        """Show the menu that fits the place."""
        menu = self.menu_for(wish)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(QPoint(wish.x, wish.y))

    def menu_for(self, wish: MenuWish) -> QMenu:
        """Return the menu that fits the place."""
        menu = QMenu(self._surface)
        if self._workspace.selection is not None:
            self._fill_selection(menu)
        highlight = self._workspace.library.get(Highlight, wish.ids[0]) if wish.ids else None
        if highlight is not None:
            menu.addSeparator()
            self._fill_highlight(menu, highlight)
        menu.addSeparator()
        for label, slot in self._naming.entries(wish.position):
            _add(menu, label, slot)
        menu.addSeparator()
        for label, slot in self._folding.entries(wish.blocks):
            _add(menu, label, slot)
        menu.addSeparator()
        _add(menu, say("Select all"), self._surface.select_all)
        return menu

    def _fill_selection(self, menu: QMenu) -> None:
        self._fill_colors(menu.addMenu(say("Highlight as")), self._marking.highlight_in)
        _add(menu, say("Highlight and note"), self._marking.highlight_and_note)
        entities = menu.addMenu(say("Add as"))
        for kind, label in KINDS:
            if kind in ENTITY_KINDS:
                _add(entities, say(label), partial(self._marking.add_entity, kind))
        _add(menu, say("Copy"), self._surface.copy)

    def _fill_highlight(self, menu: QMenu, highlight: Highlight) -> None:
        if waits_for_review(highlight):
            _add(menu, say("Confirm its place"), partial(self._judge, highlight, confirmed=True))
            _add(menu, say("Refuse its place"), partial(self._judge, highlight, confirmed=False))
            menu.addSeparator()
        _add(menu, say("Show note"), partial(self._workspace.card_requested.emit, highlight.id))
        _add(menu, say("Write note"), partial(self._workspace.note_requested.emit, highlight.id))
        self._fill_colors(menu.addMenu(say("Change colour")), partial(self._recolor, highlight))
        self._fill_claims(menu, highlight)
        _add(menu, say("Adjust ends"), partial(self._marking.adjust, highlight.id))
        _add(menu, say("Delete highlight"), partial(self._delete, highlight))

    def _fill_claims(self, menu: QMenu, highlight: Highlight) -> None:
        claim = self._workspace.library.get(Claim, highlight.id)
        statuses = ClaimMenu(menu)
        statuses.offer(ClaimOffers(claim.status if claim else None, ink=self._desk.looks.theme.window["text"]))
        statuses.chosen.connect(partial(self._claim, highlight, claim))
        menu.addMenu(statuses)
        elsewhere = self._workspace.linking not in {"", highlight.id}
        label = say("Link here…") if elsewhere else say("Link with…")
        _add(menu, label, partial(link_at, self._workspace, highlight.id))

    def _claim(self, highlight: Highlight, claim: Claim | None, wish: str) -> None:
        if wish == "claim":
            self._workspace.claim_requested.emit(highlight.id)
        elif wish == "unclaim":
            if claim is not None:
                self._workspace.do(claims.unjudge(self._workspace.library, claim))
        else:
            status = cast("ClaimStatus", wish.partition(":")[2])
            self._workspace.do(claims.restate(highlight, claim, status))

    def _fill_colors(self, menu: QMenu, choose: Callable[[str], object]) -> None:
        theme = self._desk.looks.theme
        for choice in color_choices(self._workspace.library.colors(), theme.tones, theme.inks):
            action = _add(menu, choice.name, partial(choose, choice.id))
            action.setIcon(swatch(choice))

    def _judge(self, highlight: Highlight, *, confirmed: bool) -> None:
        from postil.services import revising

        self._workspace.do(revising.confirm(highlight) if confirmed else revising.refuse(highlight))

    def _recolor(self, highlight: Highlight, color: str) -> None:
        self._workspace.do(highlighting.recolor(highlight, color))

    def _delete(self, highlight: Highlight) -> None:
        if self._workspace.do(highlighting.delete(self._workspace.library, highlight)):
            self._workspace.told.emit(say("The highlight was deleted; Ctrl+Z brings it back."))


def _add(menu: QMenu, label: str, slot: Callable[[], object]) -> QAction:
    """Add an entry; a partial over a method keeps no widget alive, unlike a lambda over the menu."""
    action = menu.addAction(label.replace("&", "&&"))
    action.triggered.connect(partial(_without_argument, slot))
    return action


def _without_argument(slot: Callable[[], object], checked: bool = False) -> None:
    del checked
    slot()
