"""A picture of the window, for the README and for machines without a display."""

from pathlib import Path

from PySide6.QtCore import QEventLoop, QSize, QTimer

from postil.app.main import make_application, make_desk
from postil.app.window import Window
from postil.session.settings import Settings
from postil.storage.library import Library

_LONGEST_WAIT = 60_000
"""Milliseconds after which the window is drawn as it is."""

_SETTLED = 400
"""Milliseconds in which layouts and fades come to rest."""


def draw_window(
    library_file: Path, article_id: str, target: Path, *, theme: str = "light", size: QSize | None = None
) -> None:
    """Open an article in a window nobody sees and write its picture to ``target`` (PNG)."""
    make_application()
    library = Library.open(library_file)
    settings = Settings(target.with_suffix(".ini"))
    settings.put("reading/theme", theme)
    desk = make_desk(library, settings)
    window = Window(desk)
    window.resize(size or QSize(1280, 800))
    waiting = QEventLoop()
    window.completed.connect(waiting.quit)
    QTimer.singleShot(_LONGEST_WAIT, waiting.quit)
    desk.workspace.open_article(article_id)
    window.show()
    waiting.exec()
    QTimer.singleShot(_SETTLED, waiting.quit)
    waiting.exec()
    window.grab().save(str(target))
    window.close()
    desk.jobs.close()
    desk.workspace.close()
    library.close()
    target.with_suffix(".ini").unlink(missing_ok=True)
