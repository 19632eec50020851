"""The window notices what other programs do to its library, such as ``postil add --as-revision-of`` beside it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.session.workspace import OpenArticle, Passage, Workspace
from postil.storage.noticing import Standing, standing, writings

LOOKED_EVERY = 1000
"""Milliseconds between two looks at whether another program has written to the library."""


class Noticing(QObject):
    """Looks every second whether another program has written to the library, and has what changed shown.

    ``is_away`` says that nobody can see the window, ``is_writing`` that the reader is in the middle of a note in it:
    the open article is read again when neither holds. Where nothing was written, a look costs some microseconds.
    """

    def __init__(
        self,
        workspace: Workspace,
        is_away: Callable[[], bool],
        is_writing: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._is_away = is_away
        self._is_writing = is_writing
        self._written = self._written_when_opened = writings(workspace.library)
        self._standing: Standing | None = None
        self._is_behind = False
        self._was_busy = False
        self._position: int | None = None
        workspace.article_opened.connect(self._open)
        workspace.position_changed.connect(self._follow_position)
        workspace.changed.connect(self._hear)
        workspace.altered.connect(self._take_as_known)
        self._soon = QTimer(self)
        self._soon.setInterval(LOOKED_EVERY)
        self._soon.timeout.connect(self._look)
        self._soon.start()

    def look(self) -> None:
        """Look now, whoever sees it."""
        try:
            written = writings(self._workspace.library)
            if written != self._written:
                self._written = written
                self._is_behind = True
                self._workspace.altered.emit()
            if self._is_behind:
                self._read_again()
            elif self._standing is None and not self._was_busy:
                self._standing = self._now()
            self._was_busy = False
        except Problem as problem:
            # A library that cannot be read is told of once, not every second.
            self._soon.stop()
            self._workspace.tell(problem)

    def close(self) -> None:
        """Look no more."""
        self._soon.stop()

    def _look(self) -> None:
        self._workspace.library.stay_open()
        if not (self._is_away() or self._workspace.turns.waiting or self._workspace.is_waiting):
            self.look()

    def _read_again(self) -> None:
        """Show the open article as it is now, where it is another one than it was."""
        opened = self._workspace.open
        if opened is None:
            self._is_behind = False
            return
        now = self._now()
        if self._standing is None and not self._was_busy and self._written == self._written_when_opened:
            # What was written came before the article was opened: it was read with it.
            self._standing, self._is_behind = now, False
        elif now is not None and now == self._standing:
            self._is_behind = False
        elif not self._is_writing():
            self._is_behind = False
            if now is None or (now[1] and not opened.article.trashed):
                self._workspace.close_article()
                self._workspace.told.emit(say("Another program deleted “{title}”.", title=opened.item.title))
            else:
                article_id, position = opened.article.id, self._position if now[0] == opened.revision.id else None
                if self._workspace.open_article(article_id, position=position):
                    self._workspace.told.emit(say("Another program changed this article; it is shown as it is now."))

    def _now(self) -> Standing | None:
        opened = self._workspace.open
        return standing(self._workspace.library, opened.article.id) if opened is not None else None

    def _open(self, opened: OpenArticle | None) -> None:
        self._standing = None
        self._written_when_opened = writings(self._workspace.library)
        self._position = opened.position if opened is not None else None

    def _follow_position(self, passage: Passage) -> None:
        self._position = passage.start

    def _take_as_known(self) -> None:
        # Whoever had a backup restored has said so, and shows everything anew: there is nothing more to notice in it.
        self._written = writings(self._workspace.library)

    def _hear(self, _edit: Edit) -> None:
        # How the article stands now is looked up in a moment of rest: of ten thousand highlights that takes 10 ms.
        self._standing = None
        self._was_busy = True
