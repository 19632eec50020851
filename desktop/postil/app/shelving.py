"""Wishes about whole articles: the purge, duplicates, and what the Article menu says of the open one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from postil.domain.text import plain_title
from postil.domain.wording import count, say
from postil.services import shelving
from postil.session.desk import Desk
from postil.session.importing import ImportFlow
from postil.storage.shelf import shelf


class ShelfWishes(QObject):
    """Opens the dialogs and does what is asked of the open article; each dialog is loaded when it is wanted.

    ``offered`` carries a sentence for the status bar, the label of a button beside it, and what that does.
    """

    offered = Signal(str, str, object)

    def __init__(self, window: QWidget, desk: Desk, imports: ImportFlow) -> None:
        super().__init__(window)
        imports.restore_offered.connect(self.offer_restore)
        self._window = window
        self._desk = desk
        desk.workspace.purge_requested.connect(self.purge)
        desk.workspace.duplicates_requested.connect(self.show_duplicates)

    def purge(self, article_ids: Sequence[str]) -> None:
        """Ask whether articles are to go for good."""
        if article_ids:
            from postil.dialogs.purge import PurgeDialog

            PurgeDialog(self._desk, tuple(article_ids), self._window).open()

    def show_duplicates(self) -> None:
        """Look for articles with the same text."""
        from postil.dialogs.duplicates import DuplicatesDialog

        DuplicatesDialog(self._desk, self._window).open()

    def offer_restore(self, article_ids: Sequence[str]) -> None:
        """Say that what was to come in is in the trash, with a button that brings it back."""
        rows = shelf(self._desk.workspace.library, *article_ids)
        title = rows[0].title if rows else ""
        sentence = count("“{title}” is in the trash.", "{number} of them are in the trash.", len(rows), title=title)
        self.offered.emit(sentence, say("Restore"), partial(self._restore, tuple(article_ids)))

    def _restore(self, article_ids: Sequence[str]) -> None:
        workspace = self._desk.workspace
        if workspace.do(shelving.restore(workspace.library, article_ids)):
            workspace.told.emit(count("Back from the trash", "{number} articles are back", len(article_ids)))

    def delete(self) -> None:
        """Put the open article into the trash."""
        opened = self._desk.workspace.open
        if opened is None:
            return
        edit = shelving.put_away(self._desk.workspace.library, [opened.article.id])
        if self._desk.workspace.do(edit):
            sentence = say("“{title}” is in the trash; Ctrl+Z brings it back.", title=plain_title(opened.item.title))
            self._desk.workspace.told.emit(sentence)

    def turn_later(self) -> None:
        """Keep the open article to be read later, or no longer."""
        self._mark("later")

    def turn_favourite(self) -> None:
        """Make the open article a favourite, or no longer."""
        self._mark("favourite")

    def turn_archived(self) -> None:
        """Put the open article into the archive, or take it out."""
        self._mark("archived")

    def _mark(self, flag: str) -> None:
        workspace = self._desk.workspace
        if workspace.open is None:
            return
        article = workspace.library.article(workspace.open.article.id)
        if article is not None:
            wanted = {flag: not getattr(article, flag)}
            edit = shelving.mark(workspace.library, [article.id], **wanted)
            if workspace.do(edit):
                workspace.told.emit(edit.label)
