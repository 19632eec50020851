"""What the timeline shows, read beside the window, and read anew when the library has changed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from postil.domain.edits import Edit
from postil.domain.records import Article, CslItem, Highlight, Judgement, Link
from postil.domain.timeline import Timeline
from postil.services.timeline import timeline
from postil.session.desk import Desk
from postil.session.workspace import OpenArticle
from postil.storage.library import Library
from postil.storage.timelines import titles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from postil.domain.entities import Analysis

_SOON = 150
"""Milliseconds in which several changes become one reading."""

OPEN, ALL, CHOSEN = "open", "all", "chosen"


class Gathering(QObject):
    """Holds which articles are wanted; ``gathered`` carries their Timeline whenever that has changed.

    ``scope`` is "open", "all" or "chosen". Nothing is read while nobody looks (``wake`` and ``rest``).
    """

    gathered = Signal(object)
    scope_changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._workspace = desk.workspace
        self.scope = OPEN
        self.chosen: tuple[str, ...] = ()
        self._job = 0
        self._awake = False
        self._stale = True
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON)
        self._soon.timeout.connect(self._read)
        self._workspace.article_opened.connect(self._follow)
        self._workspace.changed.connect(self._hear)
        desk.findings.changed.connect(self._take_findings)
        desk.findings.widened.connect(self._widen)

    def wake(self) -> None:
        """Read from now on; what has changed meanwhile at once."""
        self._awake = True
        if self._stale:
            self._read()

    def rest(self) -> None:
        """Read nothing until somebody looks again."""
        self._awake = False
        self._soon.stop()

    def look_at(self, scope: str, chosen: tuple[str, ...] = ()) -> None:
        """Show the open article, all of them, or the chosen ones."""
        if (scope, chosen) != (self.scope, self.chosen):
            self.scope, self.chosen = scope, chosen
            self.scope_changed.emit()
            self._mark_stale(at_once=True)

    def articles(self) -> tuple[tuple[str, str], ...]:
        """Return id and title of all articles, newest first."""
        return titles(self._workspace.library)

    def _follow(self, opened: OpenArticle | None) -> None:
        del opened
        if self.scope == OPEN:
            self._mark_stale(at_once=True)

    def _take_findings(self, analysis: Analysis | None) -> None:
        if analysis is not None:
            self._mark_stale()

    def _widen(self) -> None:
        if self.scope != OPEN:
            self._mark_stale()

    def _hear(self, edit: Edit) -> None:
        kinds = (Article, CslItem, Judgement, Link)
        moved = (each for each in edit.touched(Highlight) if each.before is not None)
        if any(edit.touched(kind) for kind in kinds) or any(moved):
            self._mark_stale()

    def _mark_stale(self, *, at_once: bool = False) -> None:
        self._stale = True
        if not self._awake:
            return
        if at_once:
            self._read()
        else:
            self._soon.start()

    def _read(self) -> None:
        self._soon.stop()
        self._stale = False
        self._desk.jobs.forget(self._job)
        opened = self._workspace.open
        if self.scope == OPEN and opened is None:
            self.gathered.emit(Timeline())
            return
        wanted: tuple[str, ...] | None = self.chosen if self.scope == CHOSEN else None
        if self.scope == OPEN and opened is not None:
            wanted = (opened.article.id,)
        # Findings of the open article may be on their way to the library only.
        fresh = self._desk.findings.raw
        known = {opened.revision.text_hash: fresh} if opened is not None and fresh is not None else {}
        work = partial(_gather, self._workspace.library.path, wanted, known)
        self._job = self._desk.jobs.run(work, self.gathered.emit, self._workspace.tell)


def _gather(path: Path, wanted: tuple[str, ...] | None, known: Mapping[str, Analysis]) -> Timeline:
    library = Library.open_for_reading(path)
    try:
        ids = tuple(each for each, _ in titles(library)) if wanted is None else wanted
        return timeline(library, ids, known)
    finally:
        library.close()
