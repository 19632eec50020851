"""Rows of the list of articles: in a large library what takes its time is read beside the window."""

import threading
from dataclasses import replace

import pytest

from desks import add_article, item_of
from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.models import shelf_pages
from postil.models.shelf import ShelfModel
from postil.services import shelving

ARTICLES = 80


@pytest.fixture
def library(desk):
    for number in range(ARTICLES):
        add_article(desk.workspace.library, f"Words of {number}.", title=f"Title {number}")
    return desk.workspace.library


@pytest.fixture
def model(library, qtbot):
    made = ShelfModel(library)
    made.small = 0
    made.pages.patience = 60.0
    library.listen(made.hear)
    with qtbot.waitSignal(made.loaded):
        made.load()
    yield made
    qtbot.waitUntil(lambda: not made.is_loading)


@pytest.fixture
def slow_disk(model, monkeypatch):
    """Hold back whoever reads beside the window until it is set."""
    came, read, window = threading.Event(), shelf_pages.rows_of, threading.current_thread()

    def slowly(library, numbers):
        found = read(library, numbers)
        if threading.current_thread() is not window:
            came.wait(60)
        return found

    monkeypatch.setattr(shelf_pages, "rows_of", slowly)
    model.pages.patience = 0.0
    yield came
    came.set()


def shown(model, rows):
    found = [model.row_in_view(model.index(row)) for row in rows]
    return [row.title if row is not None else None for row in found]


def retitle(library, article_id, title):
    item = item_of(library, article_id)
    library.apply(Edit("Edit", (Change(item, replace(item, title=title)),)))


def test_rows_that_come_into_view_are_there_when_they_are_painted(model):
    model.look(range(2))
    assert shown(model, range(2)) == ["Title 79", "Title 78"]


def test_a_slow_disk_does_not_hold_the_window_up_and_tells_when_the_rows_are_there(model, slow_disk, qtbot):
    model.look(range(2))
    assert shown(model, range(2)) == [None, None]
    with qtbot.waitSignal(model.dataChanged):
        slow_disk.set()
    assert shown(model, range(2)) == ["Title 79", "Title 78"]


def test_what_is_asked_of_a_row_that_is_still_to_come_is_answered_at_once(model, slow_disk):
    model.look(range(2))
    assert model.index(0).data() == "Title 79"


def test_a_row_that_changes_while_it_is_read_is_not_shown_as_it_was(model, library, slow_disk, qtbot):
    newest = model.ids_at([0])[0]
    model.look(range(2))
    retitle(library, newest, "Another title")
    slow_disk.set()

    def is_new():
        model.look(range(2))
        return shown(model, [0]) == ["Another title"]

    qtbot.waitUntil(is_new)


def test_an_article_that_comes_back_from_the_trash_is_shown_again(model, library):
    newest = model.ids_at([0])[0]
    model.look(range(2))
    edit = shelving.put_away(library, [newest])
    library.apply(edit)
    library.apply(edit.inverse())
    model.look(range(2))
    assert shown(model, [0]) == ["Title 79"]


def test_an_article_that_is_gone_is_not_looked_for_again_and_again(model, library, monkeypatch, qtbot):
    model.pages.read([4711])
    asked, read = [], shelf_pages.rows_of

    def counted(library, numbers):
        asked.append(tuple(numbers))
        return read(library, numbers)

    monkeypatch.setattr(shelf_pages, "rows_of", counted)
    model.pages.look([4711])
    with qtbot.waitSignal(model.loaded):
        model.refresh()
    assert asked == []


def test_a_library_that_cannot_be_read_is_told_of_once(model, monkeypatch, qtbot):
    def broken(library, numbers):
        raise Problem("The file is damaged.")

    monkeypatch.setattr(shelf_pages, "rows_of", broken)
    with qtbot.waitSignal(model.failed):
        model.look(range(2))
    with qtbot.assertNotEmitted(model.failed, wait=0):
        model.look(range(2))
