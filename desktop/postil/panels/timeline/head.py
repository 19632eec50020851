"""What stands beside the timeline's title: whose dates, of whom, how near, and what to do with them."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from postil.domain.wording import say
from postil.widgets.icons import icon

_LONGEST = 28

FORMATS = (
    ("png", "As a picture (PNG)…"),
    ("svg", "As a drawing (SVG)…"),
    ("csv", "As a table (CSV)…"),
    ("timelinejs", "For TimelineJS (JSON)…"),
)


class TimelineHead(QWidget):
    """``scope_asked`` carries "open", "all" or "chosen"; ``entity_asked`` tells that the reader wants to filter.

    ``act`` carries "nearer", "farther", "fit" or "list"; ``export_asked`` the name of a format.
    """

    scope_asked = Signal(str)
    entity_asked = Signal()
    act = Signal(str)
    export_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icons: list[tuple[QToolButton, str]] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 4, 0)
        row.setSpacing(4)
        self.scope = _menu_button(row, say("Whose dates to show"))
        self._fill_scope()
        self.entity = _menu_button(row, say("Show only what mentions somebody or something"))
        self.entity.clicked.connect(self.entity_asked)
        self.summary = QLabel()
        self.summary.setProperty("role", "muted")
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.summary.setTextFormat(Qt.TextFormat.PlainText)
        row.addSpacing(8)
        row.addWidget(self.summary, 1)
        self.conflict = QLabel()
        self.conflict.setProperty("role", "danger")
        self.conflict.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self.conflict)
        row.addSpacing(8)
        self.farther = self._add(row, "farther", say("Show more of time (−)"))
        self.nearer = self._add(row, "nearer", say("Come nearer (+)"))
        self.fit = self._add(row, "fit", say("Show all of it (0)"))
        self.as_list = self._add(row, "list", say("Show the dates as a list"))
        self.as_list.setCheckable(True)
        self.export = self._add(row, "export", say("Export the timeline"))
        self._fill_export()
        self.name_entity("")

    def set_colour(self, colour: str) -> None:
        """Draw the buttons' icons in ``colour`` ("#rrggbb")."""
        for button, name in self._icons:
            button.setIcon(icon(name, colour))

    def name_scope(self, words: str) -> None:
        """Say whose dates are shown."""
        self.scope.setText(f"{_short(words)} ▾")
        self.scope.setAccessibleName(say("Whose dates to show: {scope}", scope=words))

    def name_entity(self, name: str) -> None:
        """Say whom the events mention; "" where they may mention anybody."""
        self.entity.setText(f"{_short(name) if name else say('Everybody')} ▾")
        self.entity.setAccessibleName(say("Show only what mentions: {name}", name=name or say("everybody")))

    def summarise(self, words: str, conflicts: str) -> None:
        """Say how many dates there are, and how many are in conflict."""
        self.summary.setText(words)
        self.conflict.setText(conflicts)
        self.conflict.setVisible(bool(conflicts))

    def show_as(self, *, as_list: bool) -> None:
        """Follow whether the dates are a list."""
        self.as_list.setChecked(as_list)
        for button in (self.nearer, self.farther, self.fit):
            button.setEnabled(not as_list)

    def _fill_scope(self) -> None:
        menu = QMenu(self.scope)
        for name, words in (("open", "Open article"), ("all", "All articles"), ("chosen", "Chosen articles…")):
            menu.addAction(say(words)).setObjectName(name)
        menu.triggered.connect(self._ask_scope)
        self.scope.setMenu(menu)
        self.scope.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _fill_export(self) -> None:
        menu = QMenu(self.export)
        for name, words in FORMATS:
            menu.addAction(say(words)).setObjectName(name)
        menu.triggered.connect(self._ask_export)
        self.export.setMenu(menu)
        self.export.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _add(self, row: QHBoxLayout, name: str, words: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        button.setToolTip(words)
        button.setAccessibleName(words)
        if name != "export":
            button.clicked.connect(self._tell)
        self._icons.append((button, name))
        row.addWidget(button)
        return button

    def _tell(self) -> None:
        self.act.emit(self.sender().objectName())

    def _ask_scope(self, entry: QAction) -> None:
        self.scope_asked.emit(entry.objectName())

    def _ask_export(self, entry: QAction) -> None:
        self.export_asked.emit(entry.objectName())


def _menu_button(row: QHBoxLayout, words: str) -> QToolButton:
    button = QToolButton()
    button.setProperty("role", "quiet")
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
    button.setToolTip(words)
    row.addWidget(button)
    return button


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
