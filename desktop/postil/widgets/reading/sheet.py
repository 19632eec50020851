"""One section of an article as a QTextDocument, and the way from the canonical text into it and back."""

import bisect
import functools
import re
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextDocument

from postil.domain.document import Block
from postil.widgets.reading.offsets import Offsets
from postil.widgets.reading.plan import Plan, Section
from postil.widgets.reading.values import TextRange


@functools.cache
def _right_to_left() -> re.Pattern[str]:
    return re.compile(
        "[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One Qt paragraph of a sheet and the code points that it shows.

    ``unit`` is its place in the QTextDocument. ``rules`` are those of the passages of boilerplate that it begins:
    with ``fold`` it shows no text but stands for them, else they are shown from here on.
    ``row`` is the index of the table row's first line for a cell, else its own. ``head`` and ``tail``: it begins, it
    ends its block.
    """

    block: Block
    start: int
    end: int
    unit: int
    length: int
    row: int
    head: bool = True
    tail: bool = True
    fold: bool = False
    rules: tuple[str, ...] = ()
    two_way: bool = False


class Sheet:
    """A section's QTextDocument with its lines in order. Filled by ``build``; read-only after that."""

    def __init__(self, plan: Plan, section: Section) -> None:
        self.plan = plan
        self.section = section
        self.document = QTextDocument()
        self.document.setUndoRedoEnabled(False)
        pieces = plan.pieces[section.before : section.after]
        self.start, self.end = pieces[0].start, pieces[-1].end
        text = plan.document.text[self.start : self.end]
        self.offsets = Offsets(text)
        self.has_two_ways = not text.isascii() and _right_to_left().search(text) is not None
        self.lines: list[Line] = []
        self._starts: list[int] = []
        self._units: list[int] = []

    def add(self, line: Line) -> None:
        """Add the next line."""
        self.lines.append(line)
        self._starts.append(line.start)
        self._units.append(line.unit)

    def holds(self, position: int) -> bool:
        """Tell whether ``position`` lies in what this sheet shows."""
        return self.start <= position <= self.end

    def line_index(self, position: int) -> int:
        """Return the index of the line that shows ``position``, the nearest one for a position outside."""
        return max(0, bisect.bisect_right(self._starts, position) - 1)

    def index_at_unit(self, unit: int) -> int:
        """Return the index of the line at a place in the QTextDocument."""
        return max(0, bisect.bisect_right(self._units, unit) - 1)

    def is_two_way(self, line: Line) -> bool:
        """Tell whether right-to-left script may stand in ``line``."""
        return self.has_two_ways and _right_to_left().search(self.plan.document.text, line.start, line.end) is not None

    def to_unit(self, position: int) -> int:
        """Return the place of the code point at ``position`` in the QTextDocument, or the nearest that is shown."""
        line = self.lines[self.line_index(position)]
        return line.unit + self.within(line, position)

    def within(self, line: Line, position: int) -> int:
        """Return the UTF-16 offset in ``line`` of the code point at ``position``, kept inside the line."""
        if line.fold:
            return 0
        inside = max(line.start, min(position, line.end))
        return self.offsets.to_units(inside - self.start) - self.offsets.to_units(line.start - self.start)

    def to_position(self, unit: int) -> int:
        """Return the position of the code point at a place in the QTextDocument."""
        line = self.lines[self.index_at_unit(unit)]
        if line.fold:
            return line.start
        inside = max(0, min(unit - line.unit, line.length))
        return self.start + self.offsets.to_points(self.offsets.to_units(line.start - self.start) + inside)

    def to_range(self, start: int, end: int) -> TextRange | None:
        """Return the passage between two places in the QTextDocument; folded passages at its ends stay outside."""
        first, last = self.index_at_unit(start), self.index_at_unit(end)
        begin, finish = self.to_position(start), self.to_position(end)
        while first <= last and self.lines[first].fold:
            first += 1
            begin = self.lines[first].start if first <= last else finish
        while last >= first and self.lines[last].fold:
            last -= 1
            finish = self.lines[last].end if last >= first else begin
        return TextRange(begin, finish) if begin < finish else None

    def text_block(self, line: Line) -> QTextBlock:
        """Return the Qt paragraph of ``line``."""
        return self.document.findBlock(line.unit)

    def rectangle(self, line: Line) -> QRectF:
        """Return where ``line`` stands in the document, in its pixels; lays out what comes before it."""
        return self.document.documentLayout().blockBoundingRect(self.text_block(line))
