"""The library cannot be opened: why, and what the reader can do about it before there is a window."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl, Signal
from PySide6.QtWidgets import QFileDialog, QPushButton, QWidget

from postil.dialogs.frame import Dialog, plain_label
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.session.jobs import Jobs
from postil.storage.backups import write_backup
from postil.widgets.opening import open_outside


class StartTroubleDialog(Dialog):
    """Says what ``problem`` there is with ``library``; ``can_copy`` is whether it can be read all the same.

    ``opening_requested`` carries the path of the library that the reader wants to go on with: another one, a copy, or
    the same once more.
    """

    opening_requested = Signal(object)

    def __init__(
        self, library: Path, problem: Problem, jobs: Jobs, *, can_copy: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(say("The library cannot be opened"), parent)
        self._library = library
        self._jobs = jobs
        self._job = 0
        self.title = plain_label(say("“{name}” cannot be opened", name=library.name), "title")
        self.sentence = plain_label(str(problem))
        self.hint = plain_label(
            say("You can read and write on in a copy of it; the file itself stays as it is.")
            if can_copy
            else say("The file itself stays as it is."),
            "muted",
        )
        for label in (self.title, self.sentence, self.hint):
            self.body.addWidget(label)
        self.body.addStretch()
        self.folder_button = self.add_further(say("Show in &folder"))
        self.again_button = self.add_further(say("&Try again"))
        self.copy_button: QPushButton | None = None
        if can_copy:
            self.other_button = self.add_further(say("Choose &another library…"))
            self.copy_button = self.add_default(say("Open a &copy…"))
            self.copy_button.clicked.connect(self._ask_for_place)
        else:
            self.other_button = self.add_default(say("Choose &another library…"))
        self.quit_button = self.add_escape(say("&Quit"))
        self.folder_button.clicked.connect(self._show_folder)
        self.again_button.clicked.connect(self._try_again)
        self.other_button.clicked.connect(self._choose)
        self.setAccessibleDescription(str(problem))
        self.size_to(660, 200)

    def done(self, result: int) -> None:
        """Close, and hear no more of a copy that is being made."""
        self._jobs.forget(self._job)
        super().done(result)

    def _show_folder(self) -> None:
        self.show_problem(open_outside(QUrl.fromLocalFile(str(self._library.absolute().parent))))

    def _try_again(self) -> None:
        self._go_on(self._library)

    def _choose(self) -> None:
        chosen = ask_for_library(self, self._library)
        if chosen is not None:
            self._go_on(chosen)

    def _ask_for_place(self) -> None:
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        name = f"{self._library.stem} {say('copy')}{self._library.suffix}"
        chosen, _ = QFileDialog.getSaveFileName(self, say("A copy of the library"), str(documents / name))
        if chosen:
            self.copy_to(Path(chosen))

    def copy_to(self, target: Path) -> None:
        """Make the copy beside the dialog and go on with it, or say why there is none."""
        self.show_problem("")
        self._be_busy(is_busy=True)
        work = partial(write_backup, self._library, target)
        self._job = self._jobs.run(work, partial(self._go_on_with, target), self._fail)

    def _go_on_with(self, target: Path, _written: object) -> None:
        self._go_on(target)

    def _fail(self, problem: Problem) -> None:
        self._be_busy(is_busy=False)
        self.show_problem(problem)

    def _be_busy(self, *, is_busy: bool) -> None:
        self.hint.setText(say("Copying…") if is_busy else say("The file itself stays as it is."))
        for button in (self.copy_button, self.other_button, self.again_button):
            if button is not None:
                button.setEnabled(not is_busy)

    def _go_on(self, library: Path) -> None:
        self.opening_requested.emit(library)
        self.accept()


def ask_for_library(parent: QWidget, library: Path) -> Path | None:
    """Have the reader choose another library, first looked for beside this one; None where none was chosen."""
    kinds = f"{say('Postil libraries')} (*.postil);;{say('All files')} (*)"
    chosen, _ = QFileDialog.getOpenFileName(parent, say("Another library"), str(library.absolute().parent), kinds)
    return Path(chosen) if chosen else None
