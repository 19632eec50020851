"""A long session in a real window: ``python long_session.py FOLDER SWITCHES HIGHLIGHTS`` prints what it weighed.

Each line of what is printed is a JSON object: what was done so far, the memory of the process (MB resident), its Python
objects, Qt objects of the window, windows, child processes, open files and threads.
"""

import gc
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parent.parent))

from PySide6.QtCore import QElapsedTimer, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from desks import add_article, close_desk
from postil.app.garbage import Garbage
from postil.app.main import make_application
from postil.app.window import Window
from postil.services import highlighting
from postil.session.desk import Desk

ARTICLES = 12
ROUND = 50
"""Highlights added one after the other before they are undone."""
WEIGHED = 20
"""How often each half of the session is weighed."""
LONGEST = 20_000


class Session:
    """A window over a library of a few articles."""

    def __init__(self, folder: Path) -> None:
        from desks import make_desk

        self.application = make_application()
        self.desk: Desk = make_desk(folder)
        self.ids = [add_article(self.desk.workspace.library, _text(number)) for number in range(ARTICLES)]
        self.window = Window(self.desk)
        self.window.resize(1280, 800)
        done: list[bool] = []
        self.window.completed.connect(lambda: done.append(True))
        self.window.show()
        self._until(lambda: bool(done))
        self.garbage = Garbage(lambda: self.desk.jobs.busy)
        self._pages = 0
        self.window.article.page_shown.connect(self._count)

    def switch(self, number: int) -> None:
        """Open the next article and wait for its page and for all that gives way to it."""
        before = self._pages
        assert self.desk.workspace.open_article(self.ids[number % ARTICLES])
        self._until(lambda: self._pages > before)
        self._until(lambda: not self.desk.workspace.turns.waiting)

    def mark_and_undo(self, number: int) -> None:
        """Add some highlights, each in its own step, and take them all back."""
        workspace = self.desk.workspace
        opened = workspace.open
        assert opened is not None
        size = len(opened.revision.document.text)
        for each in range(number):
            start = (each * 37) % (size - 40)
            edit, _ = highlighting.add(opened.revision, start, start + 30, color="yellow")
            assert workspace.do(edit)
            self._turn()
        for _ in range(number):
            workspace.undo_stack.undo()
            self._turn()
        assert workspace.library.highlights(opened.article.id) == ()

    def weigh(self, what: str, done: int) -> None:
        """Print what the process weighs, after the analysis has come to rest."""
        self._until(lambda: not self.desk.jobs.busy)
        gc.collect()
        self._turn()
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        children = sum(len(each.read_text().split()) for each in Path("/proc/self/task").glob("*/children"))
        weights = {
            "what": what,
            "done": done,
            "memory": round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1),
            "python objects": len(gc.get_objects()) + gc.get_freeze_count(),
            "qt objects": len(self.window.findChildren(QObject)),
            "windows": len(QApplication.topLevelWidgets()),
            "children": children,
            "files": len(list(Path("/proc/self/fd").iterdir())),
            "threads": len(list(Path("/proc/self/task").iterdir())),
        }
        sys.stdout.write(json.dumps(weights) + "\n")
        sys.stdout.flush()

    def close(self) -> None:
        """Close the window and all it used."""
        self.garbage.end()
        self.window.close()
        close_desk(self.desk)

    def _count(self) -> None:
        self._pages += 1

    def _until(self, holds: Callable[[], bool]) -> None:
        clock = QElapsedTimer()
        clock.start()
        while not holds():
            self._turn()
            if clock.elapsed() > LONGEST:
                raise TimeoutError("the window did not come to rest")

    def _turn(self) -> None:
        """Let the event loop turn once: only a loop that runs deletes what is to be deleted later."""
        loop = QEventLoop()
        QTimer.singleShot(0, loop.quit)
        loop.exec()


def main(folder: Path, switches: int, highlights: int) -> None:
    """Switch between articles, then mark and undo, weighing both on the way."""
    session = Session(folder)
    for number in range(switches):
        session.switch(number)
        if (number + 1) % max(1, switches // WEIGHED) == 0:
            session.weigh("switches", number + 1)
    rounds = highlights // ROUND
    for number in range(rounds):
        session.mark_and_undo(ROUND)
        if (number + 1) % max(1, rounds // WEIGHED) == 0:
            session.weigh("highlights", (number + 1) * ROUND)
    session.close()


def _text(number: int) -> str:
    paragraph = (
        f"On June {number + 1}, 1941, Comrade ** of Oslo wrote to Anna Berg. "
        "Nobody in Bergen answered her letter, which the ministers had read and put away. "
    )
    return "\n".join([f"The telegram number {number}", *(paragraph * 6 for _ in range(12))])


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
