"""Where the reader is in each article, kept without a word: no other program's writing is the reader's affair here."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from postil.domain.problems import Busy, Problem

if TYPE_CHECKING:
    from postil.session.workspace import Workspace

TRIED_AGAIN = 1000
"""Milliseconds after which a place is tried again that came while another program was writing."""


class Places(QObject):
    """Writes where the reader is; what meets another program's writing is tried again until it is kept."""

    def __init__(self, workspace: "Workspace") -> None:
        super().__init__(workspace)
        self._workspace = workspace
        self._owed: dict[str, tuple[int, float]] = {}
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(TRIED_AGAIN)
        self._again.timeout.connect(self._write)
        workspace.closing.connect(self._again.stop)

    def keep(self, article_id: str, position: int, progress: float) -> None:
        """Keep a position (code points) and a share read, and that the article was open just now."""
        self._owed[article_id] = (position, progress)
        self._write()

    def _write(self) -> None:
        from postil.services import articles

        library = self._workspace.library
        for article_id, (position, progress) in tuple(self._owed.items()):
            if self._workspace.is_waiting:
                # What waits already comes first.
                self._again.start()
                return
            try:
                library.apply(articles.remember_position(library.reading(article_id), article_id, position, progress))
            except Busy:
                self._again.start()
                return
            except Problem as problem:
                self._workspace.tell(problem)
            del self._owed[article_id]
