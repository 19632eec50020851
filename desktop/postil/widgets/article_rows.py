"""The list of articles: title, where it is from, how far it is read, how many highlights it has."""

from collections.abc import Callable
from dataclasses import dataclass
from weakref import WeakMethod

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from postil.widgets.rows import GAP, RowColours, paint_ground, smaller

Index = QModelIndex | QPersistentModelIndex
LINES = 2
_BAR = 2
_EDGE = 8


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """How one article is painted; ``progress`` is from 0 to 1, ``badge`` the number of highlights or "".

    Where room is short ``about`` gives way to ``date``.
    """

    title: str
    about: str = ""
    date: str = ""
    badge: str = ""
    progress: float = 0.0
    is_open: bool = False


class ArticleDelegate(QStyledItemDelegate):
    """Paints what ``row_of(index)`` says of each index; all rows are of one height."""

    def __init__(self, row_of: Callable[[Index], ArticleRow], colours: RowColours, parent: QListView) -> None:
        super().__init__(parent)
        # Held weakly: Shiboken crashes when the collector frees a view and a delegate that holds its owner.
        self._asked = WeakMethod(row_of)
        self.colours = colours

    def _row_of(self, index: Index) -> ArticleRow:
        row_of = self._asked()
        return row_of(index) if row_of is not None else ArticleRow("")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for two lines of title, one of the rest, and the bar."""
        del index
        height = LINES * option.fontMetrics.height() + QFontMetrics(smaller(option.font)).height()
        return QSize(0, -(-(height + 2 * _EDGE + _BAR + 6) // 4) * 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row: its ground, title, site and date, count and progress."""
        row = self._row_of(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRect(option.rect)
        paint_ground(painter, option, rect, self.colours, 6 if row.is_open else None)
        inside = rect.adjusted(GAP + 6, _EDGE, -GAP - 4, -_EDGE)
        font = QFont(option.font)
        if row.is_open:
            font.setWeight(QFont.Weight.DemiBold)
        lines = title_lines(row.title, font, inside.width())
        small = smaller(option.font)
        metrics, small_metrics = QFontMetrics(font), QFontMetrics(small)
        used = len(lines) * metrics.height() + 2 + small_metrics.height() + _BAR + 4
        top = inside.top() + max(0, (inside.height() - used) // 2)
        painter.setFont(font)
        painter.setPen(QColor(self.colours.text))
        for line in lines:
            place = QRect(inside.left(), top, inside.width(), metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, line)
            top += metrics.height()
        place = QRect(inside.left(), top + 2, inside.width(), small_metrics.height())
        self._paint_about(painter, small, place, row)
        if row.progress > 0:
            self._paint_progress(painter, QRect(inside.left(), place.bottom() + 4, inside.width(), _BAR), row.progress)
        painter.restore()

    def _paint_about(self, painter: QPainter, font: QFont, place: QRect, row: ArticleRow) -> None:
        metrics = QFontMetrics(font)
        painter.setFont(font)
        right = place.right()
        if row.badge:
            width = metrics.horizontalAdvance(row.badge)
            mark = max(6, metrics.ascent() // 2)
            painter.setPen(QColor(self.colours.muted))
            painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.badge)
            # A small block of colour, as a highlight is: no word is needed at this width.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colours.accent))
            painter.drawRoundedRect(
                QRect(right - width - mark - 4, place.center().y() - mark // 2 + 1, mark, mark), 1.5, 1.5
            )
            right -= width + mark + 4 + GAP
        painter.setPen(QColor(self.colours.muted))
        room = max(0, right - place.left())
        after = f" · {row.date}" if row.about and row.date else row.date
        words = metrics.elidedText(row.about, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(after))
        words = metrics.elidedText(f"{words}{after}", Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, words)

    def _paint_progress(self, painter: QPainter, place: QRect, progress: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.border))
        painter.drawRoundedRect(place, 1, 1)
        painter.setBrush(QColor(self.colours.accent))
        painter.drawRoundedRect(
            QRect(place.left(), place.top(), max(_BAR, round(place.width() * progress)), _BAR), 1, 1
        )


class ArticleList(QListView):
    """The list: a click or Enter opens, several can be selected, Delete deletes.

    ``opened`` carries the index to open, ``deleting`` says that the selected ones are to go.
    """

    opened = Signal(object)
    deleting = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    def event(self, event: QEvent) -> bool:
        """Take Delete before the window's shortcuts do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_delete(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete deletes."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif _is_delete(event):
            self.deleting.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens; with Ctrl or Shift it selects."""
        super().mouseReleaseEvent(event)
        place = self.indexAt(event.position().toPoint())
        is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        is_click = event.button() == Qt.MouseButton.LeftButton and is_plain
        if is_click and place.isValid() and self.selectedIndexes() == [place]:
            self.opened.emit(place)


def title_lines(title: str, font: QFont, width: int, most: int = LINES) -> list[str]:
    """Return ``title`` broken into at most ``most`` lines of ``width`` pixels, the last one elided; at least one."""
    layout = QTextLayout(title, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    # QTextLayout counts in UTF-16 units.
    units = title.encode("utf-16-le")
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        start = line.textStart()
        if len(lines) == most - 1:
            rest = units[2 * start :].decode("utf-16-le", "replace")
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
            break
        lines.append(units[2 * start : 2 * (start + line.textLength())].decode("utf-16-le", "replace").rstrip())
    layout.endLayout()
    return lines or [""]


def _is_delete(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.NoModifier
