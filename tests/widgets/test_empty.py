"""What stands where a list is empty."""

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from postil.widgets.empty import EmptyState


def test_the_icon_gives_way_where_there_is_room_for_the_words_alone(qtbot: QtBot) -> None:
    panel = QWidget()
    qtbot.addWidget(panel)
    panel.resize(300, 400)
    state = EmptyState(panel)
    state.set_icon("entities", "#444444")
    state.tell("Looking for names…", "Read on meanwhile.")
    state.resize(240, 300)
    panel.show()
    picture, said, hint = state.findChildren(QLabel)
    assert picture.isVisible()
    state.resize(240, 84)
    assert not picture.isVisible()
    qtbot.waitUntil(lambda: said.geometry().bottom() < hint.geometry().top() and hint.geometry().bottom() < 84)
