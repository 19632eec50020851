"""Notes saved while they are typed: nothing older than half a second is ever only on the screen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from postil.domain.edits import Edit
from postil.domain.ids import new_id
from postil.session.workspace import Workspace

SAVED_AFTER = 400
"""Milliseconds from the first unsaved letter to its being on disk; typing on does not put it off."""
PAUSE = 3000
"""Milliseconds without a letter after which what follows is a new step of undo."""

Save = Callable[[str, str], Edit]
"""Makes the edit that saves a text, given the text and the burst of typing it belongs to."""


class NoteWriting(QObject):
    """Holds the note being typed until it is saved; one at a time.

    ``write`` for every change, ``flush`` wherever the reader may go away. One burst of typing is one step of undo.
    """

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._pending: tuple[str, str, Save] | None = None
        self._burst = ""
        self._saving = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVED_AFTER)
        self._soon.timeout.connect(self.flush)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.end_burst)

    @property
    def saving(self) -> bool:
        """Whether an edit that is being told of is the saving of a note."""
        return self._saving

    def pending(self, note_id: str) -> str | None:
        """Return the text of a note that is not saved yet, or None."""
        return self._pending[1] if self._pending is not None and self._pending[0] == note_id else None

    def write(self, note_id: str, text: str, save: Save) -> None:
        """Remember ``text`` for the note ``note_id`` and save it soon; another note's text is saved first."""
        if self._pending is not None and self._pending[0] != note_id:
            self.flush()
            self.end_burst()
        self._pending = (note_id, text, save)
        self._burst = self._burst or new_id()
        self._pause.start()
        if not self._soon.isActive():
            self._soon.start()

    def flush(self) -> bool:
        """Save what is pending now; return False where a problem, which has been told, kept it from being saved."""
        self._soon.stop()
        if self._pending is None:
            return True
        pending = self._pending
        _, text, save = pending
        edit = save(text, self._burst)
        self._saving = True
        try:
            saved = not edit.changes or self._workspace.do(edit)
        finally:
            self._saving = False
        if saved and self._pending is pending:
            self._pending = None
        return saved

    def end_burst(self) -> None:
        """Let what is typed next be a new step of undo."""
        self._pause.stop()
        self._burst = ""

    def forget(self, note_id: str) -> None:
        """Give up what is pending for a note that is gone or was changed elsewhere."""
        if self._pending is not None and self._pending[0] == note_id:
            self._pending = None
            self._soon.stop()
        self.end_burst()
