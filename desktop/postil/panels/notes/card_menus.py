"""The menus of a highlight's card: what can be done with it, and its colour."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from postil.models.highlights import Highlights
from postil.panels.notes.claiming import Claiming
from postil.panels.notes.reviewing import doubts
from postil.services import highlighting
from postil.session.desk import Desk
from postil.widgets.notes.card_menu import CardMenu, ColorMenu
from postil.widgets.swatches import ColorChoice, color_choices


class CardMenus(CardMenu):
    """Opens for a card; ``wished`` carries the name of what was chosen and the highlight's id."""

    wished = Signal(str, str)

    def __init__(self, desk: Desk, highlights: Highlights, claiming: Claiming, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._workspace = desk.workspace
        self._highlights = highlights
        self._claiming = claiming
        self._asked = ""
        self._just_colors = ColorMenu(parent)
        self.chosen.connect(self._wish)
        for menu in (self.colors, self._just_colors):
            menu.color_chosen.connect(self._recolor)
            menu.rename_requested.connect(self._workspace.colors_requested)

    def open_at(self, card_id: str, place: QPoint) -> None:
        """Offer all that can be done, at a global position."""
        highlight = self._highlights.get(card_id)
        if highlight is not None:
            self._asked = card_id
            self.offer_claims(self._claiming.offers(card_id))
            self.ask(place, self.choices(), highlight.color, doubts(highlight))

    def open_colors(self, card_id: str, place: QPoint) -> None:
        """Offer the colours alone, at a global position."""
        highlight = self._highlights.get(card_id)
        if highlight is not None:
            self._asked = card_id
            self._just_colors.offer(self.choices(), highlight.color)
            self._just_colors.popup(place)

    def copy_as(self, card_id: str) -> None:
        """Ask in which form to copy a highlight."""
        if self._workspace.open is not None:
            self._workspace.copying_requested.emit((self._workspace.open.article.id,), card_id)

    def drag(self, card_id: str) -> None:
        """Let a card be dropped in another program."""
        from postil.panels.notes.going_out import drag_out

        highlight, opened = self._highlights.get(card_id), self._workspace.open
        if highlight is not None and opened is not None:
            drag_out(self._workspace, opened, highlight, self)

    def choices(self) -> tuple[ColorChoice, ...]:
        """Return the colours that a highlight can have."""
        theme = self._desk.looks.theme
        return color_choices(self._workspace.library.colors(), theme.tones, theme.inks)

    def _recolor(self, color: str) -> None:
        highlight = self._highlights.get(self._asked)
        if highlight is not None:
            self._workspace.do(highlighting.recolor(highlight, color))

    def _wish(self, wish: str) -> None:
        self.wished.emit(wish, self._asked)
