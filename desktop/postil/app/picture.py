"""A picture of the window, for the README and for machines without a display."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop, QPoint, QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QDialog

from postil.app.main import make_application, make_desk
from postil.app.window import Window
from postil.session.settings import Settings
from postil.storage.library import Library

_LONGEST_WAIT = 60_000
"""Milliseconds after which the window is drawn as it is."""

_SETTLED = 1500
"""Milliseconds in which layouts, fades and previews come to rest."""

SIZE = QSize(1280, 800)
_SHADE = QColor(0, 0, 0, 70)


def draw_window(
    library_file: Path,
    article_id: str,
    target: Path,
    *,
    theme: str = "light",
    size: QSize = SIZE,
    scene: Callable[[Window], None] | None = None,
) -> None:
    """Open an article in a window nobody sees and write its picture to ``target`` (PNG).

    ``scene`` may do something in the window before it is drawn; a dialog that it opens is drawn over the window.
    """
    make_application()
    library = Library.open(library_file)
    settings = Settings(target.with_suffix(".ini"))
    settings.put("reading/theme", theme)
    desk = make_desk(library, settings)
    window = Window(desk)
    window.resize(size)
    waiting = QEventLoop()
    window.completed.connect(waiting.quit)
    QTimer.singleShot(_LONGEST_WAIT, waiting.quit)
    desk.workspace.open_article(article_id)
    window.show()
    waiting.exec()
    if scene is not None:
        scene(window)
    QTimer.singleShot(_SETTLED, waiting.quit)
    waiting.exec()
    _grab(window).save(str(target))
    for dialog in _dialogs():
        dialog.close()
    window.close()
    desk.jobs.close()
    desk.workspace.close()
    library.close()
    target.with_suffix(".ini").unlink(missing_ok=True)


def _grab(window: Window) -> QPixmap:
    picture = window.grab()
    for dialog in _dialogs():
        painter = QPainter(picture)
        painter.fillRect(window.rect(), _SHADE)
        centre = window.rect().center() - dialog.rect().center()
        painter.drawPixmap(QPoint(max(centre.x(), 0), max(centre.y(), 0)), dialog.grab())
        painter.end()
    return picture


def _dialogs() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]
