"""Types a note in a real window for ever, saying when each letter was typed: a script, to be killed.

Arguments: the library, the id of an article and that of a highlight in it. Prints for each letter the time (seconds
since the epoch) at which it stood in the editor.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest

sys.path.insert(0, str(Path(__file__).parent.parent))

from postil.app import main as start
from postil.app.window import Window
from postil.panels.notes import NotesPanel

EVERY = 15
"""Milliseconds between two letters."""
LETTERS = "abcdefghijklmnopqrstuvwxyz "


class Typist(QObject):
    """Types into the first card's note."""

    def __init__(self, window: Window, highlight_id: str) -> None:
        super().__init__(window)
        self._window = window
        self._highlight_id = highlight_id
        self._typed = 0
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._type)
        window.completed.connect(self._timer.start)

    def _type(self) -> None:
        pane = self._window.findChild(NotesPanel)
        card = pane.list.card(self._highlight_id) if isinstance(pane, NotesPanel) else None
        if card is None:
            return
        if card._editor is None or not card._editor.isVisible():
            self._window.desk.workspace.note_requested.emit(self._highlight_id)
            return
        QTest.keyClicks(card._editor, LETTERS[self._typed % len(LETTERS)])
        self._typed += 1
        print(time.time(), flush=True)  # noqa: T201


class Typed(start.Start):
    """A start after which somebody types."""

    def begin(self) -> None:
        """Show the window and let the typing begin when it is complete."""
        self._typist = Typist(self._window, sys.argv[3])
        super().begin()


if __name__ == "__main__":
    start.Start = Typed
    sys.exit(start.run(Path(sys.argv[1]), sys.argv[2]))
