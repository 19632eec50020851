"""Before the window goes: what was typed is saved, or the reader knows that it is not."""

from PySide6.QtWidgets import QMessageBox, QWidget

from postil.domain.wording import say
from postil.session.workspace import Workspace
from postil.session.writing import NoteWriting


def may_close(window: QWidget, workspace: Workspace) -> bool:
    """Return whether every note is saved, or the reader wants to go all the same."""
    writing = window.findChild(NoteWriting)
    if not isinstance(writing, NoteWriting):
        return True
    problems: list[object] = []
    workspace.problem_met.connect(problems.append)
    saved = writing.flush()
    workspace.problem_met.disconnect(problems.append)
    if saved:
        return True
    sentence = say(
        "What you typed last could not be saved. {reason}\n\nClose Postil and lose it?",
        reason=problems[0] if problems else "",
    )
    yes, no = QMessageBox.StandardButton.Yes, QMessageBox.StandardButton.No
    # Enter, and the key that asked, lose nothing.
    return QMessageBox.question(window, "Postil", sentence, yes | no, no) == yes
