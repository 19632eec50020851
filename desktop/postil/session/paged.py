"""Puts a page of HTML onto the pages of a PDF: with bars beside quotations, numbers below, no heading left alone.

Qt's rich text knows no ``rem``, draws no border beside a paragraph and lets a heading end a page: what is missing of a
page's looks is added here.
"""

import re
from collections.abc import Iterator

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)

POINTS = 11
"""Size of the text; one ``rem``."""

LONGEST_KEPT = 200
"""Pages of the longest document whose headings are kept with what follows: all that comes after is laid out anew."""

RESOLUTION = 144
"""Dots in an inch: Qt sets margins of paragraphs in dots of the device. Finer, and the places of a
book's last pages are too large for the numbers that Qt writes."""

_PADDING = 0.14 * RESOLUTION
"""Dots from the bar to the words of a quotation."""

_SHORT = 3
"""Lines of what leads to something else, as a heading does."""

_PRINTED = "body { margin: 0; padding: 0; }"
"""The pages have margins of their own."""

_STYLE = re.compile(r"(?<=<style>).*?(?=</style>)", re.DOTALL)
_REM = re.compile(r"(font-size:\s*)?(?<![\w.-])(-?\d*\.?\d+)rem\b")
_BAR = QColor("#b9a44c")
_NUMBER = QColor("#5c5c5c")
_INK = QColor("#000000")
_BELOW = 0.35
"""Inches between the text and the number of the page."""


def lay_out(page: str, writer: QPdfWriter) -> QTextDocument:
    """Return the page of HTML laid out for the pages of ``writer``. Needs a QGuiApplication."""
    document = QTextDocument()
    document.setUndoRedoEnabled(False)
    document.setDefaultFont(_serif(POINTS))
    document.setHtml(_STYLE.sub(_absolute, page))
    _mark_quotations(document)
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    if document.pageCount() <= LONGEST_KEPT:
        _keep_with_next(document)
    _split_between_pages(document)
    return document


def paint(document: QTextDocument, writer: QPdfWriter) -> None:
    """Paint all pages of a document that was laid out for ``writer``."""
    layout = document.documentLayout()
    height = document.pageSize().height()
    painter = QPainter(writer)
    pages = document.pageCount()
    for number in range(pages):
        if number:
            writer.newPage()
        seen = QRectF(0, number * height, document.pageSize().width(), height)
        painter.save()
        painter.translate(0, -seen.top())
        painter.setClipRect(seen)
        context = QAbstractTextDocumentLayout.PaintContext()
        # What only touches the border stands on another page, and would be read twice.
        context.clip = seen.adjusted(0, 1, 0, -1)
        context.palette.setColor(QPalette.ColorRole.Text, _INK)
        layout.draw(painter, context)
        _draw_bars(document, painter, seen)
        painter.restore()
        _draw_number(page_number(number, pages), painter, height, writer)
    painter.end()


def page_number(page: int, pages: int) -> str:
    """Return what stands below a page; ``page`` counts from 0."""
    return f"{page + 1} / {pages}"


def _absolute(style: re.Match[str]) -> str:
    return _REM.sub(_without_rem, style[0]) + _PRINTED


def _without_rem(length: re.Match[str]) -> str:
    points = float(length[2]) * POINTS
    return f"{length[1]}{points:g}pt" if length[1] else f"{points * RESOLUTION / 72:.1f}px"


def _serif(points: int) -> QFont:
    font = QFont("Georgia", points)
    font.setStyleHint(QFont.StyleHint.Serif)
    return font


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _level(block: QTextBlock) -> int:
    return int(block.blockFormat().property(QTextFormat.Property.BlockQuoteLevel) or 0)


def _mark_quotations(document: QTextDocument) -> None:
    """Set all paragraphs of a quotation in: reading HTML, Qt knows the first alone for one, and no padding."""
    cursor, before, margin = QTextCursor(document), QTextBlock(), 0.0
    for block in _blocks(document):
        told = block.blockFormat()
        goes_on = before.isValid() and _level(before) > 0 and told.leftMargin() >= margin > 0
        if not _level(block) and (not goes_on or block.textList() or told.textIndent()):
            before = block
            continue
        margin = told.leftMargin()
        told.setProperty(QTextFormat.Property.BlockQuoteLevel, _level(block) or _level(before))
        told.setLeftMargin(margin + _PADDING)
        cursor.setPosition(block.position())
        cursor.setBlockFormat(told)
        before = block


def _top(document: QTextDocument, block: QTextBlock) -> float:
    """Return where a block's first line stands, in dots from the beginning of the document."""
    top = document.documentLayout().blockBoundingRect(block).top()
    lines = block.layout()
    return top + (lines.lineAt(0).y() if lines.lineCount() else 0.0)


def _keep_with_next(document: QTextDocument) -> None:
    """Begin a page before headings, and before what stands over a quotation, that would else end one."""
    height = document.pageSize().height()
    cursor = QTextCursor(document)
    leading: QTextBlock | None = None
    for block in _blocks(document):
        if leading is not None and _top(document, leading) // height != _top(document, block) // height:
            told = leading.blockFormat()
            told.setPageBreakPolicy(QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
            cursor.setPosition(leading.position())
            cursor.setBlockFormat(told)
            leading = None
        if not _leads(block):
            leading = None
        elif leading is None:
            leading = block


def _split_between_pages(document: QTextDocument) -> None:
    """Make of a paragraph that goes on over a page two, which look as one.

    Of a paragraph that began before it, Qt paints one line too many on a page, outside of what is seen: who reads the
    PDF, or copies from it, would get that line twice. Nothing moves, so all are found first and split at once.
    """
    height = document.pageSize().height()
    points: list[int] = []
    for block in _blocks(document):
        lines, top = block.layout(), document.documentLayout().blockBoundingRect(block).top()
        pages = [int((top + lines.lineAt(number).y() + 1) // height) for number in range(lines.lineCount())]
        points += [
            block.position() + lines.lineAt(number).textStart()
            for number in range(1, len(pages))
            if pages[number] != pages[number - 1]
        ]
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    for point in reversed(points):
        cursor.setPosition(point)
        _split(cursor)
    cursor.endEditBlock()


def _split(cursor: QTextCursor) -> None:
    first = cursor.block()
    told, listed = first.blockFormat(), first.textList()
    rest = QTextBlockFormat(told)
    rest.setTopMargin(0)
    rest.setTextIndent(0)
    rest.clearProperty(QTextFormat.Property.PageBreakPolicy)
    cursor.insertBlock(rest)
    if listed:
        listed.remove(cursor.block())
        rest.setIndent(told.indent() + listed.format().indent())
        rest.setObjectIndex(-1)
        cursor.setBlockFormat(rest)
    told.setBottomMargin(0)
    before = QTextCursor(first)
    before.setBlockFormat(told)


def _leads(block: QTextBlock) -> bool:
    following = block.next()
    if not following.isValid() or not block.text().strip() or block.layout().lineCount() > _SHORT:
        return False
    told: QTextBlockFormat = block.blockFormat()
    return told.headingLevel() > 0 or (_level(following) > 0 and not _level(block))


def _draw_bars(document: QTextDocument, painter: QPainter, seen: QRectF) -> None:
    layout = document.documentLayout()
    thick = RESOLUTION / 48
    block = document.begin() if seen.top() <= 0 else _block_at(document, seen.top())
    while block.isValid():
        whole = layout.blockBoundingRect(block)
        if whole.top() > seen.bottom():
            return
        following = block.next()
        if _level(block):
            left = whole.left() + block.blockFormat().leftMargin() - _PADDING
            goes_on = following.isValid() and _level(following)
            end = layout.blockBoundingRect(following).top() if goes_on else whole.bottom()
            painter.fillRect(QRectF(left, whole.top(), thick, end - whole.top()).intersected(seen), _BAR)
        block = following


def _block_at(document: QTextDocument, top: float) -> QTextBlock:
    """Return a block that begins before ``top``, the last but one of those."""
    layout = document.documentLayout()
    low, high = 0, document.blockCount() - 1
    while low < high:
        middle = (low + high + 1) // 2
        if layout.blockBoundingRect(document.findBlockByNumber(middle)).top() <= top:
            low = middle
        else:
            high = middle - 1
    return document.findBlockByNumber(max(0, low - 1))


def _draw_number(told: str, painter: QPainter, height: float, writer: QPdfWriter) -> None:
    painter.setFont(_serif(POINTS - 2))
    painter.setPen(_NUMBER)
    below = QRectF(0, height + _BELOW * RESOLUTION / 2, writer.width(), _BELOW * RESOLUTION)
    painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, told)
