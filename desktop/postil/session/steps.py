"""One edit as a step of undo."""

from PySide6.QtGui import QUndoCommand

from postil.domain.edits import Edit
from postil.domain.problems import Overtaken
from postil.domain.records import Article
from postil.domain.wording import say
from postil.session.workspace import Workspace, is_away


class EditStep(QUndoCommand):
    """One edit on the undo stack; it has been applied when it is pushed.

    ``refused``: it could not be taken back, or done again, for a reason that may pass: a full disk, another program
    that writes. The stack moves over it as if it had been; the next move, which brings it back, does nothing.
    """

    def __init__(self, workspace: Workspace, edit: Edit) -> None:
        super().__init__(edit.label)
        self._workspace = workspace
        self.edit = edit
        self._pushed = False
        self.refused = False

    def redo(self) -> None:
        """Apply the edit again."""
        if self._pushed and self._apply(self.edit):
            self._workspace.told.emit(say("Done again: {step}", step=self.edit.label))
        self._pushed = True

    def undo(self) -> None:
        """Apply its inverse."""
        if self._apply(self.edit.inverse()):
            self._workspace.told.emit(say("Undone: {step}", step=self.edit.label))

    def id(self) -> int:
        """Say which steps may become one."""
        return 1 if self.edit.merge_key else -1

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take in the step that follows in the same burst of typing."""
        if not isinstance(other, EditStep) or other.edit.merge_key != self.edit.merge_key:
            return False
        self.edit = self.edit.followed_by(other.edit)
        # A burst that ends where it began is no step.
        self.setObsolete(not self.edit.changes)
        return True

    def _apply(self, edit: Edit) -> bool:
        if self.refused:
            self.refused = False
            return False
        if not self._workspace.record(edit):
            # A step that the library no longer allows leaves the stack, instead of standing there as done.
            self.setObsolete(isinstance(self._workspace.met, Overtaken))
            self.refused = not self.isObsolete()
            return False
        back = [
            change.record.id for change in edit.touched(Article) if is_away(change.before) and not is_away(change.after)
        ]
        if back and self._workspace.open is None:
            self._workspace.open_article(back[0])
        return True
