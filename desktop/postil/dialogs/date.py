"""What a date means: the reader corrects it, sees what follows from that, and what it was understood from."""

from PySide6.QtWidgets import QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from postil.dialogs.frame import Dialog, HelperLabel, labelled, plain_label
from postil.domain.dates_in_words import in_words
from postil.domain.edits import Edit
from postil.domain.entities import DateMention
from postil.domain.problems import Problem
from postil.domain.records import Judgement
from postil.domain.redating import corrected
from postil.domain.wording import count, say
from postil.models.subjects import words_around
from postil.services import judging
from postil.session.desk import Desk
from postil.session.workspace import EntityWish, Passage


class DateDialog(Dialog):
    """Asks for the value of the date at a place of the open article, as EDTF."""

    def __init__(self, desk: Desk, start: int, end: int, parent: QWidget | None = None) -> None:
        super().__init__(say("Correct date"), parent)
        self._workspace = desk.workspace
        opened, analysis = desk.workspace.open, desk.findings.analysis
        self._revision = opened.revision if opened is not None else None
        self._text = self._revision.document.text if self._revision is not None else ""
        self._dates = analysis.dates if analysis is not None else ()
        self.date = next((each for each in self._dates if (each.start, each.end) == (start, end)), None)
        self._start, self._end = start, end
        self.line = QLineEdit()
        self.line.setPlaceholderText("1941-06-22")
        self.words = HelperLabel()
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(say("Optional"))
        self.following = QTreeWidget()
        self._build()
        self.none_button = self.add_further(say("This is no date"))
        self.root_button = self.add_further(say("Correct the date it follows from"))
        self.save_button = self.add_default(say("Save"))
        self.add_escape(say("Cancel"))
        self.none_button.clicked.connect(self._deny)
        self.root_button.clicked.connect(self._go_to_root)
        self.save_button.clicked.connect(self._save)
        self.line.textChanged.connect(self._judge)
        self.size_to(520, 460)
        self._begin()

    def edit(self) -> Edit | None:
        """Return the edit that the dialog stands for now; None where the value is missing or is none."""
        value = self.line.text().strip()
        if self._revision is None or not value:
            return None
        try:
            return judging.correct_date(self._revision, self._start, self._end, value, self.reason.text())
        except Problem:
            return None

    def consequences(self) -> list[tuple[DateMention, DateMention]]:
        """Return (before, after) of every other date that would change with this one, in text order."""
        edit = self.edit()
        if edit is None:
            return []
        made = [change.after for change in edit.changes if isinstance(change.after, Judgement)]
        after = {each.start: each for each in corrected(self._dates, made, self._text)}
        return [
            (each, after[each.start])
            for each in self._dates
            if each.start in after and each.start != self._start and after[each.start].edtf != each.edtf
        ]

    def _build(self) -> None:
        printed = " ".join(self._text[self._start : self._end].split())
        self.body.addWidget(plain_label(printed, "title"))
        self.body.addWidget(plain_label(words_around(self._text, self._start, self._end), "muted"))
        if self.date is not None:
            self.body.addWidget(plain_label(self._understood(self.date)))
        self.body.addLayout(
            labelled(say("&Value (EDTF: 1941, 1941-06, 194X, 1941~, 1941-06/1941-08)"), self.line, self.words)
        )
        self._heading = plain_label("", "section")
        self.body.addWidget(self._heading)
        self.following.setHeaderLabels([say("Printed"), say("Now"), say("Then")])
        self.following.setRootIsDecorated(False)
        self.following.setAccessibleName(say("What follows from it"))
        self.following.setProperty("role", "lines")
        self.body.addWidget(self.following, 1)
        self.body.addLayout(labelled(say("&Reason"), self.reason))
        self._space = plain_label("")
        self.body.addWidget(self._space, 1)

    def _understood(self, date: DateMention) -> str:
        told = in_words(date.edtf) or say("not understood")
        reason = date.reason
        root = root_of(date, self._dates)
        if root is not None:
            reason = f"{reason} {from_words(root)}".strip()
        return f"{told}. {reason}" if reason else f"{told}."

    def _begin(self) -> None:
        date = self.date
        self.root_button.setVisible(date is not None and root_of(date, self._dates) is not None)
        self.none_button.setVisible(date is not None)
        if self._revision is None:
            self.show_problem(say("This is not in the open article any more."))
        self.line.setText(date.edtf if date is not None else "")
        self.line.selectAll()
        self.line.setFocus()
        self._judge()

    def _judge(self) -> None:
        """Say what the value means, why it cannot be, and what follows from it."""
        value, edit = self.line.text().strip(), self.edit()
        is_other = self.date is None or value != self.date.edtf
        self.save_button.setEnabled(edit is not None and is_other)
        told = in_words(value)
        self.words.tell(told or (say("This is a value, but there are no words for it.") if edit is not None else ""))
        self.show_problem("" if edit is not None or not value else self._why_not(value))
        rows = self.consequences()
        self.following.clear()
        for before, after in rows:
            printed = " ".join(before.text.split())
            row = QTreeWidgetItem([printed, _value(before.edtf), _value(after.edtf)])
            row.setToolTip(0, words_around(self._text, before.start, before.end))
            self.following.addTopLevelItem(row)
        for column in range(2):
            self.following.resizeColumnToContents(column)
        self._heading.setText(
            count("{number} other date follows", "{number} other dates follow", len(rows)) if rows else ""
        )
        self._heading.setVisible(bool(rows))
        self.following.setVisible(bool(rows))
        self._space.setVisible(not rows)

    def _why_not(self, value: str) -> str:
        return say("“{value}” is not written as a date in EDTF; write it like 1941, 1941-06 or 194X.", value=value)

    def _save(self) -> None:
        edit = self.edit()
        if edit is not None and self._workspace.do(edit):
            self.accept()

    def _deny(self) -> None:
        if self._revision is None or self.date is None:
            return
        if self._workspace.do(judging.not_date(self._revision, self.date, self.reason.text())):
            self.accept()

    def _go_to_root(self) -> None:
        root = root_of(self.date, self._dates) if self.date is not None else None
        if root is not None:
            self._workspace.passage_requested.emit(Passage(root.start, root.end))
            self._workspace.entity_requested.emit(EntityWish("date", start=root.start, end=root.end))
            self.reject()


def root_of(date: DateMention, dates: tuple[DateMention, ...]) -> DateMention | None:
    """Return the date that another was understood from, or None."""
    return next((each for each in dates if each.start == date.root), None) if date.root >= 0 else None


def from_words(root: DateMention) -> str:
    """Return from which words a date was understood."""
    return say("From “{words}”.", words=" ".join(root.text.split()))


def _value(edtf: str) -> str:
    told = in_words(edtf)
    if not edtf:
        return say("not known")
    return f"{edtf} · {told}" if told and told != edtf else edtf
