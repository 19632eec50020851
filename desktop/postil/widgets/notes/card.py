"""One card of the notes pane: a highlight with its note and tags, or the note on the article."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from postil.domain.wording import say
from postil.widgets.notes.editor import NoteEditor
from postil.widgets.notes.held_frame import HeldFrame
from postil.widgets.notes.more import MoreButton
from postil.widgets.notes.preview import NotePreview
from postil.widgets.notes.quotation import Quotation
from postil.widgets.notes.speaking import spoken
from postil.widgets.notes.tags import TagField
from postil.widgets.notes.values import CardContent, CardStyle, Offered
from postil.widgets.swatches import ColorChoice, swatch

if TYPE_CHECKING:
    from postil.widgets.notes.claim_part import ClaimPart
    from postil.widgets.notes.standing import SignLabel, Standing

BAR = 4
"""Width of the colour bar in pixels."""
PREVIEWED_AFTER = 60
"""Milliseconds from a letter to the preview that shows it."""


@dataclass(frozen=True)
class CardTools:
    """What every card of a list may ask for: a note as HTML, the works to cite, the tags in use."""

    render: Callable[[str], str]
    offer: Callable[[str, Offered], None]
    tags: Callable[[], Sequence[str]]


class NoteCard(HeldFrame):
    """Shows a CardContent; only the current card offers editing to the keyboard.

    Signals carry the card's wishes without its id: the list adds that. ``chosen`` by a click on it, ``menu_requested``
    and ``color_menu_requested`` with a global position, ``typed`` with the note's text, ``place_judged`` with
    "confirm", "refuse" or "attach", ``claim_wished`` what a ClaimPart wishes.
    """

    chosen = Signal()
    focused = Signal()
    edit_requested = Signal()
    menu_requested = Signal(QPoint)
    color_menu_requested = Signal(QPoint)
    typed = Signal(str)
    ended = Signal()
    left = Signal()
    tags_changed = Signal(tuple)
    tag_chosen = Signal(str)
    link_clicked = Signal(QUrl)
    place_judged = Signal(str)
    claim_wished = Signal(str, str)
    reshaped = Signal()

    def __init__(self, style: CardStyle, tools: CardTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("note_card")
        self.content = CardContent("", "highlight")
        self._style = style
        self._tools = tools
        self._current = False
        self._flashing = False
        self._editor: NoteEditor | None = None
        self._sign: SignLabel | None = None
        self._standing: Standing | None = None
        self._claim: ClaimPart | None = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PREVIEWED_AFTER)
        self._soon.timeout.connect(self._preview_typed)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(BAR + 8, 4, 8, 8)
        self._column.setSpacing(4)
        self._make_header()
        self._quotation = Quotation(self)
        self._quotation.clicked.connect(self.chosen)
        self._quotation.dragged.connect(self.dragged)
        self._more_text = self._link_button(say("Show all"))
        self._more_text.clicked.connect(self._toggle_quotation)
        self._preview = NotePreview(self)
        self._preview.clicked.connect(self.edit_requested)
        self._preview.link_clicked.connect(self.link_clicked)
        self._begin = self._link_button(say("Write a note…"))
        self._begin.clicked.connect(self.edit_requested)
        self._tags = TagField(style, self)
        self._tags.set_known(tools.tags)
        self._tags.tags_changed.connect(self.tags_changed)
        self._tags.tag_chosen.connect(self.tag_chosen)
        self._tags.reshaped.connect(self.reshaped)
        self._tags.left.connect(self._take_focus)
        for widget in (self._quotation, self._more_text, self._preview, self._begin, self._tags):
            self._column.addWidget(widget)
        for button in (self._more_text, self._begin):
            self._column.setAlignment(button, Qt.AlignmentFlag.AlignLeft)
        self._dress()

    @property
    def editing(self) -> bool:
        """Whether the note is being written."""
        return self._editor is not None and not self._editor.isHidden()

    def show_content(self, content: CardContent) -> None:
        """Show ``content``; a note that is being written follows it without losing the caret."""
        other = content.id != self.content.id
        if other and self.editing:
            self._close_editor()
        recolored = content.color_id != self.content.color_id or content.color_name != self.content.color_name
        self.content = content
        if recolored:
            self._dress_color()
        self._quotation.setVisible(content.kind == "highlight" and not content.pieces)
        if other or content.quotation != self._quotation.text:
            self._quotation.set_text(content.quotation)
        self._title.setVisible(content.kind == "article")
        self._color.setVisible(content.kind == "highlight")
        self._more.setVisible(content.kind == "highlight")
        self._show_state(content)
        self._show_claim(content)
        if self.editing and self._editor is not None:
            self._editor.follow(content.note)
            self._show_note(content.note)
        else:
            self._show_note(content.note)
        self._tags.set_tags(content.tags)
        self._arrange()
        self.setAccessibleName(spoken(content))

    def set_style(self, style: CardStyle) -> None:
        """Draw in other colours."""
        self._style = style
        self._dress()
        self.update()

    def set_current(self, current: bool) -> None:
        """Offer writing, tagging and the menu, or only reading."""
        if current == self._current:
            return
        self._current = current
        if not current and self.editing:
            self._close_editor()
        links = current and self._preview.has_links
        self._preview.setFocusPolicy(Qt.FocusPolicy.TabFocus if links else Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus)
        for button in (self._color, self._more, self._more_text, self._begin):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if current else Qt.FocusPolicy.NoFocus)
        for part in (self._standing, self._claim):
            if part is not None:
                part.set_reachable(current)
        self._tags.set_editable(current)
        self._arrange()
        self.update()

    def set_flashing(self, flashing: bool) -> None:
        """Mark the card for the eye, or no longer."""
        self._flashing = flashing
        self.update()

    def edit(self) -> None:
        """Begin writing the note."""
        if self._editor is None:
            self._editor = NoteEditor(self)
            self._editor.set_offers(self._tools.offer)
            self._editor.typed.connect(self._hear_typing)
            self._editor.ended.connect(self.ended)
            self._editor.left.connect(self.left)
            self._editor.grown.connect(self.reshaped)
            self._editor.hide()
            self._column.insertWidget(self._column.indexOf(self._preview), self._editor)
        if not self.editing:
            self._editor.begin(self.content.note)
            self._editor.show()
            self._arrange()
            self.reshaped.emit()
        self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def end_editing(self) -> None:
        """Show the note as it reads."""
        if self.editing:
            self._close_editor()
            self._arrange()
            self.reshaped.emit()

    def add_tag(self) -> None:
        """Open the field for a new tag."""
        self._tags.begin()

    def caret(self) -> tuple[int, int] | None:
        """Return the top and bottom of the caret's line while writing, in the card's coordinates."""
        if self._editor is None or not self.editing:
            return None
        rect = self._editor.cursorRect()
        top = self._editor.viewport().mapTo(self, rect.topLeft()).y()
        return top, top + rect.height()

    def height_for(self, width: int) -> int:
        """Return the height the card needs at ``width`` pixels."""
        inner = width - BAR - 16
        longer = not self._quotation.isHidden() and self._quotation.is_longer_than_shown(inner)
        self._more_text.setVisible(longer)
        if self._column.hasHeightForWidth():
            return self._column.totalHeightForWidth(width)
        return self._column.totalSizeHint().height()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the card by a click anywhere on it."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.chosen.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Become the current card."""
        super().focusInEvent(event)
        self.focused.emit()
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Draw without the focus."""
        super().focusOutEvent(event)
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the card, by mouse or by key."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self._ask_menu()
        else:
            self.menu_requested.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground, the colour bar at its edge and a frame."""
        del event
        style = self._style
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(area, 6, 6)
        painter.fillPath(outline, QColor(style.selection if self._flashing else style.raised))
        if self.content.kind == "highlight":
            left_to_right = self.layoutDirection() == Qt.LayoutDirection.LeftToRight
            painter.setClipPath(outline)
            bar = QRectF(area.left() if left_to_right else area.right() - BAR, area.top(), BAR, area.height())
            painter.fillRect(bar, QColor(style.inks.get(self.content.color_id, style.muted)))
            painter.setClipping(False)
        strong = self.hasFocus() or self._flashing
        color = style.accent if self._current or self._flashing else style.border
        painter.setPen(QPen(QColor(color), 2 if strong else 1))
        painter.drawPath(outline)
        painter.end()

    def _make_header(self) -> None:
        header = self._header = QHBoxLayout()
        header.setSpacing(4)
        self._color = QToolButton(self)
        self._color.setProperty("role", "quiet")
        self._color.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        side = self.fontMetrics().height() * 4 // 5
        self._color.setIconSize(QSize(side, side))
        # The dot stands above the first letter of the quotation.
        self._color.setStyleSheet("QToolButton { padding: 2px 4px 2px 0; margin: 0 -9px 0 -3px; }")
        self._color.setToolTip(say("Change the colour"))
        self._color.clicked.connect(self._ask_color)
        self._title = QLabel(say("On the whole article"), self)
        self._title.setProperty("role", "section")
        self._title.setContentsMargins(0, 4, 0, 0)
        self._more = MoreButton(self)
        self._more.setProperty("role", "quiet")
        self._more.setToolTip(say("More about this highlight"))
        self._more.setAccessibleName(say("More about this highlight"))
        self._more.clicked.connect(self._ask_menu)
        header.addWidget(self._color)
        header.addWidget(self._title)
        header.addStretch(1)
        header.addWidget(self._more)
        for button in (self._color, self._more):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._column.addLayout(header)

    def _link_button(self, label: str) -> QPushButton:
        button = QPushButton(label, self)
        button.setProperty("role", "link")
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.hide()
        return button

    def _dress(self) -> None:
        style = self._style
        self._quotation.set_ink(style.text)
        self._quotation.set_family(style.family)
        self._preview.set_style(style)
        self._tags.set_style(style)
        self._more.set_ink(style.muted)
        for part in (self._standing, self._claim):
            if part is not None:
                part.set_style(style)
        self._dress_color()

    def _dress_color(self) -> None:
        style, content = self._style, self.content
        if content.color_id:
            tone, ink = style.tones.get(content.color_id, style.hover), style.inks.get(content.color_id, style.muted)
            self._color.setIcon(swatch(ColorChoice(content.color_id, content.color_name, tone, ink)))
            self._color.setText(content.color_name)
            self._color.setAccessibleName(say("Colour: {color}", color=content.color_name))

    def _arrange(self) -> None:
        """Show what belongs to the card as it is now."""
        note = bool(self.content.note)
        self._preview.setVisible(bool(self._preview.toPlainText()) if self.editing else note)
        self._begin.setVisible(not note and not self.editing and (self._current or self.content.kind == "article"))
        self._tags.setVisible(bool(self.content.tags) or self._current)
        self.updateGeometry()

    def _show_state(self, content: CardContent) -> None:
        if content.state == "exact" and self._standing is None:
            return
        from postil.widgets.notes.standing import SignLabel, Standing, sign_of

        if self._standing is None or self._sign is None:
            # Few cards ever need them.
            self._sign = SignLabel(self)
            self._header.insertWidget(2, self._sign)
            self._standing = Standing(self._style, self)
            self._standing.wished.connect(self.place_judged)
            self._standing.clicked.connect(self.chosen)
            self._standing.set_reachable(self._current)
            self._column.insertWidget(self._column.indexOf(self._more_text) + 1, self._standing)
        sign = sign_of(content)
        self._sign.setVisible(sign is not None)
        self._standing.setVisible(content.state in {"changed", "lost"})
        if sign is not None:
            self._sign.tell(
                sign, urgent=content.state == "lost" or (content.state == "changed" and not content.settled)
            )
        self._standing.show_content(content)

    def _show_claim(self, content: CardContent) -> None:
        wanted = content.claim is not None or bool(content.links)
        if self._claim is None and wanted:
            from postil.widgets.notes.claim_part import ClaimPart

            self._claim = ClaimPart(self._style, self)
            self._claim.wished.connect(self.claim_wished)
            self._claim.reshaped.connect(self.reshaped)
            self._claim.set_reachable(self._current)
            self._column.insertWidget(self._column.indexOf(self._preview), self._claim)
        if self._claim is not None:
            self._claim.setVisible(wanted)
            self._claim.show_content(content)

    def _show_note(self, note: str) -> None:
        self._preview.set_html(self._tools.render(note) if note else "")

    def _hear_typing(self, text: str) -> None:
        if not self._soon.isActive():
            self._soon.start()
        self.typed.emit(text)

    def _preview_typed(self) -> None:
        if self.editing and self._editor is not None:
            text = self._editor.toPlainText()
            self._show_note(text)
            self._preview.setVisible(bool(text))
            self.reshaped.emit()

    def _close_editor(self) -> None:
        if self._editor is not None:
            self._editor.hide()
            self._show_note(self.content.note)

    def _toggle_quotation(self) -> None:
        self._quotation.set_expanded(not self._quotation.expanded)
        self._more_text.setText(say("Show less") if self._quotation.expanded else say("Show all"))
        self.reshaped.emit()

    def _ask_menu(self) -> None:
        self.menu_requested.emit(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _ask_color(self) -> None:
        self.color_menu_requested.emit(self._color.mapToGlobal(QPoint(0, self._color.height())))

    def _take_focus(self) -> None:
        self.setFocus(Qt.FocusReason.OtherFocusReason)
