"""Judging a claim: its status, by whom and why, and how many it claims of something."""

from typing import cast

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from postil.dialogs.frame import Dialog, HelperLabel, field_label, plain_label, stacked
from postil.domain.claims import STATUSES, counted
from postil.domain.problems import Problem
from postil.domain.records import Claim, ClaimStatus, Highlight
from postil.domain.wording import say
from postil.services import claims
from postil.session.desk import Desk
from postil.storage.claims import links_of
from postil.storage.passages import judges_in_use
from postil.widgets.fields import set_off_offers
from postil.widgets.icons import icon

_SHOWN = 400


class ClaimDialog(Dialog):
    """Makes one highlight a claim or judges it anew, as one step of undo."""

    def __init__(self, desk: Desk, highlight_id: str, parent: QWidget | None = None) -> None:
        super().__init__(say("Claim"), parent)
        self._workspace = desk.workspace
        self._highlight_id = highlight_id
        library = desk.workspace.library
        highlight, claim = library.get(Highlight, highlight_id), library.get(Claim, highlight_id)
        self.status = QComboBox()
        side = self.fontMetrics().height()
        self.status.setIconSize(QSize(side, side))
        for status, label in STATUSES.items():
            self.status.addItem(icon(status, desk.looks.theme.window["text"]), say(label), status)
        self.judge = QLineEdit()
        completer = QCompleter(judges_in_use(library), self.judge)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        set_off_offers(completer)
        self.judge.setCompleter(completer)
        self.judge.setPlaceholderText(say("yourself, a colleague, a reviewer"))
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setPlaceholderText(say("what you looked at, and what it says"))
        self.number = QLineEdit()
        self.number.setValidator(QIntValidator(0, 2_000_000_000, self.number))
        self.number.setMaximumWidth(14 * self.fontMetrics().averageCharWidth())
        self.found = HelperLabel()
        self.save_button = self.add_default(say("Save"))
        self.save_button.clicked.connect(self._save)
        self.add_escape(say("Cancel"))
        self.drop_button = self.add_further(say("&No claim"))
        self.drop_button.clicked.connect(self._drop)
        self.drop_button.setVisible(claim is not None)
        self._build(highlight)
        if highlight is None:
            self.show_problem(say("The highlight is no longer in the library."))
            self.save_button.setEnabled(False)
        else:
            self._show(highlight, claim)
        self.status.setFocus()
        self.size_to(460, 440)

    def _build(self, highlight: Highlight | None) -> None:
        words = " ".join(highlight.quoted.exact.split()) if highlight is not None else ""
        shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1].rstrip() + "…"
        self.body.addWidget(plain_label(say("“{quotation}”", quotation=shown), "title"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        grid.addWidget(field_label(say("&Status"), self.status), 0, 0)
        grid.addWidget(field_label(say("Judged &by"), self.judge), 0, 1)
        grid.addWidget(self.status, 1, 0)
        grid.addWidget(self.judge, 1, 1)
        self.body.addLayout(grid)
        self.body.addLayout(stacked(field_label(say("&Why"), self.reason), self.reason), 1)
        label = field_label(say("Number &claimed"), self.number)
        # In a row of its own: a column with a narrow field in it would be measured as narrow as that.
        row = QHBoxLayout()
        row.addWidget(self.number)
        row.addStretch(1)
        lines = stacked(label)
        lines.addLayout(row)
        lines.addWidget(self.found)
        self.body.addLayout(lines)

    def _show(self, highlight: Highlight, claim: Claim | None) -> None:
        if claim is None:
            self.number.setText(claims.stated_number(highlight.quoted.exact))
            self.found.tell(
                say("Read from the quotation; passages can be counted for it. Leave it empty for no count.")
            )
            return
        self.status.setCurrentIndex(self.status.findData(claim.status))
        self.judge.setText(claim.judge)
        self.reason.setPlainText(claim.reason)
        self.number.setText(claim.number)
        links = links_of(self._workspace.library, [claim.id])
        number = counted(claim, links)
        self.found.tell(
            say("{count}.", count=number)
            if number.is_told
            else say("Passages can be counted for it: choose “Counts for claim” on their cards.")
        )

    def _save(self) -> None:
        library = self._workspace.library
        highlight = library.get(Highlight, self._highlight_id)
        if highlight is None:
            self.show_problem(Problem("The highlight is no longer in the library."))
            return
        edit = claims.judge(
            highlight,
            library.get(Claim, self._highlight_id),
            cast("ClaimStatus", self.status.currentData()),
            judge=self.judge.text(),
            reason=self.reason.toPlainText(),
            number=self.number.text(),
        )
        if not edit.changes or self._workspace.do(edit):
            self.accept()

    def _drop(self) -> None:
        claim = self._workspace.library.get(Claim, self._highlight_id)
        if claim is None or self._workspace.do(claims.unjudge(self._workspace.library, claim)):
            self.accept()
