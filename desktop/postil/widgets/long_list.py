"""A list of rows of two heights that knows where each of them is without asking for any: it may have 100,000.

QListView walks over all rows whenever one comes or goes, and asks the model about each: 0.1 s for 100,000 in Python.
"""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from itertools import chain, starmap
from typing import cast
from weakref import WeakMethod

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QCursor, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from postil.widgets.choosing import chosen_ranges

Index = QModelIndex | QPersistentModelIndex
_Hint = QAbstractItemView.ScrollHint


class LongList(QAbstractItemView):
    """Shows the rows of a flat model: usual ones, and low ones (``ask_low``), whose names part the others.

    ``row_heights`` gives both heights. ``typed`` carries what the reader types, ``looking`` the range of rows that are
    to be painted now.
    """

    typed = Signal(str)
    looking = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low_rows: WeakMethod[Callable[[], Sequence[int]]] | None = None
        self._low: Sequence[int] = ()
        self._known = False
        self._heights = (0, 0)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def ask_low(self, low_rows: Callable[[], Sequence[int]]) -> None:
        """Ask ``low_rows`` (a method) for the numbers of the low rows, ascending, whenever rows have changed."""
        self._low_rows = WeakMethod(low_rows)
        self.follow()

    def row_heights(self) -> tuple[int, int]:
        """Return the height of a usual and of a low row, in pixels; to be overridden."""
        raise NotImplementedError

    def chosen_rows(self) -> list[int]:
        """Return the numbers of the chosen rows, ascending, without asking the model about any."""
        self._know()
        chosen = list(chain.from_iterable(starmap(range, chosen_ranges(self.selectionModel().selection()))))
        low = set(self._low)
        return [row for row in chosen if row not in low] if low else chosen

    def count_chosen(self) -> int:
        """Return how many rows are chosen, without going through them."""
        self._know()
        ranges = chosen_ranges(self.selectionModel().selection())
        return sum(end - first - bisect_left(self._low, end) + bisect_left(self._low, first) for first, end in ranges)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """See Qt."""
        super().setModel(model)
        if model is not None:
            model.rowsRemoved.connect(self.follow)
            model.rowsInserted.connect(self.follow)
            model.rowsMoved.connect(self.follow)
            model.modelReset.connect(self.follow)
        self.follow()

    def follow(self, *_: object) -> None:
        """Take in that rows have come, gone or moved."""
        self._known = False
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """Take in another font or style."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.follow()

    def visualRect(self, index: Index) -> QRect:
        """Return where a row stands in the viewport."""
        if not index.isValid():
            return QRect()
        row = index.row()
        top = self._top(row)
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), self._top(row + 1) - top)

    def indexAt(self, point: QPoint) -> QModelIndex:
        """Return the row under a point of the viewport."""
        place = point.y() + self.verticalOffset()
        row = self._row_at(place)
        is_there = 0 <= place < self._top(self._count()) and row < self._count()
        return self.model().index(row, 0) if is_there else QModelIndex()

    def scrollTo(self, index: Index, hint: _Hint = _Hint.EnsureVisible) -> None:
        """Bring a row into view."""
        if not index.isValid():
            return
        self.updateGeometries()
        rect, height, bar = self.visualRect(index), self.viewport().height(), self.verticalScrollBar()
        if hint == _Hint.PositionAtCenter:
            bar.setValue(bar.value() + rect.center().y() - height // 2)
        elif hint == _Hint.PositionAtTop or (hint == _Hint.EnsureVisible and rect.top() < 0):
            bar.setValue(bar.value() + rect.top())
        elif hint == _Hint.PositionAtBottom or rect.bottom() >= height:
            bar.setValue(bar.value() + rect.bottom() + 1 - height)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Return the row that a key leads to."""
        del modifiers
        last = self._count() - 1
        if last < 0:
            return QModelIndex()
        current = self.currentIndex()
        row = current.row() if current.isValid() else 0
        actions = QAbstractItemView.CursorAction
        page = max(1, self.viewport().height() // max(1, self._heights[0]))
        steps = {
            actions.MoveUp: -1,
            actions.MovePrevious: -1,
            actions.MoveDown: 1,
            actions.MoveNext: 1,
            actions.MovePageUp: -page,
            actions.MovePageDown: page,
            actions.MoveHome: -last - 1,
            actions.MoveEnd: last + 1,
        }
        step = steps.get(action, 0) if current.isValid() else 0
        return self.model().index(min(max(row + step, 0), last), 0)

    def horizontalOffset(self) -> int:
        """Return 0: a row is as wide as the list."""
        return 0

    def verticalOffset(self) -> int:
        """Return how far the list is scrolled, in pixels."""
        return self.verticalScrollBar().value()

    def isIndexHidden(self, index: Index) -> bool:
        """Return False: all rows are shown."""
        del index
        return False

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Choose the rows that ``rect`` of the viewport touches."""
        rect, offset, last = rect.normalized(), self.verticalOffset(), self._count() - 1
        if last < 0:
            return
        first = min(max(self._row_at(rect.top() + offset), 0), last)
        end = min(max(self._row_at(rect.bottom() + offset), first), last)
        model = self.model()
        chosen = QItemSelection(model.index(first, 0), model.index(end, 0))
        self.selectionModel().select(chosen, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        """Return where chosen rows stand in the viewport."""
        region, offset = QRegion(), self.verticalOffset()
        first, last = self._row_at(offset), self._row_at(offset + self.viewport().height())
        for start, end in chosen_ranges(selection):
            for row in range(max(first, start), min(last + 1, end)):
                region |= QRegion(self.visualRect(self.model().index(row, 0)))
        return region

    def updateGeometries(self) -> None:
        """Have the scroll bar know how long the list is."""
        self._know()
        height, bar = self.viewport().height(), self.verticalScrollBar()
        bar.setRange(0, max(0, self._top(self._count()) - height))
        bar.setPageStep(max(1, height))
        bar.setSingleStep(max(1, self._heights[0] // 3))
        super().updateGeometries()

    def keyboardSearch(self, search: str) -> None:
        """Hand over what is typed: to look for it in all rows would take as long as there are many."""
        self.typed.emit(search)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in view."""
        painter = QPainter(self.viewport())
        offset, model, delegate = self.verticalOffset(), self.model(), self.itemDelegate()
        usual = QStyleOptionViewItem()
        self.initViewItemOption(usual)
        under = QModelIndex()
        if self.viewport().underMouse():
            under = self.indexAt(self.viewport().mapFromGlobal(QCursor.pos()))
        last = min(self._row_at(event.rect().bottom() + offset), self._count() - 1)
        states = QStyle.StateFlag
        rows = range(max(0, self._row_at(event.rect().top() + offset)), last + 1)
        self.looking.emit(rows)
        for row in rows:
            index = model.index(row, 0)
            option = QStyleOptionViewItem(usual)
            option.rect = self.visualRect(index)  # pyright: ignore[reportAttributeAccessIssue]
            state = states.State_Enabled
            if self.selectionModel().isSelected(index):
                state |= states.State_Selected
            if self.hasFocus() and index == self.currentIndex():
                state |= states.State_HasFocus | (usual.state & states.State_KeyboardFocusChange)
            if index == under:
                state |= states.State_MouseOver
            option.state = state  # pyright: ignore[reportAttributeAccessIssue]
            delegate.paint(painter, option, index)
        painter.end()

    def _count(self) -> int:
        model = cast("QAbstractItemModel | None", self.model())
        return model.rowCount() if model is not None else 0

    def _know(self) -> None:
        if not self._known:
            asked = self._low_rows() if self._low_rows is not None else None
            self._low = asked() if asked is not None else ()
            self._heights = self.row_heights()
            self._known = True

    def _top(self, row: int) -> int:
        """Return where a row begins, in pixels from the top of the list."""
        self._know()
        usual, low = self._heights
        return row * usual - bisect_left(self._low, row) * (usual - low)

    def _row_at(self, place: int) -> int:
        """Return the row at ``place`` pixels from the top of the list; the number of rows below the last."""
        low, high = 0, self._count()
        while low < high:
            middle = (low + high) // 2
            if self._top(middle + 1) <= place:
                low = middle + 1
            else:
                high = middle
        return low
