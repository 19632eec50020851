"""Rows of a sidebar's tree: a title or a name, a value after it, a count at the right, a switch on titles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from weakref import WeakMethod

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QIcon, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from postil.widgets.icons import icon

Index = QModelIndex | QPersistentModelIndex
Shown = TypeVar("Shown")
GAP = 8
STEP = 14
_LEAST = 6
"""Characters of a row's words that a detail leaves room for."""


@dataclass(frozen=True, slots=True)
class RowColours:
    """Colours of rows, each "#rrggbb"."""

    text: str
    muted: str
    border: str
    accent: str
    hover: str
    selection: str


def paint_ground(
    painter: QPainter, option: QStyleOptionViewItem, rect: QRect, colours: RowColours, bar: int | None = None
) -> None:
    """Paint what lies under a row: selection, hover, focus, for an active one a bar ``bar`` pixels from its ends."""
    ground, state = rect.adjusted(4, 1, -4, -1), option.state
    painter.setPen(Qt.PenStyle.NoPen)
    if state & QStyle.StateFlag.State_Selected:
        painter.setBrush(QColor(colours.selection))
        painter.drawRoundedRect(ground, 4, 4)
    elif state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(QColor(colours.hover))
        painter.drawRoundedRect(ground, 4, 4)
    if bar is not None:
        painter.setBrush(QColor(colours.accent))
        painter.drawRoundedRect(QRect(ground.left(), ground.top() + bar, 3, ground.height() - 2 * bar), 1.5, 1.5)
    if state & QStyle.StateFlag.State_HasFocus and state & QStyle.StateFlag.State_KeyboardFocusChange:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colours.accent), 1))
        painter.drawRoundedRect(ground, 4, 4)


@dataclass(frozen=True, slots=True)
class Row:
    """How one index is painted.

    ``title`` rows fold open and shut and are bold; ``icon`` names an icon, painted in ``colour``. ``switch`` is the
    state of a title's switch, None where it has none. ``active`` rows (where the reader is) have a bar of accent.
    ``depth`` indents by so many steps. Where room is short, ``detail_first`` keeps the detail whole.
    """

    text: str
    detail: str = ""
    badge: str = ""
    icon: str = ""
    colour: str = ""
    title: bool = False
    folds: bool = False
    switch: bool | None = None
    active: bool = False
    depth: int = 0
    detail_first: bool = False


@dataclass(frozen=True, slots=True)
class RowChosen:
    """A click, or a key, that asks for the next (``step`` 1) or previous (-1) place of a row."""

    index: QModelIndex
    step: int


class AskingDelegate(QStyledItemDelegate, Generic[Shown]):
    """Asks ``row_of(index)`` what to paint; where whoever knew is gone, it is ``nothing``."""

    def __init__(self, row_of: Callable[[Index], Shown], nothing: Shown, parent: QWidget) -> None:
        super().__init__(parent)
        # Held weakly: Shiboken crashes when the collector frees a view and a delegate that holds its owner.
        self._asked = WeakMethod(row_of)
        self._nothing = nothing
        self._icons: dict[tuple[str, str], QIcon] = {}

    def _row_of(self, index: Index) -> Shown:
        row_of = self._asked()
        return row_of(index) if row_of is not None else self._nothing

    def _icon(self, name: str, colour: str) -> QIcon:
        if (name, colour) not in self._icons:
            self._icons[name, colour] = icon(name, colour)
        return self._icons[name, colour]


class RowDelegate(AskingDelegate[Row]):
    """Paints what ``row_of(index)`` says of each index."""

    def __init__(self, row_of: Callable[[Index], Row], colours: RowColours, parent: QTreeView) -> None:
        super().__init__(row_of, Row(""), parent)
        self.colours = colours

    def _is_open(self, index: Index) -> bool:
        tree = self.parent()
        return isinstance(tree, QTreeView) and tree.isExpanded(index)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Every row is one line high, with room around it."""
        del index
        return QSize(0, row_height(option.fontMetrics))

    def switch_rect(self, rect: QRect) -> QRect:
        """Return where a title's switch lies in a row's ``rect``: a square at its right."""
        return QRect(rect.right() - rect.height() - 4, rect.top(), rect.height(), rect.height())

    def fold_rect(self, rect: QRect, index: Index) -> QRect:
        """Return where a row's chevron lies in its ``rect``; an empty one where it does not fold."""
        row = self._row_of(index)
        if not row.folds:
            return QRect()
        return QRect(rect.left() + row.depth * STEP, rect.top(), GAP + STEP, rect.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the row: its ground, chevron, icon, words, count and switch."""
        row = self._row_of(index)
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, rect, self.colours, 4 if row.active else None)
        size = icon_size(option.fontMetrics)
        right = self._paint_right(painter, option.font, rect, row, size)
        left = self._paint_left(painter, rect, row, index, size)
        font = QFont(option.font)
        if row.title or row.active:
            font.setWeight(QFont.Weight.DemiBold)
        self._paint_words(painter, font, QRect(left, rect.top(), max(0, right - left), rect.height()), row)
        painter.restore()

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Let the name be typed where it stands."""
        del index
        rect = QRect(option.rect)
        editor.setGeometry(rect.adjusted(GAP + STEP - 6, 1, -GAP, -1))

    def _paint_left(self, painter: QPainter, rect: QRect, row: Row, index: Index, size: int) -> int:
        """Paint chevron and icon; return where the words begin."""
        left = rect.left() + GAP + row.depth * STEP
        middle = rect.center().y() + 1
        if row.folds:
            self._paint_chevron(painter, QPoint(left + 4, middle), self._is_open(index))
        left += STEP
        if row.icon:
            place = QRect(left, middle - size // 2, size, size)
            self._icon(row.icon, row.colour or self.colours.muted).paint(painter, place)
            left += size + 6
        return left

    def _paint_chevron(self, painter: QPainter, centre: QPoint, is_open: bool) -> None:
        painter.setPen(QPen(QColor(self.colours.muted), 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        if is_open:
            points = [centre + QPoint(-4, -2), centre + QPoint(0, 2), centre + QPoint(4, -2)]
        else:
            points = [centre + QPoint(-2, -4), centre + QPoint(2, 0), centre + QPoint(-2, 4)]
        painter.drawPolyline(points)

    def _paint_right(self, painter: QPainter, font: QFont, rect: QRect, row: Row, size: int) -> int:
        """Paint switch and count; return where the words have to end."""
        column = self.switch_rect(rect)
        right = rect.right() - GAP - 4
        if row.switch is not None:
            name = "eye" if row.switch else "eye_off"
            place = QRect(0, 0, size, size)
            place.moveCenter(column.center())
            painter.setOpacity(1.0 if row.switch else 0.55)
            self._icon(name, self.colours.text if row.switch else self.colours.muted).paint(painter, place)
            painter.setOpacity(1.0)
            right = column.left() - 2
        if not row.badge:
            return right
        small = smaller(font)
        metrics = QFontMetrics(small)
        width = metrics.horizontalAdvance(row.badge)
        painter.setFont(small)
        painter.setPen(QColor(self.colours.accent if row.active else self.colours.muted))
        place = QRect(right - width, rect.top(), width, rect.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.badge)
        return right - width - GAP

    def _paint_words(self, painter: QPainter, font: QFont, place: QRect, row: Row) -> None:
        metrics, small = QFontMetrics(font), smaller(font)
        sides = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        kept = QFontMetrics(small).horizontalAdvance(row.detail) + GAP if row.detail_first and row.detail else 0
        if place.width() - kept < _LEAST * metrics.averageCharWidth():
            kept = 0
        words = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, place.width() - kept)
        painter.setFont(font)
        painter.setPen(QColor(self.colours.text))
        painter.drawText(place, sides, words)
        used = metrics.horizontalAdvance(words) + GAP
        rest = place.width() - used
        if row.detail and rest > 3 * metrics.averageCharWidth():
            painter.setFont(small)
            painter.setPen(QColor(self.colours.muted))
            detail = QFontMetrics(small).elidedText(row.detail, Qt.TextElideMode.ElideRight, rest)
            painter.drawText(place.adjusted(used, 0, 0, 0), sides, detail)


class RowTree(QTreeView):
    """A tree of rows: one click or Enter chooses, a title folds, its switch switches, all by keyboard too.

    ``chosen`` carries a RowChosen, ``switched`` the index of a title, ``key_pressed`` the name of a key of
    ``own_keys`` for which the view's owner has an action ("F2"). Those keys reach the tree while it has the focus,
    whatever shortcuts the window has.
    """

    chosen = Signal(object)
    switched = Signal(object)
    key_pressed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.own_keys: dict[tuple[int, Qt.KeyboardModifier], str] = {}
        self._is_taken = False
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setFrameShape(QTreeView.Shape.NoFrame)

    @property
    def is_editing(self) -> bool:
        """Whether a name is being typed over."""
        return self.state() == QAbstractItemView.State.EditingState

    def reset(self) -> None:
        """Keep the focus where a name that was typed over makes the list anew."""
        was_editing = self.is_editing
        super().reset()
        if was_editing:
            self.setFocus()

    def event(self, event: QEvent) -> bool:
        """Take the keys of its own before the window's shortcuts do."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, Shift+Enter goes back; Space switches or folds a title."""
        place = self.currentIndex()
        own = self._own(event)
        if own:
            # Where nothing is chosen its owner says so: a key that does nothing seems broken.
            self.key_pressed.emit(own)
        elif self.is_editing or not place.isValid():
            super().keyPressEvent(event)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._choose(place, backwards=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.key() == Qt.Key.Key_Space and self._switches(place):
            self.switched.emit(place)
        elif event.key() == Qt.Key.Key_Space and self.model().hasChildren(place):
            self.setExpanded(place, not self.isExpanded(place))
        elif event.key() == Qt.Key.Key_Space:
            self._choose(place, backwards=False)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a switch or chevron is its own, anything else is the tree's."""
        self._is_taken = event.button() == Qt.MouseButton.LeftButton and self._take(event.position().toPoint())
        if not self._is_taken:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click chooses the row under it; with Shift, backwards."""
        if self._is_taken:
            self._is_taken = False
            return
        super().mouseReleaseEvent(event)
        place = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place.isValid() and place == self.currentIndex():
            self._choose(place, backwards=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Two quick clicks are two clicks: they walk on."""
        self.mousePressEvent(event)

    def _choose(self, place: QModelIndex, *, backwards: bool) -> None:
        self.chosen.emit(RowChosen(place, -1 if backwards else 1))

    def _own(self, event: QKeyEvent) -> str:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return "" if self.is_editing else self.own_keys.get((event.key(), modifiers), "")

    def _take(self, point: QPoint) -> bool:
        """Do what a switch or a chevron under the mouse is for; return whether there is one."""
        place, delegate = self.indexAt(point), self.itemDelegate()
        if not place.isValid() or not isinstance(delegate, RowDelegate):
            return False
        rect = self.visualRect(place)
        if self._switches(place) and delegate.switch_rect(rect).contains(point):
            self.switched.emit(place)
            return True
        if delegate.fold_rect(rect, place).contains(point):
            self.setExpanded(place, not self.isExpanded(place))
            return True
        return False

    def _switches(self, place: QModelIndex) -> bool:
        return bool(self.model().flags(place) & Qt.ItemFlag.ItemIsUserCheckable)


def row_colours(window: Mapping[str, str]) -> RowColours:
    """Return the colours of rows from a theme's colours of the window, by role."""
    return RowColours(*(window[role] for role in ("text", "muted", "border", "accent", "hover", "selection")))


def row_height(metrics: QFontMetrics) -> int:
    """Return the height of a row in that font, in multiples of 4 px."""
    return -(-(metrics.height() + 9) // 4) * 4


def icon_size(metrics: QFontMetrics) -> int:
    """Return the size of a row's icon in that font: 16 px, more for large text."""
    return max(16, metrics.height() // 4 * 4)


def smaller(font: QFont) -> QFont:
    """Return ``font`` a tenth smaller and of normal weight."""
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(font.pointSizeF() * 0.9)
    small.setWeight(QFont.Weight.Normal)
    return small


def is_plain_click(event: QMouseEvent) -> bool:
    """Return whether a click is one of the left button, with no key held that would select several."""
    return event.button() == Qt.MouseButton.LeftButton and event.modifiers() == Qt.KeyboardModifier.NoModifier
