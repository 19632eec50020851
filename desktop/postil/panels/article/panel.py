"""The panel in the middle: the article and all that is done in its text."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QFontDatabase, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget

from postil.domain.document import Document
from postil.domain.edits import Edit
from postil.domain.records import CslItem
from postil.domain.wording import say
from postil.panels.article.header import ArticleHeader
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.settings import SETTINGS, SettingChanged
from postil.session.workspace import OpenArticle, Passage
from postil.storage.folds import has_folds
from postil.storage.shelf import marks_of
from postil.widgets.opening import open_outside
from postil.widgets.reading import Mark, ReadingPosition, ReadingStyle, ReadingSurface

if TYPE_CHECKING:
    from postil.panels.article.marking import Marking
    from postil.panels.article.searching import Searching
    from postil.panels.article.tools import ArticleTools

_POSITION_RESTS = 800
"""Milliseconds for which the reader must stay before the position is kept."""

NEAR = 20_000
"""Code points around the reader's place whose highlights are painted with the first page."""

LONG = 500_000
"""Code points from which on a text is shown in a turn of the event loop after the one that read it."""

_SERIFS = ("Charter", "Source Serif 4", "Source Serif Pro", "Georgia", "Cambria", "Noto Serif", "DejaVu Serif")
"""Text faces to read in, best first; the first that is installed is used unless the reader chose one."""


class ArticlePanel(QFrame):
    """Shows the open article.

    ``page_shown`` tells that an article's page was painted for the first time; ``link_requested`` carries an address
    inside Postil (``postil://…``) that the reader clicked; ``source_requested`` is the wish to see where the open
    article comes from.
    """

    page_shown = Signal()
    link_requested = Signal(str)
    source_requested = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article")
        self.setProperty("role", "page")
        self.setAccessibleName(say("Article"))
        self._desk = desk
        self._workspace = desk.workspace
        self._workspace.turns.has_reader()
        self.surface = ReadingSurface(reading_style(desk), self)
        self._header = ArticleHeader(self)
        self._tools: ArticleTools | None = None
        self._pages = QStackedWidget(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_POSITION_RESTS)
        self._rest.timeout.connect(self.keep_position)
        self._build()
        self._connect()

    @property
    def tools(self) -> "ArticleTools":
        """All that is done in the text; made when it is first wanted, after the first page is painted."""
        if self._tools is None:
            from postil.panels.article.tools import ArticleTools

            self._tools = ArticleTools(self._desk, self.surface, self)
            self._reading.insertWidget(1, self._tools.bar)
            # Asking for every installed face takes long: the next start begins with what was found.
            self._desk.settings.put("reading/found_family", text_face())
            if self._workspace.open is not None:
                self._tools.show_article(self._workspace.open)
        return self._tools

    @property
    def marking(self) -> "Marking":
        """What makes and shows highlights."""
        return self.tools.marking

    @property
    def searching(self) -> "Searching":
        """What finds words in the article."""
        return self.tools.searching

    def keep_position(self) -> None:
        """Keep where the reader is, now."""
        self._rest.stop()
        if self._workspace.open is not None and self._is_shown:
            position = self.surface.reading_position()
            self._workspace.remember_position(position.position, position.progress)

    def resize_text(self, steps: int) -> None:
        """Make the text larger or smaller by points; 0 makes it the usual size."""
        settings = self._desk.settings
        size = settings.number("reading/size") + steps if steps else float(SETTINGS["reading/size"].default)
        settings.put("reading/size", size)

    def showEvent(self, event: QShowEvent) -> None:
        """Say what can be done where no article is open."""
        if self._workspace.open is None and not self._workspace.turns.waiting:
            self._show_nothing()
        super().showEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Make the text larger or smaller with Ctrl and the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.resize_text(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def _build(self) -> None:
        reading = QWidget(self)
        self._reading = QVBoxLayout(reading)
        self._reading.setContentsMargins(0, 0, 0, 0)
        self._reading.setSpacing(0)
        self._reading.addWidget(self._header)
        self._reading.addWidget(self.surface, 1)
        self._pages.addWidget(reading)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self._is_shown = False

    def _connect(self) -> None:
        self._workspace.article_opened.connect(self._show_article)
        self._workspace.changed.connect(self._hear)
        self._workspace.passage_requested.connect(self._reveal)
        self._desk.settings.changed.connect(self._hear_setting)
        self._desk.looks.changed.connect(self._dress)
        self._header.source_requested.connect(self.source_requested)
        self.surface.position_changed.connect(self._follow_position)
        self.surface.page_shown.connect(self._announce_page)
        self.surface.link_activated.connect(self._follow_link)

    def _show_article(self, opened: OpenArticle | None) -> None:
        self._rest.stop()
        self._is_shown = False
        if opened is None:
            self.surface.clear()
            self._show_nothing()
            return
        self._header.show_article(opened)
        if len(opened.revision.document.text) < LONG:
            self._show_page(opened)
        else:
            # Reading a book from the disk and planning its pages are two turns of the event loop.
            QTimer.singleShot(0, partial(self._show_page, opened))

    def _show_page(self, opened: OpenArticle) -> None:
        if self._workspace.open is None or self._workspace.open.revision is not opened.revision:
            return
        self.surface.set_boilerplate_shown(self._desk.settings.flag("reading/boilerplate"))
        self.surface.show_document(self._document(opened), opened.position)
        where = (opened.article.id, opened.revision.id, opened.position - NEAR, opened.position + NEAR)
        near = marks_of(self._workspace.library, *where)
        self.surface.set_marks([Mark(*row) for row in near])
        if self._tools is not None:
            self._tools.show_article(opened)
        self._pages.setCurrentIndex(0)

    def _document(self, opened: OpenArticle) -> Document:
        """Return the text to show, marked as the reader decided; what decides is loaded where something was."""
        if not has_folds(self._workspace.library):
            return opened.revision.document
        from postil.services.folding import as_folded

        return as_folded(self._workspace.library, opened.revision, opened.item)

    def _show_nothing(self) -> None:
        if self._pages.count() == 1:
            from postil.panels.article.nothing import NothingOpen

            self._pages.addWidget(NothingOpen(self._workspace, self))
        self._pages.setCurrentIndex(1)

    def _announce_page(self) -> None:
        self._is_shown = True
        # That the article was opened is kept a moment later: what writes is not loaded before the first page.
        self._rest.start()
        self.page_shown.emit()
        self._workspace.turns.page_shown()

    def _hear(self, edit: Edit) -> None:
        opened = self._workspace.open
        for change in edit.touched(CslItem):
            if opened is not None and isinstance(change.after, CslItem) and change.after.id == opened.article.id:
                self._header.show_item(change.after)

    def _reveal(self, passage: Passage) -> None:
        self.surface.reveal(passage.start, passage.end)

    def _follow_position(self, position: ReadingPosition) -> None:
        self._header.show_progress(position.progress)
        self._workspace.position_changed.emit(Passage(position.position, position.position))
        if self._is_shown:
            self._rest.start()

    def _follow_link(self, address: str) -> None:
        if address.startswith("postil:"):
            self.link_requested.emit(address)
        elif address.startswith(("http://", "https://", "mailto:")):
            trouble = open_outside(QUrl(address))
            if trouble:
                self._workspace.tell(trouble)

    def _hear_setting(self, change: SettingChanged) -> None:
        if change.key == "reading/boilerplate":
            self.surface.set_boilerplate_shown(self._desk.settings.flag("reading/boilerplate"))
        elif change.key.startswith("reading/") and change.key != "reading/theme":
            self.surface.set_style(reading_style(self._desk))

    def _dress(self, theme: Theme) -> None:
        del theme
        self.surface.set_style(reading_style(self._desk))


def reading_style(desk: Desk) -> ReadingStyle:
    """Return how the page looks by the reader's settings and the theme."""
    settings, theme = desk.settings, desk.looks.theme
    page = theme.page
    return ReadingStyle(
        family=settings.text("reading/family") or settings.text("reading/found_family") or text_face(),
        size_points=settings.number("reading/size"),
        line_height=settings.number("reading/line_height"),
        measure=round(settings.number("reading/measure")),
        page=page["page"],
        text=page["text"],
        muted=page["muted"],
        link=page["link"],
        selection=page["selection"],
        code_background=page["code_background"],
        rule=page["rule"],
        tones=theme.tones,
        entity_tones=theme.entities,
        flash=page["flash"],
        dark=theme.dark,
    )


def text_face() -> str:
    """Return the best installed serif face for reading."""
    return next((face for face in _SERIFS if QFontDatabase.hasFamily(face)), "serif")
