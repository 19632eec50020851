"""What can be done with an entity, a date or a masked name of the sidebar."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from postil.domain.wording import say


@dataclass(frozen=True, slots=True)
class EntityMenuFor:
    """What a menu is for: ``kinds`` are all (kind, name) an entity may be of; none for a date or a masked name.

    ``mentions``: how many there are; ``in_view``: whether one of them was just walked to and can be split off.
    ``follows``: whether the date was understood from another one. ``said``: whether the reader said who is masked.
    """

    kind: str
    kinds: tuple[tuple[str, str], ...]
    mentions: int
    in_view: bool
    follows: bool = False
    said: bool = False


class EntityMenu(QMenu):
    """``asked`` carries the action.

    For all: next, previous, copy, decisions. For entities: dossier, rename, merge, distinct, split, reject and
    ``kind:place``; for dates: date, not_date, root; for masks: identify and forget; for dates and figures: numbers.
    """

    asked = Signal(str)

    def __init__(self, subject: EntityMenuFor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if subject.kinds:
            self._entry(self, "dossier", say("Open dossier"), "Alt+Return")
            self.addSeparator()
        elif subject.kind == "mask":
            self._entry(self, "identify", say("Who is this?…"), "F2")
            self.addSeparator()
        self._entry(self, "next", say("Next mention"), "Return")
        self._entry(self, "previous", say("Previous mention"), "Shift+Return").setEnabled(subject.mentions > 1)
        self.addSeparator()
        if subject.kinds:
            self._judging(subject)
        elif subject.kind == "mask":
            self._entry(self, "decisions", say("Why is this here?…"), "Ctrl+Y")
            self._entry(self, "forget", say("Take back who it is")).setEnabled(subject.said)
            self._entry(self, "copy", say("Copy sentence"))
        else:
            self._numbers(subject)
        self.triggered.connect(self._ask)

    def _judging(self, subject: EntityMenuFor) -> None:
        self._entry(self, "rename", say("Rename…"), "F2")
        kinds = self.addMenu(say("Change kind"))
        for kind, name in subject.kinds:
            entry = self._entry(kinds, f"kind:{kind}", name)
            entry.setCheckable(True)
            entry.setChecked(kind == subject.kind)
            entry.setEnabled(kind != subject.kind)
        self._entry(self, "merge", say("Merge into…"), "Ctrl+M")
        self._entry(self, "distinct", say("Not the same as…"))
        split = self._entry(self, "split", say("Split off this mention…"), "Ctrl+D")
        split.setEnabled(subject.in_view and subject.mentions > 1)
        self.addSeparator()
        self._entry(self, "decisions", say("Why is this here?…"), "Ctrl+Y")
        self._entry(self, "reject", say("Don’t show this again"), "Delete")

    def _numbers(self, subject: EntityMenuFor) -> None:
        if subject.kind in {"date", "duration"}:
            self._entry(self, "date", say("Correct…"), "F2")
            self._entry(self, "not_date", say("This is no date"), "Delete")
            self._entry(self, "root", say("Go to the date it follows from")).setEnabled(subject.follows)
            self.addSeparator()
            self._entry(self, "decisions", say("Why is this here?…"), "Ctrl+Y")
        self._entry(self, "numbers", say("All dates and figures…"))
        self._entry(self, "copy", say("Copy value") if subject.kind == "date" else say("Copy sentence"))

    def _entry(self, menu: QMenu, name: str, words: str, keys: str = "") -> QAction:
        entry = menu.addAction(words)
        entry.setObjectName(name)
        if keys:
            entry.setShortcut(keys)
            entry.setShortcutVisibleInContextMenu(True)
            # The list has the key itself; this one only tells of it.
            entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        return entry

    def _ask(self, entry: QAction) -> None:
        self.asked.emit(entry.objectName())


class GroupMenu(QMenu):
    """What can be done with a kind: ``asked`` carries switch, all, none, unfold or fold."""

    asked = Signal(str)

    def __init__(self, title: str, *, shown: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        switch = self._entry("switch", say("Mark {kind} in the text", kind=title))
        switch.setCheckable(True)
        switch.setChecked(shown)
        self._entry("all", say("Mark all kinds"))
        self._entry("none", say("Mark none"))
        self.addSeparator()
        self._entry("unfold", say("Open all groups"))
        self._entry("fold", say("Close all groups"))
        self.triggered.connect(self._ask)

    def _entry(self, name: str, words: str) -> QAction:
        entry = self.addAction(words)
        entry.setObjectName(name)
        return entry

    def _ask(self, entry: QAction) -> None:
        self.asked.emit(entry.objectName())
