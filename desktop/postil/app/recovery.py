"""Where the library turns out to be damaged: what can be read of it is offered, once."""

import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from postil.domain.problems import Damaged, Problem
from postil.session.jobs import Jobs


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
    """Offer to recover a library that cannot even be shown; return the new one to go on with, or None."""
    from postil.dialogs.recovering import RecoveryDialog

    jobs = Jobs()
    wanted: list[Path] = []
    dialog = RecoveryDialog(library, problem, jobs)
    dialog.opening_requested.connect(wanted.append)
    dialog.exec()
    jobs.close()
    return wanted[0] if wanted else None


def open_beside(library: Path) -> None:
    """Open another library in a window of its own."""
    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-P", "-X", "utf8", "-m", "postil"]
    # Postil itself, without a shell.
    subprocess.Popen([*start, "--library", str(library)], start_new_session=True)  # noqa: S603
