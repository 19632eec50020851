"""Two versions side by side: a list whose rows have the old sentence on the left and the new one on the right."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from postil.domain.comparison import Difference, MarkedWords
from postil.domain.wording import say
from postil.widgets.icons import icon
from postil.widgets.word_diff import DiffInks, Side, lay_out

Index = QModelIndex | QPersistentModelIndex
ROW = Qt.ItemDataRole.UserRole
"""The role that gives a Difference, or something with a ``sentence`` for a fold."""

PAD = 12
GUTTER = 32
"""Pixels between the two sides, where the sign of a difference stands."""
_SIGNS = {"changed": "changed", "added": "add", "removed": "remove"}


@dataclass(frozen=True)
class DifferenceStyle:
    """Colours as ``#rrggbb``, ``inks`` by colour id, ``days`` of the versions by their ids, and the texts' face."""

    text: str
    muted: str
    border: str
    ground: str
    hover: str
    selection: str
    accent: str
    removed: str
    added: str
    inks: Mapping[str, str]
    days: Mapping[str, str]
    family: str = "serif"


@dataclass(frozen=True, slots=True)
class _Cells:
    old: QTextLayout
    new: QTextLayout
    text_height: int
    height: int


class DifferenceDelegate(QStyledItemDelegate):
    """Paints the rows; their heights are remembered until the width or the style changes."""

    def __init__(self, style: DifferenceStyle, parent: QWidget) -> None:
        super().__init__(parent)
        self._style = style
        self._width = 0
        self._heights: dict[tuple[int, int, str], int] = {}

    def set_style(self, style: DifferenceStyle) -> None:
        """Paint in other colours."""
        self._style = style
        self._heights.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Return the size of a row at the width of its list."""
        row = index.data(ROW)
        width = _width_of(option)
        if not isinstance(row, Difference):
            return QSize(width, _fold_height(option.font))
        if width != self._width:
            self._width = width
            self._heights.clear()
        key = (row.old_start, row.new_start, row.kind)
        if key not in self._heights:
            self._heights[key] = self._cells(row, option.font, width).height
        return QSize(width, self._heights[key])

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:  # pyright: ignore[reportIncompatibleMethodOverride]
        """Paint a row."""
        row, area = index.data(ROW), option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and isinstance(row, Difference) and row.kind != "equal":
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), QColor(self._style.accent))
        if isinstance(row, Difference):
            self._paint_difference(painter, option, row)
        else:
            self._paint_fold(painter, option, str(row.sentence))
        if option.state & QStyle.StateFlag.State_HasFocus and option.state & QStyle.StateFlag.State_KeyboardFocusChange:
            painter.setPen(QPen(QColor(self._style.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(4, 1, -4, -2), 4, 4)
        painter.restore()

    def mark_at(self, row: Difference, area: QRect, font: QFont, point: QPoint) -> MarkedWords | None:
        """Return the highlight whose line is under ``point``, where the row is at ``area``."""
        if not row.marks:
            return None
        step = _line_height(font)
        top = area.bottom() + 1 - PAD // 2 - step * len(row.marks)
        number = (point.y() - top) // step
        return row.marks[number] if point.y() >= top and number < len(row.marks) else None

    def _inks(self, kind: str) -> DiffInks:
        style = self._style
        return DiffInks(style.muted if kind == "equal" else style.text, style.removed, style.added)

    def _cells(self, row: Difference, font: QFont, width: int) -> _Cells:
        face = QFont(font)
        face.setFamilies([self._style.family, "serif"])
        face.setStyleHint(QFont.StyleHint.Serif)
        inner = _side_width(width) - 2 * PAD
        old, new = (self._cell(row, side, face, inner) for side in ("old", "new"))
        text = max(old.boundingRect().height(), new.boundingRect().height())
        height = int(text + 0.999) + PAD + _line_height(font) * len(row.marks) + (4 if row.marks else 0)
        return _Cells(old, new, int(text + 0.999), height)

    def _cell(self, row: Difference, side: Side, font: QFont, width: int) -> QTextLayout:
        # A sentence that is on one side alone has its ground as a whole: nothing in it is to be struck out.
        pieces = row.pieces if row.kind == "changed" else ()
        plain = row.old if side == "old" else row.new
        return lay_out(pieces, side, font, width, self._inks(row.kind), plain="" if pieces else plain.strip())

    def _paint_difference(self, painter: QPainter, option: QStyleOptionViewItem, row: Difference) -> None:
        style, area = self._style, option.rect
        cells = self._cells(row, option.font, area.width())
        side = _side_width(area.width())
        lefts = area.left(), area.left() + side + GUTTER
        body = cells.text_height + PAD
        removed, added = (style.hover, style.hover) if row.moved else (style.removed, style.added)
        grounds = {"removed": (removed, ""), "added": ("", added)}.get(row.kind, ("", ""))
        for left, ground in zip(lefts, grounds, strict=True):
            if ground:
                place = QRectF(left + 4, area.top() + 2, side - 8, body - 4)
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(ground))
                painter.drawRoundedRect(place, 4, 4)
        ink = QColor(style.muted if row.kind == "equal" else style.text)
        painter.setPen(ink)
        for left, cell in zip(lefts, (cells.old, cells.new), strict=True):
            cell.draw(painter, QPointF(left + PAD, area.top() + PAD / 2))
        if row.kind in _SIGNS:
            size = QFontMetrics(option.font).height()
            place = QRect(lefts[0] + side + (GUTTER - size) // 2, area.top() + PAD // 2, size, size)
            icon("moved" if row.moved else _SIGNS[row.kind], style.muted).paint(painter, place)
        self._paint_marks(painter, option, row)

    def _paint_marks(self, painter: QPainter, option: QStyleOptionViewItem, row: Difference) -> None:
        style, area, metrics = self._style, option.rect, QFontMetrics(option.font)
        step = _line_height(option.font)
        top = area.bottom() + 1 - PAD // 2 - step * len(row.marks)
        left = area.left() + PAD
        painter.setFont(option.font)
        for number, mark in enumerate(row.marks):
            line = QRect(left, top + number * step, area.width() - 2 * PAD, step)
            painter.fillRect(QRect(left, line.top() + 3, 4, step - 6), QColor(style.inks.get(mark.color, style.muted)))
            painter.setPen(QColor(style.muted))
            told = metrics.elidedText(_told(mark, style.days), Qt.TextElideMode.ElideRight, line.width() - PAD)
            painter.drawText(line.adjusted(PAD, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, told)

    def _paint_fold(self, painter: QPainter, option: QStyleOptionViewItem, sentence: str) -> None:
        style, area, metrics = self._style, option.rect, QFontMetrics(option.font)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(style.hover))
        words = f"⋯  {sentence}"
        wide, middle = metrics.horizontalAdvance(words) + 2 * PAD, area.center().y()
        start = area.center().x() - wide // 2
        painter.setPen(QColor(style.border))
        painter.drawLine(area.left() + PAD, middle, start, middle)
        painter.drawLine(start + wide, middle, area.right() - PAD, middle)
        painter.setPen(QColor(style.accent))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)


class DifferenceList(QListView):
    """``fold_chosen`` carries the row of a fold to open, ``mark_chosen`` the id of a highlight to show."""

    fold_chosen = Signal(int)
    mark_chosen = Signal(str)

    def __init__(self, style: DifferenceStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Differences"))
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that the width of the rows does not change while they are being laid out.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(40)
        self.setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(24)
        self._delegate = DifferenceDelegate(style, self)
        self.setItemDelegate(self._delegate)

    def set_style(self, style: DifferenceStyle) -> None:
        """Paint in other colours."""
        self._delegate.set_style(style)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def go_to(self, row: int) -> None:
        """Make a row current and bring it to the upper part of the list."""
        index = self.model().index(row, 0)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index, QListView.ScrollHint.PositionAtCenter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a fold, or show the highlight of a row, with Enter or Space."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and self.currentIndex().isValid():
            row = self.currentIndex().data(ROW)
            if not isinstance(row, Difference):
                self.fold_chosen.emit(self.currentIndex().row())
            elif row.marks:
                self.mark_chosen.emit(row.marks[0].id)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open a fold, or show a highlight, with a click."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        row = index.data(ROW)
        if not isinstance(row, Difference):
            self.fold_chosen.emit(index.row())
            return
        mark = self._delegate.mark_at(row, self.visualRect(index), self.font(), point)
        if mark is not None:
            self.mark_chosen.emit(mark.id)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show a hand over what a click does something to."""
        super().mouseMoveEvent(event)
        point = event.position().toPoint()
        index = self.indexAt(point)
        row = index.data(ROW) if index.isValid() else None
        offers = row is not None and not isinstance(row, Difference)
        if isinstance(row, Difference):
            offers = self._delegate.mark_at(row, self.visualRect(index), self.font(), point) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if offers else Qt.CursorShape.ArrowCursor)

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.scheduleDelayedItemsLayout()


def state_words(mark: MarkedWords) -> str:
    """Return what is to be said of a highlight's state."""
    if mark.state == "changed":
        return say("changed, confirmed") if mark.settled else say("changed, to review")
    return {"exact": say("as it was"), "moved": say("moved"), "lost": say("lost")}[mark.state]


def _told(mark: MarkedWords, days: Mapping[str, str]) -> str:
    words, day = " ".join(mark.words[:300].split()), days.get(mark.made_id, "")
    if day:
        return say(
            "{state} · marked on the version of {day} · “{words}”", state=state_words(mark), day=day, words=words
        )
    return say("{state} · “{words}”", state=state_words(mark), words=words)


def _width_of(option: QStyleOptionViewItem) -> int:
    view = option.widget
    return view.viewport().width() if isinstance(view, QListView) else option.rect.width()


def _side_width(width: int) -> int:
    return max(60, (width - GUTTER) // 2)


def _line_height(font: QFont) -> int:
    return QFontMetrics(font).height() + 4


def _fold_height(font: QFont) -> int:
    return QFontMetrics(font).height() + PAD
