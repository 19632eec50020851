"""Citation completion: the library's works under the caret while a key is being typed."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QCompleter, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from postil.domain.wording import say
from postil.widgets.notes.values import Work

_Index = QModelIndex | QPersistentModelIndex


class CitationCompleter(QCompleter):
    """A popup of works; ``chosen`` carries the citation key of one."""

    chosen = Signal(str)

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._works = _WorksModel(self)
        self.setModel(self._works)
        self.setWidget(widget)
        self.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = self._list = QListView()
        popup.setAccessibleName(say("Works to cite"))
        popup.setProperty("role", "offer")
        popup.setUniformItemSizes(True)
        popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPopup(popup)
        popup.setItemDelegate(_WorkDelegate(popup))
        self.setMaxVisibleItems(6)
        self.activated[QModelIndex].connect(self._choose)  # pyright: ignore[reportIndexIssue, reportUnknownMemberType]

    @property
    def showing(self) -> bool:
        """Whether the popup is open."""
        return self._list.isVisible()

    def offer(self, works: Sequence[Work], caret: QRect) -> None:
        """Show these works at the caret (in the widget's coordinates); none hides the popup."""
        self._works.set_works(works)
        if not works:
            self._list.hide()
            return
        width = max(caret.width(), 280)
        self.complete(QRect(caret.left(), caret.top(), width, caret.height()))
        self._list.setCurrentIndex(self.completionModel().index(0, 0))

    def dismiss(self) -> None:
        """Close the popup."""
        self._list.hide()

    def _choose(self, index: QModelIndex) -> None:
        self.chosen.emit(str(index.data(Qt.ItemDataRole.EditRole)))


class _WorksModel(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._works: tuple[Work, ...] = ()

    def set_works(self, works: Sequence[Work]) -> None:
        self.beginResetModel()
        self._works = tuple(works)
        self.endResetModel()

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._works)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._works):
            return None
        work = self._works[index.row()]
        if role == Qt.ItemDataRole.EditRole:
            return work.key
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{work.key}\n{work.about}"
        return work.about if role == Qt.ItemDataRole.ToolTipRole else None


class _WorkDelegate(QStyledItemDelegate):
    """Draws a key over the author and title of its work."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        del index
        return QSize(200, 2 * QFontMetrics(option.font).height() + 12)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        key, _, about = str(index.data()).partition("\n")
        styled = QStyleOptionViewItem(option)
        self.initStyleOption(styled, index)
        styled.text = ""  # pyright: ignore[reportAttributeAccessIssue]
        view = self.parent()
        if isinstance(view, QListView):
            view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, styled, painter, view)
        area = QRect(styled.rect).adjusted(8, 6, -8, -6)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
        palette = styled.palette  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownVariableType]
        painter.save()
        font = QFont(styled.font)  # pyright: ignore[reportAttributeAccessIssue, reportUnknownMemberType, reportUnknownArgumentType]
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(palette.text().color())  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
        line = QRect(area.left(), area.top(), area.width(), area.height() // 2)
        _draw(painter, line, key)
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(palette.placeholderText().color())  # pyright: ignore[reportUnknownMemberType, reportUnknownArgumentType]
        _draw(painter, line.translated(0, line.height()), about)
        painter.restore()


def _draw(painter: QPainter, area: QRect, text: str) -> None:
    shortened = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shortened)
