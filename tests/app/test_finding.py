"""Finding something in the whole library, from the real window to the passage."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article
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
