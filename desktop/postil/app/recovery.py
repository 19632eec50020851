"""Where the library cannot be opened, or turns out to be damaged: what can be done is offered, once."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from postil.domain.problems import Damaged, Problem
from postil.services.places import settings_path
from postil.session.jobs import Jobs
from postil.storage.library import Library


class RecoveryOffer(QObject):
    """Hears of problems in a window and offers to recover the library when it is the first that speaks of damage."""

    def __init__(self, library: Path, jobs: Jobs, window: QWidget) -> None:
        super().__init__(window)
        self._library = library
        self._jobs = jobs
        self._window = window
        self._is_offered = False

    def hear(self, problem: Problem) -> None:
        """Open the dialog where the library is damaged and it was not open yet."""
        if self._is_offered or not isinstance(problem, Damaged):
            return
        from postil.dialogs.recovering import RecoveryDialog

        self._is_offered = True
        dialog = RecoveryDialog(self._library, problem, self._jobs, self._window)
        dialog.opening_requested.connect(open_beside)
        dialog.open()


def offer_before_window(library: Path, problem: Problem) -> Path | None:
    """Say why a library cannot be shown and offer what can be done; return the one to go on with, or None to quit.

    A damaged one is read into a new one, or a backup is restored in its place; of one that may only be read, a copy is
    made; else another one is chosen, or the same one tried again.
    """
    _dress_application()
    jobs = Jobs()
    wanted: list[Path] = []
    if isinstance(problem, Damaged):
        from postil.dialogs.recovering import RecoveryDialog
        from postil.storage.backups import backup_folder, backups_in

        dialog = RecoveryDialog(library, problem, jobs, backups=backups_in(backup_folder(library), library))
    else:
        from postil.dialogs.start_trouble import StartTroubleDialog

        dialog = StartTroubleDialog(library, problem, jobs, can_copy=_can_be_read(library))
    dialog.opening_requested.connect(wanted.append)
    dialog.exec()
    jobs.close()
    return wanted[0] if wanted else None


def offer_where_missing(library: Path) -> Path | None:
    """Return the library to go on with where there is no file, or None to quit; asks only where there are backups."""
    from postil.storage.remains import has_backups

    if not has_backups(library):
        return library
    from postil.dialogs.missing_library import MissingLibraryDialog
    from postil.storage.backups import backup_folder, backups_in

    _dress_application()
    jobs = Jobs()
    wanted: list[Path] = []
    found = [each for each in backups_in(backup_folder(library), library) if each.size]
    dialog = MissingLibraryDialog(library, found, jobs)
    dialog.opening_requested.connect(wanted.append)
    dialog.exec()
    jobs.close()
    return wanted[0] if wanted else None


def _dress_application() -> None:
    """Give the application the reader's theme, as a window would have done."""
    from postil.app import theme
    from postil.session.looks import Looks
    from postil.session.settings import Settings

    application = QApplication.instance()
    if isinstance(application, QApplication):
        wanted = Looks(Settings(settings_path())).theme
        application.setPalette(theme.palette(wanted))
        application.setStyleSheet(theme.stylesheet(wanted))


def _can_be_read(library: Path) -> bool:
    try:
        Library.open_for_reading(library).close()
    except Problem:
        return False
    return True


def open_beside(library: Path) -> None:
    """Open another library in a window of its own."""
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-X", "utf8", "-m", "postil"]
    # Postil itself, without a shell.
    subprocess.Popen([*start, "--library", str(library)], start_new_session=True)  # noqa: S603
