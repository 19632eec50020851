"""Build a sheet's QTextDocument with one cursor, a piece at a time."""

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

from PySide6.QtCore import QSizeF
from PySide6.QtGui import (
    QBrush,
    QColor,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextTable,
    QTextTableFormat,
)

from postil.domain.document import Block, Span
from postil.widgets.reading.formats import MARGIN, Formats
from postil.widgets.reading.plan import Piece
from postil.widgets.reading.sheet import Line, Sheet

LINE_SEPARATOR = "\u2028"
"""What a newline inside a block is to Qt: one character as well, but no new paragraph."""


def build(sheet: Sheet, formats: Formats, figure_heights: Mapping[str, float]) -> Iterator[None]:
    """Fill ``sheet``, pausing after every piece.

    ``figure_heights`` are the pixels to leave free above the caption of a figure, by its source; "" stands for those
    whose picture is not there.
    """
    document = sheet.document
    document.setDefaultFont(formats.font)
    document.setDocumentMargin(MARGIN)
    builder = _Builder(sheet, formats, figure_heights)
    for piece in sheet.plan.pieces[sheet.section.before : sheet.section.after]:
        builder.add(piece)
        yield
    frame = document.rootFrame().frameFormat()
    frame.setBottomMargin(MARGIN * 2)
    document.rootFrame().setFrameFormat(frame)
    document.setPageSize(QSizeF(formats.column + 2 * MARGIN, -1))


class _Builder:
    def __init__(self, sheet: Sheet, formats: Formats, figure_heights: Mapping[str, float]) -> None:
        self._sheet = sheet
        self._formats = formats
        self._figure_heights = figure_heights
        self._cursor = QTextCursor(sheet.document)
        self._text = sheet.plan.document.text
        self._starts = sheet.plan.document.starts
        # Whether the paragraph that the cursor is in is still nobody's: a new document has one.
        self._fresh = True

    def add(self, piece: Piece) -> None:
        block = self._sheet.plan.document.blocks[piece.first]
        if piece.role == "fold":
            self._open(self._formats.fold(), self._formats.characters(block))
            blocks = self._sheet.plan.document.blocks[piece.first : piece.last + 1]
            rules = tuple(each.boilerplate for each in blocks)
            self._line(block, piece, piece.start, piece.end, fold=True, rules=rules)
        elif piece.role == "table":
            self._table(block, piece)
        else:
            self._paragraph(block, piece)

    def _paragraph(self, block: Block, piece: Piece) -> None:
        origin = self._starts[piece.first]
        tail = piece.end == origin + len(block.text)
        layout = self._formats.block(block, piece.head, tail)
        if self._sheet.has_two_ways and runs_leftwards(block.text):
            layout = QTextBlockFormat(layout)
            left, right = layout.leftMargin(), layout.rightMargin()
            layout.setLeftMargin(right)
            layout.setRightMargin(left)
        if block.kind == "figure":
            layout = QTextBlockFormat(layout)
            layout.setTopMargin(layout.topMargin() + self._figure_height(block) + 0.4 * self._formats.em)
            if self._fresh:
                self._gap()
        rules = self._shown_rules(piece) if block.boilerplate and piece.head else ()
        if rules:
            layout = QTextBlockFormat(layout)
            # Qt lets the margins of neighbours overlap: the gap to the text before has to be in this one.
            layout.setTopMargin(layout.topMargin() + self._formats.label_height + 0.9 * self._formats.em)
            if self._fresh:
                self._gap()
        base = self._formats.characters(block)
        self._open(layout, base)
        self._line(block, piece, piece.start, piece.end, tail=tail, rules=rules)
        self._insert(block, piece.start - origin, piece.end - origin, base)

    def _shown_rules(self, piece: Piece) -> tuple[str, ...]:
        """Return the rules of the boilerplate that is shown from ``piece`` on, none within such a run."""
        plan = self._sheet.plan
        run = plan.run_around(piece.first)
        return tuple(plan.document.blocks[index].boilerplate for index in run) if run.start == piece.first else ()

    def _figure_height(self, block: Block) -> float:
        if not block.source:
            return 0.0
        return self._figure_heights.get(block.source, self._figure_heights.get("", 0.0))

    def _insert(
        self, block: Block, start: int, end: int, base: QTextCharFormat, more: frozenset[str] = frozenset()
    ) -> None:
        """Insert the characters ``start``..``end`` of ``block``, run by run."""
        text = block.text
        spans = [span for span in block.spans if span.start < end and span.end > start] if block.spans else []
        if not spans:
            self._cursor.insertText(text[start:end].replace("\n", LINE_SEPARATOR), base)
            return
        bounds = {start, end}
        for span in spans:
            bounds.update((max(start, span.start), min(end, span.end)))
        for begin, finish in pairwise(sorted(bounds)):
            over = [span for span in spans if span.start <= begin and span.end >= finish]
            kinds = frozenset[str](span.kind for span in over) | more
            form = self._formats.characters(block, kinds, _target(over)) if kinds else base
            self._cursor.insertText(text[begin:finish].replace("\n", LINE_SEPARATOR), form)

    def _open(self, layout: QTextBlockFormat, characters: QTextCharFormat) -> None:
        if self._fresh:
            self._cursor.setBlockFormat(layout)
            self._cursor.setBlockCharFormat(characters)
            self._fresh = False
        else:
            self._cursor.insertBlock(layout, characters)

    def _gap(self) -> None:
        """Leave an empty paragraph: Qt drops the margins of paragraphs beside a table and at the document's top."""
        low = QTextBlockFormat()
        low.setLineHeight(0.5 * self._formats.em, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        self._open(low, QTextCharFormat())

    def _line(
        self, block: Block, piece: Piece, start: int, end: int, *, tail: bool = True, row: int = -1, head: bool = True,
        fold: bool = False, rules: tuple[str, ...] = (),
    ) -> None:  # fmt: skip
        sheet = self._sheet
        offset = sheet.offsets.to_units
        length = 0 if fold else offset(end - sheet.start) - offset(start - sheet.start)
        index = len(sheet.lines)
        unit = self._cursor.position()
        first = index if row < 0 else row
        sheet.add(Line(block, start, end, unit, length, first, piece.head and head, tail, fold, rules))

    def _table(self, block: Block, piece: Piece) -> None:
        """Insert a real table; each cell is a line of its own, and the tabs and newlines lie between them."""
        origin = self._starts[piece.first]
        rows = [row.split("\t") for row in self._text[piece.start : piece.end].split("\n")]
        self._gap()
        has_head = block.level == 1 and piece.head
        table = self._cursor.insertTable(len(rows), max(map(len, rows)), self._table_format(has_head))
        at = piece.start
        first = True
        for number, row in enumerate(rows):
            row_index = len(self._sheet.lines)
            more = frozenset({"head"} if has_head and number == 0 else ())
            base = self._formats.characters(block, more)
            for column, cell in enumerate(row):
                self._enter(table, number, column, base)
                self._line(block, piece, at, at + len(cell), row=row_index, head=first)
                self._insert(block, at - origin, at - origin + len(cell), base, more)
                at += len(cell) + 1
                first = False
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True
        self._gap()

    def _enter(self, table: QTextTable, row: int, column: int, base: QTextCharFormat) -> None:
        self._cursor.setPosition(table.cellAt(row, column).firstPosition())
        self._cursor.setBlockFormat(self._formats.cell())
        self._cursor.setBlockCharFormat(base)

    def _table_format(self, has_head: bool) -> QTextTableFormat:
        made = QTextTableFormat()
        em = self._formats.em
        made.setBorder(1)
        made.setBorderCollapse(True)
        made.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        made.setBorderBrush(QBrush(QColor(self._formats.style.rule)))
        made.setCellPadding(0.3 * em)
        made.setCellSpacing(0)
        made.setHeaderRowCount(1 if has_head else 0)
        return made


def runs_leftwards(text: str) -> bool:
    """Tell whether a paragraph is set from right to left, by its first letter that has a direction, as Qt does."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L"


def _target(spans: list[Span]) -> str:
    return next((span.target for span in spans if span.kind == "link"), "")
