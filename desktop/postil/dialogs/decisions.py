"""Why something is listed, and what the reader decided about it: each decision can be taken back, however old."""

from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from postil.dialogs.frame import Dialog, plain_label
from postil.domain.edits import Edit
from postil.domain.records import Judgement
from postil.domain.wording import count, say
from postil.models.entities import why
from postil.models.subjects import confidence_words, words_around
from postil.services import judging
from postil.services.analysing import judgements_on
from postil.services.decisions import about_entity, at_place, sentence_of_judgement
from postil.session.desk import Desk
from postil.session.workspace import EntityWish

_MOST_REASONS = 8
_MOST_WORDS = 4


class DecisionsDialog(Dialog):
    """Lists the reasons why an entity, a date or a mask was found, and the reader's judgements on it."""

    def __init__(self, desk: Desk, wish: EntityWish, parent: QWidget | None = None) -> None:
        super().__init__(say("Why is this here?"), parent)
        self._workspace = desk.workspace
        self._findings = desk.findings
        self._wish = wish
        self._heading = plain_label("", "title")
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 8, 0)
        self._body.setSpacing(8)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._body)
        column.addStretch(1)
        scrolling = QScrollArea()
        scrolling.setAccessibleName(self.windowTitle())
        scrolling.setWidgetResizable(True)
        scrolling.setFrameShape(QFrame.Shape.NoFrame)
        scrolling.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolling.setWidget(inside)
        self.body.addWidget(self._heading)
        self.body.addWidget(scrolling, 1)
        self.judgements: tuple[Judgement, ...] = ()
        self.back_buttons: list[QPushButton] = []
        self.close_button = self.add_default(say("Close"))
        self.close_button.setFocus()
        self.close_button.clicked.connect(self.accept)
        self._workspace.changed.connect(self._hear)
        self._findings.changed.connect(self._refresh)
        self.size_to(500, 460)
        self._fill()

    @property
    def reasons(self) -> list[str]:
        """The lines that say why."""
        return [each.text() for each in self._reason_lines]

    def _hear(self, edit: Edit) -> None:
        if edit.touched(Judgement):
            self._fill()

    def _refresh(self, analysis: object) -> None:
        del analysis
        self._fill()

    def _fill(self) -> None:
        _empty(self._body)
        self._reason_lines: list[QLabel] = []
        self.back_buttons = []
        opened = self._workspace.open
        if opened is None:
            self._heading.setText(say("No article is open."))
            return
        judgements = judgements_on(self._workspace.library, opened.revision)
        wish = self._wish
        if wish.key:
            self.judgements = about_entity(wish.key, judgements)
        else:
            self.judgements = at_place(wish.start, wish.end, judgements)
        self._heading.setText(self._title(opened.revision.document.text))
        self._section(say("Found because"))
        for line in self._why() or [say("It is not found in the open article now.")]:
            label = plain_label(line)
            self._reason_lines.append(label)
            self._body.addWidget(label)
        self._section(say("What you decided"))
        if not self.judgements:
            self._body.addWidget(plain_label(say("Nothing so far."), "muted"))
        for judgement in self.judgements:
            self._body.addWidget(self._card(judgement))

    def _title(self, text: str) -> str:
        wish = self._wish
        if not wish.key:
            return words_around(text, wish.start, wish.end)
        analysis = self._findings.analysis
        entities = analysis.entities if analysis is not None else ()
        return next((each.name for each in entities if each.key == wish.key), wish.key.partition(":")[2])

    def _why(self) -> list[str]:
        analysis, wish = self._findings.analysis, self._wish
        if analysis is None:
            return []
        if wish.key:
            mentions = [
                each
                for entity in analysis.entities
                if entity.key == wish.key
                for each in entity.mentions
                if each.reason
            ]
            return _reasons((each.reason, each.text) for each in mentions)
        if wish.kind == "mask":
            found = any(each.start == wish.start for each in analysis.masks)
            return [say("A run of signs that stands for a name.")] if found else []
        return [why(each) for each in analysis.dates if each.start == wish.start and why(each)]

    def _section(self, title: str) -> None:
        self._body.addWidget(plain_label(title, "section"))

    def _card(self, judgement: Judgement) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        row = QHBoxLayout(card)
        row.setContentsMargins(12, 8, 8, 8)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(plain_label(sentence_of_judgement(judgement)))
        sure = confidence_words(judgement.confidence)
        about = [part for part in (judgement.created[:16].replace("T", " "), sure, judgement.reason) if part]
        told.addWidget(plain_label(" · ".join(about), "muted"))
        row.addLayout(told, 1)
        back = QPushButton(say("Take back"))
        back.setObjectName(judgement.id)
        back.setAutoDefault(False)
        back.setAccessibleName(say("Take back: {decision}", decision=sentence_of_judgement(judgement)))
        back.clicked.connect(self._take_back)
        self.back_buttons.append(back)
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        return card

    def _take_back(self) -> None:
        wanted = self.sender().objectName()
        judgement = next((each for each in self.judgements if each.id == wanted), None)
        if judgement is not None:
            self._workspace.do(judging.withdraw(judgement))


def _reasons(found: Iterable[tuple[str, str]]) -> list[str]:
    """Return each reason with how often and for which words it was given, the commonest first."""
    numbers: Counter[str] = Counter()
    words: dict[str, dict[str, None]] = {}
    for reason, printed in found:
        numbers[reason] += 1
        words.setdefault(reason, {})[" ".join(printed.split())] = None
    return [_reason(reason, number, list(words[reason])) for reason, number in numbers.most_common(_MOST_REASONS)]


def _reason(reason: str, number: int, words: Sequence[str]) -> str:
    shown = ", ".join(f"“{each}”" for each in words[:_MOST_WORDS]) + ("…" if len(words) > _MOST_WORDS else "")
    times = count("{number} mention", "{number} mentions", number)
    return f"{reason} ({times}: {shown})"


def _empty(layout: QVBoxLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
