"""Who is masked: somebody the text names, somebody it does not, or whoever another mask hides."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QListWidget, QListWidgetItem, QRadioButton, QWidget

from postil.dialogs.entity import framed
from postil.dialogs.frame import Dialog, HelperLabel, labelled, plain_label
from postil.domain.edits import Edit
from postil.domain.entities import Analysis, Entity, Mask, entity_key
from postil.domain.records import Confidence
from postil.domain.unmasking import Identified
from postil.domain.wording import count, say
from postil.models.candidates import candidates, namesake
from postil.models.entities import kind_name, length_words
from postil.models.subjects import confidence_words, words_around
from postil.services import judging
from postil.session.desk import Desk

_WHAT = Qt.ItemDataRole.UserRole
_SURENESS: tuple[Confidence, ...] = ("possible", "likely", "certain")


class MaskDialog(Dialog):
    """Asks who the mask at a place of the open article is; suggestions are listed first, and none is chosen."""

    def __init__(self, desk: Desk, start: int, parent: QWidget | None = None) -> None:
        super().__init__(say("Who is this?"), parent)
        self._workspace = desk.workspace
        opened = desk.workspace.open
        self._revision = opened.revision if opened is not None else None
        self._analysis: Analysis | None = desk.findings.analysis
        self._masks = desk.findings.masks()
        self.said: Identified | None = next((each for each in self._masks if each.mask.start == start), None)
        self.line = QLineEdit()
        self.line.setPlaceholderText(say("A name, or the number of another mask"))
        self.list = QListWidget()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(say("Optional"))
        self.helper = HelperLabel()
        self.sureness = QButtonGroup(self)
        self._build()
        self.save_button = self.add_default(say("Save"))
        self.add_escape(say("Cancel"))
        self.save_button.clicked.connect(self._save)
        self.line.textChanged.connect(self._hear_line)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self.list.itemActivated.connect(self._take)
        self.size_to(480, 560)
        self._begin()

    @property
    def confidence(self) -> Confidence:
        """How sure the reader is."""
        at = self.sureness.checkedId()
        return _SURENESS[at] if at >= 0 else ""

    def edit(self) -> Edit | None:
        """Return the edit that the dialog stands for now; None while nobody is named."""
        said, revision = self.said, self._revision
        if said is None or revision is None:
            return None
        reason = self.reason.text().strip()
        other = self._other_mask()
        if other is not None:
            return judging.same_mask(revision, said.mask, other, self.confidence, reason)
        name = self._name()
        if not name:
            return None
        known = self._known(name)
        if known is not None:
            return judging.identify(revision, said.mask, known.key, self.confidence, reason, name=known.name)
        return judging.identify(revision, said.mask, entity_key("person", name), self.confidence, reason, name=name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrow keys move in the list while one types."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.list.count():
            step = {int(Qt.Key.Key_Down): 1, int(Qt.Key.Key_Up): -1}.get(event.key(), 0)
            if step:
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                self._take(self.list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        said = self.said
        text = self._revision.document.text if self._revision is not None else ""
        if said is not None:
            length = length_words(said.mask)
            self.body.addWidget(
                plain_label(say("Masked name {number} · {length}", number=said.number, length=length), "title")
            )
            self.body.addWidget(plain_label(words_around(text, said.mask.start, said.mask.end), "muted"))
        self.body.addLayout(labelled(say("&Name"), self.line))
        self.list.setAccessibleName(say("Who it may be"))
        self.list.setWordWrap(True)
        self.body.addWidget(framed(self.list), 1)
        self.list.setUniformItemSizes(False)
        self.body.addWidget(plain_label(say("How sure are you?"), "section"))
        row = QHBoxLayout()
        for number, value in enumerate(_SURENESS):
            button = QRadioButton(confidence_words(value))
            self.sureness.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addLayout(labelled(say("&Reason"), self.reason))
        self.body.addWidget(self.helper)

    def _begin(self) -> None:
        said = self.said
        if said is None:
            self.show_problem(say("This mask is not in the open article any more."))
        elif said.key:
            self.line.setText(said.name)
            self.reason.setText(said.reason)
        start: Confidence = said.confidence if said is not None and said.confidence else "possible"
        self.sureness.button(_SURENESS.index(start)).setChecked(True)
        self._fill()
        self.line.selectAll()
        self.line.setFocus()
        self._judge()

    def _name(self) -> str:
        return " ".join(self.line.text().split())

    def _known(self, name: str) -> Entity | None:
        entities = self._analysis.entities if self._analysis is not None else ()
        for chosen in self.list.selectedItems():
            found = namesake(entities, str(chosen.data(_WHAT)))
            if found is not None and found.name == name:
                return found
        plain = entity_key("", name)
        return next((each for each in entities if entity_key("", each.name) == plain), None)

    def _other_mask(self) -> Mask | None:
        """Return the mask that the line names by its number, if it does."""
        typed = self._name()
        wanted = typed.removeprefix(say("Mask {number}", number="").strip()).strip()
        if not wanted.isdecimal() or self.said is None:
            return None
        return next(
            (each.mask for each in self._masks if each.number == int(wanted) and each.number != self.said.number), None
        )

    def _hear_line(self) -> None:
        self._fill()
        self._judge()

    def _fill(self) -> None:
        """List suggestions with their reasons, then everybody who is named, then the other masks."""
        typed = self._name() if self.line.isModified() else ""
        self.list.blockSignals(True)
        self.list.clear()
        entities = self._analysis.entities if self._analysis is not None else ()
        guessed: list[str] = []
        for guess in self._guesses() if not typed else ():
            entity = namesake(entities, guess[0])
            if entity is not None:
                guessed.append(entity.key)
                self._add(say("Suggested · {name} — {reason}", name=entity.name, reason=guess[1]), entity.key)
        others = [each for each in entities if each.key not in guessed]
        for each in candidates(others, like="", kind="person", wanted=typed):
            number = count("{number} mention", "{number} mentions", len(each.mentions))
            self._add(
                say("{name} · {kind}, {number}", name=each.name, kind=kind_name(each.kind), number=number), each.key
            )
        for row in self._masks:
            shown = self._of_mask(row)
            if row is not self.said and (not typed or typed.casefold() in shown.casefold()):
                self._add(shown, row.number)
        self.list.setCurrentRow(-1)
        self.list.blockSignals(False)

    def _of_mask(self, row: Identified) -> str:
        text = self._revision.document.text if self._revision is not None else ""
        around = row.name or words_around(text, row.mask.start, row.mask.end)
        return say("Same as mask {number} — {words}", number=row.number, words=around)

    def _guesses(self) -> list[tuple[str, str]]:
        said, analysis = self.said, self._analysis
        if said is None or analysis is None:
            return []
        place = (said.mask.start, said.mask.end)
        found = [each for each in analysis.suggestions if (each.start, each.end) == place]
        return [(each.candidate, each.reason) for each in sorted(found, key=lambda each: -each.score)]

    def _add(self, words: str, what: str | int) -> None:
        entry = QListWidgetItem(words, self.list)
        entry.setToolTip(words)
        entry.setData(_WHAT, what)

    def _take(self, entry: QListWidgetItem | None) -> None:
        """Take over the name, or the number, that was chosen; the list stays as it is."""
        if entry is None:
            return
        what: object = entry.data(_WHAT)
        if isinstance(what, int):
            words = say("Mask {number}", number=what)
        else:
            entity = namesake(self._analysis.entities if self._analysis is not None else (), str(what))
            words = entity.name if entity is not None else ""
        self.line.blockSignals(True)
        self.line.setText(words)
        self.line.blockSignals(False)
        self._judge()

    def _judge(self) -> None:
        edit = self.edit()
        self.save_button.setEnabled(edit is not None)
        self.helper.tell(self._outcome())

    def _outcome(self) -> str:
        name = self._name()
        other = self._other_mask()
        if other is not None:
            return say("Both masks hide one name; the text stays as it is.")
        if not name:
            return say("Nothing is taken over unless you choose it; the text is never altered.")
        known = self._known(name)
        if known is None:
            return say("The article does not name “{name}”: it is kept as a new person.", name=name)
        return say("It is kept as your reading, beside the mask; the text is never altered.")

    def _save(self) -> None:
        edit = self.edit()
        if edit is not None and self._workspace.do(edit):
            self.accept()
