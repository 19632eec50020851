"""Figures of the open article: kept ones shown, remote ones fetched when the reader asks."""

from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from postil.domain.document import Document
from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.domain.records import Figure
from postil.domain.wording import say
from postil.services.pictures import KEPT, fetch_picture, kept_pictures
from postil.session.desk import Desk
from postil.session.workspace import OpenArticle
from postil.widgets.reading import ReadingSurface


class Pictures(QObject):
    """Between the pictures in the library and the surface."""

    def __init__(self, desk: Desk, surface: ReadingSurface) -> None:
        super().__init__(surface)
        self._desk = desk
        self._surface = surface
        self._images: dict[str, QImage] = {}
        surface.figure_requested.connect(self._fetch)

    def show_article(self, opened: OpenArticle) -> None:
        """Show the pictures that are kept for an article that was opened."""
        self._images = {}
        sources = _sources(opened.revision.document)
        if sources:
            for source, figure in kept_pictures(self._desk.workspace.library, sources).items():
                self._images[source] = QImage.fromData(figure.content)
        self._surface.set_figures(self._images)

    def _fetch(self, url: str) -> None:
        self._desk.workspace.told.emit(say("Fetching the picture…"))
        self._desk.jobs.run(partial(fetch_picture, url), self._keep, self._refuse)

    def _keep(self, figure: Figure) -> None:
        image = QImage.fromData(figure.content)
        if image.isNull():
            self._refuse(Problem("The picture at {url} cannot be shown; it may be damaged.", url=figure.url))
            return
        library = self._desk.workspace.library
        if library.get(Figure, figure.id) is None:
            self._desk.workspace.record(Edit(say("Keep picture"), (Change(None, figure),)))
        self._images[figure.url] = image
        self._surface.set_figures(self._images)
        self._desk.workspace.told.emit(say("The picture is kept in your library."))

    def _refuse(self, problem: Problem) -> None:
        self._desk.workspace.tell(problem)


def _sources(document: Document) -> tuple[str, ...]:
    return tuple(
        block.source for block in document.blocks if block.kind == "figure" and block.source.startswith((KEPT, "http"))
    )
