"""Small signs in the margins beside highlights: what is claimed at the left, what is linked at the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QIcon, QPainter

from postil.widgets.icons import icon
from postil.widgets.reading.decor import Hot
from postil.widgets.reading.formats import MARGIN
from postil.widgets.reading.geometry import row_of
from postil.widgets.reading.overlays import Overlays
from postil.widgets.reading.sheet import Line, Sheet

SIDE = 18.0
"""Pixels; there is room for it in a margin, whatever the size of the text."""


@dataclass(frozen=True, slots=True)
class Sign:
    """An icon in a colour ("#rrggbb"), and what it means."""

    icon: str
    ink: str
    meaning: str


@dataclass(frozen=True, slots=True)
class MarginSigns:
    """What stands beside one highlight, at the left and at the right of its first line."""

    left: Sign | None = None
    right: Sign | None = None


def paint_signs(
    painter: QPainter, sheet: Sheet, lines: Sequence[tuple[Line, QRectF]], overlays: Overlays
) -> tuple[Hot, ...]:
    """Paint the signs of the highlights that begin in ``lines``; return their places, which open the highlights' cards.

    Of several on one side of a row the first is painted; it tells what all of them mean.
    """
    shown = [line for line, _ in lines if not line.fold and line.length]
    if not shown:
        return ()
    found: dict[tuple[int, bool], Hot] = {}
    for mark in overlays.marks_in(shown[0].start, shown[-1].end):
        signs = overlays.signs.get(mark.id)
        if not isinstance(signs, MarginSigns) or mark.start < shown[0].start:
            continue
        row = row_of(sheet, mark.start)
        for sign, left in ((signs.left, True), (signs.right, False)):
            if sign is None:
                continue
            place = (round(row.top()), left)
            before = found.get(place)
            if before is not None:
                tip = f"{before.tip}\n{sign.meaning}"
                found[place] = Hot(before.area, before.wish, before.line, before.source, tip)
                continue
            x = (MARGIN - SIDE) / 2 if left else sheet.document.textWidth() - (MARGIN + SIDE) / 2
            area = QRectF(x, row.center().y() - SIDE / 2, SIDE, SIDE)
            _paint(painter, icon(sign.icon, sign.ink), area)
            found[place] = Hot(area.adjusted(-4, -4, 4, 4), "sign", mark.start, mark.id, sign.meaning)
    return tuple(found.values())


def _paint(painter: QPainter, sign: QIcon, area: QRectF) -> None:
    sign.paint(painter, area.toRect(), Qt.AlignmentFlag.AlignCenter)
