"""A quotation on a card: the very words, a few lines of them until the reader asks for all."""

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

LINES = 4
_GLANCE = 2_000
"""Code points that a shortened quotation may need."""
LONGEST = 20_000
"""Code points laid out at most: an expanded quotation of a whole book is cut there, for the eye alone."""


@dataclass(frozen=True, slots=True)
class _Row:
    """One line on the screen; its ``layout`` must live as long as it does."""

    layout: QTextLayout
    line: int
    top: float


class Quotation(QWidget):
    """Shows text verbatim, never as markup: ``LINES`` lines and an ellipsis, or all of it when expanded.

    ``clicked`` with the left button, ``dragged`` away with it.
    """

    clicked = Signal()
    dragged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._text = ""
        self._ink = "#000000"
        self._expanded = False
        self._rows: list[_Row] = []
        self._laid_out: tuple[int, bool] | None = None
        self._height = 0
        self._cut = False
        self._pressed: QPointF | None = None

    @property
    def text(self) -> str:
        """The whole quotation."""
        return self._text

    @property
    def expanded(self) -> bool:
        """Whether all of it is shown."""
        return self._expanded

    def set_text(self, text: str) -> None:
        """Show another quotation, shortened."""
        if text != self._text or self._expanded:
            self._text = text
            self._expanded = False
            self._forget()

    def set_ink(self, color: str) -> None:
        """Draw the words in ``color``."""
        self._ink = color
        self.update()

    def set_family(self, family: str) -> None:
        """Set the words in another face."""
        font = self.font()
        if font.family() != family:
            font.setFamilies([family, "serif"])
            font.setStyleHint(QFont.StyleHint.Serif)
            self.setFont(font)

    def set_expanded(self, expanded: bool) -> None:
        """Show all of the quotation, or its first lines."""
        if expanded != self._expanded:
            self._expanded = expanded
            self._forget()

    def is_longer_than_shown(self, width: int) -> bool:
        """Return whether the shortened quotation leaves something out at this width."""
        self._lay_out(width)
        return self._cut or self._expanded

    def hasHeightForWidth(self) -> bool:
        """Say that the height follows from the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height that the lines need at ``width`` pixels."""
        self._lay_out(width)
        return self._height

    def sizeHint(self) -> QSize:
        """Return a usual size."""
        return QSize(200, self.heightForWidth(max(self.width(), 100)))

    def changeEvent(self, event: QEvent) -> None:
        """Lay out anew in another font."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        del event
        self._lay_out(self.width())
        painter = QPainter(self)
        painter.setPen(QColor(self._ink))
        for row in self._rows:
            row.layout.lineAt(row.line).draw(painter, QPointF(0, row.top))
        painter.end()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click; where a drag has ended is none."""
        if event.button() != Qt.MouseButton.LeftButton:
            super().mouseReleaseEvent(event)
        elif self._pressed is not None and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()
        self._pressed = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the press, so that the release comes here too."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell of a drag, once for each press."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        if (event.position() - self._pressed).manhattanLength() >= QApplication.startDragDistance():
            self._pressed = None
            self.dragged.emit()

    def _forget(self) -> None:
        self._laid_out = None
        self.updateGeometry()
        self.update()

    def _lay_out(self, width: int) -> None:
        if self._laid_out == (width, self._expanded):
            return
        self._laid_out = (width, self._expanded)
        text = self._text[: LONGEST if self._expanded else _GLANCE]
        most = len(text) if self._expanded else LINES
        self._rows = []
        self._cut = len(text) < len(self._text)
        top = 0.0
        rest = ""
        for paragraph in text.split("\n"):
            if len(self._rows) >= most:
                self._cut = True
                break
            layout = _paragraph(paragraph, self.font(), width)
            for number in range(min(layout.lineCount(), most - len(self._rows))):
                line = layout.lineAt(number)
                self._rows.append(_Row(layout, number, top))
                top += line.height()
                rest = _from_unit(paragraph, line.textStart())
            self._cut = self._cut or layout.lineCount() > self._rows[-1].line + 1
        if self._cut and not self._expanded and self._rows:
            last = self._rows.pop()
            shortened = QFontMetricsF(self.font()).elidedText(
                f"{rest[:400]} …", Qt.TextElideMode.ElideRight, max(width, 20)
            )
            self._rows.append(_Row(_paragraph(shortened, self.font(), width + 100), 0, last.top))
        self._height = int(top + 0.999)


def _paragraph(text: str, font: QFont, width: int) -> QTextLayout:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(max(width, 20))
        line.setPosition(QPointF(0, 0))
        line = layout.createLine()
    layout.endLayout()
    return layout


def _from_unit(text: str, unit: int) -> str:
    """Return ``text`` from a UTF-16 unit on, as Qt counts a line's start."""
    return text.encode("utf-16-le")[2 * unit :].decode("utf-16-le")
