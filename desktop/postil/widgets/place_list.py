"""The places of the library above the list: all articles, read later …, the trash, collections, saved searches.

Articles can be dropped on most of them; a collection's name is typed where it stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QStandardItem,
    QStandardItemModel,
)
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QMenu, QWidget

from postil.domain.wording import say
from postil.widgets.rows import Row, RowChosen, RowColours, RowDelegate, RowTree, row_height

_KEY = Qt.ItemDataRole.UserRole
NEW = "new"
"""The key of the entry that makes a collection."""


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One place: its ``key``, what it is called, how many articles it holds or "", its icon.

    ``key`` is "" for a title between places. What ``takes`` articles can have them dropped on it; what is ``own`` (a
    collection or a saved search of the reader's) can be renamed and deleted.
    """

    key: str
    label: str
    badge: str = ""
    icon: str = ""
    takes: bool = False
    own: bool = False


class PlaceList(RowTree):
    """The list of places.

    ``picked`` carries the key of a place, ``dropped`` that and the ids of the articles; ``renamed`` a key and a name,
    ``made`` the name of a new collection ("" where the reader thought better of it), ``deleted`` a key.
    """

    picked = Signal(str)
    dropped = Signal(str, object)
    renamed = Signal(str, str)
    made = Signal(str)
    deleted = Signal(str)

    def __init__(self, dragged: str, colours: RowColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dragged = dragged
        self._rows: dict[str, PlaceRow] = {}
        self._current = ""
        self._target = ""
        self.places = QStandardItemModel(self)
        self.setModel(self.places)
        self.delegate = RowDelegate(self._row_of, colours, self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName(say("Places of the library"))
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DropOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.own_keys = {
            (int(Qt.Key.Key_F2), Qt.KeyboardModifier.NoModifier): "rename",
            (int(Qt.Key.Key_Delete), Qt.KeyboardModifier.NoModifier): "delete",
        }
        self.customContextMenuRequested.connect(self._open_menu)
        self.key_pressed.connect(self._act)
        self.chosen.connect(self._pick)
        self.places.itemChanged.connect(self._take_name)

    def offer(self, rows: Sequence[PlaceRow], current: str) -> None:
        """Show these places, with the one that is looked at marked."""
        self._current = current
        if list(self._rows.values()) != list(rows):
            chosen = self._key(self.currentIndex())
            self._rows = {row.key or f"title:{number}": row for number, row in enumerate(rows)}
            self.places.blockSignals(True)
            self.places.clear()
            for key, row in self._rows.items():
                item = QStandardItem(row.label)
                item.setData(key, _KEY)
                item.setData(
                    say("{title}, {about}", title=row.label, about=row.badge) if row.badge else row.label,
                    Qt.ItemDataRole.AccessibleTextRole,
                )
                item.setFlags(_flags(row))
                self.places.appendRow(item)
            self.places.blockSignals(False)
            self.reset()
            self._step_to(chosen or current)
            self.updateGeometry()
        self.viewport().update()

    def name_new(self) -> None:
        """Let the name of a new collection be typed."""
        self._begin(NEW)

    def sizeHint(self) -> QSize:
        """As high as all places together."""
        return QSize(200, len(self._rows) * row_height(self.fontMetrics()) + 4)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take articles."""
        if event.mimeData().hasFormat(self._dragged):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Take articles on places that take them, and show which."""
        key = self._key(self.indexAt(event.position().toPoint()))
        self._aim(key if key in self._rows and self._rows[key].takes else "")
        if self._target and event.mimeData().hasFormat(self._dragged):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Show no place any more."""
        self._aim("")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand over what was dropped."""
        key = self._key(self.indexAt(event.position().toPoint()))
        self._aim("")
        if key in self._rows and self._rows[key].takes:
            event.acceptProposedAction()
            ids = bytes(event.mimeData().data(self._dragged).data()).decode().split("\n")
            self.dropped.emit(key, tuple(each for each in ids if each))

    def _aim(self, key: str) -> None:
        if key != self._target:
            self._target = key
            self.viewport().update()

    def _row_of(self, index: QModelIndex | QPersistentModelIndex) -> Row:
        row = self._rows.get(self._key(index))
        if row is None:
            return Row("")
        is_title = not row.key
        is_here = row.key == self._current or (row.key != "" and row.key == self._target)
        return Row(row.label, badge=row.badge, icon=row.icon, title=is_title, active=is_here)

    def _key(self, index: QModelIndex | QPersistentModelIndex) -> str:
        return str(index.data(_KEY) or "") if index.isValid() else ""

    def _index(self, key: str) -> QModelIndex:
        for row in range(self.places.rowCount()):
            if self._key(self.places.index(row, 0)) == key:
                return self.places.index(row, 0)
        return QModelIndex()

    def _step_to(self, key: str) -> None:
        place = self._index(key)
        if place.isValid():
            self.setCurrentIndex(place)

    def _pick(self, chosen: RowChosen) -> None:
        key = self._key(chosen.index)
        if key == NEW:
            self.name_new()
        elif key in self._rows and self._rows[key].key:
            self.picked.emit(key)

    def _begin(self, key: str) -> None:
        place = self._index(key)
        item = self.places.itemFromIndex(place) if place.isValid() else None
        if item is None:
            return
        self.places.blockSignals(True)
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        if key == NEW:
            item.setText("")
        self.places.blockSignals(False)
        self.setCurrentIndex(place)
        self.scrollTo(place)
        self.edit(place)

    def _take_name(self, item: QStandardItem) -> None:
        key, name = str(item.data(_KEY)), " ".join(item.text().split())
        row = self._rows[key]
        self.places.blockSignals(True)
        item.setText(row.label)
        item.setFlags(_flags(row))
        self.places.blockSignals(False)
        if key == NEW:
            self.made.emit(name)
        elif name and name != row.label:
            self.renamed.emit(key, name)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Have the entry for a new collection as it was where nothing was typed."""
        super().closeEditor(editor, hint)
        place = self._index(NEW)
        item = self.places.itemFromIndex(place) if place.isValid() else None
        if item is not None and item.text() != self._rows[NEW].label:
            self._take_name(item)

    def _act(self, action: str) -> None:
        key = self._key(self.currentIndex())
        row = self._rows.get(key)
        if row is None or not row.own:
            return
        if action == "rename":
            self._begin(key)
        else:
            self.deleted.emit(key)

    def _open_menu(self, point: QPoint) -> None:
        place = self.indexAt(point)
        row = self._rows.get(self._key(place))
        if row is None or not row.own:
            return
        self.setCurrentIndex(place)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name, words, keys in (("rename", say("Rename"), "F2"), ("delete", say("Delete"), "Delete")):
            entry = menu.addAction(words)
            entry.setObjectName(name)
            entry.setShortcut(keys)
            entry.setShortcutVisibleInContextMenu(True)
            entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            entry.triggered.connect(self._run)
        menu.popup(self.viewport().mapToGlobal(point))

    def _run(self) -> None:
        self._act(self.sender().objectName())


def _flags(row: PlaceRow) -> Qt.ItemFlag:
    if not row.key:
        return Qt.ItemFlag.NoItemFlags
    flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
    return flags | Qt.ItemFlag.ItemIsDropEnabled if row.takes else flags
