from functools import partial

import pytest

from desks import add_article
from new_library import open_library
from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.services import articles
from postil.session.workspace import Workspace
from postil.session.writing import NoteWriting


@pytest.fixture
def workspace(tmp_path):
    library = open_library(tmp_path / "library.postil")
    yield Workspace(library)
    library.close()


@pytest.fixture
def article(workspace):
    return add_article(workspace.library)


@pytest.fixture
def writing(workspace):
    return NoteWriting(workspace)


@pytest.fixture
def write(writing, workspace, article):
    def saved(text: str, burst: str) -> Edit:
        return articles.write_note(article, workspace.library.note(article), text, burst=burst)

    return partial(writing.write, article, save=saved)


def body(workspace, article):
    note = workspace.library.note(article)
    return note.body if note else ""


def test_what_is_typed_is_saved_soon(write, writing, workspace, article, qtbot):
    with qtbot.waitSignal(workspace.changed):
        write("Who")
    assert body(workspace, article) == "Who"
    assert writing.pending(article) is None


def test_typing_on_does_not_put_saving_off(write, writing, qtbot):
    write("W")
    left = writing._soon.remainingTime()
    write("Wh")
    assert writing._soon.remainingTime() <= left


def test_until_then_it_is_pending(write, writing, workspace, article):
    write("Who")
    assert writing.pending(article) == "Who"
    assert body(workspace, article) == ""
    writing.flush()
    assert body(workspace, article) == "Who"


def test_one_burst_is_one_step_of_undo(write, writing, workspace, article):
    for text in ("W", "Wh", "Who"):
        write(text)
        writing.flush()
    assert workspace.undo_stack.count() == 1
    workspace.undo_stack.undo()
    assert body(workspace, article) == ""
    workspace.undo_stack.redo()
    assert body(workspace, article) == "Who"


def test_after_a_pause_a_new_step_begins(write, writing, workspace, article):
    write("Who")
    writing.flush()
    writing._pause.timeout.emit()
    write("Who?")
    writing.flush()
    assert workspace.undo_stack.count() == 2
    workspace.undo_stack.undo()
    assert body(workspace, article) == "Who"


def test_what_is_forgotten_is_not_saved(write, writing, workspace, article):
    write("Who")
    writing.forget(article)
    assert writing.flush()
    assert body(workspace, article) == ""


def test_what_could_not_be_saved_stays_pending_and_is_told_of(write, writing, workspace, article, qtbot):
    def full(_edit):
        raise Problem("The disk is full; make room and try again.")

    with pytest.MonkeyPatch.context() as patch, qtbot.waitSignal(workspace.problem_met):
        patch.setattr(workspace.library, "apply", full)
        write("Who")
        assert not writing.flush()
    assert writing.pending(article) == "Who"
    assert writing.flush()
    assert body(workspace, article) == "Who"


def test_another_note_saves_the_first(write, writing, workspace, article):
    write("Who")
    writing.write("other", "text", lambda _text, _burst: Edit("", ()))
    assert body(workspace, article) == "Who"
