"""The panel in the middle: the article and all that is done in its text."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFontDatabase, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from postil.domain.edits import Edit
from postil.domain.entities import Analysis
from postil.domain.records import CslItem
from postil.domain.wording import say
from postil.panels.article.header import ArticleHeader
from postil.panels.article.marking import Marking
from postil.panels.article.menu import ArticleMenu
from postil.panels.article.pictures import Pictures
from postil.panels.article.searching import Searching
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.settings import SETTINGS, SettingChanged
from postil.session.workspace import OpenArticle, Passage, Workspace
from postil.widgets.find_bar import FindBar
from postil.widgets.highlight_toolbar import HighlightToolbar
from postil.widgets.reading import EntityClicked, EntityMark, ReadingPosition, ReadingStyle, ReadingSurface

_POSITION_RESTS = 800
"""Milliseconds for which the reader must stay before the position is kept."""

MANY_MENTIONS = 3000
"""From how many mentions on their marks are made on the pool."""

_SERIFS = ("Charter", "Source Serif 4", "Source Serif Pro", "Georgia", "Cambria", "Noto Serif", "DejaVu Serif")
"""Text faces to read in, best first; the first that is installed is used unless the reader chose one."""


class ArticlePanel(QFrame):
    """Shows the open article.

    ``page_shown`` tells that an article's page was painted for the first time; ``link_requested`` carries an address
    inside Postil (``postil://…``) that the reader clicked.
    """

    page_shown = Signal()
    link_requested = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("article")
        self.setProperty("role", "page")
        self.setAccessibleName(say("Article"))
        self._desk = desk
        self._workspace = desk.workspace
        self._workspace.has_reader()
        self.surface = ReadingSurface(reading_style(desk), self)
        self._header = ArticleHeader(self)
        self._bar = FindBar(self)
        self._toolbar = HighlightToolbar(self)
        self.marking = Marking(desk, self.surface, self._toolbar)
        self.searching = Searching(self.surface, self._bar)
        self._menu = ArticleMenu(desk, self.surface, self.marking)
        self._pictures = Pictures(desk, self.surface)
        self._pages = QStackedWidget(self)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_POSITION_RESTS)
        self._rest.timeout.connect(self.keep_position)
        self._build()
        self._connect()
        self._dress(desk.looks.theme)

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

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Make the text larger or smaller with Ctrl and the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.resize_text(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def _build(self) -> None:
        reading = QWidget(self)
        column = QVBoxLayout(reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._bar)
        column.addWidget(self.surface, 1)
        self._pages.addWidget(_NothingOpen(self._workspace, self))
        self._pages.addWidget(reading)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._pages)
        self._is_shown = False
        self._job = 0

    def _connect(self) -> None:
        self._workspace.article_opened.connect(self._show_article)
        self._workspace.changed.connect(self._hear)
        self._workspace.passage_requested.connect(self._reveal)
        self._desk.findings.changed.connect(self._mark_entities)
        self._desk.settings.changed.connect(self._hear_setting)
        self._desk.looks.changed.connect(self._dress)
        self.surface.position_changed.connect(self._follow_position)
        self.surface.page_shown.connect(self._announce_page)
        self.surface.link_activated.connect(self._follow_link)
        self.surface.entity_clicked.connect(self._show_entity)
        self.surface.boilerplate_toggled.connect(self._toggle_boilerplate)

    def _show_article(self, opened: OpenArticle | None) -> None:
        self._rest.stop()
        self._is_shown = False
        self.searching.forget()
        self._bar.hide()
        if opened is None:
            self.surface.clear()
            self._pages.setCurrentIndex(0)
            return
        self._header.show_article(opened)
        self.surface.set_boilerplate_shown(self._desk.settings.flag("reading/boilerplate"))
        self.surface.set_entity_kinds_shown(_kinds(self._desk.settings.text("entities/shown")))
        self.surface.show_document(opened.revision.document, opened.position)
        self.marking.show_article(opened)
        self._mark_entities(self._desk.findings.analysis)
        self._pictures.show_article(opened)
        self._pages.setCurrentIndex(1)

    def _announce_page(self) -> None:
        self._is_shown = True
        # That the article was opened is kept a moment later: what writes is not loaded before the first page.
        self._rest.start()
        self.page_shown.emit()
        self._workspace.page_shown()

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

    def _mark_entities(self, analysis: Analysis | None) -> None:
        self._desk.jobs.forget(self._job)
        if analysis is None:
            self.surface.set_entity_marks(())
        elif sum(len(entity.mentions) for entity in analysis.entities) < MANY_MENTIONS:
            self.surface.set_entity_marks(entity_marks(analysis))
        else:
            work = partial(entity_marks, analysis)
            self._job = self._desk.jobs.run(work, self.surface.set_entity_marks, self._workspace.tell)

    def _show_entity(self, clicked: EntityClicked) -> None:
        analysis = self._desk.findings.analysis
        if analysis is None:
            return
        for entity in analysis.entities:
            if any(mention.start == clicked.mark.start for mention in entity.mentions):
                number = len(entity.mentions)
                self._workspace.told.emit(say("{name}: mentioned {number} times", name=entity.name, number=number))
                return

    def _follow_link(self, address: str) -> None:
        if address.startswith("postil:"):
            self.link_requested.emit(address)
        elif address.startswith(("http://", "https://", "mailto:")):
            QDesktopServices.openUrl(QUrl(address))

    def _toggle_boilerplate(self, shown: bool) -> None:
        self._desk.settings.put("reading/boilerplate", shown)

    def _hear_setting(self, change: SettingChanged) -> None:
        if change.key == "reading/boilerplate":
            self.surface.set_boilerplate_shown(self._desk.settings.flag("reading/boilerplate"))
        elif change.key == "entities/shown":
            self.surface.set_entity_kinds_shown(_kinds(self._desk.settings.text("entities/shown")))
        elif change.key.startswith("reading/") and change.key != "reading/theme":
            self.surface.set_style(reading_style(self._desk))

    def _dress(self, theme: Theme) -> None:
        self.surface.set_style(reading_style(self._desk))
        self._bar.color_icons(theme.window["text"])


class _NothingOpen(QWidget):
    """What the middle shows while no article is open."""

    def __init__(self, workspace: Workspace, parent: QWidget) -> None:
        super().__init__(parent)
        self._wish = workspace.import_requested
        heading = QLabel(say("Nothing is open"), self)
        heading.setProperty("role", "title")
        line = QLabel(say("Choose an article on the left, drop a file here, or bring one in."), self)
        line.setProperty("role", "muted")
        line.setWordWrap(True)
        line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch()
        for label, slot in (
            (say("Import files…"), self._ask_file),
            (say("From an address…"), self._ask_url),
            (say("Paste text…"), self._ask_paste),
        ):
            button = QPushButton(label, self)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        buttons.addStretch()
        column = QVBoxLayout(self)
        column.addStretch()
        column.addWidget(heading, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(line)
        column.addSpacing(8)
        column.addLayout(buttons)
        column.addStretch()

    def sizeHint(self) -> QSize:
        """Return a comfortable size for an empty page."""
        return QSize(600, 400)

    def _ask_file(self) -> None:
        self._wish.emit("file")

    def _ask_url(self) -> None:
        self._wish.emit("url")

    def _ask_paste(self) -> None:
        self._wish.emit("paste")


def entity_marks(analysis: Analysis) -> list[EntityMark]:
    """Return what is to be underlined."""
    marks = [EntityMark(each.start, each.end, entity.kind) for entity in analysis.entities for each in entity.mentions]
    marks += (EntityMark(date.start, date.end, "date") for date in analysis.dates)
    marks += (EntityMark(mask.start, mask.end, "mask") for mask in analysis.masks)
    return marks


def reading_style(desk: Desk) -> ReadingStyle:
    """Return how the page looks by the reader's settings and the theme."""
    settings, theme = desk.settings, desk.looks.theme
    page = theme.page
    return ReadingStyle(
        family=settings.text("reading/family") or text_face(),
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


def _kinds(setting: str) -> frozenset[str]:
    return frozenset(kind for kind in setting.split(",") if kind)
