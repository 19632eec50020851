"""The backup of the day, beside the window, and its copy in the reader's own folder."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from postil.domain.problems import Problem
from postil.session.desk import Desk
from postil.storage.backups import BY_HAND, Backup, backup_folder, backups_in, copy_backup, is_backup_due, make_backup

FIRST_AFTER = 20_000
"""Milliseconds after the first page before the library is backed up: the reader is at work by then."""
LOOKED_EVERY = 30 * 60_000
"""Milliseconds between two looks at whether a day without a backup has begun, or the folder is there again."""
FOLDER = "backup/folder"


@dataclass(frozen=True, slots=True)
class BackedUp:
    """What came of backing up: the backup that was ``made``, if one was, and what stood in the way of its copy."""

    made: Backup | None = None
    problem: Problem | None = None


class DailyBackup(QObject):
    """Sees to it that there is a backup of each day; what stands in the way is told once."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._told: set[str] = set()
        self._is_busy = False
        self._soon = QTimer(self)
        self._soon.setInterval(FIRST_AFTER)
        self._soon.timeout.connect(self.look)
        self._soon.start()

    def look(self) -> None:
        """Back up now if none of today is there."""
        self._soon.setInterval(LOOKED_EVERY)
        if self._is_busy:
            return
        self._is_busy = True
        work = partial(back_up_daily, self._desk.workspace.library.path, self._desk.settings.text(FOLDER))
        self._desk.jobs.run(work, self._hear, self._fail)

    def _hear(self, outcome: BackedUp) -> None:
        self._is_busy = False
        if outcome.problem is not None:
            self._tell(outcome.problem)
        else:
            self._told.clear()

    def _fail(self, problem: Problem) -> None:
        self._is_busy = False
        self._tell(problem)

    def _tell(self, problem: Problem) -> None:
        if str(problem) not in self._told:
            self._told.add(str(problem))
            self._desk.workspace.tell(problem)


def back_up_daily(library: Path, folder: str) -> BackedUp:
    """Make the backup of today unless it is there, and have the newest one in the reader's ``folder``, "" for none.

    Works through connections of its own, on a thread of the pool. Raises Problem where there can be no backup.
    """
    made = make_backup(library) if is_backup_due(library) else None
    return BackedUp(made, _copied(library, folder))


def back_up_by_hand(library: Path, folder: str) -> BackedUp:
    """Make a backup because the reader asked for it, and copy it into ``folder``, "" for none."""
    return BackedUp(make_backup(library, BY_HAND), _copied(library, folder))


def _copied(library: Path, folder: str) -> Problem | None:
    there = backups_in(backup_folder(library), library) if folder else ()
    try:
        if there:
            copy_backup(there[0].path, Path(folder).expanduser(), library)
    except Problem as problem:
        return problem
    return None
