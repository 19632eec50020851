"""The library is not where it was, though its backups are: one is restored, it is looked for, or a new one begins."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QProgressBar, QWidget

from postil.dialogs.backups import moment_words, purpose_words
from postil.dialogs.frame import Dialog, field_label, plain_label, stacked
from postil.dialogs.start_trouble import ask_for_library
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.session.jobs import Jobs
from postil.storage.backups import Backup
from postil.storage.restoring import restore


class MissingLibraryDialog(Dialog):
    """Says that there is no ``library``, though there are ``backups`` of it, the newest first.

    ``opening_requested`` carries the path of the library that the reader wants to go on with: another one, or this one,
    restored or to be begun anew.
    """

    opening_requested = Signal(object)

    def __init__(self, library: Path, backups: Sequence[Backup], jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(say("The library is not there"), parent)
        self._library = library
        self._jobs = jobs
        self._job = 0
        self.title = plain_label(say("“{name}” is not there", name=library.name), "title")
        self.sentence = plain_label(
            say(
                "There is no file {file}, though there are backups of it. If you moved the library, choose it where it "
                "is now.",
                file=library,
            )
        )
        self.backups = QComboBox()
        for backup in backups:
            self.backups.addItem(f"{moment_words(backup)} · {purpose_words(backup.purpose)}", backup.path)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(say("Restoring the backup"))
        self.progress.hide()
        for widget in (self.title, self.sentence):
            self.body.addWidget(widget)
        column = stacked(field_label(say("&Backup"), self.backups), self.backups)
        column.setContentsMargins(0, 8, 0, 0)
        self.body.addLayout(column)
        self.body.addWidget(self.progress)
        self.body.addStretch()
        self.new_button = self.add_further(say("Begin a &new library"))
        self.other_button = self.add_further(say("Choose &another library…"))
        self.restore_button = self.add_default(say("Re&store this backup"))
        self.quit_button = self.add_escape(say("&Quit"))
        self.new_button.clicked.connect(self._go_on_here)
        self.other_button.clicked.connect(self._choose)
        self.restore_button.clicked.connect(self._restore)
        self.setAccessibleDescription(self.sentence.text())
        self.restore_button.setFocus()
        self.size_to(660, 240)

    def done(self, result: int) -> None:
        """Close, and hear no more of a backup that is being restored."""
        self._jobs.forget(self._job)
        super().done(result)

    def _restore(self) -> None:
        self.show_problem("")
        self._be_busy(is_busy=True)
        work = partial(restore, Path(self.backups.currentData()), self._library)
        self._job = self._jobs.run(work, self._go_on_here, self._fail)

    def _fail(self, problem: Problem) -> None:
        self._be_busy(is_busy=False)
        self.show_problem(problem)

    def _be_busy(self, *, is_busy: bool) -> None:
        self.progress.setVisible(is_busy)
        for widget in (self.backups, self.new_button, self.other_button, self.restore_button):
            widget.setEnabled(not is_busy)

    def _choose(self) -> None:
        chosen = ask_for_library(self, self._library)
        if chosen is not None:
            self._go_on(chosen)

    def _go_on_here(self, _kept: object = None) -> None:
        self._go_on(self._library)

    def _go_on(self, library: Path) -> None:
        self.opening_requested.emit(library)
        self.accept()
