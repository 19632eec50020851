"""The difference of two wordings, painted: old words struck out, new ones underlined, each on a ground of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QWidget

from postil.domain.differences import Piece
from postil.domain.wording import say
from postil.widgets.laid_out_text import LaidOutText

Side = Literal["both", "old", "new"]

_KEPT = 60
"""Code points of a long stretch of equal words that stay at each end of it."""
LONGEST = 6_000
"""Code points painted at most: nobody compares more with the eye."""
_APART = "\u2005"
_ADDRESSED = 400
"""Code points of each wording that are read out."""


@dataclass(frozen=True, slots=True)
class DiffInks:
    """Colours as ``#rrggbb``: the words, and the grounds of removed and of added ones."""

    text: str
    removed: str
    added: str


def shortened(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Return ``pieces`` with an ellipsis for the middle of every long stretch of equal words."""
    given = tuple(pieces)
    made: list[Piece] = []
    for number, piece in enumerate(given):
        if piece.kind != "same" or len(piece.text) <= 2 * _KEPT + 20:
            made.append(piece)
            continue
        head = piece.text[:_KEPT].rsplit(" ", 1)[0] if number else ""
        tail = piece.text[-_KEPT:].split(" ", 1)[-1] if number < len(given) - 1 else ""
        made.append(Piece("same", f"{head} … {tail}".strip(" ") if not (head and tail) else f"{head} … {tail}"))
    return tuple(made)


def spoken(pieces: Iterable[Piece]) -> str:
    """Return a difference in words: “removed “six”; added “three””."""
    parts: list[str] = []
    for piece in pieces:
        if piece.kind == "removed":
            parts.append(say("removed “{words}”", words=piece.text.strip()[:_ADDRESSED]))
        elif piece.kind == "added":
            parts.append(say("added “{words}”", words=piece.text.strip()[:_ADDRESSED]))
    return "; ".join(parts)


def lay_out(  # noqa: PLR0917 - all that decides what the words look like
    pieces: Sequence[Piece], side: Side, font: QFont, width: float, inks: DiffInks, plain: str = ""
) -> QTextLayout:
    """Return one side of a difference, or both in one run, laid out in lines of ``width`` pixels.

    ``plain`` words stand before it as they are.
    """
    left_out = {"both": "", "old": "added", "new": "removed"}[side]
    ranges: list[QTextLayout.FormatRange] = []
    text = plain[:LONGEST].replace("\n", "\u2028")
    units = len(text.encode("utf-16-le")) // 2
    for piece in pieces:
        if piece.kind == left_out:
            continue
        if piece.kind == "added" and side == "both" and ranges and ranges[-1].start + ranges[-1].length == units:
            # Old and new words would run into each other.
            text += _APART
            units += 1
        words = piece.text[: max(0, LONGEST - len(text))].replace("\n", "\u2028")
        length = len(words.encode("utf-16-le")) // 2
        if piece.kind != "same" and words:
            ranges.append(_range(units, length, piece.kind, inks))
        text += words
        units += length
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setFormats(ranges)
    layout.beginLayout()
    top = 0.0
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(max(width, 20))
        line.setPosition(QPointF(0, top))
        top += line.height()
        line = layout.createLine()
    layout.endLayout()
    return layout


def _range(start: int, length: int, kind: str, inks: DiffInks) -> QTextLayout.FormatRange:
    shape = QTextCharFormat()
    shape.setForeground(QColor(inks.text))
    if kind == "removed":
        shape.setFontStrikeOut(True)
        shape.setBackground(QColor(inks.removed))
    else:
        shape.setFontUnderline(True)
        shape.setBackground(QColor(inks.added))
    made = QTextLayout.FormatRange()
    # PySide6's types do not tell of these fields.
    made.start = start  # pyright: ignore[reportAttributeAccessIssue]
    made.length = length  # pyright: ignore[reportAttributeAccessIssue]
    made.format = shape  # pyright: ignore[reportAttributeAccessIssue]
    return made


class WordDiff(LaidOutText):
    """Shows a difference in one run of words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pieces: tuple[Piece, ...] = ()
        self._inks = DiffInks("#000000", "#ffffff", "#ffffff")
        self._layout: QTextLayout | None = None
        self._width = 0

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """What is shown."""
        return self._pieces

    def set_pieces(self, pieces: tuple[Piece, ...]) -> None:
        """Show another difference."""
        if pieces != self._pieces:
            self._pieces = pieces
            self.setAccessibleName(spoken(pieces))
            self.forget_layout()

    def set_inks(self, inks: DiffInks) -> None:
        """Paint in other colours."""
        if inks != self._inks:
            self._inks = inks
            self.forget_layout()

    def heightForWidth(self, width: int) -> int:
        """Return the height that the lines need at ``width`` pixels."""
        return int(self._laid_out(width).boundingRect().height() + 0.999)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the words."""
        del event
        painter = QPainter(self)
        painter.setPen(QColor(self._inks.text))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))
        painter.end()

    def forget_layout(self) -> None:
        """Lay the words out anew when they are next asked for."""
        self._layout = None
        super().forget_layout()

    def _laid_out(self, width: int) -> QTextLayout:
        if self._layout is None or width != self._width:
            self._width = width
            self._layout = lay_out(self._pieces, "both", self.font(), width, self._inks)
        return self._layout
