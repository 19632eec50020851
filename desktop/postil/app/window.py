"""The window: panels, menus and shortcuts put together from their declarations."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QActionGroup,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu, QToolBar

from postil.app import theme as looks_of
from postil.app.actions import MENUS, READING_KEYS, SEPARATOR, TOOLBAR, Action
from postil.app.arrangement import Arrangement
from postil.app.recent import RecentMenu
from postil.app.status import Status
from postil.app.targets import open_target
from postil.app.wishes import Wishes
from postil.domain.edits import Edit
from postil.domain.records import CslItem
from postil.domain.wording import say
from postil.panels.article import ArticlePanel
from postil.panels.registry import PANELS
from postil.services import articles
from postil.session.desk import Desk
from postil.session.importing import ImportFlow
from postil.session.looks import Theme
from postil.session.settings import SETTINGS, SettingChanged
from postil.session.workspace import OpenArticle
from postil.widgets.icons import icon
from postil.widgets.swatches import color_choices, swatch


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
        self.imports = ImportFlow(desk, self)
        self.article = ArticlePanel(desk, self)
        self.status = Status(self, desk)
        self._wishes = Wishes(self, desk, self.imports)
        self._arrangement = Arrangement(self, self.article, desk.settings)
        self._unmade = list(PANELS)
        self._is_complete = False
        for number, entry in enumerate(PANELS, start=1):
            self._arrangement.add(entry, number)
        self.actions_by_name: dict[str, QAction] = {}
        self._colors = QMenu(self)
        self._build_menus()
        self._build_toolbar()
        self._connect()
        self._dress(desk.looks.theme)
        self._name(None)
        self._arrangement.restore()
        self.article.surface.setFocus()
        self.painted.connect(self._make_next_panel, Qt.ConnectionType.SingleShotConnection)

    def open_target(self, target: str) -> None:
        """Open an article, a file or a ``postil://`` link and come forward."""
        if target:
            open_target(self._workspace, self.imports, target)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def show_crash(self, report: str) -> None:
        """Show what went wrong in Postil itself."""
        from postil.dialogs.crash import CrashDialog

        CrashDialog(report, self).open()

    def shortcuts(self) -> list[tuple[str, str, str]]:
        """Return group, label and keys of everything the keyboard can do."""
        rows: list[tuple[str, str, str]] = []
        for menu, actions in MENUS.items():
            group = say(menu).replace("&", "")
            rows += [(group, action.plain_label, action.shortcut) for action in actions if action.shortcut]
        for name, toggle in self._arrangement.toggles.items():
            del name
            label = say("Show or hide {panel}", panel=toggle.text())
            rows.append((say("Panels"), label, toggle.shortcut().toString()))
        return rows + [(say("In the text"), say(label), keys) for label, keys in READING_KEYS]

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is pending, then let go."""
        self.article.keep_position()
        focused = QApplication.focusWidget()
        if focused is not None:
            focused.clearFocus()
        opened = self._workspace.open
        self.desk.settings.put("window/article", opened.article.id if opened else "")
        self._arrangement.keep()
        self.desk.settings.flush()
        self.imports.cancel()
        self.desk.findings.close()
        super().closeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Tell of the first page even where no article is open."""
        super().showEvent(event)
        if self._workspace.open is None:
            QTimer.singleShot(0, self.painted.emit)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, addresses and text."""
        data = event.mimeData()
        if data.hasUrls() or data.hasText() or data.hasHtml():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Bring in what was dropped."""
        data = event.mimeData()
        files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        addresses = [url.toString() for url in data.urls() if url.scheme() in {"http", "https"}]
        if files:
            self.imports.import_files(files)
        elif addresses:
            self.imports.import_url(addresses[0])
        elif data.hasText() or data.hasHtml():
            self.imports.import_text(data.text(), data.html())
        event.acceptProposedAction()

    def _make_next_panel(self) -> None:
        """Make one panel and come back for the next: the page is painted first, and no turn takes long."""
        if self._unmade:
            entry = self._unmade.pop(0)
            self._arrangement.fill(entry.name, entry.load()(self.desk))
            QTimer.singleShot(0, self._make_next_panel)
        elif not self._is_complete:
            self._is_complete = True
            self.completed.emit()

    def _slots(self) -> dict[str, Callable[[], object]]:
        """Return what each action does."""
        wishes, article, stack = self._wishes, self.article, self._workspace.undo_stack
        return {
            "import_files": wishes.import_files,
            "import_text": wishes.import_text,
            "import_url": wishes.import_url,
            "export": self._export,
            "back_up": wishes.back_up,
            "quit": self.close,
            "undo": stack.undo,
            "redo": stack.redo,
            "copy": article.surface.copy,
            "find": article.searching.begin,
            "find_next": article.searching.step_on,
            "find_previous": article.searching.step_back,
            "settings": wishes.show_settings,
            "highlight": article.marking.highlight,
            "annotate": article.marking.highlight_and_note,
            "add_entity": self._add_entity,
            "record": self._edit_record,
            "tags": self._edit_tags,
            "analyse_again": self.desk.findings.analyse_again,
            "boilerplate": self._toggle_boilerplate,
            "delete": self._delete_article,
            "larger": self._enlarge,
            "smaller": self._reduce,
            "usual_size": self._resize_usual,
            "to_article": article.surface.setFocus,
            "shortcuts": self._show_shortcuts,
            "sample": self.open_sample,
            "about": wishes.show_about,
        }

    def _build_menus(self) -> None:
        slots = self._slots()
        for title, actions in MENUS.items():
            menu = self.menuBar().addMenu(say(title))
            for declared in actions:
                if declared is SEPARATOR:
                    menu.addSeparator()
                elif declared.name == "recent":
                    RecentMenu(menu.addMenu(say(declared.label)), self._workspace)
                elif declared.name == "panels":
                    menu.addMenu(say(declared.label)).addActions(list(self._arrangement.toggles.values()))
                elif declared.name == "themes":
                    self._build_themes(menu.addMenu(say(declared.label)))
                else:
                    menu.addAction(self._make_action(declared, slots[declared.name]))
        for name in ("highlight", "annotate", "copy"):
            # Single letters are for the text alone: elsewhere they are typed.
            self.actions_by_name[name].setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.article.addAction(self.actions_by_name[name])
        self.actions_by_name["boilerplate"].setChecked(self.desk.settings.flag("reading/boilerplate"))
        for toggle in self._arrangement.toggles.values():
            self.addAction(toggle)

    def _make_action(self, declared: Action, slot: Callable[[], object]) -> QAction:
        action = QAction(say(declared.label), self)
        action.setObjectName(declared.name)
        action.setCheckable(declared.checkable)
        keys = [QKeySequence(key) for key in declared.shortcut.split(", ") if key]
        action.setShortcuts(keys)
        shown = f"{declared.plain_label} ({keys[0].toString(QKeySequence.SequenceFormat.NativeText)})" if keys else ""
        action.setToolTip(shown or declared.plain_label)
        action.setProperty("icon_name", declared.icon)
        action.triggered.connect(slot)
        self.actions_by_name[declared.name] = action
        return action

    def _build_themes(self, menu: QMenu) -> None:
        group = QActionGroup(menu)
        for value, label in SETTINGS["reading/theme"].choices:
            action = menu.addAction(say(label))
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value == self.desk.settings.text("reading/theme"))
            group.addAction(action)
        self._themes = group
        group.triggered.connect(self._choose_theme)

    def _build_toolbar(self) -> None:
        bar = QToolBar(say("Toolbar"), self)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(18, 18))
        bar.toggleViewAction().setEnabled(False)
        for name in TOOLBAR:
            if not name:
                bar.addSeparator()
            elif name == "highlight_colors":
                self._colors.aboutToShow.connect(self._fill_colors)
                self._colors.triggered.connect(self._highlight_in)
                button = QAction(say("Highlight in…"), self)
                button.setToolTip(say("Highlight the selection in a colour"))
                button.setProperty("icon_name", "edit")
                button.setMenu(self._colors)
                self.actions_by_name[name] = button
                bar.addAction(button)
                bar.widgetForAction(button).setProperty("popupMode", 2)
            else:
                bar.addAction(self.actions_by_name[name])
        self.addToolBar(bar)

    def _connect(self) -> None:
        self._workspace.article_opened.connect(self._name)
        self._workspace.article_opened.connect(self._enable)
        self._workspace.changed.connect(self._hear)
        self._workspace.card_requested.connect(self._show_notes)
        self._workspace.note_requested.connect(self._show_notes)
        stack = self._workspace.undo_stack
        stack.canUndoChanged.connect(self._name_undo)
        stack.canRedoChanged.connect(self._name_undo)
        stack.indexChanged.connect(self._name_undo)
        self.desk.looks.changed.connect(self._dress)
        self.desk.settings.changed.connect(self._hear_setting)
        self.article.page_shown.connect(self.painted)
        self.article.link_requested.connect(self.open_target)
        self._workspace.link_requested.connect(self.open_target)
        self.imports.failed.connect(self._workspace.tell)
        self._enable(self._workspace.open)
        self._name_undo()

    def _dress(self, theme: Theme) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.setPalette(looks_of.palette(theme))
            application.setStyleSheet(looks_of.stylesheet(theme))
        for action in self.actions_by_name.values():
            name = str(action.property("icon_name") or "")
            if name:
                action.setIcon(icon(name, theme.window["text"]))
        self._arrangement.color_icons(theme)

    def _name(self, opened: OpenArticle | None) -> None:
        self.setWindowTitle(say("{title} — Postil", title=opened.item.title) if opened else "Postil")

    def _enable(self, opened: OpenArticle | None) -> None:
        needing = ("copy", "find", "find_next", "find_previous", "highlight", "annotate", "add_entity", "record")
        for name in (*needing, "tags", "analyse_again", "delete", "highlight_colors", "export"):
            self.actions_by_name[name].setEnabled(opened is not None)

    def _hear(self, edit: Edit) -> None:
        if edit.touched(CslItem):
            self._name(self._workspace.open)
            self._enable(self._workspace.open)

    def _hear_setting(self, change: SettingChanged) -> None:
        if change.key == "reading/boilerplate":
            self.actions_by_name["boilerplate"].setChecked(self.desk.settings.flag("reading/boilerplate"))
        elif change.key == "reading/theme":
            for action in self._themes.actions():
                action.setChecked(action.data() == change.value)

    def _name_undo(self) -> None:
        stack = self._workspace.undo_stack
        undo, redo = self.actions_by_name["undo"], self.actions_by_name["redo"]
        undo.setEnabled(stack.canUndo())
        redo.setEnabled(stack.canRedo())
        undo.setText(say("&Undo: {step}", step=stack.undoText()) if stack.canUndo() else say("&Undo"))
        redo.setText(say("&Redo: {step}", step=stack.redoText()) if stack.canRedo() else say("&Redo"))

    def _show_notes(self) -> None:
        self._arrangement.show_panel("notes")

    def _fill_colors(self) -> None:
        theme = self.desk.looks.theme
        self._colors.clear()
        for choice in color_choices(self._workspace.library.colors(), theme.tones, theme.inks):
            self._colors.addAction(swatch(choice), choice.name).setData(choice.id)

    def _highlight_in(self, action: QAction) -> None:
        self.article.marking.highlight_in(str(action.data()))

    def _choose_theme(self, action: QAction) -> None:
        self.desk.settings.put("reading/theme", str(action.data()))

    def _toggle_boilerplate(self) -> None:
        self.desk.settings.put("reading/boilerplate", self.actions_by_name["boilerplate"].isChecked())

    def _enlarge(self) -> None:
        self.article.resize_text(1)

    def _reduce(self) -> None:
        self.article.resize_text(-1)

    def _resize_usual(self) -> None:
        self.article.resize_text(0)

    def _export(self) -> None:
        self._wishes.export()

    def _edit_record(self) -> None:
        self._wishes.edit_record()

    def _edit_tags(self) -> None:
        self._wishes.edit_tags()

    def _add_entity(self) -> None:
        self.article.marking.add_entity("")

    def _delete_article(self) -> None:
        opened = self._workspace.open
        if opened is not None:
            title = opened.item.title
            if self._workspace.do(articles.delete(self._workspace.library, opened.article.id)):
                self._workspace.told.emit(say("“{title}” was deleted; Ctrl+Z brings it back.", title=title))

    def _show_shortcuts(self) -> None:
        from postil.dialogs.shortcuts import ShortcutsDialog

        ShortcutsDialog(self.shortcuts(), self).open()

    def open_sample(self) -> None:
        """Bring the sample article in, or open it where it is there."""
        from postil.services.sample import sample_source

        self.imports.import_source(say("the sample article"), sample_source)
