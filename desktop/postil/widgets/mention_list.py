"""Sentences under the titles of their articles, each of two lines, however many there are."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from postil.domain.dossier import Naming
from postil.domain.wording import say
from postil.widgets.rows import RowColours, paint_ground, smaller

Index = QModelIndex | QPersistentModelIndex
LINES = 2
_SIDE = 12
_INDENT = 12
_ROOM = 4
"""UTF-16 units that give way to the dots where a sentence is cut."""


class MentionDelegate(QStyledItemDelegate):
    """Paints the MentionRow that a model gives for UserRole; all rows are of one height."""

    def __init__(self, colours: RowColours, parent: QWidget) -> None:
        super().__init__(parent)
        self.colours = colours

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of two lines with room around them."""
        del index
        return QSize(0, LINES * option.fontMetrics.lineSpacing() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a title, or a sentence with the name in it stronger."""
        row = index.data(Qt.ItemDataRole.UserRole)
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_ground(painter, option, rect, self.colours)
        if row.naming is not None:
            naming = row.naming
            place = rect.adjusted(_SIDE + _INDENT, 6, -_SIDE, -6)
            self._paint_sentence(
                painter, option.font, place, _line(naming, place.width() // option.fontMetrics.averageCharWidth())
            )
        else:
            self._paint_title(painter, option.font, rect, row.head, row.about, first=index.row() == 0)
        painter.restore()

    def _paint_title(self, painter: QPainter, font: QFont, rect: QRect, title: str, about: str, *, first: bool) -> None:
        place = rect.adjusted(_SIDE, 6, -_SIDE, -6)
        if not first:
            painter.setPen(QColor(self.colours.border))
            painter.drawLine(rect.left() + _SIDE, rect.top(), rect.right() - _SIDE, rect.top())
        strong, small = QFont(font), smaller(font)
        strong.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(strong)
        sides = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        painter.setFont(strong)
        painter.setPen(QColor(self.colours.text))
        words = metrics.elidedText(title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, sides | Qt.AlignmentFlag.AlignTop, words)
        painter.setFont(small)
        painter.setPen(QColor(self.colours.muted))
        told = QFontMetrics(small).elidedText(about, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, sides | Qt.AlignmentFlag.AlignBottom, told)

    def _paint_sentence(self, painter: QPainter, font: QFont, place: QRect, shown: tuple[str, int, int]) -> None:
        words, at, length = shown
        layout = QTextLayout(words, font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        strong = QTextLayout.FormatRange()
        # Qt counts in UTF-16 units.
        strong.start, strong.length = _units(words[:at]), _units(words[at : at + length])
        strong.format = QTextCharFormat()
        strong.format.setFontWeight(QFont.Weight.DemiBold)
        strong.format.setForeground(QColor(self.colours.accent))
        layout.setFormats([strong])
        height = _lay_out(layout, place.width())
        whole = layout.lineCount() < LINES or _end(layout) >= _units(words)
        if not whole:
            # Cut by letters, not by units, so that none is torn.
            kept = words.encode("utf-16-le", "surrogatepass")[: 2 * max(0, _end(layout) - _ROOM)].decode(
                "utf-16-le", "ignore"
            )
            layout.setText(f"{kept.rstrip()}…")
            layout.setFormats([strong] if at + length <= len(kept) else [])
            height = _lay_out(layout, place.width())
        painter.setPen(QColor(self.colours.text))
        top = place.top() + max(0.0, (place.height() - height) / 2)
        layout.draw(painter, QPointF(place.left(), top))


def _lay_out(layout: QTextLayout, width: int) -> float:
    """Break a layout into at most two lines of ``width`` pixels; return its height."""
    height = 0.0
    layout.beginLayout()
    for _ in range(LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return height


def _end(layout: QTextLayout) -> int:
    """Return where the last line ends, in UTF-16 units."""
    line = layout.lineAt(layout.lineCount() - 1)
    return line.textStart() + line.textLength()


class MentionList(QListView):
    """``chosen`` carries the MentionRow that was clicked, or on which Enter was pressed."""

    chosen = Signal(object)

    def __init__(self, colours: RowColours, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.delegate = MentionDelegate(colours, self)
        self.setItemDelegate(self.delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAccessibleName(say("Mentions"))
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def _choose(self, index: QModelIndex) -> None:
        row = index.data(Qt.ItemDataRole.UserRole)
        if row is not None:
            self.chosen.emit(row)


def _line(naming: Naming, room: int) -> tuple[str, int, int]:
    """Return the sentence on one line, cut so that the name stands in its first lines of ``room`` characters, and where
    the name is in it.
    """
    sentence, at, length = naming.sentence, naming.at, len(naming.words)
    before = " ".join(sentence[:at].split())
    before += " " if sentence[:at][-1:].isspace() else ""
    words = " ".join(sentence[at : at + length].split())
    after = sentence[at + length :]
    if len(before) + len(words) > 2 * room - 12:
        before = "…" + before[-max(8, room * 2 // 3) :].partition(" ")[2]
    shown = f"{before}{words}{' ' if after[:1].isspace() else ''}{' '.join(after.split())}"
    return shown, len(before), len(words)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
