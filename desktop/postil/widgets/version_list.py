"""The versions of a text, to be ticked: two are compared, one is read."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from postil.domain.wording import say

_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version as the list shows it: when it was captured, and from where, how long, with how many highlights."""

    id: str
    captured: str
    details: str


class VersionList(QListWidget):
    """``ticked`` carries the ids of the ticked versions, the older first: at most two, a third unticks the first."""

    ticked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Versions"))
        self.setWordWrap(True)
        self.setSpacing(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._order: list[str] = []
        self.itemChanged.connect(self._hear_tick)
        self.itemActivated.connect(self._read_alone)

    def show_versions(self, lines: Sequence[VersionLine], ticked: Sequence[str]) -> None:
        """Show versions, newest first, with these ticked."""
        known = {line.id for line in lines}
        self._order = [version_id for version_id in ticked if version_id in known]
        self.blockSignals(True)
        self.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.captured}\n{line.details}", self)
            item.setData(_ID, line.id)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable)
        if self.count():
            self.setCurrentRow(0)
        self.blockSignals(False)
        self._tick()

    def tick(self, *version_ids: str) -> None:
        """Tick these versions and no others."""
        self._order = list(version_ids)[-2:]
        self._tick()
        self.ticked.emit(self.chosen())

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the ticked versions, the older first."""
        ids = [self.item(row).data(_ID) for row in range(self.count())]
        return tuple(version_id for version_id in reversed(ids) if version_id in self._order)

    def _tick(self) -> None:
        self.blockSignals(True)
        for row in range(self.count()):
            item = self.item(row)
            state = Qt.CheckState.Checked if item.data(_ID) in self._order else Qt.CheckState.Unchecked
            item.setCheckState(state)
        self.blockSignals(False)
        self.viewport().update()

    def _hear_tick(self, item: QListWidgetItem) -> None:
        version_id = str(item.data(_ID))
        if (item.checkState() == Qt.CheckState.Checked) == (version_id in self._order):
            return
        others = [each for each in self._order if each != version_id]
        self.tick(*([*others, version_id] if item.checkState() == Qt.CheckState.Checked else others))

    def _read_alone(self, item: QListWidgetItem) -> None:
        self.tick(str(item.data(_ID)))
