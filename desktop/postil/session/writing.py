"""Notes saved while they are typed: nothing older than half a second is ever only on the screen."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from postil.domain.edits import Edit
from postil.domain.ids import new_id
from postil.domain.problems import Busy, Problem
from postil.domain.records import Article, Highlight
from postil.domain.wording import say
from postil.session.workspace import Workspace

SAVED_AFTER = 400
"""Milliseconds from the first unsaved letter to its being on disk; typing on does not put it off."""
TRIED_SOON = 250
"""Milliseconds after which a note is tried again that came while another program was writing."""
TRIED_AGAIN = 5000
"""Milliseconds after which what could not be saved is tried again."""
PAUSE = 3000
"""Milliseconds without a letter after which what follows is a new step of undo."""

Save = Callable[[str, str], Edit]
"""Makes the edit that saves a text, given the text and the burst of typing it belongs to."""


class NoteWriting(QObject):
    """Holds the note being typed until it is saved; several only while the library cannot be written to.

    ``write`` for every change, ``flush`` wherever the reader may go away. One burst of typing is one step of undo.
    What could not be saved is kept and tried again until it is.
    """

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._pending: dict[str, tuple[str, Save]] = {}
        self._burst = ""
        self._saving = False
        self._was_busy = False
        self._was_told = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._flush_quietly)
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
        found = self._pending.get(note_id)
        return found[0] if found else None

    def write(self, note_id: str, text: str, save: Save) -> None:
        """Remember ``text`` for the note ``note_id`` and save it soon; another note's text is saved first."""
        if self._pending and note_id not in self._pending:
            self.leave()
        self._pending[note_id] = (text, save)
        self._burst = self._burst or new_id()
        self._pause.start()
        if not self._soon.isActive() or self._soon.remainingTime() > SAVED_AFTER:
            self._soon.start(SAVED_AFTER)

    def flush(self) -> bool:
        """Save what is pending now; return False where a problem, which has been told, kept it from being saved."""
        return self._flush(waits=True)

    def leave(self) -> None:
        """Save what is pending, or do so later where another program is writing; what is typed next is a new step."""
        self._flush(waits=False)
        self.end_burst()

    def _flush_quietly(self) -> None:
        # The reader is typing: nobody waits for a library that another program is writing to.
        self._flush(waits=False)

    def _flush(self, *, waits: bool) -> bool:
        self._soon.stop()
        for note_id in tuple(self._pending):
            if note_id in self._pending and not self._save(note_id, waits=waits):
                self._soon.start(TRIED_SOON if self._was_busy else TRIED_AGAIN)
                return False
        if self._was_told:
            self._was_told = False
            self._workspace.told.emit(say("What you typed is saved now."))
        return True

    def _save(self, note_id: str, *, waits: bool) -> bool:
        pending = self._pending[note_id]
        text, save = pending
        self._saving = True
        self._was_busy = self._workspace.is_waiting
        try:
            edit = save(text, self._burst)
            saved = not edit.changes or self._workspace.do(edit, waits=waits)
        except Problem as problem:
            self._workspace.tell(problem)
            return False
        finally:
            self._saving = False
        self._was_busy = self._was_busy or (not saved and isinstance(self._workspace.met, Busy))
        self._was_told = self._was_told or (not saved and (waits or not self._was_busy))
        if saved and self._pending.get(note_id) is pending:
            del self._pending[note_id]
        return saved

    def end_burst(self) -> None:
        """Let what is typed next be a new step of undo."""
        self._pause.stop()
        self._burst = ""

    def hear(self, edit: Edit) -> None:
        """Let undo, or another view, have the last word on a note: what was typed before is not saved over it."""
        if self._saving:
            return
        for change in edit.changes:
            before, after = change.before, change.after
            gone = isinstance(before, Highlight | Article) and after is None
            rewritten = isinstance(before, Highlight) and isinstance(after, Highlight) and before.note != after.note
            if gone or rewritten:
                self.forget(change.record.id)

    def forget(self, note_id: str) -> None:
        """Give up what is pending for a note that is gone or was changed elsewhere."""
        if self._pending.pop(note_id, None) is not None and not self._pending:
            self._soon.stop()
        self.end_burst()
