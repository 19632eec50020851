"""Articles leave the library for good: a copy of all of it first, then a few at a time, and the window never waits.

At last the room that they took on the disk is given back, where it is much; beside the window, too.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from postil.domain.problems import Problem
from postil.services import shelving
from postil.session.desk import Desk
from postil.storage.library import Library
from postil.storage.room import give_back
from postil.storage.trash import Holding, holding_of

AT_ONCE = 4
"""Articles that go in one turn of the window: some milliseconds each."""


class Purge(QObject):
    """Purges articles of the trash; this is no step of undo.

    ``holding`` is what would go. ``backed_up`` carries the path of the copy; ``finished`` a Holding of what went, which
    is less where another program has brought some back meanwhile; ``failed`` a Problem: what has not gone yet stays in
    the trash then.
    """

    backed_up = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, article_ids: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = desk.workspace
        self._library = desk.workspace.library
        self._jobs = desk.jobs
        self._left = list(article_ids)
        self.holding = holding_of(self._library, article_ids)
        self._gone = Holding(0, 0, 0)

    def start(self) -> None:
        """Make the copy beside the window, then take the articles out."""
        target = shelving.backup_path(self._library.path)
        self._jobs.run(partial(_copy, self._library.path, target), partial(self._begin, target), self.failed.emit)

    def _begin(self, target: Path, _: object) -> None:
        self.backed_up.emit(target)
        self._go_on()

    def _go_on(self) -> None:
        some, self._left = self._left[:AT_ONCE], self._left[AT_ONCE:]
        try:
            some = shelving.still_in_trash(self._library, some)
            gone = holding_of(self._library, some)
            edit = shelving.purge(self._library, some)
            self._library.apply(edit)
        except Problem as problem:
            self.failed.emit(problem)
            return
        self._workspace.follow(edit)
        self._gone = self._gone.with_more(gone)
        if self._left:
            QTimer.singleShot(0, self, self._go_on)
        else:
            # That the file stays as large as it was is no trouble of the reader's: the room is used by what comes next.
            self._jobs.run(partial(give_back, self._library.path), self._end, self._end)

    def _end(self, _: object) -> None:
        self.finished.emit(self._gone)


def _copy(path: Path, target: Path) -> None:
    other = Library.open_for_reading(path)
    try:
        other.back_up(target)
    finally:
        other.close()
