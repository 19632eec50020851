"""Wishes to find something in the whole library: the search, and all highlights and notes."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget
from shiboken6 import isValid

from postil.domain.records import SavedSearch
from postil.domain.wording import say
from postil.session.desk import Desk

if TYPE_CHECKING:
    from postil.dialogs.all_notes import AllNotesDialog
    from postil.dialogs.search import SearchDialog


class FindWishes(QObject):
    """Opens the search and the notes of the library beside a window, each once; what is open comes forward."""

    def __init__(self, window: QWidget, desk: Desk, page: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._page = page
        self._desk = desk
        self._search: SearchDialog | None = None
        self._notes: AllNotesDialog | None = None
        desk.workspace.saved_search_requested.connect(self.show_saved)

    def search(self) -> None:
        """Search the library, for the words that are selected where there are some."""
        chosen, opened = self._desk.workspace.selection, self._desk.workspace.open
        words = ""
        if chosen is not None and opened is not None:
            words = " ".join(opened.revision.document.text[chosen.start : chosen.end].split()).replace('"', " ")
        self._show_search(f'"{words}"' if words and len(words) <= _LONGEST else "")

    def show_saved(self, search: SavedSearch) -> None:
        """Show the hits of a saved search."""
        self._show_search(search.query)

    def show_notes(self) -> None:
        """Show the highlights and notes of the whole library."""
        if self._notes is None or not isValid(self._notes):
            from postil.dialogs.all_notes import AllNotesDialog

            self._notes = AllNotesDialog(self._desk, self._window)
            self._notes.followed.connect(self._make_room_beside_notes)
        _bring(self._notes)

    def _show_search(self, query: str) -> None:
        if self._search is None or not isValid(self._search):
            from postil.dialogs.search import SearchDialog

            self._search = SearchDialog(self._desk, self._window, query=query)
            self._search.followed.connect(self._make_room_beside_search)
        elif query:
            self._search.ask(query)
        _bring(self._search)
        self._search.field.line.setFocus()
        self._search.field.line.selectAll()

    def _make_room_beside_search(self) -> None:
        if self._search is not None and self._make_room(self._search):
            self._desk.workspace.told.emit(say("The search is kept: Ctrl+Shift+F brings it back."))

    def _make_room_beside_notes(self) -> None:
        if self._notes is not None and self._make_room(self._notes):
            self._desk.workspace.told.emit(say("The list is kept: Ctrl+Shift+M brings it back."))

    def _make_room(self, dialog: QDialog) -> bool:
        """Let the passage be seen: the dialog goes beside the text or, where no room is, out of view (True)."""
        page, frame = self._page, dialog.frameGeometry()
        middle = page.mapToGlobal(page.rect().center()).x()
        half = min(page.width(), _COLUMN) // 2
        if frame.right() < middle - half or frame.left() > middle + half:
            return False
        screen = dialog.screen().availableGeometry()
        if frame.width() <= screen.right() - middle - half:
            dialog.move(middle + half, frame.top())
        elif frame.width() <= middle - half - screen.left():
            dialog.move(middle - half - frame.width(), frame.top())
        else:
            dialog.hide()
            self._window.activateWindow()
            return True
        return False


_COLUMN = 640
"""Pixels that a column of text is wide, or nearly."""
_LONGEST = 80
"""Selected characters up to which they are looked for."""


def _bring(dialog: QDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
