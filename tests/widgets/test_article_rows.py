"""Rows of articles are of one height; what is short stands in the middle of it."""

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QDrag, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from postil.session.looks import load_theme
from postil.widgets.article_rows import ArticleDelegate, ArticleList, ArticleRow
from postil.widgets.rows import Index, row_colours


class Rows(QAbstractListModel):
    """One article."""

    def __init__(self, row: ArticleRow) -> None:
        super().__init__()
        self.row = row

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        return None

    def row_of(self, index: Index) -> ArticleRow:
        return self.row


@pytest.mark.parametrize(
    "row",
    [
        ArticleRow("Ship", length="5 words"),
        ArticleRow("Ship", "example.org", "3 May 2026", length="1,200 words", progress=0.5),
        ArticleRow("A title that is so long that it goes on in the next line", "example.org", length="9 words"),
    ],
    ids=["short", "usual", "long"],
)
def test_the_room_above_an_article_is_that_below_it(row: ArticleRow, qtbot: QtBot) -> None:
    model, view = Rows(row), ArticleList()
    qtbot.addWidget(view)
    view.setModel(model)
    delegate = ArticleDelegate(model.row_of, row_colours(load_theme("light").window), view)
    height = view.row_heights()[0]
    image = QImage(240, height, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    option = QStyleOptionViewItem()
    option.font, option.rect = view.font(), QRect(0, 0, 240, height)
    painter = QPainter(image)
    delegate.paint(painter, option, model.index(0))
    painter.end()
    # The last line parts it from the next one.
    inked = [y for y in range(height - 1) if any(image.pixelColor(x, y) != QColor("white") for x in range(240))]
    above, below = inked[0], height - 2 - inked[-1]
    # Letters stand somewhat lower in their line than its middle, and a full row has no room to share out.
    assert abs(above - below) <= 8


def test_what_is_dragged_is_a_sign_small_enough_to_see_where_it_goes(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, view = Rows(ArticleRow("Ship")), ArticleList()
    qtbot.addWidget(view)
    view.resize(240, 300)
    view.setModel(model)
    view.setCurrentIndex(model.index(0))
    dragged: list[tuple[int, int, bool]] = []

    def follow(drag: QDrag, actions: Qt.DropAction) -> Qt.DropAction:
        size, place = drag.pixmap().deviceIndependentSize(), drag.hotSpot()
        dragged.append((round(size.width()), round(size.height()), place.x() < 0 and place.y() < 0))
        return actions

    monkeypatch.setattr(QDrag, "exec", follow)
    view.startDrag(Qt.DropAction.CopyAction)
    ((width, height, is_beside),) = dragged
    assert 0 < width < 240
    assert 0 < height < view.row_heights()[0] / 2
    assert is_beside
    title = "A title that is much too long to be dragged over a list of places as a whole, and longer still"
    assert view.drag_sign(title, 1).width() < 400
    assert view.drag_sign(title, 3).width() < view.drag_sign(title, 1).width()
