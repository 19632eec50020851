"""The list of cards: moving among them, and what the reader wishes of each."""

from PySide6.QtCore import QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from postil.domain.wording import say
from postil.widgets.notes.card import CardTools, NoteCard
from postil.widgets.notes.card_column import EDGE, CardColumn
from postil.widgets.notes.values import CardSource, CardStyle

FLASH = 900
"""Milliseconds for which a card that was asked for is marked."""

_JUDGING = {Qt.Key.Key_Y: "confirm", Qt.Key.Key_X: "refuse", Qt.Key.Key_A: "attach"}
_CLAIMING = {Qt.Key.Key_C: "claim", Qt.Key.Key_L: "link", Qt.Key.Key_Escape: "escape", Qt.Key.Key_Q: "quote"}


class CardList(CardColumn):
    """Shows the cards of a CardSource under each other.

    The source's owner tells of changes with ``reset``, ``inserted``, ``removed`` and ``changed``. Every signal begins
    with the card's id; positions are global. ``show_requested`` is the wish to see the passage in the article,
    ``place_judged`` carries "confirm", "refuse" or "attach" as well, ``claim_wished`` what a ClaimPart wishes, or
    "link" (with another passage) and "escape" (no link after all).
    """

    show_requested = Signal(str)
    edit_requested = Signal(str)
    menu_requested = Signal(str, QPoint)
    color_menu_requested = Signal(str, QPoint)
    tag_requested = Signal(str)
    copy_requested = Signal(str)
    drag_requested = Signal(str)
    delete_requested = Signal(str)
    typed = Signal(str, str)
    ended = Signal(str)
    left = Signal(str)
    tags_changed = Signal(str, tuple)
    tag_chosen = Signal(str)
    link_clicked = Signal(QUrl)
    place_judged = Signal(str, str)
    claim_wished = Signal(str, str, str)

    def __init__(self, source: CardSource, style: CardStyle, tools: CardTools, parent: QWidget | None = None) -> None:
        super().__init__(source, self._new_card, parent)
        self.setObjectName("cards")
        self.setAccessibleName(say("Notes"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._style = style
        self._tools = tools
        self._flashing = ""
        self._unflash = QTimer(self)
        self._unflash.setSingleShot(True)
        self._unflash.setInterval(FLASH)
        self._unflash.timeout.connect(self._end_flash)

    @property
    def current(self) -> str:
        """The id of the current card, or ""."""
        return self._current

    def card(self, card_id: str) -> NoteCard | None:
        """Return the widget of a card that is in view or current, else None."""
        return self._shown.get(card_id)

    def cards_in_view(self) -> tuple[NoteCard, ...]:
        """Return the widgets that exist, in no order; for tests and measurements."""
        return tuple(self._shown.values())

    def set_style(self, style: CardStyle) -> None:
        """Draw in other colours."""
        self._style = style
        for card in (*self._shown.values(), *self._spare):
            card.set_style(style)

    def reset(self) -> None:
        """Take everything from the source anew, from its beginning."""
        for card_id in tuple(self._shown):
            self._let_go(card_id)
        if self._source.position(self._current) < 0:
            self._current = ""
        self._heights.reset(len(self._source))
        self._lay_out(0, 0)

    def appended(self, number: int) -> None:
        """Hear that the source has ``number`` new cards at its end."""
        self._heights.extend(number)
        # In a turn of its own: the first cards take as long to make as their highlights to read.
        self._later.start()

    def inserted(self, position: int) -> None:
        """Hear that the source has a new card at ``position``; what is in view stays where it is."""
        anchor, offset = self._anchor()
        self._heights.insert(position)
        if position <= anchor and len(self._heights) > 1 and not (position == anchor and offset >= 0):
            anchor += 1
        self._lay_out(anchor, offset)

    def removed(self, position: int, card_id: str) -> None:
        """Hear that the card ``card_id``, which stood at ``position``, is gone."""
        anchor, offset = self._anchor()
        had_focus = self._has_focus_within(card_id)
        self._let_go(card_id)
        self._heights.remove(position)
        if position < anchor:
            anchor -= 1
        number = len(self._source)
        if card_id == self._current:
            self._current = ""
            if had_focus and number:
                self._make_current(self._source.content(min(position, number - 1)).id, focus=True)
        self._lay_out(min(anchor, max(0, number - 1)), offset)

    def changed(self, card_id: str) -> None:
        """Hear that a card shows something else."""
        card = self._shown.get(card_id)
        position = self._source.position(card_id)
        if card is not None and position >= 0:
            card.show_content(self._source.content(position))
            self._lay_out_again()

    def refresh(self) -> None:
        """Show all cards in view anew: a colour's name or a cited work has changed."""
        for card_id in tuple(self._shown):
            self.changed(card_id)

    def show_card(self, card_id: str, *, flash: bool = True) -> bool:
        """Scroll to a card, make it current and mark it; return whether it is in the list."""
        if not self._bring(card_id):
            return False
        if flash:
            self._end_flash()
            self._flashing = card_id
            self._shown[card_id].set_flashing(True)
            self._unflash.start()
        return True

    def edit(self, card_id: str) -> bool:
        """Scroll to a card and begin writing its note; return whether it is in the list."""
        if not self._bring(card_id):
            return False
        self._shown[card_id].edit()
        self._lay_out_again()
        self._keep_caret_in_view(card_id)
        return True

    def add_tag(self, card_id: str) -> None:
        """Scroll to a card and open the field for a new tag."""
        if self._bring(card_id):
            self._shown[card_id].add_tag()

    def end_editing(self, card_id: str) -> None:
        """Show a card's note as it reads."""
        card = self._shown.get(card_id)
        if card is not None:
            card.end_editing()
            self._lay_out_again()

    def take_focus(self) -> None:
        """Give the focus to the current card, or to the first in view."""
        position = self._source.position(self._current)
        if position < 0 and len(self._source):
            position = self._heights.at(self.verticalScrollBar().value())
        if position >= 0:
            self._make_current(self._source.content(position).id, focus=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move between cards; write, delete, copy and show the current one."""
        key = Qt.Key(event.key())
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps:
            self._step(steps[key])
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End} and len(self._source):
            self._go(0 if key == Qt.Key.Key_Home else len(self._source) - 1)
        elif not self._current:
            super().keyPressEvent(event)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.edit_requested.emit(self._current)
        elif key == Qt.Key.Key_Space:
            self.show_requested.emit(self._current)
        elif key == Qt.Key.Key_Delete:
            self.delete_requested.emit(self._current)
        elif key == Qt.Key.Key_T and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.tag_requested.emit(self._current)
        elif key in _JUDGING and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.place_judged.emit(self._current, _JUDGING[key])
        elif key in _CLAIMING and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.claim_wished.emit(self._current, _CLAIMING[key], "")
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_requested.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus to a card."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.take_focus()

    def _new_card(self, viewport: QWidget) -> NoteCard:
        card = NoteCard(self._style, self._tools, viewport)
        card.chosen.connect(self._choose)
        card.focused.connect(self._hear_focus)
        card.edit_requested.connect(self._pass_edit)
        card.dragged.connect(self._pass_drag)
        card.menu_requested.connect(self._pass_menu)
        card.color_menu_requested.connect(self._pass_color_menu)
        card.typed.connect(self._pass_typed)
        card.ended.connect(self._pass_ended)
        card.left.connect(self._pass_left)
        card.tags_changed.connect(self._pass_tags)
        card.tag_chosen.connect(self.tag_chosen)
        card.link_clicked.connect(self.link_clicked)
        card.place_judged.connect(self._pass_judgement)
        card.claim_wished.connect(self._pass_claim)
        card.reshaped.connect(self._reshape)
        return card

    def _make_current(self, card_id: str, *, focus: bool, placed_later: bool = False) -> None:
        # Both cards change their shape: they are placed once, after that.
        busy, self._busy = self._busy, True
        before, self._current = self._current, card_id
        if before != card_id and before in self._shown:
            self._shown[before].set_current(False)
        position = self._source.position(card_id)
        if card_id not in self._shown and position >= 0:
            self._measure(position, self.viewport().width() - 2 * EDGE, set())
        card = self._shown.get(card_id)
        if card is not None:
            card.set_current(True)
        self._busy = busy
        if card is not None and focus:
            card.setFocus(Qt.FocusReason.OtherFocusReason)
        if not placed_later:
            self._lay_out_again()

    def _bring(self, card_id: str) -> bool:
        """Make a card current and scroll until all of it, or its top, is in view."""
        position = self._source.position(card_id)
        if position < 0:
            return False
        self._make_current(card_id, focus=False, placed_later=True)
        self._measure(position, self.viewport().width() - 2 * EDGE, set())
        room = self.viewport().height()
        top = self._heights.top(position) - self.verticalScrollBar().value()
        height = self._heights.height(position) + EDGE
        if top < 0:
            self._lay_out(position, 0)
        elif top + height > room:
            self._lay_out(position, max(0, room - height))
        else:
            self._lay_out_again()
        return True

    def _keep_caret_in_view(self, card_id: str) -> None:
        card = self._shown.get(card_id)
        caret = card.caret() if card is not None else None
        if card is None or caret is None:
            return
        top, bottom = card.y() + caret[0], card.y() + caret[1] + EDGE
        if card.height() + 2 * EDGE <= self.viewport().height():
            # There is room for the preview below the words, too.
            top, bottom = card.y() - EDGE, card.y() + card.height() + EDGE
        bar = self.verticalScrollBar()
        if bottom > self.viewport().height():
            bar.setValue(bar.value() + bottom - self.viewport().height())
        elif top < 0:
            bar.setValue(bar.value() + top)

    def _step(self, step: int) -> None:
        position = self._source.position(self._current)
        if position < 0:
            self.take_focus()
        elif 0 <= position + step < len(self._source):
            self._go(position + step)

    def _go(self, position: int) -> None:
        card_id = self._source.content(position).id
        self._bring(card_id)
        self._shown[card_id].setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_focus_within(self, card_id: str) -> bool:
        card = self._shown.get(card_id)
        return card is not None and (card.hasFocus() or any(part.hasFocus() for part in card.findChildren(QWidget)))

    def _end_flash(self) -> None:
        card = self._shown.get(self._flashing)
        self._flashing = ""
        if card is not None:
            card.set_flashing(False)

    def _sender_id(self) -> str:
        card = self.sender()
        return card.content.id if isinstance(card, NoteCard) else ""

    def _choose(self) -> None:
        card_id = self._sender_id()
        self._make_current(card_id, focus=True)
        self.show_requested.emit(card_id)

    def _hear_focus(self) -> None:
        card_id = self._sender_id()
        if card_id != self._current:
            self._make_current(card_id, focus=False)

    def _pass_edit(self) -> None:
        self.edit_requested.emit(self._sender_id())

    def _pass_drag(self) -> None:
        self.drag_requested.emit(self._sender_id())

    def _pass_menu(self, place: QPoint) -> None:
        card_id = self._sender_id()
        self._make_current(card_id, focus=True)
        self.menu_requested.emit(card_id, place)

    def _pass_color_menu(self, place: QPoint) -> None:
        card_id = self._sender_id()
        self._make_current(card_id, focus=True)
        self.color_menu_requested.emit(card_id, place)

    def _pass_typed(self, text: str) -> None:
        self.typed.emit(self._sender_id(), text)

    def _pass_ended(self) -> None:
        self.ended.emit(self._sender_id())

    def _pass_left(self) -> None:
        self.left.emit(self._sender_id())

    def _pass_tags(self, tags: tuple[str, ...]) -> None:
        self.tags_changed.emit(self._sender_id(), tags)

    def _pass_judgement(self, wish: str) -> None:
        self.place_judged.emit(self._sender_id(), wish)

    def _pass_claim(self, wish: str, subject: str) -> None:
        self.claim_wished.emit(self._sender_id(), wish, subject)

    def _reshape(self) -> None:
        if self._busy:
            self._later.start()
            return
        card_id = self._sender_id()
        self._lay_out_again()
        self._keep_caret_in_view(card_id)
