"""Rows of a list in which what is said stands first, and muted below it what is to be known about that."""

from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

_Index = QModelIndex | QPersistentModelIndex
_EDGE = 8
_GAP = 8


class TwoLinesDelegate(QStyledItemDelegate):
    """Paints an item's words, of which the last line is muted; its icon stands beside the first line.

    Words are wrapped at the width of the list, which is its parent.
    """

    def __init__(self, view: QListView) -> None:
        # It keeps no view but asks its parent: Shiboken crashes when the collector frees two that hold each other.
        super().__init__(view)

    @property
    def _view(self) -> QListView:
        return cast("QListView", self.parent())

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the room for all lines at the width of the list."""
        del option
        said, about = self._laid_out(index)
        height = said.boundingRect().height() + about.boundingRect().height()
        return QSize(self._view.viewport().width(), round(height) + 2 * _EDGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the row: its ground as the style has it, the icon, both texts."""
        styled = QStyleOptionViewItem(option)
        self.initStyleOption(styled, index)
        styled.text = ""  # pyright: ignore[reportAttributeAccessIssue]
        styled.icon = QIcon()  # pyright: ignore[reportAttributeAccessIssue]
        view = self._view
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, styled, painter, view)
        place = QRect(option.rect).adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        said, about = self._laid_out(index)
        sign = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(sign, QIcon):
            side = view.fontMetrics().height()
            sign.paint(painter, QRect(place.left(), place.top(), side, side))
            place.setLeft(place.left() + side + _GAP)
        painter.save()
        painter.setPen(QColor(view.palette().text().color()))
        said.draw(painter, QPointF(place.topLeft()))
        painter.setPen(QColor(view.palette().placeholderText().color()))
        about.draw(painter, QPointF(place.left(), place.top() + said.boundingRect().height()))
        painter.restore()

    def _laid_out(self, index: _Index) -> tuple[QTextLayout, QTextLayout]:
        said, _, about = str(index.data() or "").rpartition("\n")
        has_sign = isinstance(index.data(Qt.ItemDataRole.DecorationRole), QIcon)
        sign = self._view.fontMetrics().height() + _GAP if has_sign else 0
        width = max(1, self._view.viewport().width() - 2 * _EDGE - sign)
        return _laid_out(said, self._view, width), _laid_out(about, self._view, width)


def _laid_out(words: str, view: QListView, width: int) -> QTextLayout:
    layout = QTextLayout(words, view.font())
    wrapping = QTextOption()
    wrapping.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrapping)
    layout.beginLayout()
    top = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, top))
        top += line.height()
    layout.endLayout()
    return layout
