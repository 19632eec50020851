"""From the start of the process to a painted window, against a bare window with a QTextBrowser in the same run."""

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from figures import Figure

ROUNDS = 9
BOUND = 1.7

_BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTextBrowser
class Browser(QTextBrowser):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, application.quit)
application = QApplication(sys.argv[:1])
window = QMainWindow()
browser = Browser()
browser.setPlainText("A line. " * 2000)
window.setCentralWidget(browser)
window.resize(1280, 800)
window.show()
application.exec()
"""

# The real start, ended as soon as its first page is painted.
_POSTIL = """
import os, sys
from pathlib import Path
import postil.__main__ as entry
from PySide6.QtCore import QCoreApplication
import postil.app.window as window
made = window.Window.__init__
def watched(self, *arguments):
    made(self, *arguments)
    self.article.page_shown.connect(leave)
def leave():
    os._exit(0)
window.Window.__init__ = watched
entry.main(["--library", sys.argv[1]])
"""


def measure() -> list[Figure]:
    """Return the times in milliseconds and their ratio; medians of alternating rounds."""
    # As an installed Postil has it, also where the environment forbids to write it on the way.
    compileall.compile_dir(Path(__file__).parents[2] / "desktop" / "postil", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        library = _prepare(Path(folder))
        environment = {
            **os.environ,
            "XDG_CONFIG_HOME": folder,
            "XDG_STATE_HOME": folder,
            "QT_QPA_PLATFORM": "offscreen",
        }
        # A first start keeps what the later ones begin with.
        _timed([_FIRST, str(library)], environment)
        bare: list[float] = []
        postil: list[float] = []
        for _ in range(ROUNDS):
            bare.append(_timed([_BARE], environment))
            postil.append(_timed([_POSTIL, str(library)], environment))
    return [
        Figure("start: a bare window with a QTextBrowser", statistics.median(bare), "ms", None),
        Figure("start: Postil's window with an article", statistics.median(postil), "ms", None),
        Figure(
            "start: Postil against the bare window", statistics.median(postil) / statistics.median(bare), "times", BOUND
        ),
    ]


def _prepare(folder: Path) -> Path:
    """Make a library with the sample article, read once, as a second start finds it."""
    from postil import importers
    from postil.services import articles, importing
    from postil.services.sample import sample_source
    from postil.storage.library import Library

    library = Library.open(folder / "library.postil")
    source = sample_source()
    arrival = importing.receive(library, source, importers.read(source))
    library.apply(arrival.edit)
    library.apply(articles.remember_position(None, arrival.article_id, 0, 0))
    library.close()
    return folder / "library.postil"


_FIRST = """
import sys
import postil.__main__ as entry
import postil.app.window as window
from PySide6.QtCore import QTimer
made = window.Window.__init__
def watched(self, *arguments):
    made(self, *arguments)
    self.completed.connect(leave)
def leave():
    QTimer.singleShot(500, window.QApplication.instance().quit)
window.Window.__init__ = watched
sys.exit(entry.main(["--library", sys.argv[1]]))
"""


def _timed(script: list[str], environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, "-c", *script], env=environment, check=True, capture_output=True)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    for figure in measure():
        sys.stdout.write(f"{figure}\n")
