"""What became of the words that were marked: the difference, the sentence that lost ones stood in, and of which day."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from postil.domain.records import Highlight
from postil.session.desk import Desk
from postil.storage.library import Library

if TYPE_CHECKING:
    from postil.domain.differences import Piece

COMPARED = 4_000
"""Code points of a passage up to which its words are compared for the card; a longer one just says that it changed."""


class Origins(QObject):
    """Knows the past of the open article's highlights; ``came`` tells that the lost ones' sentences are there now."""

    came = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = desk.workspace
        self._jobs = desk.jobs
        self._job = 0
        self._pieces: dict[tuple[str, str], tuple[Piece, ...]] = {}
        self._sentences: dict[str, str] = {}
        self._asked: set[str] = set()
        self._waiting: list[Highlight] = []
        self._days: dict[str, str] = {}

    def forget(self) -> None:
        """Begin anew: another article is open."""
        self._jobs.forget(self._job)
        self._job = 0
        self._pieces.clear()
        self._sentences.clear()
        self._asked.clear()
        self._waiting.clear()
        self._days.clear()

    def pieces(self, highlight: Highlight) -> "tuple[Piece, ...]":
        """Return the words that were marked against those that stand there now, () where they are the same."""
        marked, now = highlight.quoted.exact, highlight.selector.exact
        if marked == now or len(marked) + len(now) > COMPARED:
            return ()
        known = self._pieces.get((marked, now))
        if known is None:
            from postil.domain.differences import word_diff

            known = self._pieces[marked, now] = word_diff(marked, now)
        return known

    def sentence(self, highlight: Highlight) -> str:
        """Return the sentence that a highlight was marked in, "" until it has been read from the version it was."""
        if highlight.id not in self._asked:
            self._asked.add(highlight.id)
            self._waiting.append(highlight)
            self._read()
        return self._sentences.get(highlight.id, "")

    def day(self, highlight: Highlight) -> str:
        """Return the day (YYYY-MM-DD) of the version that a highlight was marked on, "" where that is gone."""
        if highlight.quoted_id not in self._days:
            from postil.storage.versions import versions_of

            rows = versions_of(self._workspace.library, highlight.article_id)
            self._days.update((row.id, row.captured[:10]) for row in rows)
        return self._days.get(highlight.quoted_id, "")

    def _read(self) -> None:
        if not self._job and self._waiting:
            wanted, self._waiting = tuple(self._waiting), []
            work = partial(_read_sentences, self._workspace.library.path, wanted)
            self._job = self._jobs.run(work, self._take, self._workspace.tell)

    def _take(self, sentences: dict[str, str]) -> None:
        self._job = 0
        self._sentences.update(sentences)
        self.came.emit()
        self._read()


def _read_sentences(path: Path, wanted: tuple[Highlight, ...]) -> dict[str, str]:
    """Read the sentences from the texts they stood in, through a connection of its own, on a thread of the pool."""
    from postil.services.standing_in import sentences_marked

    library = Library.open_for_reading(path)
    try:
        return sentences_marked(library, wanted)
    finally:
        library.close()
