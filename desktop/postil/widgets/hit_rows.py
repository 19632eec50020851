"""Hits of a search as rows: a kind's sign, a title, where it is from, and two lines with what was found set off."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from postil.widgets.rows import GAP, AskingDelegate, RowColours, icon_size, is_plain_click, paint_ground, smaller

Index = QModelIndex | QPersistentModelIndex
LINES = 2
_EDGE = 8
_BAR = 4


@dataclass(frozen=True, slots=True)
class Marked:
    """Words with what was found among them: ``marks`` are (start, end) in code points."""

    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class HitRow:
    """How a hit is painted; a ``heading`` stands above hits of one kind, with their number as ``about``.

    ``bar`` is the colour id of a highlight, "" for none; ``note`` takes the last line where there is one.
    """

    title: Marked
    about: str = ""
    icon: str = ""
    words: Marked = Marked()
    note: Marked = Marked()
    bar: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class HitColours:
    """Colours of rows, of the ground under what was found, and of bars by colour id; each "#rrggbb"."""

    rows: RowColours
    found: str
    inks: dict[str, str]


class HitDelegate(AskingDelegate[HitRow]):
    """Paints what ``row_of(index)`` says of each index: hits all of one height, headings lower."""

    def __init__(self, row_of: Callable[[Index], HitRow], colours: HitColours, parent: QWidget) -> None:
        super().__init__(row_of, HitRow(Marked()), parent)
        self.colours = colours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row."""
        row = self._row_of(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading:
            self._paint_heading(painter, option, row)
        else:
            self._paint_hit(painter, option, row)
        painter.restore()

    def _paint_heading(self, painter: QPainter, option: QStyleOptionViewItem, row: HitRow) -> None:
        colours, font = self.colours.rows, smaller(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        place = QRect(option.rect).adjusted(GAP + 6, _EDGE, -GAP - 6, -4)
        sides = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextSingleLine
        painter.setFont(font)
        painter.setPen(QColor(colours.accent))
        painter.drawText(place, sides | Qt.AlignmentFlag.AlignLeft, row.title.text)
        painter.setFont(smaller(option.font))
        painter.setPen(QColor(colours.muted))
        painter.drawText(place, sides | Qt.AlignmentFlag.AlignRight, row.about)
        painter.setPen(QColor(colours.border))
        painter.drawLine(place.left(), place.bottom() + 3, place.right(), place.bottom() + 3)

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, row: HitRow) -> None:
        rect, colours, metrics = QRect(option.rect), self.colours.rows, option.fontMetrics
        paint_ground(painter, option, rect, colours)
        size = icon_size(metrics)
        left, right, top = rect.left() + GAP + 6, rect.right() - GAP - 6, rect.top() + _EDGE
        self._icon(row.icon, colours.muted).paint(
            painter, QRect(left, top + (metrics.height() - size) // 2, size, size)
        )
        left += size + GAP
        small = smaller(option.font)
        about = QFontMetrics(small).elidedText(row.about, Qt.TextElideMode.ElideRight, (right - left) * 2 // 5)
        kept = QFontMetrics(small).horizontalAdvance(about)
        painter.setFont(small)
        painter.setPen(QColor(colours.muted))
        sides = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRect(right - kept - 1, top, kept + 2, metrics.height()), sides, about)
        title = QFont(option.font)
        title.setWeight(QFont.Weight.DemiBold)
        place = QRect(left, top, right - left - (kept + GAP if kept else 0), metrics.height())
        painter.setFont(title)
        painter.setPen(QColor(colours.text))
        self._paint_words(painter, place, row.title, 1)
        painter.setFont(option.font)
        top += metrics.height() + 2
        lines = LINES - 1 if row.note.text else LINES
        spacing = QFontMetrics(option.font).lineSpacing()
        inside = left
        if row.bar:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colours.inks.get(row.bar, colours.muted)))
            inside += _BAR + GAP
            # As tall as the words it stands beside.
            is_short = QFontMetrics(option.font).horizontalAdvance(row.words.text) < right - inside
            painter.drawRoundedRect(QRect(left, top + 2, _BAR, (1 if is_short else lines) * spacing - 3), 2, 2)
        painter.setPen(QColor(colours.text))
        self._paint_words(painter, QRect(inside, top, right - inside, lines * spacing), row.words, lines)
        if row.note.text:
            top += lines * spacing
            sign = size * 3 // 4
            self._icon("edit", colours.muted).paint(painter, QRect(left, top + (spacing - sign) // 2, sign, sign))
            note = QRect(left + sign + 6, top, right - left - sign - 6, spacing)
            painter.setPen(QColor(colours.muted))
            self._paint_words(painter, note, row.note, 1)

    def _paint_words(self, painter: QPainter, place: QRect, words: Marked, lines: int) -> None:
        """Paint words in at most so many lines, in the painter's font and ink; what was found on its own ground."""
        if not words.text or place.width() <= 0:
            return
        layout = QTextLayout(words.text, painter.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats([self._format(words.text, *mark) for mark in words.marks])
        cut = _lay_out(layout, place.width(), lines)
        if cut is not None:
            # The last line has room for the sign that something is left out.
            metrics = QFontMetrics(painter.font())
            rest = metrics.elidedText(words.text[cut:], Qt.TextElideMode.ElideRight, place.width() - 2)
            shown = words.text[:cut] + rest
            layout.setText(shown)
            layout.setFormats([self._format(shown, *mark) for mark in words.marks if mark[1] < len(shown)])
            _lay_out(layout, place.width() + metrics.averageCharWidth(), lines)
        layout.draw(painter, QPointF(place.topLeft()))

    def _format(self, text: str, start: int, end: int) -> QTextLayout.FormatRange:
        # Code points to the UTF-16 units that Qt counts.
        first, last = (len(text[:place].encode("utf-16-le")) // 2 for place in (start, end))
        found = QTextLayout.FormatRange()
        looks = QTextCharFormat()
        looks.setBackground(QColor(self.colours.found))
        looks.setFontWeight(QFont.Weight.DemiBold)
        # PySide6's types do not tell of these fields.
        found.start, found.length, found.format = first, last - first, looks  # pyright: ignore[reportAttributeAccessIssue]
        return found


def _lay_out(layout: QTextLayout, width: int, lines: int) -> int | None:
    """Lay text out in at most so many lines; return where the last begins if more would be needed, else None.

    Places are code points: what stands in a snippet before its last line is cut there, and nothing else.
    """
    layout.beginLayout()
    top, end, starts = 0.0, 0, list[int]()
    while len(starts) < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
        starts.append(line.textStart())
        end = line.textStart() + line.textLength()
    layout.endLayout()
    text = layout.text()
    if not starts or end >= len(text.encode("utf-16-le")) // 2:
        return None
    return len(text.encode("utf-16-le")[: starts[-1] * 2].decode("utf-16-le", "ignore"))


class HitList(QTableView):
    """A list of hits: ``opened`` carries the index that Enter or a click chose, ``left`` says that the reader goes up.

    What is typed goes to ``typed`` (the letters), so that a query can be typed on from within the list. A table of one
    column: Qt takes five seconds to lay a list of 500,000 rows out, and a millisecond for such a table.
    """

    opened = Signal(object)
    left = Signal()
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._headings: tuple[int, ...] = ()
        self.set_headings(())

    def set_headings(self, rows: Iterable[int]) -> None:
        """Have all rows as high as a hit, and these as a heading."""
        heads, metrics = self.verticalHeader(), self.fontMetrics()
        heads.setDefaultSectionSize(hit_height(metrics))
        for row in self._headings:
            heads.resizeSection(row, hit_height(metrics))
        self._headings = tuple(rows)
        for row in self._headings:
            heads.resizeSection(row, heading_height(metrics))
        self.verticalScrollBar().setSingleStep(metrics.height())

    def changeEvent(self, event: QEvent) -> None:
        """Fit the rows to another font."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.set_headings(self._headings)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Up from the first row goes back to the field, letters are typed there."""
        place = self.currentIndex()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and place.isValid():
            self.opened.emit(place)
        elif event.key() == Qt.Key.Key_Up and self._is_first(place):
            self.left.emit()
        elif event.key() in {Qt.Key.Key_Home, Qt.Key.Key_End} and not event.modifiers():
            rows = self.model().rowCount()
            self.setCurrentIndex(self.model().index(rows - 1 if event.key() == Qt.Key.Key_End else 0, 0))
        elif _is_letter(event):
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens what is under it, unless it chooses several."""
        super().mouseReleaseEvent(event)
        place = self.indexAt(event.position().toPoint())
        if is_plain_click(event) and place == self.currentIndex():
            self.opened.emit(place)

    def event(self, event: QEvent) -> bool:
        """Keep letters from the window's shortcuts: they are typed on."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_letter(event):
            event.accept()
            return True
        return super().event(event)

    def _is_first(self, place: QModelIndex) -> bool:
        rows = (self.model().index(row, 0) for row in range(min(place.row(), 3)))
        return not any(each.flags() & Qt.ItemFlag.ItemIsSelectable for each in rows)


def hit_height(metrics: QFontMetrics) -> int:
    """Return the height of a hit: room for a title and two lines."""
    return -(-(metrics.height() + LINES * metrics.lineSpacing() + 2 * _EDGE + 4) // 4) * 4


def heading_height(metrics: QFontMetrics) -> int:
    """Return the height of a heading."""
    return -(-(metrics.height() + 2 * _EDGE) // 4) * 4


def _is_letter(event: QKeyEvent) -> bool:
    is_plain = not event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return is_plain and len(event.text()) == 1 and event.text().isprintable() and not event.text().isspace()
