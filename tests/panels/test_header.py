from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from postil.panels.article.header import ArticleHeader, ElidedLabel, SourceLine


def test_a_narrow_line_keeps_how_long_it_takes_and_how_much_is_read(qtbot: QtBot) -> None:
    label = ElidedLabel()
    qtbot.addWidget(label)
    label.kept = " · 4 minutes · 22 % read"
    label.setText("A long list of authors · A site with a name · updated 2023-11-08 · 879 words" + label.kept)
    label.resize(label.fontMetrics().horizontalAdvance(label.kept) + 80, 20)
    shown = label.shown_text()
    assert shown.startswith("A l")
    assert shown.endswith("…" + label.kept)
    label.resize(2_000, 20)
    assert label.shown_text() == label.text()


def test_a_click_on_the_line_below_the_title_asks_where_the_article_comes_from(qtbot: QtBot) -> None:
    header = ArticleHeader()
    qtbot.addWidget(header)
    header.resize(500, 80)
    header.show()
    with qtbot.waitSignal(header.source_requested):
        qtbot.mouseClick(header.findChild(SourceLine), Qt.MouseButton.LeftButton)
