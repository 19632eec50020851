"""Where the panels stand: beside the article and below it, each to be resized and put away, all of it kept."""

import json
from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QSplitter, QWidget

from postil.domain.wording import say
from postil.panels.registry import PanelEntry
from postil.session.looks import Theme
from postil.session.settings import Settings
from postil.widgets.panel_frame import PanelFrame

_FIRST_SIZES = {"columns": [230, 720, 330], "left": [420, 240], "right": [420, 340], "rows": [470, 230]}
"""Pixels at the first start, in proportion: the article has the most."""

_FRAME = QSize(8, 40)
"""Pixels of the screen that the window's frame may need, which is not known before the window is shown."""

_HIDDEN_AT_FIRST = frozenset({"outline", "timeline"})

_FIRST_PANELS = ("library", "outline", "notes", "entities")
"""Those that were there before it was kept which are known."""


class Arrangement(QObject):
    """The window's splitters; ``toggles`` holds a checkable action per panel, by the panel's name.

    ``panel_shown`` carries the name of a panel that the reader wants to see, which may not be made yet.
    """

    panel_shown = Signal(str)

    def __init__(self, window: QMainWindow, article: QWidget, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._article = article
        self._frames: dict[str, PanelFrame] = {}
        self.toggles: dict[str, QAction] = {}
        self._columns = QSplitter(Qt.Orientation.Horizontal)
        self._rows = QSplitter(Qt.Orientation.Vertical, window)
        self._row_sizes = _FIRST_SIZES["rows"]
        self._icon_color = ""
        self._sides = {side: QSplitter(Qt.Orientation.Vertical) for side in ("left", "right")}
        self._columns.addWidget(self._sides["left"])
        self._columns.addWidget(article)
        self._columns.addWidget(self._sides["right"])
        self._columns.setStretchFactor(1, 1)
        article.setMinimumWidth(320)
        for name, splitter in self._splitters().items():
            splitter.setObjectName(name)
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        for side in self._sides.values():
            side.setMinimumWidth(180)
        self._rows.addWidget(self._columns)
        self._rows.setStretchFactor(0, 1)
        window.setCentralWidget(self._rows)

    def add(self, entry: PanelEntry, number: int) -> None:
        """Make room for a panel at the end of its side; ``Ctrl+number`` shows and hides it."""
        title = say(entry.title)
        toggle = QAction(title, self._window)
        toggle.setCheckable(True)
        toggle.setChecked(entry.area != "bottom")
        toggle.setShortcut(f"Ctrl+{number}")
        toggle.setProperty("panel", entry.name)
        toggle.toggled.connect(self._toggle)
        self.toggles[entry.name] = toggle
        if entry.area != "bottom":
            self._make_frame(entry.name, self._sides[entry.area])

    def _make_frame(self, name: str, splitter: QSplitter) -> None:
        toggle = self.toggles[name]
        frame = PanelFrame(toggle.text(), splitter)
        splitter.addWidget(frame)
        frame.hide_requested.connect(toggle.toggle)
        self._frames[name] = frame
        if self._icon_color:
            frame.color_icons(self._icon_color)

    def fill(self, name: str, panel: QWidget) -> None:
        """Put a panel into the room that was made for it."""
        self._frames[name].fill(panel, getattr(panel, "frame_head", None))

    def show_panel(self, name: str) -> None:
        """Show a panel that may be hidden."""
        self.toggles[name].setChecked(True)

    @property
    def columns(self) -> tuple[QWidget, ...]:
        """The left side, the article, the right side, and what is below them."""
        below = [frame for frame in self._frames.values() if frame.parent() is self._rows]
        return (self._sides["left"], self._article, self._sides["right"], *below)

    def color_icons(self, theme: Theme) -> None:
        """Draw the headers' icons for ``theme``."""
        self._icon_color = theme.window["muted"]
        for frame in self._frames.values():
            frame.color_icons(self._icon_color)

    def keep(self) -> None:
        """Keep sizes, places and what is hidden."""
        # Hidden panels have no size: they come back at the one they had.
        rows = self._rows.sizes() if all(self._rows.sizes()[1:]) and self._rows.count() > 1 else self._row_sizes
        state = {
            "splitters": {**{name: splitter.sizes() for name, splitter in self._splitters().items()}, "rows": rows},
            "panels": [*self.toggles],
            "hidden": [name for name, toggle in self.toggles.items() if not toggle.isChecked()],
        }
        self._settings.put("window/state", json.dumps(state))
        self._settings.put("window/geometry", bytes(self._window.saveGeometry().toBase64().data()).decode())

    def restore(self) -> None:
        """Arrange the window as it was kept, or for the first time."""
        geometry = self._settings.text("window/geometry")
        if not geometry or not self._window.restoreGeometry(QByteArray.fromBase64(geometry.encode())):
            room = self._window.screen().availableGeometry().size() - _FRAME
            self._window.resize(QSize(1440, 900).boundedTo(room))
        state = _read(self._settings.text("window/state"))
        sizes = cast("Mapping[str, list[int]]", state.get("splitters", {}))
        self._row_sizes = sizes.get("rows") or self._row_sizes
        hidden = cast("list[str]", state.get("hidden", _HIDDEN_AT_FIRST))
        known = cast("list[str]", state.get("panels", _FIRST_PANELS if state else []))
        for name, toggle in self.toggles.items():
            # A panel that is newer than what was kept is as at the first start.
            toggle.setChecked(name not in (hidden if name in known else _HIDDEN_AT_FIRST))
        for name, splitter in self._splitters().items():
            splitter.setSizes(sizes.get(name) or _FIRST_SIZES[name])

    def _splitters(self) -> dict[str, QSplitter]:
        return {"columns": self._columns, "rows": self._rows, **self._sides}

    def _toggle(self, shown: bool) -> None:
        toggle = self.sender()
        if not isinstance(toggle, QAction):
            return
        name = str(toggle.property("panel"))
        if shown and name not in self._frames:
            # One at the bottom costs nothing before it is wanted.
            self._make_frame(name, self._rows)
            self._rows.setSizes(self._row_sizes)
        self._frames[name].setVisible(shown)
        side = self._frames[name].parent()
        if isinstance(side, QSplitter) and side is not self._rows:
            side.setVisible(any(self.toggles[each].isChecked() for each in self._names_in(side)))
        if shown:
            self.panel_shown.emit(name)

    def _names_in(self, side: QSplitter) -> list[str]:
        return [name for name, frame in self._frames.items() if frame.parent() is side]


def _read(kept: str) -> dict[str, Any]:
    try:
        state = json.loads(kept)
    except ValueError:
        return {}
    return cast("dict[str, Any]", state) if isinstance(state, dict) else {}
