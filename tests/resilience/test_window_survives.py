"""What happens to an open window's library: one sentence in the status bar, and the window goes on."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article, close_desk, make_desk
from postil.app.crash import CrashHook
from postil.app.window import Window
from postil.domain.problems import Damaged, Problem
from postil.domain.records import Highlight
from postil.panels.notes import NotesPanel
from postil.panels.outline import OutlinePanel
from postil.services import highlighting
from postil.session import patience, writing
from postil.storage import opening
from postil.storage.checking import check
from postil.storage.library import Library
from resilience.calmly import ARTICLE

WAITS = "what you did last is saved when it has done"


@pytest.fixture
def reading(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opened]:
    """A window with the sample article open, one highlight in it, and a question that is answered by staying."""
    monkeypatch.setattr(writing, "TRIED_AGAIN", 200)
    monkeypatch.setattr(patience, "LONGEST", 300)
    opened.wait_for_page(opened.window.open_sample)
    opened.desk.findings.cancel()
    opened.select("South Pole")
    opened.trigger("highlight")
    # As a window's own library waits, or nearly.
    opened.desk.workspace.library._connection.execute("PRAGMA busy_timeout = 20")
    yield opened
    # Nobody is there to be asked whether a note may be lost.
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)


@pytest.fixture
def made(reading: Opened) -> Highlight:
    """The one highlight."""
    (found,) = reading.desk.workspace.library.highlights(reading.article.article.id)
    return found


def type_note(reading: Opened, made: Highlight, text: str, qtbot: QtBot) -> None:
    """Type into the note of a highlight."""
    pane = reading.window.findChild(NotesPanel)
    assert pane is not None
    qtbot.waitUntil(lambda: pane.list.card(made.id) is not None)
    reading.desk.workspace.note_requested.emit(made.id)
    card = pane.list.card(made.id)
    assert card is not None
    qtbot.waitUntil(lambda: card._editor is not None)
    assert card._editor is not None
    qtbot.keyClicks(card._editor, text)


def note_of(path: Path, made: Highlight) -> str:
    """Return the note of a highlight as a reader of the file would find it."""
    library = Library.open_for_reading(path)
    found = library.get(Highlight, made.id)
    library.close()
    return found.note if found else ""


def test_a_library_that_is_moved_away_takes_no_edit_and_comes_back_with_all_that_was_typed(
    reading: Opened, made: Highlight, qtbot: QtBot, tmp_path: Path
) -> None:
    path = reading.desk.workspace.library.path
    away = tmp_path / "away.postil"
    path.rename(away)
    type_note(reading, made, "typed meanwhile", qtbot)
    qtbot.waitUntil(lambda: "was moved or removed" in reading.window.status.sentence)
    reading.select("December 14, 1911")
    reading.trigger("highlight")
    assert len(reading.desk.workspace.library.highlights(reading.article.article.id)) == 1
    new = tmp_path / "new.txt"
    new.write_text(ARTICLE, "utf-8")
    with qtbot.waitSignal(reading.window.imports.finished, timeout=20_000):
        reading.window.imports.import_files([new])
    assert "was moved or removed" in reading.window.status.sentence
    reading.desk.workspace.library.back_up(tmp_path / "backup.postil")
    assert not path.exists()
    away.rename(path)
    qtbot.waitUntil(lambda: note_of(path, made) == "typed meanwhile")
    assert check(reading.desk.workspace.library) == ()


def test_a_note_typed_while_another_program_writes_is_saved_when_it_has_done(
    reading: Opened, made: Highlight, qtbot: QtBot
) -> None:
    path = reading.desk.workspace.library.path
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        type_note(reading, made, "typed meanwhile", qtbot)
        qtbot.waitUntil(lambda: WAITS in reading.window.status.sentence)
        reading.select("December 14, 1911")
        reading.trigger("highlight")
        assert note_of(path, made) == ""
        other.execute("ROLLBACK")
    qtbot.waitUntil(lambda: note_of(path, made) == "typed meanwhile")
    assert WAITS not in reading.window.status.sentence
    reading.trigger("highlight")
    assert len(reading.desk.workspace.library.highlights(reading.article.article.id)) == 2


def test_a_highlight_waits_for_another_program_while_the_window_goes_on(
    reading: Opened, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LONGEST", 10_000)
    workspace = reading.desk.workspace
    steps = workspace.undo_stack.count()
    meanwhile: list[bool] = []
    said: list[str] = []

    def look() -> None:
        meanwhile.append(workspace.is_waiting)
        said.append(reading.window.status.sentence)
        # What a timer of the window wants meanwhile comes after what waits.
        assert not workspace.do(edit)
        if len(meanwhile) == 10:
            other.execute("ROLLBACK")

    with closing(sqlite3.connect(workspace.library.path, isolation_level=None)) as other:
        edit, _ = highlighting.add(reading.article.revision, 3, 9, color="green")
        timer = QTimer()
        timer.setInterval(10)
        timer.timeout.connect(look)
        other.execute("BEGIN IMMEDIATE")
        timer.start()
        reading.select("December 14, 1911")
        reading.trigger("highlight")
        timer.stop()
    assert len(meanwhile) >= 10
    assert all(meanwhile)
    # The search for names may have something to say meanwhile, too.
    assert any(WAITS in each for each in said)
    assert not workspace.is_waiting
    assert WAITS not in reading.window.status.sentence
    assert workspace.undo_stack.count() == steps + 1
    assert len(workspace.library.highlights(reading.article.article.id)) == 2
    workspace.undo_stack.undo()
    assert len(workspace.library.highlights(reading.article.article.id)) == 1


def test_what_another_program_keeps_from_being_done_is_named_until_it_was_read(reading: Opened) -> None:
    status = reading.window.status
    with closing(sqlite3.connect(reading.desk.workspace.library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        reading.select("December 14, 1911")
        reading.trigger("highlight")
        assert "nothing was changed (“Highlight”)" in status.sentence
        said: list[str] = []
        reading.desk.workspace.waiting.connect(lambda _waits: said.append(status.sentence))
        reading.trigger("highlight")
        assert len(said) == 2
        assert all("nothing was changed" in each for each in said)
        other.execute("ROLLBACK")


def test_a_step_that_another_program_keeps_from_being_taken_back_can_be_taken_back_later(reading: Opened) -> None:
    workspace = reading.desk.workspace
    stack, article = workspace.undo_stack, reading.article.article.id
    steps = stack.count()
    with closing(sqlite3.connect(workspace.library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        reading.trigger("undo")
        assert (stack.count(), stack.index()) == (steps, steps)
        other.execute("ROLLBACK")
        reading.trigger("undo")
        assert workspace.library.highlights(article) == ()
        other.execute("BEGIN IMMEDIATE")
        reading.trigger("redo")
        assert (stack.count(), stack.index()) == (steps, steps - 1)
        other.execute("ROLLBACK")
    reading.trigger("redo")
    assert len(workspace.library.highlights(article)) == 1


def test_an_article_opens_at_once_over_a_note_that_waits_for_another_program(
    reading: Opened, made: Highlight, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "LONGEST", 30_000)
    workspace = reading.desk.workspace
    first, other_id = reading.article.article.id, add_article(workspace.library, title="Another")
    problems: list[object] = []
    workspace.problem_met.connect(problems.append)
    pane = reading.window.findChild(NotesPanel)
    assert pane is not None
    with closing(sqlite3.connect(workspace.library.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        type_note(reading, made, "typed meanwhile", qtbot)
        reading.window.article.keep_position()
        reading.wait_for_page(lambda: workspace.open_article(other_id))
        qtbot.waitUntil(lambda: pane.list.card(other_id) is not None)
        assert pane.list.card(made.id) is None
        assert problems == []
        before = workspace.library.reading(first)
        other.execute("ROLLBACK")
    qtbot.waitUntil(lambda: note_of(workspace.library.path, made) == "typed meanwhile")
    qtbot.waitUntil(lambda: workspace.library.reading(first) != before)


def test_the_window_does_not_close_over_a_note_that_cannot_be_saved(
    reading: Opened, made: Highlight, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    answers = [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes]

    def answer(
        parent: object,
        title: str,
        sentence: str,
        offered: QMessageBox.StandardButton,
        standard: QMessageBox.StandardButton,
    ) -> QMessageBox.StandardButton:
        asked.append(sentence)
        assert standard == QMessageBox.StandardButton.No
        return answers[len(asked) - 1]

    monkeypatch.setattr(QMessageBox, "question", answer)
    path = reading.desk.workspace.library.path
    path.rename(path.with_name("away.postil"))
    type_note(reading, made, "typed in vain", qtbot)
    reading.window.close()
    assert reading.window.isVisible()
    assert "was moved or removed" in asked[0]
    reading.window.close()
    assert not reading.window.isVisible()
    assert len(asked) == 2


def test_notes_of_two_articles_that_could_not_be_saved_are_both_saved_later(
    reading: Opened, made: Highlight, qtbot: QtBot
) -> None:
    library = reading.desk.workspace.library
    other = add_article(library, title="Another")
    away = library.path.with_name("away.postil")
    library.path.rename(away)
    type_note(reading, made, "the first", qtbot)
    pane = reading.window.findChild(NotesPanel)
    assert pane is not None
    reading.wait_for_page(lambda: reading.desk.workspace.open_article(other))
    qtbot.waitUntil(lambda: pane.list.card(other) is not None)
    pane._write(other, "the second")
    away.rename(library.path)
    assert "was moved or removed" in reading.window.status.sentence
    qtbot.waitUntil(lambda: note_of(library.path, made) == "the first")
    qtbot.waitUntil(lambda: reading.window.status.sentence == "What you typed is saved now.")
    qtbot.waitUntil(lambda: (found := library.note(other)) is not None and found.body == "the second")


def test_a_second_window_is_refused_and_the_first_goes_on(
    reading: Opened, made: Highlight, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = reading.desk.workspace.library
    with closing(Library.open(library.path, for_window=True)) as first:
        with pytest.raises(Problem, match="open in another window"):
            Library.open(library.path, for_window=True)
        assert first.get(Highlight, made.id) == made
    monkeypatch.setattr(opening, "WAIT_FOR_OTHERS", 0.05)
    reading.select("December 14, 1911")
    reading.trigger("highlight")
    assert len(library.highlights(reading.article.article.id)) == 2


def test_a_problem_that_nobody_caught_is_told_and_is_no_crash(qtbot: QtBot, tmp_path: Path) -> None:
    hook = CrashHook()
    hook.install(tmp_path)
    try:
        with qtbot.assertNotEmitted(hook.crashed), qtbot.waitSignal(hook.stopped) as told:
            problem = Problem("A page is damaged.")
            sys.excepthook(Problem, problem, None)
        assert told.args == [problem]
        with qtbot.waitSignal(hook.crashed):
            sys.excepthook(KeyError, KeyError("ours"), None)
    finally:
        hook.remove()


def test_damage_that_a_view_meets_is_told_in_the_status_bar(opened: Opened, qtbot: QtBot) -> None:
    opened.wait_for_page(opened.window.open_sample)
    library = opened.desk.workspace.library
    article_id = opened.article.article.id
    opened.desk.workspace.close_article()
    library._connection.execute("UPDATE revisions SET blocks = 'no blocks at all'")
    hook = CrashHook()
    hook.stopped.connect(opened.desk.workspace.tell)
    with pytest.raises(Problem, match="is damaged") as met:
        opened.desk.workspace.open_article(article_id)
    hook._take(Problem, met.value, None)
    assert "is damaged" in opened.window.status.sentence
    assert opened.window.isVisible()
    del qtbot


def test_a_window_over_a_library_whose_highlights_are_damaged_has_all_its_other_parts(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = make_desk(tmp_path)
    workspace = desk.workspace
    article_id = add_article(workspace.library, title="What can be read")
    workspace.library._connection.execute("DROP TABLE highlights")
    window = Window(desk)
    qtbot.addWidget(window)
    told: list[object] = []
    workspace.problem_met.connect(told.append)
    hook = CrashHook()
    hook.install(tmp_path)
    hook.stopped.connect(workspace.tell)
    try:
        with qtbot.assertNotEmitted(hook.crashed), qtbot.waitSignal(window.completed, timeout=20_000):
            workspace.open_article(article_id)
            window.show()
    finally:
        hook.remove()
    assert any(isinstance(problem, Damaged) for problem in told)
    assert not window.actions_by_name["undo"].icon().isNull()
    panel = window.findChild(OutlinePanel)
    assert panel is not None
    assert window.commands is window.commands
    window.close()
    close_desk(desk)
