"""What a card says of its claim, and the passages that it is linked with."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from postil.domain.claims import OPEN
from postil.domain.records import ClaimStatus
from postil.domain.wording import count, say
from postil.widgets.icons import icon
from postil.widgets.notes.speaking import spoken_link
from postil.widgets.notes.values import CardContent, CardStyle, LinkShown

FEW = 4
"""Links, and passages that were counted, that a card shows before it is asked for all."""
LONGEST = 110
"""Code points of the other passage's quotation."""


class ClaimPart(QWidget):
    """The claim's status, by whom and why, what was counted for it, and a row for each link.

    ``wished`` carries what the reader wishes and of what: "claim" and "" (judge it), "go" and a highlight's id,
    "unlink" and a link's id. ``reshaped`` tells that it needs another height.
    """

    wished = Signal(str, str)
    reshaped = Signal()

    def __init__(self, style: CardStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content = CardContent("", "highlight")
        self._all = False
        self._drawn: tuple[str, str, int] | None = None
        self.chip = QPushButton(self)
        self.chip.setProperty("role", "chip")
        self.chip.setAutoDefault(False)
        self.chip.setCursor(Qt.CursorShape.PointingHandCursor)
        self.chip.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.chip.clicked.connect(self._judge)
        self.judged = _label("muted", self)
        self.counted = _label("", self)
        self.links, self.counts = _Rows(), _Rows()
        self.more = QPushButton(self)
        self.more.setProperty("role", "link")
        self.more.setAutoDefault(False)
        self.more.clicked.connect(self._toggle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(4)
        column.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.judged)
        column.addLayout(self.links.column)
        column.addWidget(self.counted)
        column.addLayout(self.counts.column)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_style(style)
        self.set_reachable(False)

    def set_style(self, style: CardStyle) -> None:
        """Draw in other colours."""
        self._style = style
        self._dress()

    def show_content(self, content: CardContent) -> None:
        """Show what is to be said of a card's claim and links."""
        if content.id != self._content.id:
            self._all = False
        if (content.claim, content.links) == (self._content.claim, self._content.links):
            self._content = content
            return
        self._content = content
        claim = content.claim
        self.chip.setVisible(claim is not None)
        self.judged.setVisible(bool(claim and claim.judged))
        self.counted.setVisible(bool(claim and claim.counted))
        if claim is not None:
            self.chip.setText(claim.label)
            meaning = say("Judge this claim (C)")
            self.chip.setToolTip(meaning)
            self.chip.setAccessibleName(say("Claim: {status}", status=claim.label))
            self.chip.setAccessibleDescription(meaning)
            self.judged.setText(claim.judged)
            self.counted.setText(claim.counted)
        self._dress()
        self._show_links()

    def set_reachable(self, reachable: bool) -> None:
        """Let Tab come to the chip and the links, or pass them by."""
        policy = Qt.FocusPolicy.TabFocus if reachable else Qt.FocusPolicy.NoFocus
        for widget in (self.chip, self.more, *self.rows):
            widget.setFocusPolicy(policy)

    @property
    def rows(self) -> tuple["LinkRow", ...]:
        """Every row, in the order in which they stand; those not needed just now are hidden."""
        return (*self.links.rows, *self.counts.rows)

    def _show_links(self) -> None:
        links = self._content.links
        counts = tuple(link for link in links if link.counted)
        for rows, wanted in ((self.links, tuple(link for link in links if not link.counted)), (self.counts, counts)):
            shown = wanted if self._all or len(wanted) <= FEW + 1 else wanted[:FEW]
            for _ in range(len(shown) - len(rows.rows)):
                rows.add(self._new_row())
            rows.show_links(shown)
        has_more = max(len(counts), len(links) - len(counts)) > FEW + 1
        self.more.setVisible(has_more)
        label = count("Show all {number} links", "Show all {number} links", len(links))
        self.more.setText(say("Show fewer links") if self._all else label)

    def _new_row(self) -> "LinkRow":
        row = LinkRow(self._style, self)
        row.gone_to.connect(self._go)
        row.unlinked.connect(self._unlink)
        row.setFocusPolicy(self.chip.focusPolicy())
        return row

    def _toggle(self) -> None:
        self._all = not self._all
        self._show_links()
        self.reshaped.emit()

    def _judge(self) -> None:
        self.wished.emit("claim", "")

    def _go(self, link: LinkShown) -> None:
        self.wished.emit("go", link.other_id)

    def _unlink(self, link: LinkShown) -> None:
        self.wished.emit("unlink", link.id)

    def _dress(self) -> None:
        claim = self._content.claim
        if claim is not None:
            side = self.chip.fontMetrics().height()
            ink = status_ink(claim.status, self._style)
            if (claim.status, ink, side) != self._drawn:
                self._drawn = claim.status, ink, side
                self.chip.setIconSize(QSize(side, side))
                self.chip.setIcon(icon(claim.status, ink))
        for row in self.rows:
            row.set_style(self._style)


class _Rows:
    """Rows under each other, kept for use again."""

    def __init__(self) -> None:
        self.rows: list[LinkRow] = []
        self.column = QVBoxLayout()
        self.column.setSpacing(2)

    def add(self, row: "LinkRow") -> None:
        self.rows.append(row)
        self.column.addWidget(row)

    def show_links(self, links: Sequence[LinkShown]) -> None:
        for number, row in enumerate(self.rows):
            row.setVisible(number < len(links))
            if number < len(links):
                row.show_link(links[number])


class LinkRow(QFrame):
    """One relation: its sign and words, the other article, the other quotation; a click or Enter goes there."""

    gone_to = Signal(object)
    unlinked = Signal(object)

    def __init__(self, style: CardStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "passage")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._style = style
        self.link = LinkShown("", "supports", "", "", "")
        self._drawn: tuple[str, str, int, str] | None = None
        self._sign = QLabel(self)
        self.words = _label("muted", self)
        self.quotation = _label("", self)
        column = QVBoxLayout()
        column.setSpacing(0)
        column.addWidget(self.words)
        column.addWidget(self.quotation)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(6)
        row.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(column, 1)

    def show_link(self, link: LinkShown) -> None:
        """Show another relation."""
        self.link = link
        words = say("{relation}, in {title}", relation=link.words, title=_shortened(link.title, 60))
        self.words.setText(words if link.title else link.words)
        # What was counted stands under the line that says so.
        self.words.setVisible(not link.counted or bool(link.title))
        if link.counted:
            self.words.setText(say("in {title}", title=_shortened(link.title, 60)))
        self.quotation.setText(say("“{quotation}”", quotation=_shortened(link.quotation, LONGEST)))
        self.quotation.setVisible(bool(link.quotation))
        told = spoken_link(link)
        self.setAccessibleName(told)
        hint = say("{link}\n{reason}", link=told, reason=link.reason) if link.reason else told
        self.setToolTip(hint)
        self._dress()

    def set_style(self, style: CardStyle) -> None:
        """Draw in other colours."""
        self._style = style
        self._dress()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here and not to the card."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to the other passage."""
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.gone_to.emit(self.link)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there with Enter or Space, take the link away with Delete."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.gone_to.emit(self.link)
        elif event.key() == Qt.Key.Key_Delete:
            self.unlinked.emit(self.link)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the link."""
        self._ask(event.globalPos())

    def _ask(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(say("Go to the other passage")).triggered.connect(self._go)
        menu.addAction(say("Take this link away")).triggered.connect(self._unlink)
        menu.popup(place)

    def _go(self) -> None:
        self.gone_to.emit(self.link)

    def _unlink(self) -> None:
        self.unlinked.emit(self.link)

    def _dress(self) -> None:
        side = self.fontMetrics().height()
        ink = self._style.danger if self.link.relation in {"contradicts", "same_figure"} else self._style.muted
        drawn = self.link.relation, ink, side, self._style.family
        if not self.link.other_id or drawn == self._drawn:
            return
        self._drawn = drawn
        self._sign.setPixmap(icon(self.link.relation, ink).pixmap(QSize(side, side), self.devicePixelRatioF()))
        font = self.font()
        font.setFamilies([self._style.family, "serif"])
        self.quotation.setFont(font)


def status_ink(status: ClaimStatus, style: CardStyle) -> str:
    """Return the colour of a status's sign."""
    return style.danger if status in OPEN else style.accent


def _label(role: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def _shortened(text: str, most: int) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
