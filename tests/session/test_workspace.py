from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desks import add_article, close_desk, make_desk
from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.domain.records import Highlight
from postil.services import articles, highlighting, shelving
from postil.session.desk import Desk
from postil.session.purging import Purge
from postil.session.workspace import Passage, Workspace
from postil.storage.library import Library


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    made = make_desk(tmp_path)
    yield made
    close_desk(made)
    del qtbot


@pytest.fixture
def workspace(desk: Desk) -> Workspace:
    """A workspace with an article open."""
    article_id = add_article(desk.workspace.library)
    desk.workspace.open_article(article_id)
    desk.findings.cancel()
    return desk.workspace


def highlight(workspace: Workspace, start: int = 0, end: int = 9) -> Highlight:
    """Mark words of the open article."""
    assert workspace.open is not None
    edit, made = highlighting.add(workspace.open.revision, start, end, color="red")
    assert workspace.do(edit)
    return made


def test_a_change_is_on_disk_before_it_is_told(workspace: Workspace, qtbot: QtBot) -> None:
    other = Library.open_for_reading(workspace.library.path)
    seen: list[int] = []

    class Listener(QObject):
        def hear(self, edit: Edit) -> None:
            article_id = edit.changes[0].record.article_id  # pyright: ignore[reportAttributeAccessIssue]
            seen.append(len(other.highlights(article_id)))

    listener = Listener()
    workspace.changed.connect(listener.hear)
    with qtbot.waitSignal(workspace.changed):
        highlight(workspace)
    assert seen == [1]
    other.close()


def test_an_edit_that_the_library_refuses_is_told_and_is_no_step(workspace: Workspace, qtbot: QtBot) -> None:
    made = highlight(workspace)
    workspace.library.apply(highlighting.delete(workspace.library, made))
    with qtbot.waitSignal(workspace.problem_met) as told:
        assert not workspace.do(highlighting.recolor(made, "blue"))
    assert isinstance((told.args or [None])[0], Problem)
    assert workspace.undo_stack.count() == 1


def test_a_step_that_cannot_be_undone_any_more_leaves_the_stack(workspace: Workspace, qtbot: QtBot) -> None:
    made = highlight(workspace)
    workspace.library.apply(highlighting.delete(workspace.library, made))
    with qtbot.waitSignal(workspace.problem_met):
        workspace.undo_stack.undo()
    assert workspace.undo_stack.count() == 0


def test_a_burst_of_typing_is_one_step_and_a_burst_to_nothing_none(workspace: Workspace) -> None:
    made = highlight(workspace)
    for text in ("w", "wh", "why"):
        now = workspace.library.get(Highlight, made.id)
        assert now is not None
        workspace.do(highlighting.annotate(now, text, burst="1"))
    assert workspace.undo_stack.count() == 2
    workspace.undo_stack.undo()
    now = workspace.library.get(Highlight, made.id)
    assert now is not None
    assert now.note == ""


def test_the_open_article_follows_its_records(workspace: Workspace) -> None:
    assert workspace.open is not None
    workspace.do(articles.retag(workspace.open.article, ["war"]))
    assert workspace.open.article.tags == ("war",)
    workspace.undo_stack.undo()
    assert workspace.open.article.tags == ()


def test_where_the_reader_is_is_no_step_of_undo(workspace: Workspace) -> None:
    assert workspace.open is not None
    workspace.remember_position(7, 0.5)
    assert workspace.undo_stack.count() == 0
    kept = workspace.library.reading(workspace.open.article.id)
    assert kept is not None
    assert (kept.position, kept.progress) == (7, 0.5)


def test_an_article_that_is_gone_is_told(workspace: Workspace, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workspace.problem_met):
        assert not workspace.open_article("gone")


def test_another_article_ends_the_selection(workspace: Workspace, qtbot: QtBot) -> None:
    workspace.select(Passage(0, 3))
    other = add_article(workspace.library, "Other\ntext")
    with qtbot.waitSignal(workspace.selection_changed):
        workspace.open_article(other)
    assert workspace.selection is None


def test_what_was_put_off_for_a_page_is_dropped_with_it(workspace: Workspace, qtbot: QtBot) -> None:
    assert workspace.open is not None
    done: list[str] = []
    workspace.turns.has_reader()
    article_id = workspace.open.article.id
    workspace.open_article(article_id)
    workspace.turns.when_shown(lambda: done.append("first"))
    workspace.open_article(article_id)
    workspace.turns.when_shown(lambda: done.append("second"))
    assert done == []
    workspace.turns.page_shown()
    qtbot.waitUntil(lambda: bool(done))
    assert done == ["second"]


def test_an_empty_edit_is_no_step(workspace: Workspace) -> None:
    assert not workspace.do(Edit("Nothing", ()))
    assert workspace.undo_stack.count() == 0


def test_an_edit_of_the_library_from_elsewhere_in_the_program_is_heard(workspace: Workspace, qtbot: QtBot) -> None:
    color = workspace.library.colors()[0]
    with qtbot.waitSignal(workspace.changed):
        workspace.library.apply(highlighting.rename_color(color, "proof"))
    assert workspace.library.colors()[0].name == "proof"
    assert Change(None, color).inverse() == Change(color, None)


def test_what_another_program_was_quicker_with_is_made_anew(workspace: Workspace, qtbot: QtBot) -> None:
    library = workspace.library
    first, second = library.colors()[:2]
    made: list[str] = []

    def make() -> Edit:
        made.append("")
        color = library.colors()[0]
        if len(made) == 1:
            # What another program does between the look at the library and the edit.
            library.apply(Edit("Elsewhere", (Change(color, None),)))
        return highlighting.rename_color(color, "proof")

    assert workspace.do_anew(make)
    assert len(made) == 2
    assert (second.id, "proof") in [(color.id, color.name) for color in library.colors()]
    assert first.id not in [color.id for color in library.colors()]
    assert workspace.undo_stack.count() == 1


def test_an_edit_that_is_never_in_time_is_told(workspace: Workspace, qtbot: QtBot) -> None:
    gone = workspace.library.colors()[0]
    workspace.library.apply(Edit("Elsewhere", (Change(gone, None),)))
    with qtbot.waitSignal(workspace.problem_met):
        assert not workspace.do_anew(lambda: highlighting.rename_color(gone, "proof"))
    assert workspace.undo_stack.count() == 0


def test_an_article_of_the_trash_that_goes_for_good_while_it_is_read_is_closed(
    desk: Desk, workspace: Workspace, qtbot: QtBot
) -> None:
    assert workspace.open is not None
    article_id = workspace.open.article.id
    assert workspace.do(shelving.put_away(workspace.library, [article_id]))
    workspace.open_article(article_id)
    desk.findings.cancel()
    purge = Purge(desk, [article_id])
    with qtbot.waitSignal(purge.finished):
        purge.start()
    assert workspace.open is None
