from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from postil.widgets.suggestion_card import Guess, SuggestionCard


def test_a_long_reason_is_shown_whole_where_there_is_little_room(qtbot: QtBot) -> None:
    panel, above, card = QWidget(), QListWidget(), SuggestionCard()
    qtbot.addWidget(panel)
    column = QVBoxLayout(panel)
    column.addWidget(above)
    column.addLayout(card.in_margins())
    above.setMinimumHeight(100)
    card.ask(Guess("Anna", "Anna Berg", "Short.", 0, 2))
    panel.resize(280, 100)
    panel.show()
    card.ask(
        Guess("Anna", "Anna Berg", "It ends in her name, or is two names that ran together, as often happens.", 1, 2)
    )
    qtbot.waitUntil(lambda: card.height() >= card.minimumHeight())
    cut = [label.text() for label in card.findChildren(QLabel) if label.height() < label.heightForWidth(label.width())]
    assert cut == []
    assert panel.minimumSizeHint().height() >= 100 + card.minimumHeight()
