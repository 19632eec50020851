"""All that is painted on the text and is no part of it, as stand-off ranges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QImage

from postil.domain.quiet import without_collecting
from postil.widgets.reading.ranges import MarkIndex, RangeIndex
from postil.widgets.reading.values import EntityMark, Mark, TextRange


@dataclass
class Overlays:
    """What the surface paints now; changed by the surface alone.

    ``flash`` is the passage shown with ``flash_strength``, 1 fading to 0. ``adjusted`` is the mark whose ends have
    handles, with the ends as they are being moved. ``signs`` are MarginSigns by the ids of marks.
    """

    marks: MarkIndex = field(default_factory=MarkIndex)
    entities: RangeIndex[EntityMark] = field(default_factory=RangeIndex[EntityMark])
    tipped: tuple[EntityMark, ...] = ()
    kinds: frozenset[str] = frozenset()
    selection: TextRange | None = None
    found: Sequence[TextRange] = ()
    found_starts: Sequence[int] = ()
    current: int = -1
    flash: TextRange | None = None
    flash_strength: float = 0.0
    adjusted: Mark | None = None
    figures: dict[str, QImage] = field(default_factory=dict[str, QImage])
    signs: Mapping[str, object] = field(default_factory=dict[str, object])

    def forget(self) -> None:
        """Drop all that belongs to an article; the kinds shown are the reader's choice and stay."""
        self.marks, self.entities, self.tipped = MarkIndex(), RangeIndex[EntityMark](), ()
        self.selection = self.flash = self.adjusted = None
        self.found, self.found_starts, self.current = (), (), -1
        self.flash_strength = 0.0
        self.figures = {}
        self.signs = {}

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Take these highlights and no others; ``sort`` is to follow before they are painted."""
        with without_collecting():
            self.marks = MarkIndex(marks)

    def show_entities(self, mentions: Sequence[EntityMark]) -> None:
        """Take these mentions and no others; ``sort`` is to follow before they are painted."""
        with without_collecting():
            self.entities = RangeIndex(mentions)
            self.tipped = tuple(each for each in mentions if each.tip)

    def show_found(self, matches: Sequence[TextRange], current: int) -> None:
        """Take these passages for found; they are in the order of the text."""
        self.found, self.current = matches, current
        self.found_starts = [match.start for match in matches]

    def sort(self) -> None:
        """Sort a book's marks in an event of their own, before the paint that asks for them."""
        with without_collecting():
            self.marks.sort()
            self.entities.sort()

    def marks_in(self, start: int, end: int) -> list[Mark]:
        """Return the marks to paint between two positions, the adjusted one where it is being moved to."""
        found = self.marks.touching(start, end)
        moved = self.adjusted
        if moved is None:
            return found
        found = [mark for mark in found if mark.id != moved.id]
        if moved.start < end and moved.end > start:
            found.append(moved)
            found.sort(key=lambda mark: (mark.start, -mark.end, mark.id))
        return found
