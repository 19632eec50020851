"""How a hit is painted."""

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QStringListModel
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from postil.widgets.hit_rows import HitColours, HitDelegate, HitList, HitRow, Marked
from postil.widgets.rows import RowColours

Index = QModelIndex | QPersistentModelIndex

GREY = "#808080"
INK = "#ff0000"
WIDTH = 400
HEIGHT = 100


class Row:
    """A list of one row."""

    def __init__(self, words: str) -> None:
        self._row = HitRow(Marked("Title"), "", "notes", Marked(words), bar="red")

    def at(self, _place: Index) -> HitRow:
        return self._row


@pytest.mark.parametrize(("words", "fewest", "most"), [("four words or so", 0.5, 1.2), ("many words " * 30, 1.5, 2.2)])
def test_the_bar_of_a_highlight_is_as_tall_as_its_words(qtbot: QtBot, words: str, fewest: float, most: float) -> None:
    view = HitList()
    qtbot.addWidget(view)
    rows = RowColours(*[GREY] * len(RowColours.__dataclass_fields__))
    row = Row(words)
    delegate = HitDelegate(row.at, HitColours(rows, GREY, {"red": INK}), view)
    model = QStringListModel(["one"], view)
    view.setModel(model)
    view.setItemDelegate(delegate)
    option = QStyleOptionViewItem()
    option.initFrom(view)
    option.widget = view
    option.rect = QRect(0, 0, WIDTH, HEIGHT)
    image = QImage(option.rect.size(), QImage.Format.Format_RGB32)
    image.fill(0xFFFFFF)
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0))
    painter.end()
    red = {
        y
        for y in range(image.height())
        for x in range(60)
        if (colour := image.pixelColor(x, y)).red() > colour.green() + 60
    }
    assert fewest < len(red) / option.fontMetrics.lineSpacing() < most
