"""Copy a highlight, a citation or a bibliography in a form that the reader chooses, having seen it."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QFont, QGuiApplication, QTextDocumentFragment
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from postil.dialogs.frame import Dialog, field_label, fixed_font, plain_label, stacked
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.exporters.options import ExportOptions
from postil.services import copying
from postil.services.export_citations import ExportCitations
from postil.session.citing import citations_of
from postil.session.desk import Desk
from postil.session.exporting import in_style_of, with_library
from postil.storage.library import Library

if TYPE_CHECKING:
    from postil.services.formatting import Formatted

_READ = frozenset({"formatted", "text"})
"""Forms that are words to be read; all others are for programs, where each sign counts."""


class CopyingDialog(Dialog):
    """Copies a highlight or the works of articles; the form that was chosen last is proposed."""

    def __init__(
        self, desk: Desk, article_ids: Sequence[str], highlight_id: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(say("Copy"), parent)
        self._desk = desk
        self._articles = tuple(article_ids)
        self._highlight = highlight_id
        self._job = 0
        self._wish = 0
        self._rich = ""
        self._citations = ExportCitations()
        self._make_fields()
        self.body.addLayout(self._head())
        self.body.addLayout(stacked(plain_label(say("What will be copied"), "section"), self.text), 1)
        self.copy_button = self.add_default(say("Copy"))
        self.add_escape(say("Close"))
        self.copy_button.clicked.connect(self._copy)
        self._what.buttonClicked.connect(self._offer_forms)
        self.form.currentIndexChanged.connect(self._renew)
        self._offer_forms()
        self.size_to(600, 420)

    def _make_fields(self) -> None:
        self.card = QRadioButton(say("The &highlight"))
        self.works = QRadioButton(count("The &citation", "The &bibliography of {number} articles", len(self._articles)))
        self._what = QButtonGroup(self)
        for button in (self.card, self.works):
            self._what.addButton(button)
            button.setVisible(bool(self._highlight))
        (self.card if self._highlight else self.works).setChecked(True)
        self.form = QComboBox()
        self.form.setMinimumContentsLength(20)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(say("What will be copied"))

    def _head(self) -> QVBoxLayout:
        what = QHBoxLayout()
        what.setSpacing(16)
        what.addWidget(self.card)
        what.addWidget(self.works)
        what.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field_label(say("&As"), self.form))
        row.addWidget(self.form, 1)
        column = QVBoxLayout()
        column.setSpacing(8)
        if self._highlight:
            column.addLayout(what)
        column.addLayout(row)
        return column

    def _offer_forms(self) -> None:
        forms = copying.card_forms() if self.card.isChecked() else copying.work_forms()
        self.form.blockSignals(True)
        self.form.clear()
        for form in forms:
            self.form.addItem(form.label, form.name)
        self.form.setCurrentIndex(max(0, self.form.findData(self._desk.settings.text(self._setting))))
        self.form.blockSignals(False)
        self._renew()

    @property
    def _setting(self) -> str:
        return "copy/card" if self.card.isChecked() else "copy/works"

    def _renew(self) -> None:
        """Show what would be copied."""
        self.show_problem("")
        self.copy_button.setEnabled(False)
        self._rich = ""
        self.text.setPlaceholderText(say("Reading…"))
        self.text.clear()
        self._desk.jobs.forget(self._job)
        self._wish += 1
        form = str(self.form.currentData())
        self.text.setFont(QFont() if form in _READ else fixed_font(self))
        if form == "formatted":
            self._format()
            return
        if self.card.isChecked():
            options = in_style_of(self._desk, copying.card_options(form))
            work = partial(_card, self._articles[0], self._highlight, options, self._citations)
        else:
            work = partial(_works, self._articles, form)
        read = partial(with_library, self._desk.workspace.library.path, work)
        self._job = self._desk.jobs.run(read, self._show_text, self._show_trouble)

    def _format(self) -> None:
        library = self._desk.workspace.library
        items = [item for item in map(library.item, self._articles) if item is not None]
        citations_of(self._desk).entries(items, partial(self._show_formatted, self._wish), purpose="copying")

    def _show_formatted(self, wish: int, formatted: "Formatted") -> None:
        if wish != self._wish:
            return
        if formatted.problem:
            self._show_trouble(Problem("{reason}", reason=formatted.problem))
            return
        from postil.services.citation_text import listed

        entries = formatted.bibliography or formatted.clusters
        self._rich = listed(entries, "html")
        self._show_text("\n\n".join(QTextDocumentFragment.fromHtml(each).toPlainText().strip() for each in entries))

    def _show_text(self, text: str) -> None:
        self.text.setPlainText(text)
        self.copy_button.setEnabled(bool(text))

    def _show_trouble(self, problem: Problem) -> None:
        self.text.setPlaceholderText("")
        self.show_problem(problem)

    def _copy(self) -> None:
        self._desk.settings.put(self._setting, str(self.form.currentData()))
        copied = QMimeData()
        copied.setText(self.text.toPlainText())
        rich = copied.text() if self.form.currentData() == "html" else self._rich
        if rich:
            # A word processor takes it formatted, an editor as the text that is shown.
            copied.setHtml(rich)
        QGuiApplication.clipboard().setMimeData(copied)
        self._desk.workspace.told.emit(say("Copied: {what}", what=self.form.currentText()))
        self.accept()

    def done(self, result: int) -> None:
        """Close, and hear no more of what was asked for."""
        self._wish += 1
        self._desk.jobs.forget(self._job)
        self._citations.close()
        super().done(result)


def _card(
    article_id: str, highlight_id: str, options: ExportOptions, citations: ExportCitations, library: Library
) -> str:
    return copying.card_in(library, article_id, highlight_id, options, citations)


def _works(article_ids: tuple[str, ...], form: str, library: Library) -> str:
    return copying.works_in(library, article_ids, form)
