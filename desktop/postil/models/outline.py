"""The headings of an article as a tree."""

import bisect
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from postil.domain.document import Document

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(slots=True)
class Section:
    """A heading with the headings below it.

    ``start`` and ``end`` are its code points, ``row`` is its place among its siblings, ``parent`` the number of the
    heading it stands under, or -1.
    """

    number: int
    start: int
    end: int
    title: str
    level: int
    row: int = 0
    depth: int = 0
    parent: int = -1
    below: list[int] = field(default_factory=list[int])


def sections(document: Document) -> list[Section]:
    """Return the headings in text order, boilerplate and empty ones left out, each under the last of a lower level."""
    found: list[Section] = []
    over: list[Section] = []
    tops = 0
    for start, block in zip(document.starts, document.blocks, strict=True):
        if block.kind != "heading" or block.boilerplate:
            continue
        title = " ".join(block.text.split())
        if not title:
            continue
        section = Section(len(found), start, start + len(block.text), title, block.level)
        while over and over[-1].level >= section.level:
            over.pop()
        if over:
            section.parent, section.row = over[-1].number, len(over[-1].below)
            over[-1].below.append(section.number)
        else:
            section.row = tops
            tops += 1
        section.depth = len(over)
        over.append(section)
        found.append(section)
    return found


class OutlineModel(QAbstractItemModel):
    """Sections as Qt's views have them; an index's internal id is the section's number plus one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sections: list[Section] = []
        self._tops: list[int] = []
        self._starts: list[int] = []

    @property
    def total(self) -> int:
        """The number of headings."""
        return len(self._sections)

    def show(self, document: Document | None) -> None:
        """List the headings of a document."""
        self.beginResetModel()
        self._sections = sections(document) if document is not None else []
        self._tops = [section.number for section in self._sections if section.parent < 0]
        self._starts = [section.start for section in self._sections]
        self.endResetModel()

    def section(self, place: Index) -> Section | None:
        """Return the section at an index."""
        return self._sections[place.internalId() - 1] if place.isValid() else None

    def at(self, position: int) -> Section | None:
        """Return the section that a position of the text (code points) is in; None before the first heading."""
        number = bisect.bisect_right(self._starts, position) - 1
        return self._sections[number] if number >= 0 else None

    def place(self, section: Section) -> QModelIndex:
        """Return the index of a section."""
        return self.createIndex(section.row, 0, section.number + 1)

    def index(self, row: int, column: int, parent: Index = _ROOT) -> QModelIndex:
        """See Qt."""
        section = self.section(parent)
        below = section.below if section is not None else self._tops
        if column or not 0 <= row < len(below):
            return QModelIndex()
        return self.createIndex(row, 0, below[row] + 1)

    # QObject's own parent() is another method of the same name.
    def parent(self, child: Index) -> QModelIndex:  # pyright: ignore[reportIncompatibleMethodOverride]
        """See Qt."""
        section = self.section(child)
        if section is None or section.parent < 0:
            return QModelIndex()
        return self.place(self._sections[section.parent])

    def rowCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        section = self.section(parent)
        return len(section.below if section is not None else self._tops)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """See Qt."""
        del parent
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See Qt."""
        section = self.section(index)
        if section is None or role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}:
            return None
        return section.title
