"""What became of highlights that came from another program, and which of them ask for the reader's eye."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from postil.dialogs.frame import Dialog, HelperLabel, field_label, plain_label, stacked
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.exporters.collected import address
from postil.services.adopting import Adopted, Adoption
from postil.services.adoption_report import ReportLine, headline, needs_review, report
from postil.session.desk import Desk

_MOST = 500
"""Highlights that are listed; the others are found with the filter of the notes pane."""
_LONGEST = 90
_REFUSED = 5
"""Damaged records that are named; the command line names all."""


class AdoptionReportDialog(Dialog):
    """Says how many highlights came in and how; stands beside the window, where those in doubt are a click away.

    ``deleted_wanted`` carries the ``paths`` of the files when the reader wants what was deleted of them after all.
    """

    deleted_wanted = Signal(object)

    def __init__(
        self,
        desk: Desk,
        adoption: Adoption,
        problems: tuple[Problem, ...] = (),
        parent: QWidget | None = None,
        *,
        paths: tuple[Path, ...] = (),
    ) -> None:
        super().__init__(say("Highlights from another program"), parent)
        self._workspace = desk.workspace
        self._paths = paths
        lines = report(adoption)
        waiting = needs_review(adoption)
        self.body.addWidget(plain_label(headline(adoption), "title"))
        if lines:
            self.body.addLayout(_table(lines))
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        for each in waiting[:_MOST]:
            self.list.addItem(_entry(each))
        self.list.itemActivated.connect(self._open)
        self.list.currentItemChanged.connect(self._renew)
        more = HelperLabel()
        if len(waiting) > _MOST:
            more.tell(count("And {number} more.", "And {number} more.", len(waiting) - _MOST))
        if waiting:
            label = field_label(say("Look at &these"), self.list)
            label.setProperty("role", "section")
            self.body.addLayout(stacked(label, self.list, more, gap=8), 1)
        else:
            self.body.addStretch(1)
        for refusal in adoption.refused[:_REFUSED]:
            self.body.addWidget(plain_label(refusal, "danger"))
        if len(adoption.refused) > _REFUSED:
            rest = len(adoption.refused) - _REFUSED
            self.body.addWidget(plain_label(count("And {number} more.", "And {number} more.", rest)))
        for problem in problems[:5]:
            self.body.addWidget(plain_label(str(problem), "danger"))
        if len(problems) > 5:
            rest = len(problems) - 5
            self.body.addWidget(
                plain_label(count("{number} more file did not come in.", "{number} more files did not come in.", rest))
            )
        self.show_button = self.add_further(say("&Show in text"))
        self.show_button.clicked.connect(self._show)
        self.show_button.setVisible(bool(waiting))
        self.deleted_button = self.add_further(say("Bring the &deleted back"))
        self.deleted_button.clicked.connect(self._want_deleted)
        self.deleted_button.setVisible(bool((adoption.removed or adoption.remarks) and paths))
        close = self.add_default(say("Close"))
        close.clicked.connect(self.accept)
        self._renew()
        if waiting:
            self.list.setCurrentRow(0)
            self.list.setFocus()
        else:
            close.setFocus()
        self.size_to(560, 520 if waiting else 150 + 26 * (len(lines) + min(len(adoption.refused), _REFUSED + 1)))

    def _want_deleted(self) -> None:
        self.accept()
        self.deleted_wanted.emit(self._paths)

    def _renew(self) -> None:
        self.show_button.setEnabled(self.list.currentRow() >= 0)

    def _show(self) -> None:
        if self.list.currentRow() >= 0:
            self._open(self.list.currentItem())

    def _open(self, item: QListWidgetItem) -> None:
        """Show a highlight in its article, behind this window: the next one is a click away."""
        self._workspace.link_requested.emit(str(item.data(Qt.ItemDataRole.UserRole)))


def _table(lines: tuple[ReportLine, ...]) -> QGridLayout:
    """Return the lines under each other, what asks for the reader's eye with a mark of its own."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(lines):
        sign = QLabel("!" if line.is_open else "•")
        sign.setProperty("role", "danger" if line.is_open else "muted")
        sign.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        sign.setFixedWidth(sign.fontMetrics().horizontalAdvance("!!"))
        grid.addWidget(sign, row, 0)
        grid.addWidget(plain_label(line.sentence, "" if line.is_open else "muted"), row, 1)
    return grid


def _entry(adopted: Adopted) -> QListWidgetItem:
    highlight = adopted.highlight
    quote = " ".join(highlight.quoted.exact.split())
    shown = quote if len(quote) <= _LONGEST else quote[: _LONGEST - 1].rstrip() + "…"
    if adopted.fate == "changed":
        sentence = say("“{quote}”\nreads differently in “{title}”", quote=shown, title=adopted.title)
    else:
        sentence = say("“{quote}”\nnot found in “{title}”", quote=shown, title=adopted.title)
    item = QListWidgetItem(sentence)
    item.setData(Qt.ItemDataRole.UserRole, address(highlight.article_id, highlight.id))
    item.setToolTip(quote[:2000])
    return item
