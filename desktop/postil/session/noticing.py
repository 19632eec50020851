"""The window notices what other programs do to its library, such as ``postil add --as-revision-of`` beside it."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, QTimer

from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.session.workspace import OpenArticle, Passage, Workspace
from postil.storage.noticing import Standing, follow, standing

LOOKED_EVERY = 1000
"""Milliseconds between two looks at whether another program has written to the library."""


@dataclass(slots=True)
class _Known:
    """How an article stood once (None: not known), and what was changed here since."""

    article_id: str
    standing: Standing | None
    own: list[Edit] = field(default_factory=list)


_MANY = 256
"""Edits of this window's own that are kept apart from each other."""


class Noticing(QObject):
    """Looks every second whether another program has written to the library, and has what changed shown.

    ``is_away`` says that nobody can see the window, ``is_writing`` that the reader is in the middle of a note in it:
    the open article is read again when neither holds. Where nothing was written, a look costs some microseconds.

    What is said of another program is never about an edit of this window: how the article stood before it was read is
    known, and what was changed here since is counted in. What others change while it is being read is in neither.
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
        self._written = workspace.library.writings()
        self._coming: _Known | None = None
        opened = workspace.open
        self._known = _Known(opened.article.id, None) if opened is not None else None
        self._is_behind = opened is not None and self._written != workspace.writings_before
        self._was_busy = False
        self._position = opened.position if opened is not None else None
        workspace.opening.connect(self._prepare)
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
            written = self._workspace.library.writings()
            if written != self._written:
                self._written = written
                self._is_behind = True
                self._workspace.altered.emit()
            if self._is_behind:
                self._read_again()
            elif not self._was_busy:
                self._remember()
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
        """Show the open article as it is now, where another program made it another one than it was."""
        opened, known = self._workspace.open, self._known
        if opened is None or known is None:
            self._is_behind = False
            return
        library, article_id = self._workspace.library, opened.article.id
        now = standing(library, article_id)
        if known.standing is not None and follow(known.standing, library, article_id, known.own).is_same(now):
            self._known = _Known(article_id, now)
            self._is_behind = False
        elif not self._is_writing():
            self._is_behind = False
            if now is None or (now.trashed and not opened.article.trashed):
                self._workspace.close_article()
                self._workspace.told.emit(say("Another program deleted “{title}”.", title=opened.item.title))
                return
            position = self._position if now.revision_id == opened.revision.id else None
            if self._workspace.open_article(article_id, position=position) and known.standing is not None:
                self._workspace.told.emit(say("Another program changed this article; it is shown as it is now."))

    def _remember(self) -> None:
        """Keep how the open article stands: nobody else has written since it was known the last time.

        It waits for a moment of rest: of ten thousand highlights it takes 10 ms.
        """
        known, library = self._known, self._workspace.library
        if known is None or (known.standing is not None and not known.own):
            return
        now = standing(library, known.article_id)
        if library.writings() == self._written:
            self._known = _Known(known.article_id, now)

    def _prepare(self, article_id: str) -> None:
        try:
            self._coming = _Known(article_id, standing(self._workspace.library, article_id))
        except Problem:
            self._coming = None  # whoever opens the article meets the same and tells of it

    def _open(self, opened: OpenArticle | None) -> None:
        known, self._coming = self._coming, None
        if opened is not None and (known is None or known.article_id != opened.article.id):
            # It was being read before anybody looked: what came meanwhile may be in it or not.
            known, self._is_behind = _Known(opened.article.id, None), True
        self._known = known if opened is not None else None
        self._position = opened.position if opened is not None else None

    def _follow_position(self, passage: Passage) -> None:
        self._position = passage.start

    def _take_as_known(self) -> None:
        # Whoever had a backup restored has said so, and shows everything anew: there is nothing more to notice in it.
        self._written = self._workspace.library.writings()

    def _hear(self, edit: Edit) -> None:
        for known in (self._known, self._coming):
            if known is not None:
                known.own.append(edit)
                if len(known.own) > _MANY:
                    # Hours without a moment of rest: what was made and taken back again comes to nothing.
                    changes = tuple(change for each in known.own for change in each.changes)
                    known.own = [Edit("", ()).followed_by(Edit("", changes))]
        self._was_busy = True
