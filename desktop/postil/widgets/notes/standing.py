"""What a card says of a passage that does not stand in the text as it was marked, and what can be done about it."""

import html
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QStyle, QVBoxLayout, QWidget

from postil.domain.wording import say
from postil.widgets.icons import icon
from postil.widgets.notes.values import CardContent, CardStyle
from postil.widgets.word_diff import DiffInks, WordDiff, shortened, spoken

_GAP = 8
LONGEST = 360
"""Code points of a sentence that are shown around a lost quotation."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How a card names a state: an icon, a word or two, and what it means."""

    icon: str
    label: str
    meaning: str


def sign_of(content: CardContent) -> Sign | None:
    """Return the sign of a highlight's state, None for one that stands as it was marked."""
    if content.state == "moved":
        return Sign("moved", say("moved"), say("The same words, found at another place of this version of the text."))
    if content.state == "lost":
        meaning = say("These words are not in this version of the text; the card and its note are kept.")
        return Sign("lost", say("lost"), meaning)
    if content.state == "changed" and content.settled:
        return Sign(
            "check", say("changed, confirmed"), say("The words have changed; you confirmed that this is the place.")
        )
    if content.state == "changed":
        meaning = say("The words have changed in this version of the text; look whether this is the passage.")
        return Sign("changed", say("changed"), meaning)
    return None


class SignLabel(QLabel):
    """A state's icon and its word, shortened where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._icon = ""

    def tell(self, sign: Sign, *, urgent: bool) -> None:
        """Show a state; an urgent one stands out."""
        self._icon = sign.icon
        self.setText(sign.label)
        self.setToolTip(sign.meaning)
        role = "danger" if urgent else "muted"
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().polish(self)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of icon and word."""
        metrics = self.fontMetrics()
        return QSize(metrics.height() + 4 + metrics.horizontalAdvance(self.text()) + 1, metrics.height())

    def minimumSizeHint(self) -> QSize:
        """Return the size of the icon alone."""
        return QSize(self.fontMetrics().height(), self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw icon and word."""
        del event
        metrics, color = self.fontMetrics(), self.palette().color(self.foregroundRole())
        side = metrics.height()
        place = QRect(0, (self.height() - side) // 2, side, side)
        words = self.rect().adjusted(side + 4, 0, 0, 0)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            place.moveRight(self.rect().right())
            words = self.rect().adjusted(0, 0, -side - 4, 0)
        painter = QPainter(self)
        icon(self._icon, color.name()).paint(painter, place)
        painter.setPen(color)
        shown = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, max(0, words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
        painter.end()


class Standing(QWidget):
    """The difference of a changed passage with a wish for each answer, or where a lost one stood.

    ``wished`` carries "confirm", "refuse" or "attach"; ``clicked`` a click on the words.
    """

    wished = Signal(str)
    clicked = Signal()

    def __init__(self, style: CardStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.diff = WordDiff(self)
        self.diff.clicked.connect(self.clicked)
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.RichText)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self.sentence.setWordWrap(True)
        self.sentence.setProperty("role", "muted")
        self.buttons = ButtonRow(self)
        self.confirm = self._button("confirm", say("Confirm"), say("This is the passage: keep the highlight here (Y)"))
        self.refuse = self._button("refuse", say("Refuse"), say("This is another passage: keep the card as lost (X)"))
        self.attach = self._button("attach", say("Attach by hand…"), say("Choose the passage in the article (A)"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 4)
        column.setSpacing(8)
        for widget in (self.diff, self.sentence, self.buttons):
            column.addWidget(widget)
        self.set_style(style)

    def set_style(self, style: CardStyle) -> None:
        """Draw in other colours."""
        self._ink = style.text
        self.diff.set_inks(DiffInks(style.text, style.removed, style.added))
        self.diff.set_family(style.family)
        for button, name in ((self.confirm, "check"), (self.refuse, "close"), (self.attach, "anchor")):
            button.setIcon(icon(name, style.text))

    def show_content(self, content: CardContent) -> None:
        """Show what is to be said of a card that is not exact."""
        changed = content.state == "changed"
        self.diff.set_pieces(shortened(content.pieces) if changed else ())
        self.diff.setVisible(changed and bool(content.pieces))
        self.sentence.setText(_stood_in(content) if content.state == "lost" else "")
        self.sentence.setVisible(bool(self.sentence.text()))
        self.confirm.setVisible(changed and not content.settled)
        self.refuse.setVisible(changed and not content.settled)
        self.attach.setVisible(content.state == "lost")
        self.buttons.setVisible(content.state == "lost" or (changed and not content.settled))
        self.buttons.arrange()
        self.buttons.updateGeometry()

    def set_reachable(self, reachable: bool) -> None:
        """Let Tab come to the buttons, or pass them by."""
        policy = Qt.FocusPolicy.TabFocus if reachable else Qt.FocusPolicy.NoFocus
        for button in (self.confirm, self.refuse, self.attach):
            button.setFocusPolicy(policy)

    def _button(self, wish: str, label: str, meaning: str) -> QPushButton:
        button = QPushButton(label, self.buttons)
        button.setObjectName(wish)
        button.setProperty("role", "small")
        button.setAutoDefault(False)
        button.setToolTip(meaning)
        button.setAccessibleDescription(meaning)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        side = button.fontMetrics().height()
        button.setIconSize(QSize(side, side))
        button.clicked.connect(self._wish)
        self.buttons.add(button)
        return button

    def _wish(self) -> None:
        self.wished.emit(self.sender().objectName())


class ButtonRow(QWidget):
    """Buttons beside each other, or under each other where there is no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[QPushButton] = []
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, button: QPushButton) -> None:
        """Add a button after the others."""
        self._buttons.append(button)

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the buttons need at ``width`` pixels."""
        return max((place.bottom() + 1 for _, place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        """Return the size at the present width."""
        return QSize(0, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons where they fit."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put the buttons where they fit: some have come or gone."""
        for button, place in self._places(self.width()):
            button.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def _places(self, width: int) -> list[tuple[QPushButton, QRect]]:
        shown = [(button, button.sizeHint()) for button in self._buttons if not button.isHidden()]
        beside = sum(size.width() + _GAP for _, size in shown) - _GAP <= width
        places: list[tuple[QPushButton, QRect]] = []
        x = y = 0
        for button, size in shown:
            places.append((button, QRect(x, y, min(size.width(), width) if beside else width, size.height())))
            x, y = (x + size.width() + _GAP, y) if beside else (x, y + size.height() + 4)
        return places


def spoken_standing(content: CardContent) -> str:
    """Return what a screen reader says of a card's state, "" for an exact one."""
    sign = sign_of(content)
    if sign is None:
        return ""
    told = spoken(content.pieces) if content.state == "changed" else ""
    if told:
        return say("{state}: {difference}", state=sign.label, difference=told)
    return f"{sign.label}. {sign.meaning}"


def _stood_in(content: CardContent) -> str:
    """Return the sentence that a lost quotation stood in as rich text, the quotation in bold."""
    sentence, quotation = content.sentence, content.quotation
    if not sentence or sentence.strip() == quotation.strip():
        return ""
    at = sentence.find(quotation)
    if at < 0:
        before, words, after = sentence[:LONGEST], "", ""
    else:
        room = max(40, (LONGEST - len(quotation)) // 2)
        before, after = sentence[max(0, at - room) : at], sentence[at + len(quotation) : at + len(quotation) + room]
        before = ("… " if at > room else "") + before
        after += " …" if at + len(quotation) + room < len(sentence) else ""
        words = quotation if len(quotation) <= LONGEST else f"{quotation[:LONGEST]}…"
    shown = f"{html.escape(before)}<b>{html.escape(words)}</b>{html.escape(after)}" if words else html.escape(before)
    if content.made_on:
        return say("On {day} it stood in: {sentence}", day=html.escape(content.made_on), sentence=shown)
    return say("It stood in: {sentence}", sentence=shown)
