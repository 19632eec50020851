"""A bibliographic record, of an article or of a work: each field with what the source says about it."""

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from postil.dialogs.frame import Dialog, HelperLabel, field_label, plain_label, scrolled, stacked
from postil.dialogs.record_fields import MoreFields
from postil.domain.csl import more_of
from postil.domain.csl_fields import TYPE_LABELS
from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Evidence
from postil.domain.wording import say
from postil.services import articles, sources
from postil.services.bibliography import check_dates, read_authors, write_authors
from postil.services.telling import evidence_sentence
from postil.session.desk import Desk

# The fields of one line: the record's field, its label, row, column and columns spanned in a grid of six.
_LINES: tuple[tuple[str, str, int, int, int], ...] = (
    ("title", "&Title", 0, 0, 6),
    ("container_title", "&Site or journal", 2, 0, 3),
    ("publisher", "Pu&blisher", 2, 3, 3),
    ("published", "P&ublished", 3, 0, 2),
    ("updated", "Up&dated", 3, 2, 2),
    ("accessed", "&Accessed", 3, 4, 2),
    ("url", "Add&ress", 4, 0, 6),
    ("key", "Citation &key", 5, 0, 2),
    ("language", "&Language", 5, 2, 2),
)
DATES = ("published", "updated", "accessed")


class RecordDialog(Dialog):
    """Edits the record of an article, of a work, or of one that is to be added (""), as one step of undo.

    ``added`` carries the id of a work that was added.
    """

    added = Signal(str)

    def __init__(self, desk: Desk, item_id: str, parent: QWidget | None = None) -> None:
        super().__init__(say("Bibliographic record") if item_id else say("Add source"), parent)
        self._workspace = desk.workspace
        self._jobs = desk.jobs
        self._new = None if item_id else sources.new_item()
        self._item_id = item_id
        self._job = 0
        self._form_jobs: dict[str, int] = {}
        library = desk.workspace.library
        item = self._new or library.item(item_id)
        article = library.article(item_id) if item_id else None
        revision = library.revision(article.revision_id) if article else None
        self.lines: dict[str, QLineEdit] = {name: QLineEdit() for name, *_ in _LINES}
        self.authors = QPlainTextEdit()
        self.note = QPlainTextEdit()
        self.kind = QComboBox()
        self.more = MoreFields()
        self.helpers: dict[str, HelperLabel] = {}
        self.body.addWidget(self._form(), 1)
        self.save_button = self.add_default(say("Save") if item_id else say("Add"))
        self.save_button.clicked.connect(self._save)
        self.add_escape(say("Cancel"))
        if item is None:
            self.show_problem(say("The source is no longer in the library."))
            self.save_button.setEnabled(False)
        else:
            self._fill(item)
            self._show_evidence({row.field: row for row in (revision.evidence if revision else ())})
        self.kind.currentIndexChanged.connect(self._change_kind)
        self.more.left.connect(self._check_form)
        self.lines["title"].setFocus()
        self.size_to(720, 760)

    def _form(self) -> QWidget:
        form = QWidget()
        grid = QGridLayout(form)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(2)
        for column in range(6):
            grid.setColumnStretch(column, 1)
        for name, label, row, column, span in _LINES[:1]:
            self._place(grid, name, say(label), self.lines[name], (row, column, span))
        self.authors.setTabChangesFocus(True)
        self.authors.setPlaceholderText(say("Family, Given"))
        self._place(grid, "authors", say("Auth&ors, one on each line"), self.authors, (1, 0, 6))
        for name, label, row, column, span in _LINES[1:]:
            if name in DATES:
                self.lines[name].setPlaceholderText("1941-06-22")
            self._place(grid, name, say(label), self.lines[name], (row, column, span))
        self._place(grid, "type", say("T&ype"), self.kind, (5, 4, 2))
        self.note.setTabChangesFocus(True)
        self._place(grid, "note", say("&Note on the source"), self.note, (6, 0, 6))
        self._lower(self.authors, 3)
        self._lower(self.note, 2)
        grid.addLayout(stacked(plain_label(say("Further fields"), "section"), self.more, gap=8), 7 * 4, 0, 1, 6)
        grid.setRowStretch(8 * 4, 1)
        return scrolled(form)

    def _place(self, grid: QGridLayout, name: str, label: str, field: QWidget, place: tuple[int, int, int]) -> None:
        row, column, span = place
        helper = self.helpers[name] = HelperLabel()
        helper.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(field_label(label, field), row * 4, column, 1, span)
        grid.addWidget(field, row * 4 + 1, column, 1, span)
        grid.addWidget(helper, row * 4 + 2, column, 1, span)
        grid.setRowMinimumHeight(row * 4 + 3, 12)

    def _lower(self, field: QPlainTextEdit, lines: int) -> None:
        frame = 2 * (field.frameWidth() + int(field.document().documentMargin()))
        field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + frame + 4)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _fill(self, item: CslItem) -> None:
        for name, field in self.lines.items():
            field.setText(str(getattr(item, name)))
            field.setCursorPosition(0)
        self.authors.setPlainText(write_authors(item.authors))
        self.note.setPlainText(item.note)
        for value, label in TYPE_LABELS.items():
            self.kind.addItem(say(label), value)
        if self.kind.findData(item.type) < 0:
            self.kind.addItem(item.type, item.type)
        self.kind.setCurrentIndex(self.kind.findData(item.type))
        self.more.show_fields(item.type, more_of(item))
        for name in ("DOI", "ISBN"):
            self._check_form(name)
        if self._new is not None:
            self.lines["key"].setPlaceholderText(say("made from author, title and year"))

    def _show_evidence(self, evidence: Mapping[str, Evidence]) -> None:
        for name, helper in self.helpers.items():
            row = evidence.get(name)
            helper.tell(evidence_sentence(row) if row else "")

    def _save(self) -> None:
        self.show_problem("")
        self.save_button.setEnabled(False)
        labels = {name: say(label).replace("&", "") for name, label, *_ in _LINES}
        dates = {labels[name]: self.lines[name].text().strip() for name in DATES} | dict(self.more.dates())
        self._job = self._jobs.run(partial(check_dates, dates), self._keep, self._refuse)

    def _keep(self, checked: None) -> None:
        del checked
        try:
            edit = self._edit()
        except Problem as problem:
            self._refuse(problem)
            return
        if not edit.changes or self._workspace.do(edit):
            if self._new is not None:
                self.added.emit(self._new.id)
            self.accept()
        else:
            self.save_button.setEnabled(True)

    def _edit(self) -> Edit:
        library = self._workspace.library
        if self._new is not None:
            return sources.add_item(library, self._edited(self._new))[0]
        before = library.item(self._item_id)
        if before is None:
            raise Problem("The source is no longer in the library.")
        return articles.edit_item(library, before, self._edited(before))

    def _edited(self, before: CslItem) -> CslItem:
        more = self.more.read()
        texts = {name: " ".join(field.text().split()) for name, field in self.lines.items()}
        return replace(
            before,
            **texts,
            type=str(self.kind.currentData()),
            authors=read_authors(self.authors.toPlainText()),
            note=self.note.toPlainText().strip(),
            more=_written(more) if more != more_of(before) else before.more,
        )

    def _change_kind(self) -> None:
        self.more.change_kind(str(self.kind.currentData()))

    def _check_form(self, name: str) -> None:
        """Say under a DOI or ISBN whether it has the form of one."""
        typed = self.more.texts().get(name, "").strip()
        if name in {"DOI", "ISBN"}:
            self._jobs.forget(self._form_jobs.get(name, 0))
            tell = partial(self.more.tell, name)
            self._form_jobs[name] = self._jobs.run(partial(sources.form_fault, name, typed), tell, self.show_problem)

    def _refuse(self, problem: Problem) -> None:
        self.show_problem(problem)
        self.save_button.setEnabled(True)

    def done(self, result: int) -> None:
        """Close; a check that still runs then reaches nobody."""
        self._jobs.forget(self._job)
        for job in self._form_jobs.values():
            self._jobs.forget(job)
        super().done(result)


def _written(more: Mapping[str, object]) -> str:
    return json.dumps(more, ensure_ascii=False, sort_keys=True) if more else ""
