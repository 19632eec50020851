"""The sidebar's tree: a group per kind, in it a row per entity, date, figure or mask, made of subjects."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from postil.domain.dates_in_words import in_words
from postil.domain.entities import Analysis, DateMention, Mask, Mention, Quantity
from postil.domain.unmasking import Identified
from postil.domain.wording import count, say
from postil.models.subjects import (
    ALONE,
    Place,
    Subject,
    SubjectKind,
    SubjectOrder,
    arranged,
    matches,
    plain,
    subjects,
)

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Renaming:
    """The name that the reader typed over a subject's."""

    subject: Subject
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """All subjects of one kind; ``rows`` are those that the filter lets through, in order."""

    kind: SubjectKind
    everything: list[Subject]
    rows: list[Subject] = field(default_factory=list[Subject])

    @property
    def mentions(self) -> int:
        """How often the text names what the rows stand for."""
        return sum(len(row.mentions) for row in self.rows)


# A view asks for the flags of every row: put together each time, they would cost more than all else.
_SUBJECT = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
_RENAMEABLE = _SUBJECT | Qt.ItemFlag.ItemIsEditable
_GROUP = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable


class EntitiesModel(QAbstractItemModel):
    """Groups and subjects; a group without rows is left out.

    ``renamed`` carries a Renaming: the model itself changes nothing.
    """

    renamed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Group] = []
        self._groups: list[Group] = []
        self._words: list[str] = []
        self._order: SubjectOrder = "count"
        self._shown: frozenset[str] = frozenset()

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups in view."""
        return tuple(self._groups)

    @property
    def is_empty(self) -> bool:
        """Whether the analysis holds nothing, filter or not."""
        return not any(group.everything for group in self._all)

    @property
    def order(self) -> SubjectOrder:
        """How the rows are arranged."""
        return self._order

    def show(self, analysis: Analysis | None, text: str, masks: Iterable[Identified] = ()) -> None:
        """List what an analysis of ``text`` found, with what the reader said of its ``masks``."""
        found = subjects(analysis, text, masks) if analysis is not None else {}
        self._all = [Group(kind, rows) for kind, rows in found.items()]
        self._arrange()

    def sort_by(self, order: SubjectOrder) -> None:
        """Arrange the rows of every group."""
        self._order = order
        self._arrange()

    def filter_by(self, wanted: str) -> None:
        """Show the rows that hold every word of ``wanted``; "" shows all."""
        self._words = plain(wanted).split()
        self._arrange()

    def mark_shown(self, kinds: Collection[str]) -> None:
        """Say which kinds are marked in the text."""
        self._shown = frozenset(kinds)
        for row in range(len(self._groups)):
            place = self.index(row, 0)
            self.dataChanged.emit(place, place)

    def subject(self, place: Index) -> Subject | None:
        """Return the subject at an index; None for a group."""
        if not place.isValid() or not place.internalId():
            return None
        return self._groups[place.internalId() - 1].rows[place.row()]

    def group(self, place: Index) -> Group | None:
        """Return the group at an index; None for a subject."""
        return self._groups[place.row()] if place.isValid() and not place.internalId() else None

    def is_shown(self, kind: str) -> bool:
        """Whether a kind is marked in the text."""
        return kind in self._shown

    def find(self, key: str) -> QModelIndex:
        """Return the index of the subject with that key; an invalid one where it is not in view."""
        for number, group in enumerate(self._groups):
            for row, subject in enumerate(group.rows):
                if subject.key == key:
                    return self.createIndex(row, 0, number + 1)
        return QModelIndex()

    def find_at(self, position: int, kind: str = "") -> QModelIndex:
        """Return the index of what is mentioned at a position of the text, of ``kind`` if there are several."""
        found = QModelIndex()
        for number, group in enumerate(self._groups):
            for row, subject in enumerate(group.rows):
                if any(each.start <= position < each.end for each in subject.mentions):
                    found = self.createIndex(row, 0, number + 1)
                    if kind in {"", group.kind}:
                        return found
        return found

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """See Qt: a subject's internal id is its group's row plus one, a group's is 0."""
        if column or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    # QObject's own parent() is another method of the same name.
    def parent(self, child: Index) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride]
        """See Qt."""
        number = child.internalId() if child.isValid() else 0
        return self.createIndex(number - 1, 0, 0) if number else QModelIndex()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        if not parent.isValid():
            return len(self._groups)
        return 0 if parent.internalId() else len(self._groups[parent.row()].rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        del parent
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Entities can be renamed in place; a group's mark in the text can be switched."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        subject = self.subject(index)
        if subject is None:
            return _GROUP
        return _RENAMEABLE if subject.entity is not None else _SUBJECT

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        subject = self.subject(index)
        if subject is not None:
            return _subject_data(subject, role)
        group = self.group(index)
        return self._group_data(group, role) if group is not None else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a name typed over a subject's; the wish goes out as ``renamed``."""
        subject = self.subject(index)
        name = " ".join(str(value).split())
        if role != Qt.ItemDataRole.EditRole or subject is None or not name or name == subject.name:
            return False
        self.renamed.emit(Renaming(subject, name))
        return True

    def _arrange(self) -> None:
        self.beginResetModel()
        groups: list[Group] = []
        for group in self._all:
            kept = [row for row in group.everything if matches(row, self._words)] if self._words else group.everything
            if kept:
                groups.append(Group(group.kind, group.everything, arranged(kept, self._order)))
        self._groups = groups
        self.endResetModel()

    def _group_data(self, group: Group, role: int) -> Any:
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return kind_title(group.kind)
            case Qt.ItemDataRole.CheckStateRole:
                return Qt.CheckState.Checked if group.kind in self._shown else Qt.CheckState.Unchecked
            case Qt.ItemDataRole.ToolTipRole:
                shown = group.kind in self._shown
                return say("Marked in the text (Space hides)") if shown else say("Not marked in the text (Space shows)")
            case Qt.ItemDataRole.AccessibleTextRole:
                return say("{kind}, {number}", kind=kind_title(group.kind), number=_times(group.mentions))
            case _:
                return None


def kind_title(kind: SubjectKind) -> str:
    """Return what a group of that kind is called."""
    return {
        "person": say("People"),
        "place": say("Places"),
        "organisation": say("Organisations"),
        "event": say("Events"),
        "date": say("Dates"),
        "mask": say("Masked names"),
        "duration": say("Durations"),
        "quantity": say("Figures"),
    }[kind]


def kind_name(kind: SubjectKind) -> str:
    """Return what one of that kind is called."""
    return {
        "person": say("Person"),
        "place": say("Place"),
        "organisation": say("Organisation"),
        "event": say("Event"),
        "date": say("Date"),
        "mask": say("Masked name"),
        "duration": say("Duration"),
        "quantity": say("Figure"),
    }[kind]


def why(mention: Place) -> str:
    """Return the sentence that says why these words were taken for a name, or how a date was understood; else ""."""
    return mention.reason if isinstance(mention, Mention | DateMention) else ""


def length_words(mask: Place) -> str:
    """Return how long a mask is."""
    return count("{number} sign", "{number} signs", len("".join(mask.text.split())))


def figure_words(quantity: Place) -> str:
    """Return a figure and what it counts: "more than 700,000 · men"."""
    if not isinstance(quantity, Quantity):
        return ""
    from postil.domain.figures_in_words import figure_in_words

    value = figure_in_words(quantity)
    return f"{value} · {quantity.counted}" if quantity.counted else value


def mask_lines(subject: Subject) -> list[str]:
    """Return what is to be told of a mask: its length, and who it is by the reader's word, with the reason."""
    mask = subject.mentions[0]
    lines = (
        [say("Masked name {number}, {length}", number=subject.name, length=length_words(mask))]
        if isinstance(mask, Mask)
        else []
    )
    said = subject.identified
    if said is not None and subject.who:
        lines.append(say("You said: {who}", who=subject.who))
        lines += [said.reason] if said.reason else []
    return lines


def _times(number: int) -> str:
    return count("{number} mention", "{number} mentions", number)


def _subject_data(subject: Subject, role: int) -> Any:
    match role:
        case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
            return subject.name
        case Qt.ItemDataRole.ToolTipRole:
            return tooltip(subject)
        case Qt.ItemDataRole.AccessibleTextRole:
            return spoken(subject)
        case _:
            return None


def spoken(subject: Subject) -> str:
    """Return how a subject is read aloud, with its number of mentions."""
    if subject.kind == "mask":
        told = say("Masked name {number}: {words}", number=subject.name, words=subject.detail)
        return f"{told}, {subject.who}" if subject.who else told
    if subject.kind in ALONE:
        return f"{subject.name} {subject.detail}".strip()
    name = f"{subject.name} {subject.detail}".strip()
    return say("{name}, {number}", name=name, number=_times(len(subject.mentions)))


def tooltip(subject: Subject, at: int = -1) -> str:
    """Return what the reader may want to know of a subject as rich text: its value, how often, and why it was found.

    ``at`` is the mention whose reason to tell, -1 for the commonest reasons.
    """
    lines = [subject.detail if subject.text else subject.name]
    if subject.kind == "date":
        value = subject.value or (subject.name if not subject.order_name.startswith("\uffff") else "")
        lines = [f"{subject.name} — {value}" if value else say("{date} — no certain value", date=subject.name)]
        told = in_words(value)
        lines += [told] if told and told not in {value, subject.name} else []
    elif subject.kind == "duration":
        lines = [" — ".join(part for part in (subject.name, subject.detail) if part)]
    elif subject.kind == "quantity":
        lines.append(figure_words(subject.mentions[0]))
    elif subject.kind == "mask":
        lines += mask_lines(subject)
    else:
        lines.append(f"{kind_name(subject.kind)}, {_times(len(subject.mentions))}")
    told = [subject.mentions[at]] if at >= 0 else subject.mentions[:200]
    reasons = list(dict.fromkeys(reason for reason in map(why, told) if reason))[:3]
    lines += reasons
    # Marked as rich text, or Qt would take a name such as "<b>" for markup.
    return f"<qt>{'<br/>'.join(map(escape, lines))}</qt>"
