"""What can be done with the articles that are selected in the list, and which of them are shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from postil.domain.wording import count, say


@dataclass(frozen=True, slots=True)
class ChosenArticles:
    """What holds for the articles that are chosen: ``number`` of them; flags and collections are those of all of them.

    ``collections`` are (id, name, whether all of them stand in it).
    """

    number: int
    in_trash: bool = False
    later: bool = False
    favourite: bool = False
    archived: bool = False
    collections: tuple[tuple[str, str, bool], ...] = ()


class LibraryMenu(QMenu):
    """``asked`` has the action: open, record, tags, export, cite, later, favourite, archive, delete, restore or purge.

    Of collections it is "into:ID", "out:ID", or "collect" for a new one.
    """

    asked = Signal(str)

    def __init__(self, chosen: ChosenArticles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        number = chosen.number
        if number == 1:
            self._entry("open", say("Open"), "Return")
            self.addSeparator()
        if chosen.in_trash:
            self._entry("restore", count("Restore", "Restore {number} articles", number))
            self.addSeparator()
            self._entry("purge", count("Delete for good…", "Delete {number} articles for good…", number), "Delete")
        else:
            self._fill(chosen)
        self.triggered.connect(self._ask)

    def _fill(self, chosen: ChosenArticles) -> None:
        number = chosen.number
        self._entry("later", say("Read later"), is_on=chosen.later)
        self._entry("favourite", say("Favourite"), is_on=chosen.favourite)
        self._entry("archive", say("Archived"), is_on=chosen.archived)
        self._collections(chosen.collections)
        self._entry("tags", say("Tags…"))
        self.addSeparator()
        if number == 1:
            self._entry("record", say("Edit source…"))
        self._entry("export", count("Export…", "Export {number} articles…", number))
        self._entry("cite", count("Copy citation as…", "Copy bibliography of {number} articles as…", number))
        self.addSeparator()
        self._entry("delete", count("Delete", "Delete {number} articles", number), "Delete")

    def _collections(self, collections: Sequence[tuple[str, str, bool]]) -> None:
        menu = self.addMenu(say("Collections"))
        for collection_id, name, is_in in collections:
            entry = menu.addAction(name.replace("&", "&&"))
            entry.setObjectName(f"out:{collection_id}" if is_in else f"into:{collection_id}")
            entry.setCheckable(True)
            entry.setChecked(is_in)
        if collections:
            menu.addSeparator()
        menu.addAction(say("New collection…")).setObjectName("collect")

    def _entry(self, name: str, words: str, keys: str = "", *, is_on: bool | None = None) -> None:
        entry = self.addAction(words)
        entry.setObjectName(name)
        if is_on is not None:
            entry.setCheckable(True)
            entry.setChecked(is_on)
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

    def fill(self, tags: Sequence[tuple[str, int]], current: str) -> None:
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
