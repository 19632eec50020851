"""The bibliographic record of an article: each field with what the source says about it."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QScrollArea, QSizePolicy, QWidget

from postil.dialogs.frame import Dialog, HelperLabel, field_label
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Evidence
from postil.domain.wording import say
from postil.services import articles
from postil.services.bibliography import check_dates, read_authors, write_authors
from postil.services.telling import evidence_sentence
from postil.session.desk import Desk

TYPES: tuple[tuple[str, str], ...] = (
    ("webpage", "Web page"),
    ("article-newspaper", "Newspaper article"),
    ("article-magazine", "Magazine article"),
    ("article-journal", "Journal article"),
    ("post-weblog", "Blog post"),
    ("post", "Post"),
    ("book", "Book"),
    ("chapter", "Chapter"),
    ("report", "Report"),
    ("thesis", "Thesis"),
    ("paper-conference", "Conference paper"),
    ("entry-encyclopedia", "Encyclopaedia entry"),
    ("interview", "Interview"),
    ("speech", "Speech"),
    ("manuscript", "Manuscript"),
    ("personal_communication", "Letter"),
    ("broadcast", "Broadcast"),
    ("document", "Document"),
)
"""CSL's types that a reader may choose, with their labels; another one that a record has already is kept."""

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
    """Edits the record of one article as one step of undo."""

    def __init__(self, desk: Desk, article_id: str, parent: QWidget | None = None) -> None:
        super().__init__(say("Bibliographic record"), parent)
        self._workspace = desk.workspace
        self._jobs = desk.jobs
        self._article_id = article_id
        self._job = 0
        library = desk.workspace.library
        item = library.item(article_id)
        article = library.article(article_id)
        revision = library.revision(article.revision_id) if article else None
        self.lines: dict[str, QLineEdit] = {name: QLineEdit() for name, *_ in _LINES}
        self.authors = QPlainTextEdit()
        self.note = QPlainTextEdit()
        self.kind = QComboBox()
        self.helpers: dict[str, HelperLabel] = {}
        self.body.addWidget(self._form(), 1)
        self.save_button = self.add_default(say("Save"))
        self.save_button.clicked.connect(self._save)
        self.add_escape(say("Cancel"))
        if item is None:
            self.show_problem(say("The article is no longer in the library."))
            self.save_button.setEnabled(False)
        else:
            self._fill(item)
            self._show_evidence({row.field: row for row in (revision.evidence if revision else ())})
        self.lines["title"].setFocus()
        self.size_to(720, 720)

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
        grid.setRowStretch(7 * 4, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(form)
        return area

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
        for value, label in TYPES:
            self.kind.addItem(say(label), value)
        if self.kind.findData(item.type) < 0:
            self.kind.addItem(item.type, item.type)
        self.kind.setCurrentIndex(self.kind.findData(item.type))

    def _show_evidence(self, evidence: Mapping[str, Evidence]) -> None:
        for name, helper in self.helpers.items():
            row = evidence.get(name)
            helper.tell(evidence_sentence(row) if row else "")

    def _save(self) -> None:
        self.show_problem("")
        self.save_button.setEnabled(False)
        labels = {name: say(label).replace("&", "") for name, label, *_ in _LINES}
        dates = {labels[name]: self.lines[name].text().strip() for name in DATES}
        self._job = self._jobs.run(partial(check_dates, dates), self._keep, self._refuse)

    def _keep(self, checked: None) -> None:
        del checked
        library = self._workspace.library
        before = library.item(self._article_id)
        if before is None:
            self._refuse(Problem("The article is no longer in the library."))
            return
        try:
            edit = articles.edit_item(library, before, self._edited(before))
        except Problem as problem:
            self._refuse(problem)
            return
        if not edit.changes or self._workspace.do(edit):
            self.accept()
        else:
            self.save_button.setEnabled(True)

    def _edited(self, before: CslItem) -> CslItem:
        texts = {name: " ".join(field.text().split()) for name, field in self.lines.items()}
        return replace(
            before,
            **texts,
            type=str(self.kind.currentData()),
            authors=read_authors(self.authors.toPlainText()),
            note=self.note.toPlainText().strip(),
        )

    def _refuse(self, problem: Problem) -> None:
        self.show_problem(problem)
        self.save_button.setEnabled(True)

    def done(self, result: int) -> None:
        """Close; a check that still runs then reaches nobody."""
        self._jobs.forget(self._job)
        super().done(result)
