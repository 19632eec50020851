"""Backups from the window. One is restored under it: what is being written is saved first, all is shown anew after."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid

from postil.dialogs.backups import BackupsDialog
from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.session.desk import Desk
from postil.session.writing import NoteWriting
from postil.storage.backups import write_backup
from postil.storage.restoring import restore


class BackupWishes(QObject):
    """Opens the window of backups and restores what is chosen in it."""

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._dialog: BackupsDialog | None = None
        self._article_id = ""

    def show_backups(self) -> None:
        """Show the backups of the library."""
        self._dialog = BackupsDialog(self._desk, self._window)
        self._dialog.restore_requested.connect(self.restore)
        self._dialog.open()

    def back_up(self) -> None:
        """Ask for a file and write a checked copy of the library there, beside the window."""
        library = self._desk.workspace.library
        proposed = str(library.path.with_name(f"{library.path.stem}-{now()[:10]}{library.path.suffix}"))
        name, _ = QFileDialog.getSaveFileName(
            self._window, say("Back up library"), proposed, options=QFileDialog.Option.DontConfirmOverwrite
        )
        if not name:
            return
        told = partial(self._tell_written, name)
        if library.path.exists():
            self._desk.jobs.run(partial(write_backup, library.path, Path(name)), told, self._desk.workspace.tell)
            return
        # Somebody removed the file: only the connection that is open still has what was in it.
        try:
            library.back_up(Path(name))
        except Problem as problem:
            self._desk.workspace.tell(problem)
        else:
            told(None)

    def _tell_written(self, name: str, _written: None) -> None:
        self._desk.workspace.told.emit(say("The library was copied to {file}.", file=name))

    def restore(self, backup: Path) -> None:
        """Restore a backup beside the window, with no article open meanwhile."""
        workspace = self._desk.workspace
        writing = self._window.findChild(NoteWriting)
        if isinstance(writing, NoteWriting) and not writing.flush():
            self._fail(Problem("What you typed last cannot be saved, so nothing was restored; finish the note first."))
            return
        self._article_id = workspace.open.article.id if workspace.open is not None else ""
        workspace.close_article()
        work = partial(restore, backup, workspace.library.path, in_window=True)
        self._desk.jobs.run(work, self._show, self._fail)

    def _show(self, kept: Path | None) -> None:
        workspace = self._desk.workspace
        # A step that was done in another library cannot be taken back in this one.
        workspace.undo_stack.clear()
        workspace.altered.emit()
        self._open_again()
        workspace.told.emit(say("The backup was restored; what the library held before is kept as a backup, too."))
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.show_restored(kept)

    def _fail(self, problem: Problem) -> None:
        self._open_again()
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.show_problem(problem)
        else:
            self._desk.workspace.tell(problem)

    def _open_again(self) -> None:
        workspace = self._desk.workspace
        if self._article_id and workspace.open is None and workspace.library.article(self._article_id) is not None:
            workspace.open_article(self._article_id)
        self._article_id = ""
