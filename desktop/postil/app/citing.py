"""Wishes about sources and citations: the list of sources, a quotation for a note, the check of notes, a style."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.session.desk import Desk


class CitingWishes(QObject):
    """Opens what the reader wishes about sources over a window; each dialog's module is loaded when it is wanted.

    ``here`` gives the id of the highlight that is meant in the text, made of the selected words where there are some.
    """

    def __init__(self, window: QWidget, desk: Desk, here: Callable[[], str]) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._workspace = desk.workspace
        self._here = here

    def show_sources(self) -> None:
        """Show the sources of the library; a list that stands open already comes forward."""
        from postil.dialogs.sources import SourcesDialog

        standing = self._window.findChild(SourcesDialog)
        dialog = standing if isinstance(standing, SourcesDialog) else SourcesDialog(self._desk, self._window)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def check_notes(self) -> None:
        """Check the notes of the open article, or of the library where none is open, in the list that stands."""
        from postil.dialogs.note_check import NoteCheckDialog

        opened = self._workspace.open
        article_id = opened.article.id if opened is not None else ""
        for standing in self._window.findChildren(NoteCheckDialog):
            if standing.wanted in {"", article_id}:
                standing.raise_()
                standing.activateWindow()
                return
            standing.close()
        NoteCheckDialog(self._desk, article_id, self._window).show()

    def quote(self) -> None:
        """Put the selected words, or the highlight at the caret, into a note with their citation."""
        highlight_id = self._here()
        if highlight_id:
            self._workspace.quotation_requested.emit(highlight_id)

    def take_style(self, path: Path) -> None:
        """Keep a .csl file beside the library and format citations by it."""
        from postil.services.plain_citeproc import why_not
        from postil.services.styles import styles_folder, take_style
        from postil.session.citing import STYLE

        folder = styles_folder(self._workspace.library.path)
        try:
            style = take_style(path, folder)
        except Problem as problem:
            self._workspace.tell(problem)
            return
        self._desk.settings.put(STYLE, style.name)
        reason = why_not(style.name, folder)
        told = say("“{style}” is kept. {reason}", style=style.label, reason=reason) if reason else ""
        self._workspace.told.emit(told or say("Citations are formatted by “{style}” from now on.", style=style.label))
