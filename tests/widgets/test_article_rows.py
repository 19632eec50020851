"""Rows of the list of articles, painted."""

import pytest
from PySide6.QtCore import QAbstractListModel
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from postil.widgets.article_rows import ArticleDelegate, ArticleList, ArticleRow, Index
from postil.widgets.rows import RowColours

INK = "#000000"
COLOURS = RowColours(
    text=INK, muted="#0000ff", accent="#00ff00", border="#ff0000", hover="#eeeeee", selection="#dddddd"
)
ROWS = (
    ArticleRow("Short", length="20 words"),
    ArticleRow("A title of many words that needs both lines of its row", "Somewhere", "1911", length="900 words"),
)


class Titles(QAbstractListModel):
    def rowCount(self, parent: object = None) -> int:
        return len(ROWS)

    def data(self, index: object, role: int = 0) -> object:
        return None


class Shelf(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.list = ArticleList(self)
        self.model = Titles(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(ArticleDelegate(self.row, COLOURS, self.list))
        self.list.resize(220, 400)

    def row(self, index: Index) -> ArticleRow:
        return ROWS[index.row()]


@pytest.fixture
def rows(qtbot: QtBot) -> list[QImage]:
    """A picture of each row."""
    shelf = Shelf()
    qtbot.addWidget(shelf)
    shelf.resize(220, 400)
    shelf.show()
    picture = shelf.list.viewport().grab().toImage()
    places = (shelf.list.visualRect(shelf.model.index(row, 0)) for row in range(len(ROWS)))
    return [picture.copy(place) for place in places]


def first_line_with(color: str, row: QImage) -> int:
    wanted = QColor(color)
    columns = range(row.width())
    return next(y for y in range(row.height()) if any(row.pixelColor(x, y) == wanted for x in columns))


def first_dark_line(row: QImage) -> int:
    """Return where the first letters stand: their edges are mixed with the ground."""

    def is_dark(color: QColor) -> bool:
        return color.red() + color.green() + color.blue() < 200

    return next(y for y in range(row.height()) if any(is_dark(row.pixelColor(x, y)) for x in range(row.width())))


def test_every_title_begins_at_one_height_however_short_it_is(rows: list[QImage]) -> None:
    short, long = map(first_dark_line, rows)
    assert abs(short - long) <= 3


def test_a_line_parts_each_row_from_the_next(rows: list[QImage]) -> None:
    assert [first_line_with(COLOURS.border, row) for row in rows] == [row.height() - 1 for row in rows]
