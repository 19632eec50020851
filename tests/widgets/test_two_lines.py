"""Rows with a muted last line."""

from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from postil.widgets.two_lines import TwoLinesDelegate

WORDS = "A sentence that is long enough to need several lines where the list is narrow.\nRests on nothing"


def test_a_row_has_room_for_all_its_words_at_every_width(qtbot: QtBot) -> None:
    view = QListWidget()
    qtbot.addWidget(view)
    view.setItemDelegate(TwoLinesDelegate(view))
    view.setResizeMode(QListWidget.ResizeMode.Adjust)
    view.addItems([WORDS])
    view.resize(900, 300)
    view.show()
    line = view.fontMetrics().lineSpacing()
    wide = view.visualItemRect(view.item(0)).height()
    assert 2 * line <= wide < 4 * line
    view.resize(160, 300)
    qtbot.waitUntil(lambda: view.visualItemRect(view.item(0)).height() >= 4 * line)
