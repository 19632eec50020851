"""Finding something in the whole library, from the real window to the passage."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article
from postil.app.finding import FindWishes
from postil.dialogs.all_notes import AllNotesDialog
from postil.dialogs.search import SearchDialog
from postil.domain.records import SavedSearch

ONE = "The letters\nHe asked six times, they say."
TWO = "Another view\nHe never asked for anything in the harbour."


@pytest.fixture
def articles(opened: Opened) -> list[str]:
    """Two articles, of which the first is open."""
    made = [add_article(opened.desk.workspace.library, text) for text in (ONE, TWO)]
    opened.wait_for_page(lambda: opened.desk.workspace.open_article(made[0]))
    return made


def dialog_of(opened: Opened, kind: type[QDialog], qtbot: QtBot) -> QDialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in opened.window.findChildren(kind)), timeout=20_000)
    return next(each for each in opened.window.findChildren(kind) if each.isVisible())


def test_a_hit_in_another_article_is_one_key_away(opened: Opened, articles: list[str], qtbot: QtBot) -> None:
    opened.trigger("search_library")
    dialog = dialog_of(opened, SearchDialog, qtbot)
    assert isinstance(dialog, SearchDialog)
    dialog.field.line.setText("harb")
    qtbot.waitUntil(lambda: dialog.current is not None)
    workspace = opened.desk.workspace
    with qtbot.waitSignal(workspace.passage_requested, timeout=20_000) as asked:
        qtbot.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert workspace.open is not None
    assert workspace.open.article.id == articles[1]
    assert asked.args is not None
    assert TWO[asked.args[0].start : asked.args[0].end] == "harbour"
    dialog.close()


def test_a_search_that_covers_the_passage_goes_out_of_view_and_comes_back_as_it_was(
    opened: Opened, articles: list[str], qtbot: QtBot
) -> None:
    assert articles
    opened.trigger("search_library")
    dialog = dialog_of(opened, SearchDialog, qtbot)
    assert isinstance(dialog, SearchDialog)
    dialog.field.line.setText("harb")
    qtbot.waitUntil(lambda: dialog.current is not None)
    # Wider than any room beside the text.
    dialog.resize(dialog.screen().availableSize())
    with qtbot.waitSignal(opened.desk.workspace.passage_requested, timeout=20_000):
        qtbot.keyClick(dialog.field.line, Qt.Key.Key_Return)
    assert not dialog.isVisible()
    assert "Ctrl+Shift+F" in opened.window.status.sentence
    opened.desk.workspace.select(None)
    opened.trigger("search_library")
    assert dialog.isVisible()
    assert dialog.field.query == "harb"
    assert dialog.current is not None
    dialog.close()


def test_a_search_goes_beside_the_text_where_there_is_room(opened: Opened, qtbot: QtBot) -> None:
    page = QWidget(opened.window)
    page.resize(300, 300)
    page.show()
    left = opened.window.screen().availableGeometry().left()
    page.move(opened.window.mapFromGlobal(QPoint(left, 0)))
    wishes = FindWishes(opened.window, opened.desk, page)
    wishes.search()
    dialog = dialog_of(opened, SearchDialog, qtbot)
    dialog.setMinimumSize(0, 0)
    dialog.resize(200, 200)
    dialog.move(left + 40, 40)
    assert isinstance(dialog, SearchDialog)
    dialog.followed.emit()
    assert dialog.isVisible()
    assert dialog.frameGeometry().left() >= left + 299
    dialog.close()


def test_selected_words_are_looked_for(opened: Opened, articles: list[str], qtbot: QtBot) -> None:
    assert articles
    opened.select("six times")
    opened.trigger("search_library")
    dialog = dialog_of(opened, SearchDialog, qtbot)
    assert isinstance(dialog, SearchDialog)
    assert dialog.field.query == '"six times"'
    opened.desk.workspace.saved_search_requested.emit(SavedSearch("s", "Asked", "never asked", ""))
    assert dialog.field.query == "never asked"
    dialog.close()


def test_all_notes_open_once(opened: Opened, articles: list[str], qtbot: QtBot) -> None:
    assert articles
    opened.trigger("all_notes")
    dialog = dialog_of(opened, AllNotesDialog, qtbot)
    opened.trigger("all_notes")
    assert len([each for each in opened.window.findChildren(AllNotesDialog) if each.isVisible()]) == 1
    dialog.close()
