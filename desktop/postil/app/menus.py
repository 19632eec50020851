"""Menus and toolbar, made from their declarations; what an entry does is looked up when it is chosen."""

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeySequence, QPixmap
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar, QToolButton, QWidget

from postil.app.actions import MENUS, SEPARATOR, TOOLBAR, Action
from postil.domain.wording import say
from postil.session.looks import Theme
from postil.session.settings import SETTINGS, SettingChanged, Settings
from postil.session.workspace import OpenArticle, Workspace

COLORS = "highlight_colors"
"""The toolbar's menu of highlight colours."""

_NEEDS_ARTICLE = (
    "copy", "find", "find_next", "find_previous", "highlight", "annotate", "add_entity", "record", "tags",
    "analyse_again", "delete", "export", COLORS, "versions", "check_version", "add_version", "next_review",
    "previous_review", "confirm_place", "refuse_place", "attach_place", "turn_boilerplate", "provenance",
    "judge_claim", "link_passages", "choose_link", "numbers", "quote", "later", "favourite", "archive",
)  # fmt: skip

_TYPED = ("highlight", "annotate", "copy", "turn_boilerplate")
"""Entries whose keys belong to the text alone: elsewhere they are letters, or copy something else."""


class Menus(QObject):
    """The menu bar and the toolbar of a window; ``chosen`` carries the name of the entry that the reader chose.

    At first there are the menus' titles and the toolbar's first button, which keep the room: ``fill`` adds the rest
    after the first page, which does not wait for a hundred entries that nobody can choose yet.
    """

    chosen = Signal(str)

    def __init__(self, window: QMainWindow, article: QWidget, panels: list[QAction], settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._panels = panels
        self.actions: dict[str, QAction] = {}
        self.recent = QMenu(window)
        self.colors = QMenu(window)
        self._themes = QActionGroup(self)
        self._article = article
        self.filled = False
        self._menus = {title: window.menuBar().addMenu(say(title)) for title in MENUS}
        self._bar = self._make_toolbar()

    def fill(self) -> None:
        """Add all entries."""
        self.filled = True
        for title, entries in MENUS.items():
            self._fill(self._menus[title], entries)
        for name in _TYPED:
            self.actions[name].setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._article.addAction(self.actions[name])
        self._window.addActions(self._panels)
        self.actions["boilerplate"].setChecked(self._settings.flag("reading/boilerplate"))
        self._fill_toolbar()
        self._themes.triggered.connect(self._choose_theme)
        self._settings.changed.connect(self._hear_setting)

    def follow(self, workspace: Workspace) -> None:
        """Enable what can be done, and name the steps of undo."""
        self._stack = workspace.undo_stack
        workspace.article_opened.connect(self._enable)
        self._stack.canUndoChanged.connect(self._name_undo)
        self._stack.canRedoChanged.connect(self._name_undo)
        self._stack.indexChanged.connect(self._name_undo)
        self._enable(workspace.open)
        self._name_undo()

    def color_icons(self, theme: Theme) -> None:
        """Draw all icons for ``theme``."""
        from postil.widgets.icons import icon

        for action in self.actions.values():
            name = str(action.property("icon_name") or "")
            if name:
                action.setIcon(icon(name, theme.window["text"]))

    def _fill(self, menu: QMenu, entries: tuple[Action, ...]) -> None:
        for entry in entries:
            if entry is SEPARATOR:
                menu.addSeparator()
            elif entry.name == "recent":
                self.recent = menu.addMenu(say(entry.label))
            elif entry.name == "panels":
                menu.addMenu(say(entry.label)).addActions(self._panels)
            elif entry.name == "themes":
                self._fill_themes(menu.addMenu(say(entry.label)))
            else:
                menu.addAction(self._make(entry))

    def _make(self, entry: Action) -> QAction:
        if entry.name in self.actions:
            return self.actions[entry.name]
        action = QAction(say(entry.label), self._window)
        action.setObjectName(entry.name)
        action.setCheckable(entry.checkable)
        keys = [QKeySequence(key) for key in entry.shortcut.split(", ") if key]
        action.setShortcuts(keys)
        shown = f"{entry.plain_label} ({keys[0].toString(QKeySequence.SequenceFormat.NativeText)})" if keys else ""
        action.setToolTip(shown or entry.plain_label)
        action.setProperty("icon_name", entry.icon)
        action.triggered.connect(self._tell)
        self.actions[entry.name] = action
        return action

    def _tell(self) -> None:
        self.chosen.emit(self.sender().objectName())

    def _fill_themes(self, menu: QMenu) -> None:
        for value, label in SETTINGS["reading/theme"].choices:
            action = menu.addAction(say(label))
            action.setCheckable(True)
            action.setData(value)
            action.setChecked(value == self._settings.text("reading/theme"))
            self._themes.addAction(action)

    def _make_toolbar(self) -> QToolBar:
        bar = QToolBar(say("Toolbar"), self._window)
        bar.setObjectName("toolbar")
        bar.setMovable(False)
        bar.setIconSize(QSize(1, 1) * (bar.fontMetrics().height() + 1))
        bar.toggleViewAction().setEnabled(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        first = self._make(next(entry for entries in MENUS.values() for entry in entries if entry.name == TOOLBAR[0]))
        # The icons come after the first page; without one a button would show its words until then.
        nothing = QPixmap(bar.iconSize())
        nothing.fill(Qt.GlobalColor.transparent)
        first.setIcon(QIcon(nothing))
        bar.addAction(first)
        self._window.addToolBar(bar)
        return bar

    def _fill_toolbar(self) -> None:
        for name in TOOLBAR[1:]:
            if not name:
                self._bar.addSeparator()
                continue
            if name == COLORS:
                self.actions[name] = self._make_colors()
            self._bar.addAction(self.actions[name])
            button = self._bar.widgetForAction(self.actions[name])
            if isinstance(button, QToolButton) and name == COLORS:
                button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _make_colors(self) -> QAction:
        action = QAction(say("Highlight in…"), self._window)
        action.setToolTip(say("Highlight the selection in a colour"))
        action.setProperty("icon_name", "edit")
        action.setMenu(self.colors)
        return action

    def _enable(self, opened: OpenArticle | None) -> None:
        for name in _NEEDS_ARTICLE:
            self.actions[name].setEnabled(opened is not None)

    def _name_undo(self) -> None:
        stack, undo, redo = self._stack, self.actions["undo"], self.actions["redo"]
        undo.setEnabled(stack.canUndo())
        redo.setEnabled(stack.canRedo())
        undo.setText(say("&Undo: {step}", step=stack.undoText()) if stack.canUndo() else say("&Undo"))
        redo.setText(say("&Redo: {step}", step=stack.redoText()) if stack.canRedo() else say("&Redo"))

    def _choose_theme(self, action: QAction) -> None:
        self._settings.put("reading/theme", str(action.data()))

    def _hear_setting(self, change: SettingChanged) -> None:
        if change.key == "reading/boilerplate":
            self.actions["boilerplate"].setChecked(self._settings.flag("reading/boilerplate"))
        elif change.key == "reading/theme":
            for action in self._themes.actions():
                action.setChecked(action.data() == change.value)
