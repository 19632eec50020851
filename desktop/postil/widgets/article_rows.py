"""The list of articles: title, where it is from, how far it is read, how many highlights it has."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from postil.domain.wording import count
from postil.widgets.long_list import LongList
from postil.widgets.rows import GAP, AskingDelegate, RowColours, is_plain_click, paint_ground, smaller

Index = QModelIndex | QPersistentModelIndex
LINES = 2
_BAR = 2
_EDGE = 8
_ABOVE_GROUP = 12
_LONGEST_SIGN = 32
"""Letters of a title beside the pointer that drags it."""
_SIGN = 14
"""Room for the sign that says whether a group is folded."""
# Put together once: for each of the lines in view it would cost a third of what painting them does.
_ONE_LINE = Qt.AlignmentFlag.AlignVCenter.value | Qt.TextFlag.TextSingleLine.value
_AT_RIGHT = Qt.AlignmentFlag.AlignVCenter.value | Qt.AlignmentFlag.AlignRight.value
_FOLDING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Left, Qt.Key.Key_Right})


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """How one article is painted; ``progress`` is from 0 to 1, ``badge`` the number of highlights or "".

    Where room is short ``about`` gives way to ``date``. ``length`` is the line under both, ``marks`` the names of icons
    beside the badge.
    """

    title: str
    about: str = ""
    date: str = ""
    badge: str = ""
    progress: float = 0.0
    is_open: bool = False
    length: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupRow:
    """How the name of a group of articles is painted."""

    name: str
    about: str
    is_folded: bool


class ArticleDelegate(AskingDelegate[ArticleRow | GroupRow]):
    """Paints what ``row_of(index)`` says of each index.

    Articles are of one height and names of groups of another: ``ArticleList`` knows both.
    """

    def __init__(
        self, row_of: Callable[[Index], ArticleRow | GroupRow], colours: RowColours, parent: QAbstractItemView
    ) -> None:
        super().__init__(row_of, ArticleRow(""), parent)
        self.colours = colours

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row: its ground, title, site and date, length, marks, count and progress."""
        row = self._row_of(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, GroupRow):
            self._paint_group(painter, option, row)
        else:
            self._paint_article(painter, option, row)
        painter.restore()

    def _paint_group(self, painter: QPainter, option: QStyleOptionViewItem, row: GroupRow) -> None:
        """Paint the name of a group at the foot of its row, so that white space parts it from the group before."""
        rect = QRect(option.rect)
        paint_ground(painter, option, rect, self.colours, None)
        inside = rect.adjusted(GAP + 6, _EDGE, -GAP - 4, -_EDGE)
        font, small = QFont(option.font), smaller(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        metrics, below = QFontMetrics(font), QFontMetrics(small)
        lines = title_lines(row.name, font, inside.width() - _SIGN, 1)
        top = inside.bottom() - below.height() - len(lines) * metrics.height() - 3
        middle = top + metrics.height() // 2
        painter.setPen(QPen(QColor(self.colours.muted), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        turn = [QPoint(-2, -4), QPoint(2, 0), QPoint(-2, 4)]
        if not row.is_folded:
            turn = [QPoint(-4, -2), QPoint(0, 2), QPoint(4, -2)]
        painter.drawPolyline([QPoint(inside.left() + 4, middle) + each for each in turn])
        left = inside.left() + _SIGN
        painter.setFont(font)
        painter.setPen(QColor(self.colours.text))
        for line in lines:
            place = QRect(left, top, inside.right() - left, metrics.height())
            painter.drawText(place, _ONE_LINE, line)
            top += metrics.height()
        painter.setFont(small)
        painter.setPen(QColor(self.colours.muted))
        place = QRect(left, top, inside.right() - left, below.height())
        painter.drawText(place, _ONE_LINE, row.about)
        painter.fillRect(QRect(inside.left(), inside.bottom() + 4, inside.width(), 1), QColor(self.colours.border))

    def _paint_article(self, painter: QPainter, option: QStyleOptionViewItem, row: ArticleRow) -> None:
        rect = QRect(option.rect)
        inside = rect.adjusted(GAP + 6, _EDGE, -GAP - 4, -_EDGE)
        # All rows are of one height, so that any of a hundred thousand is found at once: a line parts short ones, whose
        # words stand in the middle of their room, which would else look like gaps of different heights.
        painter.fillRect(QRect(inside.left(), rect.bottom(), inside.width(), 1), QColor(self.colours.border))
        paint_ground(painter, option, rect, self.colours, 6 if row.is_open else None)
        font = QFont(option.font)
        if row.is_open:
            font.setWeight(QFont.Weight.DemiBold)
        lines = title_lines(row.title, font, inside.width())
        small = smaller(option.font)
        metrics, small_metrics = QFontMetrics(font), QFontMetrics(small)
        said = 2 if row.about or row.date else 1
        height = len(lines) * metrics.height() + 2 + said * small_metrics.height()
        height += _BAR + 4 if row.progress > 0 else 0
        top = inside.top() + max(0, (inside.height() - height) // 2)
        painter.setFont(font)
        painter.setPen(QColor(self.colours.text))
        for line in lines:
            place = QRect(inside.left(), top, inside.width(), metrics.height())
            painter.drawText(place, _ONE_LINE, line)
            top += metrics.height()
        place = QRect(inside.left(), top + 2, inside.width(), small_metrics.height())
        if said > 1:
            self._paint_source(painter, small, place, row)
            place.translate(0, small_metrics.height())
        self._paint_length(painter, small, place, row)
        if row.progress > 0:
            self._paint_progress(painter, QRect(inside.left(), place.bottom() + 4, inside.width(), _BAR), row.progress)

    def _paint_source(self, painter: QPainter, font: QFont, place: QRect, row: ArticleRow) -> None:
        """Paint where it is from and when; the date is kept whole."""
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(QColor(self.colours.muted))
        after = f" · {row.date}" if row.about and row.date else row.date
        room = place.width()
        words = metrics.elidedText(row.about, Qt.TextElideMode.ElideRight, room - metrics.horizontalAdvance(after))
        words = metrics.elidedText(f"{words}{after}", Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, _ONE_LINE, words)

    def _paint_length(self, painter: QPainter, font: QFont, place: QRect, row: ArticleRow) -> None:
        """Paint how long it is and how far it is read, and at the right its marks and highlights."""
        metrics = QFontMetrics(font)
        painter.setFont(font)
        right = place.right()
        if row.badge:
            width = metrics.horizontalAdvance(row.badge)
            mark = max(6, metrics.ascent() // 2)
            painter.setPen(QColor(self.colours.muted))
            painter.drawText(place, _AT_RIGHT, row.badge)
            # A small block of colour, as a highlight is: no word is needed at this width.
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.colours.accent))
            painter.drawRoundedRect(
                QRect(right - width - mark - 4, place.center().y() - mark // 2 + 1, mark, mark), 1.5, 1.5
            )
            right -= width + mark + 4 + GAP
        size = max(12, metrics.ascent())
        for name in reversed(row.marks):
            square = QRect(right - size, place.center().y() - size // 2 + 1, size, size)
            self._icon(name, self.colours.muted).paint(painter, square)
            right -= size + 4
        painter.setPen(QColor(self.colours.muted))
        room = max(0, right - place.left())
        words = metrics.elidedText(row.length, Qt.TextElideMode.ElideRight, room)
        painter.drawText(place, _ONE_LINE, words)

    def _paint_progress(self, painter: QPainter, place: QRect, progress: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self.colours.border))
        painter.drawRoundedRect(place, 1, 1)
        painter.setBrush(QColor(self.colours.accent))
        painter.drawRoundedRect(
            QRect(place.left(), place.top(), max(_BAR, round(place.width() * progress)), _BAR), 1, 1
        )


class ArticleList(LongList):
    """The list: a click or Enter opens, several can be selected and dragged, Delete deletes.

    ``opened`` carries the index to open, ``deleting`` says that the selected ones are to go. ``folded`` carries the
    index of a group's name to fold or unfold: a click, Enter or Space, Left and Right.
    """

    opened = Signal(object)
    deleting = Signal()
    folded = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QAbstractItemView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def row_heights(self) -> tuple[int, int]:
        """Return the height of an article's row and of a group's name, in pixels."""
        metrics, small = self.fontMetrics(), QFontMetrics(smaller(self.font())).height()
        usual = LINES * metrics.height() + 2 * small + 2 * _EDGE + _BAR + 6
        low = metrics.height() + small + 2 * _EDGE + _ABOVE_GROUP
        return -(-usual // 4) * 4, -(-low // 4) * 4

    def event(self, event: QEvent) -> bool:
        """Take Delete before the window's shortcuts do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_delete(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete deletes; on the name of a group they fold."""
        place = self.currentIndex()
        if _is_group(place):
            if event.key() in _FOLDING:
                self.folded.emit(place)
            else:
                super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and place.isValid():
            self.opened.emit(place)
        elif _is_delete(event):
            self.deleting.emit()
        else:
            super().keyPressEvent(event)

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        """Drag what is chosen as a small sign beside the pointer: whole rows would hide where it is going."""
        from PySide6.QtGui import QDrag

        model = self.model()
        places = [model.index(row, 0) for row in self.chosen_rows()]
        if not places:
            return
        drag = QDrag(self)
        drag.setMimeData(model.mimeData(places))
        drag.setPixmap(self.drag_sign(str(places[0].data() or ""), len(places)))
        drag.setHotSpot(QPoint(-_EDGE, -_EDGE))
        drag.exec(supportedActions)

    def drag_sign(self, title: str, number: int) -> QPixmap:
        """Return the sign of what is dragged: the title of one article, or how many they are."""
        metrics, palette = self.fontMetrics(), self.palette()
        words = metrics.elidedText(title, Qt.TextElideMode.ElideRight, metrics.averageCharWidth() * _LONGEST_SIGN)
        if number > 1:
            words = count("{number} article", "{number} articles", number)
        size = QSize(metrics.horizontalAdvance(words) + 2 * _EDGE, metrics.height() + _EDGE)
        ratio = self.devicePixelRatioF()
        sign = QPixmap(size * ratio)
        sign.setDevicePixelRatio(ratio)
        sign.fill(Qt.GlobalColor.transparent)
        painter = QPainter(sign)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(palette.highlight())
        painter.drawRoundedRect(QRect(QPoint(), size), 4, 4)
        painter.setFont(self.font())
        painter.setPen(palette.highlightedText().color())
        painter.drawText(QRect(QPoint(), size), Qt.AlignmentFlag.AlignCenter, words)
        painter.end()
        return sign

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens; with Ctrl or Shift it selects."""
        super().mouseReleaseEvent(event)
        place = self.indexAt(event.position().toPoint())
        is_click = is_plain_click(event)
        if is_click and _is_group(place):
            self.folded.emit(place)
        elif is_click and place.isValid() and self.chosen_rows() == [place.row()]:
            self.opened.emit(place)


def _is_group(place: Index) -> bool:
    return place.isValid() and not place.flags() & Qt.ItemFlag.ItemIsSelectable


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
