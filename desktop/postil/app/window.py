"""The window: first a page, then all that is done with it."""

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPlainTextEdit, QWidget

from postil.app import theme as looks_of
from postil.app.arrangement import Arrangement
from postil.app.menus import Menus
from postil.app.status import Status
from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.records import CslItem
from postil.domain.text import plain_title
from postil.domain.wording import say
from postil.panels.article import ArticlePanel
from postil.panels.registry import PANELS, PanelEntry
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.workspace import OpenArticle

if TYPE_CHECKING:
    from postil.app.commands import Commands
    from postil.session.importing import ImportFlow
    from postil.session.noticing import Noticing


class Window(QMainWindow):
    """One window over one library.

    ``painted`` tells that its first page is on the screen, ``completed`` that all panels stand beside it.
    """

    painted = Signal()
    completed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._workspace = desk.workspace
        self.setObjectName("window")
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 480)
        self.article = ArticlePanel(desk, self)
        self.status = Status(self, desk)
        self._arrangement = Arrangement(self, self.article, desk.settings)
        self._unmade = list(PANELS)
        self._unseen: dict[str, PanelEntry] = {}
        self._is_complete = False
        for number, entry in enumerate(PANELS, start=1):
            self._arrangement.add(entry, number)
        self._menus = Menus(self, self.article, list(self._arrangement.toggles.values()), desk.settings)
        self._connect()
        self._wear(desk.looks.theme)
        self._name(None)
        self._arrangement.restore()
        self._arrangement.panel_shown.connect(self._make_seen)
        self.article.surface.setFocus()
        single = Qt.ConnectionType.SingleShotConnection
        queued = Qt.ConnectionType.QueuedConnection
        self.painted.connect(self._complete, Qt.ConnectionType(single.value | queued.value))

    @property
    def actions_by_name(self) -> dict[str, QAction]:
        """Every action of the menus."""
        self._fill_menus()
        return self._menus.actions

    @cached_property
    def imports(self) -> "ImportFlow":
        """What brings articles in."""
        from postil.session.importing import ImportFlow

        flow = ImportFlow(self.desk, self)
        flow.failed.connect(self._workspace.tell)
        self.status.follow_imports(flow)
        return flow

    @cached_property
    def commands(self) -> "Commands":
        """What the actions do."""
        from postil.app.commands import Commands

        commands = Commands(self, self.desk, self.article, self.imports, self._arrangement.toggles)
        self._fill_menus()
        commands.take_menus(self._menus.recent, self._menus.colors)
        self.desk.workspace.offered.connect(self.status.offer)
        commands.versions.offered.connect(self.status.offer)
        commands.shelving.offered.connect(self.status.offer)
        commands.exports.offered.connect(self.status.offer)
        return commands

    @cached_property
    def noticing(self) -> "Noticing":
        """What sees to it that the window shows what other programs do to the library."""
        from postil.session.noticing import Noticing

        return Noticing(self._workspace, self.isMinimized, _is_writing, self)

    def open_target(self, target: str) -> None:
        """Open an article, a file or a ``postil://`` link and come forward."""
        if target:
            from postil.app.targets import open_target

            open_target(self._workspace, self.imports, target)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def open_sample(self) -> None:
        """Bring the sample article in, or open it where it is there."""
        self.commands.open_sample()

    def show_crash(self, report: str, words: str = "") -> None:
        """Show what went wrong in Postil itself; ``words`` are what the error said, for the reader to add or not."""
        from postil.dialogs.crash import CrashDialog

        CrashDialog(report, self, words=words).open()

    def show_hard_crash(self, report: str) -> None:
        """Show that Postil was torn down the last time."""
        from postil.dialogs.crash import CrashDialog

        CrashDialog(report, self, was_torn_down=True).open()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is pending, then let go; a panel that is not there yet is not made any more."""
        self._is_complete = True
        if "noticing" in self.__dict__:
            self.noticing.close()
        self.article.keep_position()
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        from postil.app.leaving import may_close

        if not may_close(self, self._workspace):
            event.ignore()
            return
        if "commands" in self.__dict__:
            self.commands.exports.close()
        self._arrangement.keep()
        self.desk.settings.flush()
        self.imports.close()
        if "commands" in self.__dict__:
            self.commands.give_up()
            self.commands.versions.close()
        self.desk.findings.close()
        super().closeEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go through the panels as they stand on the screen."""
        from postil.app.tabbing import tab_on

        return tab_on((*self._arrangement.columns, self.statusBar()), forward=forward) or super().focusNextPrevChild(
            forward
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Tell of the first page even where no article is open."""
        super().showEvent(event)
        if self._workspace.open is None:
            QTimer.singleShot(0, self.painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, addresses and text, but not what is dragged out of Postil itself: that is here already."""
        from postil.widgets.dropping import take_copy

        data = event.mimeData()
        from_outside = not event.source()
        if from_outside and (data.hasUrls() or data.hasText() or data.hasHtml()):
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in what was dropped."""
        from postil.widgets.dropping import take_copy

        data = event.mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        addresses = [url.toString() for url in data.urls() if url.scheme() in {"http", "https"}]
        if files:
            self.commands.take_files(files)
        elif addresses:
            self.imports.import_url(*addresses)
        elif data.hasText() or data.hasHtml():
            self.imports.import_text(data.text(), data.html())
        take_copy(event)

    def _connect(self) -> None:
        self._workspace.article_opened.connect(self._name)
        self._workspace.changed.connect(self._hear)
        self._workspace.card_requested.connect(self._show_notes)
        self._workspace.note_requested.connect(self._show_notes)
        self._workspace.review_requested.connect(self._show_notes)
        self._workspace.timeline_requested.connect(self._show_timeline)
        self._workspace.link_requested.connect(self.open_target)
        self.article.page_shown.connect(self.painted)
        self.article.link_requested.connect(self.open_target)
        self.desk.looks.changed.connect(self._dress)

    def _complete(self) -> None:
        """Add what the first page did not need, a piece in each turn of the event loop."""
        if self._is_complete:
            return
        self._fill_menus()
        QTimer.singleShot(0, self._equip)

    def _fill_menus(self) -> None:
        if not self._menus.filled:
            self._menus.fill()
            self._menus.follow(self._workspace)
            self._menus.chosen.connect(self._run)

    def _equip(self) -> None:
        if self._is_complete:
            return
        try:
            _ = self.article.tools, self.commands
        except Problem as problem:
            # A damaged library: what can be seen and done with the rest of it is added all the same.
            self._workspace.tell(problem)
        self._draw_icons(self.desk.looks.theme)
        QTimer.singleShot(0, self._make_next_panel)

    def _make_next_panel(self) -> None:
        if self._is_complete:
            return
        if self._unmade:
            entry = self._unmade.pop(0)
            QTimer.singleShot(0, self._make_next_panel)
            if entry.area == "bottom" and not self._arrangement.toggles[entry.name].isChecked():
                self._unseen[entry.name] = entry
            else:
                self._make_panel(entry)
        else:
            self._is_complete = True
            self.noticing.look()
            self.completed.emit()

    def _make_panel(self, entry: PanelEntry, *, show: bool = False) -> None:
        try:
            panel = entry.load()(self.desk)
            self._arrangement.fill(entry.name, panel)
            if show:
                # A layout shows what is put into it in a later turn only.
                panel.show()
        except Problem as problem:
            # The library may be damaged in a place that only this panel reads.
            self._workspace.tell(problem)

    def _make_seen(self, name: str) -> None:
        entry = self._unseen.pop(name, None)
        if entry is not None:
            self._make_panel(entry, show=True)

    def _run(self, name: str) -> None:
        self.commands.run(name)

    def _dress(self, theme: Theme) -> None:
        self._wear(theme)
        self._draw_icons(theme)

    def _wear(self, theme: Theme) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(looks_of.palette(theme))
            application.setStyleSheet(looks_of.stylesheet(theme))

    def _draw_icons(self, theme: Theme) -> None:
        self._menus.color_icons(theme)
        self._arrangement.color_icons(theme)
        self.status.color_icons(theme)

    def _name(self, opened: OpenArticle | None) -> None:
        self.setWindowTitle(say("{title} — Postil", title=plain_title(opened.item.title)) if opened else "Postil")

    def _hear(self, edit: Edit) -> None:
        if edit.touched(CslItem):
            self._name(self._workspace.open)

    def _show_notes(self) -> None:
        self._arrangement.show_panel("notes")

    def _show_timeline(self, wish: str) -> None:
        self._arrangement.show_panel("timeline")
        panel = self.findChild(QWidget, "timeline")
        if wish == "export" and panel is not None:
            from postil.panels.timeline import TimelinePanel

            if isinstance(panel, TimelinePanel):
                panel.ask_export()


def _is_writing() -> bool:
    """Whether the reader is in the middle of a note."""
    focused = QApplication.focusWidget()
    return isinstance(focused, QPlainTextEdit) and not focused.isReadOnly()
