"""By what the list of articles is sorted and grouped."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from postil.domain.wording import say


class OrderMenu(QMenu):
    """``sorted_by`` carries a key, ``grouped_by`` a grouping; ``turned`` asks for the other way round.

    ``folded`` asks to have all groups folded, or none.
    """

    sorted_by = Signal(str)
    grouped_by = Signal(str)
    turned = Signal()
    folded = Signal(bool)

    def __init__(self, keys: Mapping[str, str], groupings: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self._entries: dict[str, QAction] = {}
        self.addSection(say("Sort by"))
        for key, words in keys.items():
            self._entry(f"sort:{key}", words)
        self.addSeparator()
        self._entry("turn", say("The other way round"))
        self.addSection(say("Group by"))
        for grouping, words in groupings.items():
            self._entry(f"group:{grouping}", words)
        self.addSeparator()
        self._entry("fold", say("Fold all groups")).setCheckable(False)
        self._entry("unfold", say("Unfold all groups")).setCheckable(False)
        self.triggered.connect(self._choose)

    def hold(self, keys: tuple[str, ...], grouping: str, *, is_turned: bool) -> None:
        """Show what holds: the first key and the one among equals, the grouping, whether it is turned."""
        for key, words in self._keys.items():
            entry = self._entries[f"sort:{key}"]
            entry.setChecked(key == keys[0])
            entry.setText(say("{key} (among equals)", key=words) if key in keys[1:2] else words)
        for name, entry in self._entries.items():
            if name.startswith("group:"):
                entry.setChecked(name == f"group:{grouping}")
        self._entries["turn"].setChecked(is_turned)
        self._entries["fold"].setVisible(bool(grouping))
        self._entries["unfold"].setVisible(bool(grouping))

    def choose(self, name: str) -> None:
        """Have an entry do what a click on it does: "sort:KEY", "group:GROUPING", "turn", "fold" or "unfold"."""
        self._entries[name].trigger()

    def _entry(self, name: str, words: str) -> QAction:
        entry = self.addAction(words)
        entry.setObjectName(name)
        entry.setCheckable(True)
        self._entries[name] = entry
        return entry

    def _choose(self, entry: QAction) -> None:
        kind, _, value = entry.objectName().partition(":")
        match kind:
            case "sort":
                self.sorted_by.emit(value)
            case "group":
                self.grouped_by.emit(value)
            case "turn":
                self.turned.emit()
            case _:
                self.folded.emit(kind == "fold")
