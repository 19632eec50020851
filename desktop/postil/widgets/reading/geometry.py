"""Where characters stand on the page: rectangles of a passage, line by line, right-to-left script included."""

import bisect
from collections.abc import Iterator
from operator import itemgetter
from typing import cast

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextLayout, QTextLine

from postil.widgets.reading.sheet import Line, Sheet

_BEGIN = itemgetter(0)
_KERN = 1.5  # pixels that kerning may leave between two glyphs of one stretch


def x_of(line: QTextLine, unit: int) -> float:
    """Return where the character at ``unit`` stands in its line, in pixels."""
    # The binding gives the cursor's place back too, though its annotation names the number alone.
    answer = cast("float | tuple[float, int]", line.cursorToX(unit))
    return answer[0] if isinstance(answer, tuple) else answer


class Shape:
    """Where one line's characters stand now; made for one paint and thrown away, since a layout may change."""

    __slots__ = ("_layout", "_origin", "_rows", "_sheet", "_two_way", "line")

    def __init__(self, sheet: Sheet, line: Line) -> None:
        self.line = line
        self._sheet = sheet
        self._layout, self._origin = laid_out(sheet, line)
        self._two_way = sheet.is_two_way(line)
        self._rows = [(row.textStart(), row) for row in map(self._layout.lineAt, range(self._layout.lineCount()))]

    def rectangles(self, start: int, end: int) -> Iterator[QRectF]:
        """Give the rectangles of the code points ``start``..``end`` within this line, in the document's pixels.

        Each reaches from the ascent to the descent of its row of text; one row of mixed script may take several.
        """
        first, last = self._sheet.within(self.line, start), self._sheet.within(self.line, end)
        if last <= first:
            return
        x, y = self._origin.x(), self._origin.y()
        index = max(0, bisect.bisect_right(self._rows, first, key=_BEGIN) - 1)
        for begin, row in self._rows[index:]:
            if begin >= last:
                return
            a, b = max(first, begin), min(last, begin + row.textLength())
            spans = _mixed(row, a, b) if self._two_way else ((x_of(row, a), _right_end(row, b)),)
            top, height = y + row.y(), row.height()
            for left, right in spans:
                if right > left:
                    yield QRectF(x + left, top, right - left, height)


def _right_end(row: QTextLine, unit: int) -> float:
    """Return where a passage that ends at ``unit`` ends; spaces hanging past the row's end are left out."""
    if unit >= row.textStart() + row.textLength():
        return row.x() + row.naturalTextWidth()
    return x_of(row, unit)


def _mixed(row: QTextLine, first: int, last: int) -> list[tuple[float, float]]:
    """Return the stretches that characters of both directions take, from left to right.

    Taken from the glyphs: where the direction changes, ``cursorToX`` has no edge for the first character.
    """
    pieces: list[tuple[float, float]] = []
    for run in row.glyphRuns(first, last - first):
        advances = run.rawFont().advancesForGlyphIndexes(run.glyphIndexes())
        for place, advance in zip(run.positions(), advances, strict=True):
            pieces.append((place.x(), place.x() + advance.x()))
    merged: list[tuple[float, float]] = []
    for left, right in sorted(pieces):
        if merged and left <= merged[-1][1] + _KERN:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def laid_out(sheet: Sheet, line: Line) -> tuple[QTextLayout, QPointF]:
    """Return the layout of a paragraph and where its origin stands in the document, tables included."""
    area = sheet.rectangle(line)
    layout = sheet.text_block(line).layout()
    # A layout in a table cell counts from its frame; only the block's rectangle is given in the document's pixels.
    return layout, area.topLeft() - QPointF(0, layout.boundingRect().top())


def row_of(sheet: Sheet, position: int) -> QRectF:
    """Return the row of text that holds ``position``, in the document's pixels."""
    line = sheet.lines[sheet.line_index(position)]
    layout, origin = laid_out(sheet, line)
    row = layout.lineForTextPosition(sheet.within(line, position))
    if not row.isValid():
        return sheet.rectangle(line)
    return QRectF(origin.x() + row.x(), origin.y() + row.y(), row.naturalTextWidth(), row.height())


def position_under(sheet: Sheet, point: QPointF) -> int | None:
    """Return the position of the character that ``point`` (document pixels) is on, None beside the text."""
    unit = sheet.document.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
    if unit < 0:
        return None
    line = sheet.lines[sheet.index_at_unit(unit)]
    if line.fold or not line.length:
        return None
    layout, origin = laid_out(sheet, line)
    local = point - origin
    for number in range(layout.lineCount()):
        row = layout.lineAt(number)
        below = layout.lineAt(number + 1).y() if number + 1 < layout.lineCount() else row.y() + 1.4 * row.height()
        if row.y() - 2 <= local.y() < below:
            if not row.x() <= local.x() <= row.x() + row.naturalTextWidth() + 1 and not sheet.is_two_way(line):
                return None
            inside = row.xToCursor(local.x(), QTextLine.CursorPosition.CursorOnCharacter)
            last = row.textStart() + row.textLength() - 1
            return sheet.to_position(line.unit + max(row.textStart(), min(inside, last)))
    return None


def line_under(sheet: Sheet, point: QPointF) -> Line | None:
    """Return the line that ``point`` (document pixels) is on or beside, None below the last."""
    unit = sheet.document.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)
    if unit < 0:
        return None
    line = sheet.lines[sheet.index_at_unit(unit)]
    return line if point.y() <= sheet.rectangle(line).bottom() + 2 * _KERN else None


def position_near(sheet: Sheet, point: QPointF) -> int:
    """Return the position between two characters that is nearest to ``point`` (document pixels)."""
    return sheet.to_position(max(0, sheet.document.documentLayout().hitTest(point, Qt.HitTestAccuracy.FuzzyHit)))
