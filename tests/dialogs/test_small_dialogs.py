"""Tags, shortcuts, the crash report, About."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desks import TEXT, add_article
from postil import __version__
from postil.dialogs.about import AboutDialog
from postil.dialogs.crash import CrashDialog
from postil.dialogs.shortcuts import ShortcutsDialog, native_keys
from postil.dialogs.tags import TagLine, TagsDialog
from postil.services import articles
from postil.session.desk import Desk

ACTIONS = (
    ("&File", "Quit", "Ctrl+Q"),
    ("&File", "Export notes", "Ctrl+E"),
    ("In the text", "Move the caret", "Arrow keys"),
)


@pytest.fixture
def tags(desk: Desk, article_id: str, qtbot: QtBot):
    library = desk.workspace.library
    other = library.article(add_article(library, TEXT + "!"))
    assert other is not None
    library.apply(articles.retag(other, ["history", "to check"]))
    made = TagsDialog(desk, article_id)
    made.open()
    yield made
    if isValid(made):
        made.close()


def test_tags_are_saved_as_one_step_of_undo(tags, desk, article_id):
    tags.line.setText("#ice, to check,, ice ,  two  words")
    tags.save_button.click()
    assert desk.workspace.library.article(article_id).tags == ("ice", "to check", "two words")
    desk.workspace.undo_stack.undo()
    assert desk.workspace.library.article(article_id).tags == ()


def test_ticking_a_tag_in_use_adds_it_and_typing_it_ticks_it(tags):
    entry = tags.list.findItems("history", Qt.MatchFlag.MatchExactly)[0]
    entry.setCheckState(Qt.CheckState.Checked)
    assert tags.line.tags() == ("history",)
    tags.line.setText("to check")
    assert entry.checkState() == Qt.CheckState.Unchecked
    assert tags.list.findItems("to check", Qt.MatchFlag.MatchExactly)[0].checkState() == Qt.CheckState.Checked


def test_a_tag_is_completed_in_its_place(qtbot):
    line = TagLine(("history", "hope"))
    qtbot.addWidget(line)
    line.setText("ice, hi, snow")
    line.setCursorPosition(7)
    line.complete("history")
    assert line.text() == "ice, history, snow"
    line.setText("ic")
    line.complete("ice")
    assert line.text() == "ice, "
    assert line.cursorPosition() == 5


def test_an_article_that_was_deleted_meanwhile_gets_no_tags(tags, desk, article_id):
    desk.workspace.do(articles.delete(desk.workspace.library, article_id))
    tags.line.setText("ice")
    tags.save_button.click()
    assert tags.problem_line.text() == "The article is no longer in the library."


def test_shortcuts_are_found_by_words_and_by_keys(qtbot):
    dialog = ShortcutsDialog(ACTIONS)
    dialog.open()
    assert dialog.shown() == [("Quit", "Ctrl+Q"), ("Export notes", "Ctrl+E"), ("Move the caret", "Arrow keys")]
    qtbot.keyClicks(dialog.filter, "ctrl q")
    assert dialog.shown() == [("Quit", "Ctrl+Q")]
    dialog.filter.setText("caret")
    assert dialog.shown() == [("Move the caret", "Arrow keys")]
    dialog.filter.setText("no such thing")
    assert dialog.shown() == []
    assert not dialog.nothing.isHidden()
    dialog.close()


@pytest.mark.parametrize("words", ["Arrow keys", "1 – 6", "Page Up, Page Down", ""])
def test_what_is_no_key_sequence_is_shown_as_it_is(words):
    assert native_keys(words) == words


def test_several_shortcuts_are_all_shown(qtbot):
    assert native_keys("F1, ?").split() == ["F1", "?"]
    assert native_keys("Ctrl++, Ctrl+=").split() == ["Ctrl++", "Ctrl+="]


def test_a_crash_report_can_be_copied(qtbot):
    dialog = CrashDialog('  File "notes.py", line 10, in show\nAttributeError')
    dialog.open()
    dialog.copy_button.click()
    report = QGuiApplication.clipboard().text()
    assert report.endswith('  File "notes.py", line 10, in show\nAttributeError')
    assert "PySide6" in report
    dialog.close()


def test_about_tells_the_versions_and_where_the_library_is(desk, qtbot):
    dialog = AboutDialog(desk)
    dialog.open()
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith(f"Postil {__version__}\n")
    assert str(desk.workspace.library.path) not in copied
    dialog.close()
