"""One guess at who is meant, for the reader to answer: quiet, one at a time, never in the way of the list."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from postil.domain.wording import say
from postil.widgets.icons import icon


@dataclass(frozen=True, slots=True)
class Guess:
    """What is asked: whether ``words`` may be ``name``, the ``reason`` for it, and where in the queue it stands."""

    words: str
    name: str
    reason: str
    at: int
    total: int


class SuggestionCard(QFrame):
    """``answered`` carries join, distinct, later, show or close."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        self._question = _wrapping("")
        self._reason = _wrapping("muted")
        self._close = self._quiet("close", "", say("Hide suggestions; the button below the list brings them back"))
        self._close.setAccessibleName(say("Hide suggestions"))
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._count, 1)
        head.addWidget(self._quiet("show", say("Show"), say("Go to the place in the text")))
        head.addWidget(self._quiet("later", say("Later"), say("Leave it open and go to the next")))
        head.addWidget(self._close)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for name, words, tip in (
            ("join", say("Join"), say("They are the same")),
            ("distinct", say("Not the same"), say("They are not; do not ask again")),
        ):
            button = QPushButton(words)
            button.setObjectName(name)
            button.setToolTip(tip)
            button.setAutoDefault(True)
            button.clicked.connect(self._answer)
            buttons.addWidget(button)
            if name == "join":
                self._join = button
        buttons.addStretch(1)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 8, 8, 12)
        inside.setSpacing(4)
        inside.addLayout(head)
        inside.addWidget(self._question)
        inside.addWidget(self._reason)
        inside.addSpacing(4)
        inside.addLayout(buttons)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(say("Suggestion"))
        self.hide()

    def in_margins(self) -> QHBoxLayout:
        """Return a layout that holds the card with room around it, and takes none while it is hidden."""
        layout = QHBoxLayout()
        layout.setContentsMargins(8, 8, 8, 4)
        layout.addWidget(self)
        return layout

    @property
    def question(self) -> str:
        """The question that is asked."""
        return self._question.text()

    def ask(self, guess: Guess) -> None:
        """Ask about a guess."""
        self._count.setText(say("Suggestion {at} of {total}", at=f"{guess.at + 1:,}", total=f"{guess.total:,}"))
        self._question.setText(say("Is “{words}” {name}?", words=guess.words, name=guess.name))
        self._reason.setText(guess.reason)
        self._reason.setVisible(bool(guess.reason))
        self._make_room()
        self.show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for the room that the words need at this width."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        # A splitter knows nothing of heights that go by the width: it would cut the last line.
        inside = self.layout()
        if inside is not None:
            inside.activate()
            self.setMinimumHeight(max(0, inside.totalHeightForWidth(self.width())))

    def focus_first(self) -> None:
        """Let the keyboard answer."""
        self._join.setFocus()

    def set_colour(self, colour: str) -> None:
        """Paint the cross in ``colour`` ("#rrggbb")."""
        self._close.setIcon(icon("close", colour))

    def _quiet(self, name: str, words: str, tip: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("role", "quiet")
        button.setObjectName(name)
        button.setText(words)
        button.setToolTip(tip)
        button.setToolButtonStyle(
            Qt.ToolButtonStyle.ToolButtonTextOnly if words else Qt.ToolButtonStyle.ToolButtonIconOnly
        )
        button.clicked.connect(self._answer)
        return button

    def _answer(self) -> None:
        self.answered.emit(self.sender().objectName())


class SuggestionButton(QToolButton):
    """Checked while a suggestion is shown; hidden where there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "quiet")
        self.setCheckable(True)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.setToolTip(say("Names that may mean the same one: nothing is joined unless you say so"))
        self.hide()


def _wrapping(role: str) -> QLabel:
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label
