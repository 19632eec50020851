"""The question before articles go for good: what goes with them, and that it cannot be undone."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QProgressBar, QWidget

from postil.dialogs.frame import Dialog, plain_label, stacked
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.services.shelving import told
from postil.session.desk import Desk
from postil.session.purging import Purge
from postil.storage.shelf import shelf
from postil.storage.trash import Holding

_NAMED = 5
"""Titles that are shown."""


class PurgeDialog(Dialog):
    """Says what would go, and lets it go when it is told to; Enter cancels."""

    def __init__(self, desk: Desk, article_ids: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(say("Delete for good"), parent)
        self._workspace = desk.workspace
        self.purge = Purge(desk, article_ids, self)
        self.purge.backed_up.connect(self._tell_copy)
        self.purge.finished.connect(self._tell_end)
        self.purge.failed.connect(self._stop)
        self._copy = ""
        sentence = say("Delete {holding} for good?", holding=told(self.purge.holding))
        self.question = plain_label(sentence, "title")
        self.titles = plain_label(_titles(desk, article_ids), "muted")
        self.warning = plain_label(
            say(
                "This cannot be undone. A copy of the whole library is made first, in the folder “backups” beside it, "
                "from which everything can be restored."
            )
        )
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(4)
        self.progress.setAccessibleName(say("Deleting for good"))
        self.progress.hide()
        self.body.addLayout(stacked(self.question, self.titles, gap=8))
        self.body.addWidget(self.warning)
        self.body.addStretch(1)
        self.body.addWidget(self.progress)
        self.go_button = self.add_further(say("Delete for good"))
        self.go_button.setProperty("role", "danger")
        self.go_button.style().polish(self.go_button)
        self.go_button.clicked.connect(self._go)
        self.cancel_button = self.add_escape(say("Keep in the trash"))
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus()
        self.size_to(460, 240)

    def _go(self) -> None:
        self.go_button.setEnabled(False)
        self.cancel_button.setEnabled(False)
        self.show_problem(None)
        self.progress.show()
        self.purge.start()

    def _tell_copy(self, path: Path) -> None:
        self._copy = str(path)

    def _tell_end(self, holding: Holding) -> None:
        went = told(holding)
        self._workspace.told.emit(
            say("Deleted for good: {holding}. A copy is in {file}.", holding=went, file=self._copy)
        )
        self.accept()

    def _stop(self, problem: Problem) -> None:
        self.progress.hide()
        self.cancel_button.setEnabled(True)
        self.show_problem(problem)

    def reject(self) -> None:
        """Stay open while it is under way."""
        if self.cancel_button.isEnabled():
            super().reject()


def _titles(desk: Desk, article_ids: Sequence[str]) -> str:
    rows = shelf(desk.workspace.library, *article_ids[:_NAMED])
    lines = [f"· {row.title}" for row in rows]
    if len(article_ids) > _NAMED:
        lines.append(count("and {number} more", "and {number} more", len(article_ids) - _NAMED))
    return "\n".join(lines)
