"""A column of many cards, of which only those in view are widgets."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from postil.widgets.notes.card import NoteCard
from postil.widgets.notes.heights import Heights
from postil.widgets.notes.values import CardSource

EDGE = 8
"""Pixels between cards and around them."""
USUAL = 120
"""Pixels that a card is taken for until it has been in view."""
SPARE = 16
"""Cards kept for use again when they scroll out of view."""


class CardColumn(QAbstractScrollArea):
    """Places the cards of a CardSource under each other; a card's height is measured when it comes into view.

    ``make`` makes an empty card in the viewport. What is in view stays where it is when cards come and go above it.
    """

    def __init__(self, source: CardSource, make: Callable[[QWidget], NoteCard], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.verticalScrollBar().valueChanged.connect(self._scroll)
        self.viewport().setAutoFillBackground(False)
        self._source = source
        self._make = make
        self._heights = Heights(USUAL + EDGE)
        self._shown: dict[str, NoteCard] = {}
        self._spare: list[NoteCard] = []
        self._current = ""
        self._footer: QWidget | None = None
        self._busy = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._lay_out_again)

    def set_footer(self, footer: QWidget | None) -> None:
        """Show a widget below the last card, or none."""
        if footer is not self._footer:
            if self._footer is not None:
                self._footer.hide()
            self._footer = footer
            if footer is not None:
                footer.setParent(self.viewport())
                footer.show()
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Place the cards once the column has a size that is seen."""
        super().showEvent(event)
        self._later.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the cards to the width."""
        super().resizeEvent(event)
        self._lay_out_again()

    def viewportEvent(self, event: QEvent) -> bool:
        """Hear of layouts that cards have invalidated."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._later.start()
            return True
        return super().viewportEvent(event)

    def sizeHint(self) -> QSize:
        """Return a usual size of the pane."""
        return QSize(320, 480)

    def _anchor(self) -> tuple[int, int]:
        """Return the first card in view and where its top is in the viewport."""
        if not len(self._heights):
            return 0, 0
        value = self.verticalScrollBar().value()
        position = self._heights.at(value)
        return position, self._heights.top(position) - value

    def _lay_out_again(self) -> None:
        self._lay_out(*self._anchor())

    def _scroll(self, value: int) -> None:
        if not self._busy and len(self._heights):
            position = self._heights.at(value)
            self._lay_out(position, self._heights.top(position) - value)

    def _lay_out(self, anchor: int, offset: int) -> None:
        """Place the cards so that the one at ``anchor`` begins ``offset`` pixels below the viewport's top."""
        if self._busy or not self.isVisible():
            return
        self._busy = True
        try:
            for _ in range(3):
                if self._place(anchor, offset):
                    break
                anchor, offset = self._anchor()
        finally:
            self._busy = False

    def _place(self, anchor: int, offset: int) -> bool:
        """Measure and place what is in view; return whether the scroll bar could go where it was wanted."""
        number = len(self._heights)
        height = self.viewport().height()
        inner = self.viewport().width() - 2 * EDGE
        self._loosen(anchor, offset)
        wanted: set[str] = set()
        first, above = anchor, offset
        while first > 0 and above > 0:
            first -= 1
            above -= self._measure(first, inner, wanted)
        last, below = anchor, offset
        while last < number and below < height:
            below += self._measure(last, inner, wanted)
            last += 1
        footer = self._footer_height(inner)
        bar = self.verticalScrollBar()
        bar.setPageStep(height)
        bar.setSingleStep(24)
        bar.setRange(0, max(0, self._heights.total + EDGE + footer - height))
        value = (self._heights.top(anchor) if number else 0) - offset
        bar.setValue(value)
        if bar.value() != value:
            return False
        for card_id in [card_id for card_id in self._shown if card_id not in wanted and card_id != self._current]:
            self._let_go(card_id)
        self._move(inner, footer)
        self._put_away()
        return True

    def _loosen(self, anchor: int, offset: int) -> None:
        """Let go of the cards that are about to be out of view, so that those coming into view can be made of them."""
        if not len(self._heights):
            return
        top = self._heights.top(anchor) - offset
        bottom = top + self.viewport().height()
        for card_id in tuple(self._shown):
            position = self._source.position(card_id)
            begins = self._heights.top(position) if position >= 0 else -1
            seen = position >= 0 and begins < bottom and begins + self._heights.height(position) > top
            if not seen and card_id != self._current:
                self._let_go(card_id)

    def _measure(self, position: int, inner: int, wanted: set[str]) -> int:
        content = self._source.content(position)
        wanted.add(content.id)
        card = self._shown.get(content.id)
        if card is None:
            card = self._spare.pop() if self._spare else self._make(self.viewport())
            card.set_current(content.id == self._current)
            card.show_content(content)
            self._shown[content.id] = card
            card.resize(inner, card.height())
            if card.isHidden():
                card.show()
        self._heights.put(position, card.height_for(inner) + EDGE)
        return self._heights.height(position)

    def _move(self, inner: int, footer: int) -> None:
        value = self.verticalScrollBar().value()
        for card_id, card in self._shown.items():
            position = self._source.position(card_id)
            top = self._heights.top(position) - value + EDGE
            card.setGeometry(EDGE, top, inner, self._heights.height(position) - EDGE)
        if self._footer is not None:
            self._footer.setGeometry(EDGE, self._heights.total - value + EDGE, inner, footer - EDGE)

    def _footer_height(self, inner: int) -> int:
        if self._footer is None:
            return 0
        wanted = self._footer.heightForWidth(inner)
        return (wanted if wanted > 0 else self._footer.sizeHint().height()) + EDGE

    def _let_go(self, card_id: str) -> None:
        """Keep a card for use again; it is hidden only once the others have been placed."""
        card = self._shown.pop(card_id, None)
        if card is None:
            return
        # What it has to say of itself now concerns nobody any more.
        card.blockSignals(True)
        card.set_current(False)
        card.set_flashing(False)
        card.blockSignals(False)
        self._spare.append(card)

    def _put_away(self) -> None:
        for card in self._spare[SPARE:]:
            card.hide()
            card.deleteLater()
        del self._spare[SPARE:]
        for card in self._spare:
            if not card.isHidden():
                card.hide()
