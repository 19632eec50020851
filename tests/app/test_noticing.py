"""What the command line does beside an open window is seen there."""

import gc
from pathlib import Path

import pytest
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article
from postil.domain.records import Highlight
from postil.panels.library import LibraryPanel
from postil.services import claims
from postil.session import noticing
from resilience.calmly import command

OLD = "Ship\n\nThe boat of Mr. Pell held six persons.\n\nOn June 30 it sank.\n"


@pytest.fixture
def reading(opened: Opened) -> Opened:
    """A window in which an article is read."""
    workspace = opened.desk.workspace
    article_id = add_article(workspace.library, OLD.replace("\n\n", "\n").rstrip(), title="Ship")
    opened.wait_for_page(lambda: workspace.open_article(article_id))
    opened.window.noticing.look()
    opened.window.noticing.look()
    return opened


def beside(opened: Opened, *arguments: str) -> None:
    """Run a command over the window's library, through a connection of its own."""
    assert command(opened.desk.workspace.library.path, *arguments).code == 0


def test_a_version_that_the_command_line_brings_is_shown(reading: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    newer = tmp_path / "newer.txt"
    newer.write_text(OLD.replace("six", "three"), "utf-8")
    beside(reading, "add", "--as-revision-of", reading.article.article.id, str(newer))
    reading.wait_for_page(reading.window.noticing.look)
    assert "three persons" in reading.text


def test_a_highlight_that_the_command_line_makes_is_shown_where_the_reader_is(reading: Opened) -> None:
    beside(reading, "highlight", reading.article.article.id, "--quote", "six persons")
    reading.wait_for_page(reading.window.noticing.look)
    assert len(reading.window.article.surface.marks_at(reading.text.index("six persons"))) == 1


def test_an_article_that_the_command_line_deletes_is_closed(reading: Opened) -> None:
    beside(reading, "delete", reading.article.article.id, "--yes")
    reading.window.noticing.look()
    assert reading.desk.workspace.open is None


def test_the_list_follows_what_the_command_line_adds_and_deletes(reading: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    gone = add_article(reading.desk.workspace.library, "Old news\nNothing new.", title="Old news")
    model = reading.window.findChildren(LibraryPanel)[0].model
    other = tmp_path / "other.txt"
    other.write_text("Another\n\nIts own words.\n", "utf-8")
    beside(reading, "add", str(other))
    beside(reading, "delete", gone, "--yes")
    with qtbot.waitSignal(model.loaded, timeout=20_000):
        reading.window.noticing.look()
    assert {model.index(number).data() for number in range(model.rowCount())} == {"Ship", "Another"}


def test_nothing_is_read_again_where_another_article_was_changed(reading: Opened, qtbot: QtBot, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another\n\nIts own words.\n", "utf-8")
    beside(reading, "add", str(other))
    with qtbot.assertNotEmitted(reading.desk.workspace.article_opened):
        reading.window.noticing.look()


def test_an_article_opened_after_another_program_brought_it_is_not_said_to_be_changed(
    reading: Opened, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Another\n\nIts own words.\n", "utf-8")
    beside(reading, "add", str(other))
    workspace = reading.desk.workspace
    ((added,),) = workspace.library.rows("SELECT id FROM articles WHERE id != ?", reading.article.article.id)
    reading.wait_for_page(lambda: workspace.open_article(added))
    with qtbot.assertNotEmitted(workspace.article_opened), qtbot.assertNotEmitted(workspace.told):
        reading.window.noticing.look()
    beside(reading, "highlight", added, "--quote", "own words")
    reading.wait_for_page(reading.window.noticing.look)
    assert len(reading.window.article.surface.marks_at(reading.text.index("own words"))) == 1


def test_what_this_window_changes_itself_is_not_read_again(reading: Opened, qtbot: QtBot) -> None:
    reading.select("six persons")
    reading.trigger("highlight")
    with qtbot.assertNotEmitted(reading.desk.workspace.article_opened):
        reading.window.noticing.look()


def test_a_note_that_is_being_written_is_not_taken_from_under_the_readers_hands(reading: Opened, qtbot: QtBot) -> None:
    editor = QPlainTextEdit(reading.window)
    editor.show()
    reading.window.activateWindow()
    editor.setFocus()
    qtbot.waitUntil(editor.hasFocus)
    beside(reading, "highlight", reading.article.article.id, "--quote", "it sank")
    with qtbot.assertNotEmitted(reading.desk.workspace.article_opened):
        reading.window.noticing.look()
    reading.window.article.surface.setFocus()
    reading.wait_for_page(reading.window.noticing.look)


@pytest.fixture
def other(reading: Opened, tmp_path: Path) -> str:
    """Another article of the same library."""
    path = tmp_path / "other.txt"
    path.write_text("Another\n\nIts own words.\n", "utf-8")
    beside(reading, "add", str(path))
    reading.window.noticing.look()
    library = reading.desk.workspace.library
    ((added,),) = library.rows("SELECT id FROM articles WHERE id != ?", reading.article.article.id)
    return str(added)


def mark(reading: Opened, words: str) -> None:
    """Highlight words in the window."""
    reading.select(words)
    reading.trigger("highlight")


def link_and_judge(reading: Opened) -> None:
    """Judge a highlight as a claim and link it to another, in the window, as steps of undo."""
    workspace = reading.desk.workspace
    first, second = workspace.library.highlights(reading.article.article.id)
    workspace.do(claims.judge(first, None, "checked", reason="It says so."))
    workspace.do(claims.link(workspace.library, first.id, second.id, "supports"))
    workspace.do(claims.link(workspace.library, second.id, first.id, "contradicts"))


@pytest.mark.parametrize("many", [2, 256])
def test_an_own_edit_is_not_taken_for_another_programs(
    many: int, reading: Opened, other: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noticing, "_MANY", many)
    mark(reading, "six persons")
    mark(reading, "it sank")
    link_and_judge(reading)
    reading.desk.workspace.undo_stack.undo()
    beside(reading, "highlight", other, "--quote", "own words")
    workspace = reading.desk.workspace
    with qtbot.assertNotEmitted(workspace.article_opened), qtbot.assertNotEmitted(workspace.told):
        reading.window.noticing.look()


def test_what_is_made_and_taken_back_without_a_rest_leaves_nothing_behind(
    reading: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(noticing, "_MANY", 2)
    for _ in range(5):
        mark(reading, "six persons")
        reading.desk.workspace.undo_stack.undo()
    gc.collect()
    alive = [each for each in gc.get_objects() if isinstance(each, Highlight) and each.selector.exact == "six persons"]
    assert len(alive) <= 2


def test_another_programs_edit_is_seen_right_after_an_own_one(reading: Opened) -> None:
    mark(reading, "six persons")
    beside(reading, "highlight", reading.article.article.id, "--quote", "it sank")
    mark(reading, "boat")
    reading.wait_for_page(reading.window.noticing.look)
    assert len(reading.window.article.surface.marks_at(reading.text.index("it sank"))) == 1


def test_another_programs_edit_just_after_the_opening_is_seen(reading: Opened, other: str, qtbot: QtBot) -> None:
    workspace = reading.desk.workspace
    reading.wait_for_page(lambda: workspace.open_article(other))
    mark(reading, "Another")
    beside(reading, "highlight", other, "--quote", "own words")
    with qtbot.waitSignal(workspace.told):
        reading.wait_for_page(reading.window.noticing.look)
    assert len(reading.window.article.surface.marks_at(reading.text.index("own words"))) == 1


def test_an_edit_elsewhere_just_after_the_opening_is_not_said_to_be_here(
    reading: Opened, other: str, qtbot: QtBot
) -> None:
    workspace = reading.desk.workspace
    first = reading.article.article.id
    reading.wait_for_page(lambda: workspace.open_article(other))
    beside(reading, "highlight", first, "--quote", "it sank")
    with qtbot.assertNotEmitted(workspace.article_opened), qtbot.assertNotEmitted(workspace.told):
        reading.window.noticing.look()
