"""The menu of recently opened articles."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from postil.domain.wording import say
from postil.session.workspace import Workspace
from postil.storage.shelf import recently_opened

_SHOWN = 10
_LONGEST = 60
"""Characters of a title in the menu."""


class RecentMenu(QObject):
    """Fills a menu each time it is about to be shown."""

    def __init__(self, menu: QMenu, workspace: Workspace) -> None:
        super().__init__(menu)
        self._menu = menu
        self._workspace = workspace
        menu.aboutToShow.connect(self._fill)
        menu.triggered.connect(self._open)

    def _fill(self) -> None:
        self._menu.clear()
        for article_id, title in recently_opened(self._workspace.library, _SHOWN):
            shown = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1].rstrip()}…"
            self._menu.addAction(shown.replace("&", "&&")).setData(article_id)
        if self._menu.isEmpty():
            self._menu.addAction(say("No article was opened yet")).setEnabled(False)

    def _open(self, action: QAction) -> None:
        if action.data():
            self._workspace.open_article(str(action.data()))
