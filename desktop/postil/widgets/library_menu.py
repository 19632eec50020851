"""What can be done with the articles that are selected in the list."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from postil.domain.wording import count, say


class LibraryMenu(QMenu):
    """``asked`` carries the action: open, record, tags, export or delete."""

    asked = Signal(str)

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if number == 1:
            self._entry("open", say("Open"), "Return")
            self.addSeparator()
            self._entry("record", say("Edit source…"))
            self._entry("tags", say("Tags…"))
        self._entry("export", count("Export…", "Export {number} articles…", number))
        self.addSeparator()
        self._entry("delete", count("Delete", "Delete {number} articles", number), "Delete")
        self.triggered.connect(self._ask)

    def _entry(self, name: str, words: str, keys: str = "") -> None:
        entry = self.addAction(words)
        entry.setObjectName(name)
        if keys:
            entry.setShortcut(keys)
            entry.setShortcutVisibleInContextMenu(True)
            # The list has the key itself; this one only tells of it.
            entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)

    def _ask(self, entry: QAction) -> None:
        self.asked.emit(entry.objectName())


class TagMenu(QMenu):
    """The tags to filter by; ``chosen`` carries a tag, or "" for all articles."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.triggered.connect(self._choose)

    def fill(self, tags: list[tuple[str, int]], current: str) -> None:
        """Offer these (tag, number of articles)."""
        self.clear()
        entry = self._entry(say("All articles"), "", is_current=not current)
        entry.setEnabled(bool(tags))
        self.addSeparator()
        for tag, number in tags:
            words = say("{tag} ({number})", tag=tag.replace("&", "&&"), number=f"{number:,}")
            self._entry(words, tag, is_current=tag == current)
        if not tags:
            self.addAction(say("No tags yet")).setEnabled(False)

    def _entry(self, words: str, tag: str, *, is_current: bool) -> QAction:
        entry = self.addAction(words)
        entry.setData(tag)
        entry.setCheckable(True)
        entry.setChecked(is_current)
        return entry

    def _choose(self, entry: QAction) -> None:
        self.chosen.emit(str(entry.data() or ""))
