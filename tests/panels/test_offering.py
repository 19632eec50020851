"""Works looked for beside the window while a citation key is typed."""

from collections.abc import Sequence

from pytestqt.qtbot import QtBot

from postil.domain.edits import Change, Edit
from postil.domain.records import CslItem, Name
from postil.panels.notes.offering import Offering
from postil.session.desk import Desk
from postil.widgets.notes.values import Work

DOE = CslItem("w1", "doe1999", "book", "The <i>book</i>", (Name("Doe", "Jane"),), published="1999-05")


def test_a_work_that_was_just_added_is_offered_with_author_year_and_title(desk: Desk, qtbot: QtBot) -> None:
    offering = Offering(desk)
    heard: list[tuple[str, Sequence[Work]]] = []
    offering.ask("doe", lambda typed, works: heard.append((typed, works)))
    qtbot.waitUntil(lambda: heard == [("doe", ())])
    desk.workspace.do(Edit("Add", (Change(None, DOE),)))
    offering.ask("doe", lambda typed, works: heard.append((typed, works)))
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard[1] == ("doe", (Work("doe1999", "Jane Doe, 1999, The book"),))


def test_only_what_was_typed_last_is_answered(desk: Desk, qtbot: QtBot) -> None:
    offering = Offering(desk)
    heard: list[str] = []
    for typed in ("d", "do", "doe"):
        offering.ask(typed, lambda asked, _: heard.append(asked))
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == ["doe"]


def test_nothing_is_offered_once_the_library_is_left(desk: Desk, qtbot: QtBot) -> None:
    offering = Offering(desk)
    heard: list[str] = []
    offering.ask("doe", lambda asked, _: heard.append(asked))
    desk.workspace.closing.emit()
    offering.ask("doe", lambda asked, _: heard.append(asked))
    other: list[bool] = []
    desk.jobs.run(lambda: True, other.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(other))
    assert heard == []
