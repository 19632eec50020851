"""The events of the timeline as a table: for who would rather read a list, and for screen readers."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from postil.domain.event_words import extent_words, told
from postil.domain.timeline import Event, Timeline
from postil.domain.wording import say

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
COLUMNS = ("Date", "In the text", "Sentence", "Article", "Remarks")
DATE, PRINTED, SENTENCE, ARTICLE, REMARKS = range(5)


class EventsModel(QAbstractTableModel):
    """A row per event, in the order of time."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timeline = Timeline()
        self._events: tuple[Event, ...] = ()
        self._titles: dict[str, str] = {}

    def show(self, timeline: Timeline, numbers: Sequence[int]) -> None:
        """List these events of a timeline."""
        self.beginResetModel()
        self._timeline = timeline
        self._events = tuple(timeline.events[number] for number in numbers)
        self._titles = {lane.article_id: lane.title for lane in timeline.lanes}
        self.endResetModel()

    def event_at(self, row: int) -> Event | None:
        """Return the event of a row."""
        return self._events[row] if 0 <= row < len(self._events) else None

    def row_of(self, event: Event) -> int:
        """Return the row of an event, -1 where it is not listed."""
        return next((row for row, each in enumerate(self._events) if each is event), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many events there are."""
        return 0 if parent.isValid() else len(self._events)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """Date, words, sentence, article, remarks."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' names."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return say(COLUMNS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; all of an event as tooltip and for screen readers."""
        event = self.event_at(index.row())
        if event is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._words(event, index.column())
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole}:
            return told(event, self._titles.get(event.article_id, ""))
        return None

    def _words(self, event: Event, column: int) -> str:
        if column == DATE:
            return extent_words(event)
        if column == PRINTED:
            return event.printed
        if column == SENTENCE:
            return event.sentence
        if column == ARTICLE:
            return self._titles.get(event.article_id, "")
        return remarks(event)


def remarks(event: Event) -> str:
    """Return what is to be known of a date: a conflict, how it was inferred."""
    parts = [say("Conflict: {sentence}", sentence=each) for each in event.conflicts]
    if event.inferred:
        parts.append(event.reason or say("Understood from another date."))
    return " ".join(parts)
