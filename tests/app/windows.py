"""A real window over a new library, for tests."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from desks import close_desk, make_desk
from postil.app.window import Window
from postil.session.desk import Desk
from postil.session.workspace import OpenArticle


class Opened:
    """A window that is shown, with its desk; ``close`` ends both."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.desk: Desk = make_desk(folder)
        self.window = Window(self.desk)
        self._qtbot = qtbot
        qtbot.addWidget(self.window)
        self.window.resize(1280, 800)
        with qtbot.waitSignal(self.window.completed, timeout=20_000):
            self.window.show()

    @property
    def article(self) -> OpenArticle:
        """The open article."""
        assert self.desk.workspace.open is not None
        return self.desk.workspace.open

    @property
    def text(self) -> str:
        """The open article's canonical text."""
        return self.article.revision.document.text

    def wait_for_page(self, wish: Callable[[], object]) -> None:
        """Do what opens an article and wait until its page is painted."""
        with self._qtbot.waitSignal(self.window.article.page_shown, timeout=20_000):
            wish()

    def select(self, words: str) -> None:
        """Select the first place where ``words`` stand."""
        start = self.text.index(words)
        self.window.article.surface.select(start, start + len(words))

    def trigger(self, name: str) -> None:
        """Do what a menu entry does."""
        self.window.actions_by_name[name].trigger()

    def close(self) -> None:
        """Close the window, then all it used."""
        self.window.close()
        close_desk(self.desk)
