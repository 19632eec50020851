"""Every action with its keys, by group, to be looked through or searched."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from postil.dialogs.frame import Dialog, HelperLabel
from postil.domain.wording import say
from postil.widgets.fields import make_clearable


class ShortcutsDialog(Dialog):
    """A table of (group, label, shortcut): the shortcut in Qt's portable text ("Ctrl+F, F3"), or words."""

    def __init__(self, actions: Iterable[tuple[str, str, str]], parent: QWidget | None = None) -> None:
        super().__init__(say("Keyboard shortcuts"), parent)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(say("Search actions and keys"))
        self.filter.setAccessibleName(say("Search actions and keys"))
        make_clearable(self.filter)
        self.table = QTreeWidget()
        self.table.setColumnCount(2)
        self.table.setHeaderHidden(True)
        self.table.setRootIsDecorated(False)
        self.table.setItemsExpandable(False)
        self.table.setIndentation(12)
        self.table.setAccessibleName(say("Keyboard shortcuts"))
        self.table.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self.table.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.nothing = HelperLabel()
        self._groups: dict[str, _Group] = {}
        self._fill(actions)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.filter.textChanged.connect(self._search)
        self.body.addWidget(self.filter)
        self.body.addWidget(self.nothing)
        self.body.addWidget(self.table, 1)
        self.close_button = self.add_default(say("Close"))
        self.close_button.clicked.connect(self.accept)
        self.filter.setFocus()
        self.size_to(560, 620)

    def shown(self) -> list[tuple[str, str]]:
        """Return the labels and keys of the rows that the search leaves."""
        rows = (row for rows in self._groups.values() for row in rows.rows)
        return [(row.text(0), row.text(1)) for row in rows if not row.isHidden()]

    def _fill(self, actions: Iterable[tuple[str, str, str]]) -> None:
        for title, label, shortcut in actions:
            if title not in self._groups:
                self._groups[title] = _Group(self._head(title), [])
            group = self._groups[title]
            row = QTreeWidgetItem(group.head, [label, native_keys(shortcut)])
            row.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            row.setSizeHint(0, QSize(0, round(1.5 * self.fontMetrics().height())))
            row.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren)
            group.rows.append(row)
        self.table.expandAll()

    def _head(self, title: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.table, [title.replace("&", "")])
        font = self.table.font()
        font.setBold(True)
        item.setFont(0, font)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setTextAlignment(0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        item.setSizeHint(0, QSize(0, 2 * self.fontMetrics().height()))
        item.setFirstColumnSpanned(True)
        return item

    def _search(self, wanted: str) -> None:
        words = wanted.casefold().split()
        for group in self._groups.values():
            for row in group.rows:
                text = f"{row.text(0)} {row.text(1)}".casefold()
                row.setHidden(not all(word in text for word in words))
            group.head.setHidden(all(row.isHidden() for row in group.rows))
        found = not all(group.head.isHidden() for group in self._groups.values())
        self.nothing.tell("" if found else say("No action has these words; Escape closes this window."))


@dataclass(frozen=True, slots=True)
class _Group:
    head: QTreeWidgetItem
    rows: list[QTreeWidgetItem]


def native_keys(shortcut: str) -> str:
    """Return a portable shortcut as this system writes it; what is no key sequence stays as it is."""
    native: list[str] = []
    for part in shortcut.split(", ") if shortcut else []:
        keys = QKeySequence.fromString(part.strip())
        # A word such as "Arrow keys" comes out as nothing, or as a key called unknown.
        if not keys.count() or keys.toString() != part.strip():
            return shortcut
        native.append(keys.toString(QKeySequence.SequenceFormat.NativeText))
    return "   ".join(native)
