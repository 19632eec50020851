"""A quotation on a card: the very words, a few lines of them until the reader asks for all."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from postil.widgets.laid_out_text import LaidOutText

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


class Quotation(LaidOutText):
    """Shows text verbatim, never as markup: ``LINES`` lines and an ellipsis, or all of it when expanded."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = ""
        self._ink = "#000000"
        self._expanded = False
        self._rows: list[_Row] = []
        self._laid_out: tuple[int, bool] | None = None
        self._height = 0
        self._cut = False

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
            self.forget_layout()

    def set_ink(self, color: str) -> None:
        """Draw the words in ``color``."""
        self._ink = color
        self.update()

    def set_expanded(self, expanded: bool) -> None:
        """Show all of the quotation, or its first lines."""
        if expanded != self._expanded:
            self._expanded = expanded
            self.forget_layout()

    def is_longer_than_shown(self, width: int) -> bool:
        """Return whether the shortened quotation leaves something out at this width."""
        self._lay_out(width)
        return self._cut or self._expanded

    def heightForWidth(self, width: int) -> int:
        """Return the height that the lines need at ``width`` pixels."""
        self._lay_out(width)
        return self._height

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines."""
        del event
        self._lay_out(self.width())
        painter = QPainter(self)
        painter.setPen(QColor(self._ink))
        for row in self._rows:
            row.layout.lineAt(row.line).draw(painter, QPointF(0, row.top))
        painter.end()

    def forget_layout(self) -> None:
        """Lay the words out anew when they are next asked for."""
        self._laid_out = None
        super().forget_layout()

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
