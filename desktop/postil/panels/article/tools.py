"""All that is done in the text of the open article, put together."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from postil.domain.problems import Problem
from postil.panels.article.attaching import Attaching
from postil.panels.article.folding import Folding
from postil.panels.article.linking import Linking
from postil.panels.article.marking import Marking
from postil.panels.article.menu import ArticleMenu
from postil.panels.article.pictures import Pictures
from postil.panels.article.searching import Searching
from postil.panels.article.signs import Signs
from postil.panels.article.underlining import Underlining
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.workspace import OpenArticle
from postil.widgets.find_bar import FindBar
from postil.widgets.highlight_toolbar import HighlightToolbar
from postil.widgets.reading import ReadingSurface


class ArticleTools(QObject):
    """Marking, searching, underlining, folding, pictures and the menu; ``bar`` is to be laid out by the panel."""

    def __init__(self, desk: Desk, surface: ReadingSurface, panel: QWidget) -> None:
        super().__init__(panel)
        self._workspace = desk.workspace
        self.bar = FindBar(panel)
        self.marking = Marking(desk, surface, HighlightToolbar(panel))
        self.attaching = Attaching(desk, surface)
        self.attaching.turned.connect(self.marking.give_way)
        self.linking = Linking(desk, surface, self.marking)
        self.searching = Searching(surface, self.bar)
        self.folding = Folding(desk, surface)
        self._menu = ArticleMenu(desk, surface, self.marking, self.folding)
        self._underlining = Underlining(desk, surface)
        self._signs = Signs(desk, surface)
        self._pictures = Pictures(desk, surface)
        desk.looks.changed.connect(self._dress)
        self._dress(desk.looks.theme)

    def show_article(self, opened: OpenArticle) -> None:
        """Begin with an article that was opened."""
        self.searching.forget()
        self.bar.hide()
        pictures = partial(self._pictures.show_article, opened)
        shown = (self.marking.show_article, self._underlining.show_article, self._signs.show_article, pictures)
        for show in shown:
            try:
                show()
            except Problem as problem:
                # The library may be damaged in a place that only this reads: the rest is shown all the same.
                self._workspace.tell(problem)

    def _dress(self, theme: Theme) -> None:
        self.bar.color_icons(theme.window["text"])
