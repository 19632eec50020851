"""What an import brought, as a tree of two levels: what became of the sources, and the sources."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from postil.domain.wording import say
from postil.services.reading import ReadingBrokeOff
from postil.session.arrivals import Arrived, Failure, ImportOutcome

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One source: the ``title`` of its article or its own name, and a ``detail``: its name, or why it failed.

    ``article_id`` is "" for one that failed, ``place`` its path or address, ``report`` the place in Postil's code
    where it failed, else "".
    """

    title: str
    detail: str
    article_id: str = ""
    place: str = ""
    report: str = ""


@dataclass(frozen=True, slots=True)
class ReportGroup:
    """Sources of which the same became; ``failed`` is the group of those that gave no article."""

    title: str
    rows: tuple[ReportRow, ...]
    failed: bool = False


def report_groups(outcome: ImportOutcome) -> tuple[ReportGroup, ...]:
    """Return the groups of an outcome that hold something, what failed first: there the reader may have to act."""
    groups = (
        ReportGroup(say("Did not come in"), tuple(map(_failed, outcome.failures)), failed=True),
        ReportGroup(say("Came in"), tuple(_arrived(each) for each in outcome.arrived if each.how == "new")),
        ReportGroup(say("New versions"), tuple(_arrived(each) for each in outcome.arrived if each.how == "revision")),
        ReportGroup(say("Were there already"), tuple(_arrived(each) for each in outcome.arrived if each.was_known)),
    )
    return tuple(group for group in groups if group.rows)


def report_text(groups: tuple[ReportGroup, ...]) -> str:
    """Return the whole report as plain text, to be sent to somebody."""
    lines: list[str] = []
    for group in groups:
        lines += ["", f"{group.title} ({len(group.rows):,})"]
        for row in group.rows:
            lines.append(f"- {row.title}: {row.detail}" if row.detail else f"- {row.title}")
            lines += (f"    {line}" for line in row.report.splitlines())
    return "\n".join([*lines[1:], ""])


class ReportModel(QAbstractItemModel):
    """Groups and their rows as Qt's views have them; a row's internal id is its group's number plus one."""

    def __init__(self, groups: tuple[ReportGroup, ...], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.groups = groups

    def group_at(self, place: Index) -> ReportGroup | None:
        """Return the group whose title is at an index."""
        return self.groups[place.row()] if place.isValid() and not place.internalId() else None

    def row_at(self, place: Index) -> ReportRow | None:
        """Return the source at an index."""
        return self.groups[place.internalId() - 1].rows[place.row()] if place.isValid() and place.internalId() else None

    def has_failed(self, place: Index) -> bool:
        """Say whether the source at an index gave no article."""
        return bool(place.internalId()) and self.groups[place.internalId() - 1].failed

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """See Qt."""
        if column or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else 0)

    # QObject's own parent() is another method of the same name.
    def parent(self, child: Index) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride]
        """See Qt."""
        if not child.isValid() or not child.internalId():
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, 0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        if not parent.isValid():
            return len(self.groups)
        group = self.group_at(parent)
        return len(group.rows) if group is not None else 0

    def columnCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        del parent
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        group, row = self.group_at(index), self.row_at(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return group.title if group else row.title if row else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if group:
                return f"{group.title}, {len(group.rows):,}"
            return f"{row.title}, {row.detail}" if row else None
        if role == Qt.ItemDataRole.ToolTipRole and row:
            return row.place or None
        return None


def _arrived(arrived: Arrived) -> ReportRow:
    # A text file without a headline is called as its file is.
    detail = "" if arrived.source.rpartition(".")[0] == arrived.title else arrived.source
    return ReportRow(arrived.title, detail, arrived.article_id)


def _failed(failure: Failure) -> ReportRow:
    report = failure.problem.report if isinstance(failure.problem, ReadingBrokeOff) else ""
    return ReportRow(failure.source, str(failure.problem), place=failure.place, report=report)
