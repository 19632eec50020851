"""Exports from the window: the export window, folders that are kept up to date, files that wait for the reader."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from postil.domain.wording import say
from postil.session.desk import Desk
from postil.storage.exported import is_anything_watched

if TYPE_CHECKING:
    from postil.services.rewriting import Rewriting
    from postil.session.watching import Watching

_LOOKED_AFTER = 2_000
"""Milliseconds after the start after which watched folders are brought up to date."""


class ExportWishes(QObject):
    """Opens what the reader wishes about exports over a window, and keeps watched folders up to date.

    ``offered`` carries a sentence for the status bar, the label of a button beside it, and what that does.
    """

    offered = Signal(str, str, object)

    def __init__(self, window: QWidget, desk: Desk) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._is_closed = False
        desk.workspace.export_requested.connect(self.export)
        desk.workspace.copying_requested.connect(self.copy)
        self._start = QTimer(self)
        self._start.setSingleShot(True)
        self._start.setInterval(_LOOKED_AFTER)
        self._start.timeout.connect(self._begin)
        self._start.start()

    @cached_property
    def watching(self) -> "Watching":
        """What keeps folders up to date."""
        from postil.session.watching import Watching

        made = Watching(self._desk, self)
        made.waiting_changed.connect(self._offer)
        return made

    def export(self, article_ids: Sequence[str] = ()) -> None:
        """Ask where and how to export these articles, or the open one."""
        self._save_notes()
        from postil.dialogs.exporting import ExportingDialog

        ExportingDialog(self._desk, tuple(article_ids or ()), self._window, watching=self.watching).open()

    def copy(self, article_ids: Sequence[str] = (), highlight_id: str = "") -> None:
        """Ask in which form to copy a highlight, or the citations of these articles or the open one."""
        opened = self._desk.workspace.open
        ids = tuple(article_ids or ()) or ((opened.article.id,) if opened else ())
        if not ids:
            self._desk.workspace.told.emit(say("Open an article first."))
            return
        self._save_notes()
        from postil.dialogs.copying import CopyingDialog

        CopyingDialog(self._desk, ids, highlight_id, self._window).open()

    def show_folders(self) -> None:
        """Show which folders are kept up to date, and what waits in them."""
        from postil.dialogs.watched_folders import WatchedFoldersDialog

        dialog = WatchedFoldersDialog(self._desk, self.watching, self._window)
        dialog.waiting_requested.connect(self.show_waiting)
        dialog.export_requested.connect(self.add_folder)
        dialog.open()

    def add_folder(self) -> None:
        """Ask for a folder to keep up to date, and how."""
        self._save_notes()
        from postil.dialogs.exporting import ExportingDialog

        ExportingDialog(self._desk, (), self._window, watching=self.watching, for_folder=True).open()

    def show_waiting(self) -> None:
        """Show what is to become of the files that were changed both by hand and in the library."""
        if not self.watching.waiting:
            self._desk.workspace.told.emit(say("No exported file waits for you."))
            return
        from postil.dialogs.file_changes import FileChangesDialog

        dialog = FileChangesDialog(self._desk, self.watching.waiting, self._window)
        dialog.decided.connect(self.watching.carry_out)
        dialog.open()

    def close(self) -> None:
        """Keep nothing up to date any more: the window closes."""
        self._start.stop()
        self._is_closed = True
        if "watching" in self.__dict__:
            self.watching.close()

    def _save_notes(self) -> None:
        """Save what is being written: exports read the library beside the window."""
        from postil.session.writing import NoteWriting

        for writing in self._window.findChildren(NoteWriting):
            writing.flush()

    def _begin(self) -> None:
        # Nothing more is loaded where no folder is watched.
        if not self._is_closed and is_anything_watched(self._desk.workspace.library):
            _ = self.watching

    def _offer(self, waiting: "tuple[Rewriting, ...]") -> None:
        if waiting:
            from postil.session.watching import waiting_sentence

            self.offered.emit(waiting_sentence(len(waiting)), say("Look at it…"), self.show_waiting)
