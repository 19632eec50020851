"""A damaged library: what can be read of it is read into a new one, and what was lost is said."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QWidget,
)

from postil.dialogs.backups import moment_words, purpose_words
from postil.dialogs.frame import Dialog, field_label, plain_label, stacked
from postil.domain.problems import Problem
from postil.domain.wording import count, say
from postil.session.jobs import Jobs
from postil.storage.backups import Backup
from postil.storage.recovering import Recovered, recover
from postil.storage.restoring import restore


class RecoveryDialog(Dialog):
    """Says what ``problem`` there is with ``library`` and offers a new one of what can be read of it.

    ``backups`` are those that the reader can restore in its place, newest first; none while a window has it open.
    ``opening_requested`` carries the path of the library that the reader wants to go on with.
    """

    opening_requested = Signal(object)

    def __init__(
        self,
        library: Path,
        problem: Problem,
        jobs: Jobs,
        parent: QWidget | None = None,
        *,
        backups: Sequence[Backup] = (),
    ) -> None:
        super().__init__(say("The library is damaged"), parent)
        self._library = library
        self._jobs = jobs
        self._job = 0
        self.title = plain_label(say("Some of this library cannot be read"), "title")
        self.hint = plain_label(_what_can_be_done(has_backups=bool(backups)))
        self.said = plain_label(str(problem), "muted")
        self.line = QLineEdit(str(free_name(library)))
        self.choose_button = QPushButton(say("Choose…"))
        self.choose_button.setAutoDefault(False)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(say("Reading what can be read"))
        self.progress.hide()
        self.lost = QPlainTextEdit()
        self.lost.setReadOnly(True)
        self.lost.setTabChangesFocus(True)
        self.lost.setAccessibleName(say("What is lost or incomplete"))
        self.lost.hide()
        self.place = _beside(say("&New library"), self.line, self.choose_button)
        self.backups = QComboBox()
        self.restore_button = QPushButton(say("Re&store this backup"))
        self.restore_button.setAutoDefault(False)
        self.restoring = self._made_restoring(backups)
        for widget in (self.title, self.hint, self.said, self.place, self.restoring, self.progress):
            self.body.addWidget(widget)
        self.body.addWidget(self.lost, 1)
        self.body.addStretch()
        self.read_button = self.add_default(say("&Read what can be read"))
        self.open_button = self.add_default(say("&Open the new library"))
        self.open_button.setAutoDefault(False)
        self.open_button.hide()
        self.read_button.setDefault(True)
        self.close_button = self.add_escape(say("Close"))
        self.read_button.clicked.connect(self._read)
        self.open_button.clicked.connect(self._open)
        self.choose_button.clicked.connect(self._choose)
        self.restore_button.clicked.connect(self._restore)
        self.size_to(620, 340 if backups else 280)

    def done(self, result: int) -> None:
        """Close, and hear no more of what is being read."""
        self._jobs.forget(self._job)
        super().done(result)

    def _made_restoring(self, backups: Sequence[Backup]) -> QWidget:
        """Return the field in which a backup is chosen, out of the way where there is none."""
        for backup in backups:
            if backup.size:
                self.backups.addItem(f"{moment_words(backup)} · {purpose_words(backup.purpose)}", backup.path)
        name = say("Or a &backup in its place; the damaged file is kept beside it")
        place = _beside(name, self.backups, self.restore_button)
        if not self.backups.count():
            place.hide()
        return place

    def _restore(self) -> None:
        self.show_problem("")
        self._busy(is_busy=True)
        work = partial(restore, Path(self.backups.currentData()), self._library)
        self._job = self._jobs.run(work, self._go_on_here, self._fail)

    def _go_on_here(self, _kept: object) -> None:
        self.opening_requested.emit(self._library)
        self.accept()

    def _choose(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, say("The new library"), self.line.text())
        if chosen:
            self.line.setText(chosen)

    def _read(self) -> None:
        self.show_problem("")
        self._busy(is_busy=True)
        target = Path(self.line.text().strip()).expanduser().absolute()
        self._job = self._jobs.run(partial(recover, self._library, target), partial(self._show, target), self._fail)

    def _busy(self, *, is_busy: bool) -> None:
        self.progress.setVisible(is_busy)
        self.read_button.setEnabled(not is_busy)
        self.place.setEnabled(not is_busy)
        self.restoring.setEnabled(not is_busy)

    def _fail(self, problem: Problem) -> None:
        self._busy(is_busy=False)
        self.show_problem(problem)

    def _show(self, target: Path, recovered: Recovered) -> None:
        self._busy(is_busy=False)
        self._target = target
        self.title.setText(say("The new library is there"))
        self.hint.setText(
            say(
                "{articles} and {highlights} were read. {lost}",
                articles=count("{number} article", "{number} articles", recovered.articles),
                highlights=count("{number} highlight", "{number} highlights", recovered.highlights),
                lost=count(
                    "{number} thing is lost or incomplete:",
                    "{number} things are lost or incomplete:",
                    len(recovered.lost),
                )
                if recovered.lost
                else say("Nothing is lost."),
            )
        )
        self.said.setText(str(target))
        self.lost.setPlainText("\n".join(recovered.lost))
        self.lost.setVisible(bool(recovered.lost))
        self.place.hide()
        self.restoring.hide()
        self.read_button.hide()
        self.open_button.show()
        self.open_button.setDefault(True)
        self.open_button.setFocus()
        self.size_to(620, 480 if recovered.lost else 260)

    def _open(self) -> None:
        self.opening_requested.emit(self._target)
        self.accept()


def _what_can_be_done(*, has_backups: bool) -> str:
    if has_backups:
        return say(
            "The file is left as it is. Postil can read what is whole in it, text by text and note by note, "
            "into a new library beside it, and tell you what is missing; or put a backup in its place."
        )
    return say(
        "The file is left as it is. Postil can read what is whole in it, text by text and note by note, "
        "into a new library beside it, and tell you what is missing. If you have a backup from before the "
        "damage, compare the two."
    )


def _beside(name: str, field: QWidget, button: QPushButton) -> QWidget:
    """Return a field under its name with the button that goes with it."""
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(field, 1)
    row.addWidget(button)
    column = stacked(field_label(name, field))
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(row)
    whole = QWidget()
    whole.setLayout(column)
    return whole


def free_name(library: Path) -> Path:
    """Return a name beside the library that nothing has yet: ``library recovered.postil``."""
    number = 1
    while True:
        again = f" {number}" if number > 1 else ""
        target = library.with_name(f"{library.stem} {say('recovered')}{again}{library.suffix}")
        if not target.exists():
            return target
        number += 1
