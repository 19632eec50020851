"""The backup of the day for readers who use commands alone: the first command of a day that changes something makes it.

A window looks after itself (``session/backing_up.py``); commands that only read make none.
"""

from pathlib import Path

import click

from postil.domain.edits import Edit
from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.storage.library import Library


class DailyBackup:
    """Hears whether a command changes its library, and backs it up afterwards where that is due."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._is_changed = False
        library.listen(self._hear)

    def is_due(self) -> bool:
        """Return whether something was changed and none of today is there; asked while the library is open.

        One that was begun today waits for its second day.
        """
        try:
            return self._is_changed and self._is_none_of_today()
        except Problem as problem:
            _tell(problem)
            return False

    def _is_none_of_today(self) -> bool:
        from postil.storage.backups import backup_folder, backups_in, is_backup_due

        path = self._library.path
        if backups_in(backup_folder(path), path):
            return is_backup_due(path)
        first = self._library.rows("SELECT created FROM articles ORDER BY id LIMIT 1")
        return bool(first) and str(first[0][0])[:10] != now()[:10]

    def _hear(self, _edit: Edit) -> None:
        self._is_changed = True


def back_up(path: Path) -> None:
    """Make the backup of today; what stands in its way is said and stops nothing."""
    from postil.storage.backups import make_backup

    try:
        make_backup(path)
    except Problem as problem:
        _tell(problem)


def _tell(problem: Problem) -> None:
    click.echo(say("There is no backup of today: {reason}", reason=problem), err=True)
