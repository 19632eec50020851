"""All articles are looked through, one by one, and the open one goes before them."""

from pathlib import Path

import pytest

from desks import add_article, article_of, close_desk, make_desk, revision_of
from dossiers import FIRST, SECOND, SILENT, add_found
from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.services.analysing import kept_findings
from postil.session import worker
from postil.session.looking_through import LookingProgress
from session.answering import Process

THIRD = "A third\nAnna Berg came back to Oslo."


@pytest.fixture
def desk(qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(worker, "AnalysisProcess", Process)
    made = make_desk(tmp_path)
    yield made
    close_desk(made)


@pytest.fixture
def process(desk):
    return desk.findings._process


@pytest.fixture
def three(desk):
    return [add_article(desk.workspace.library, text) for text in (FIRST, SECOND, THIRD)]


def begin(desk, process, qtbot):
    desk.findings.through.start()
    qtbot.waitUntil(lambda: process.busy_with != "")


def answer(process, qtbot):
    before = len(process.asked)
    process.answer()
    qtbot.waitUntil(lambda: len(process.asked) > before)


def counted(desk, qtbot):
    with qtbot.waitSignal(desk.findings.through.counted) as told:
        desk.findings.through.count()
    return tuple(told.args)


def is_known(desk, article_id):
    return kept_findings(desk.workspace.library, revision_of(desk.workspace.library, article_id)) is not None


def test_what_was_not_looked_through_is_counted_but_not_in_the_trash(desk, qtbot):
    library = desk.workspace.library
    add_found(library, FIRST)
    add_article(library, SECOND)
    gone = article_of(library, add_article(library, SILENT))
    assert counted(desk, qtbot) == (2, 3)
    trashed = type(gone)(gone.id, gone.revision_id, gone.tags, gone.created, gone.modified, trashed=gone.created)
    library.apply(Edit("Delete", (Change(gone, trashed),)))
    assert counted(desk, qtbot) == (1, 2)


def test_all_are_looked_through_the_newest_first_and_kept(desk, process, three, qtbot):
    told = []
    desk.findings.looking.connect(told.append)
    begin(desk, process, qtbot)
    answer(process, qtbot)
    answer(process, qtbot)
    with qtbot.waitSignal(desk.findings.widened):
        process.answer()
    assert process.asked == ["A third", "A letter", "A walk"]
    assert told == [*(LookingProgress(number, 3) for number in (1, 2, 3)), None]
    assert all(is_known(desk, each) for each in three)
    assert counted(desk, qtbot) == (0, 3)


def test_what_is_known_already_is_left_alone(desk, process, qtbot):
    add_found(desk.workspace.library, FIRST)
    with qtbot.waitSignal(desk.workspace.told) as told:
        desk.findings.through.start()
    assert told.args == ["All articles had been looked through already."]
    assert not process.asked


def test_an_article_that_is_opened_goes_first_and_the_others_go_on_after_it(desk, process, three, qtbot):
    begin(desk, process, qtbot)
    desk.workspace.open_article(three[0])
    desk.findings._look_up()
    assert process.asked == ["A third", "A walk"]
    assert desk.findings.running
    answer(process, qtbot)
    assert process.asked[2:] == ["A third"]
    assert not desk.findings.running
    answer(process, qtbot)
    with qtbot.waitSignal(desk.findings.widened):
        process.answer()
    assert process.asked == ["A third", "A walk", "A third", "A letter"]


def test_an_article_that_is_known_and_opened_stops_nothing(desk, process, three, qtbot):
    known, _ = add_found(desk.workspace.library, SILENT)
    begin(desk, process, qtbot)
    desk.workspace.open_article(known)
    desk.findings._look_up()
    assert process.busy_with
    assert process.asked == ["A third"]
    assert not desk.findings.running
    assert desk.findings.analysis is not None


def test_an_article_that_is_opened_while_it_is_looked_through_is_asked_for_once(desk, process, three, qtbot):
    begin(desk, process, qtbot)
    desk.workspace.open_article(three[2])
    desk.findings._look_up()
    answer(process, qtbot)
    assert process.asked == ["A third", "A letter"]
    assert desk.findings.raw is not None


def test_one_that_fails_is_skipped_and_told_of_once_at_the_end(desk, process, three, qtbot):
    begin(desk, process, qtbot)
    process.fail()
    qtbot.waitUntil(lambda: len(process.asked) == 2)
    answer(process, qtbot)
    with qtbot.waitSignal(desk.workspace.told) as told:
        process.answer()
    assert told.args is not None
    assert told.args[0].startswith("1 article was skipped")
    assert counted(desk, qtbot) == (1, 3)


def test_where_one_after_the_other_fails_the_rest_is_left(desk, process, qtbot):
    for number in range(8):
        add_article(desk.workspace.library, f"Number {number}\nNobody is named here {number} times.")
    begin(desk, process, qtbot)
    with qtbot.waitSignal(desk.workspace.problem_met):
        for number in range(1, 6):
            qtbot.waitUntil(lambda number=number: len(process.asked) == number)
            process.fail()
    assert not desk.findings.through.running


def test_cancel_stops_it_and_keeps_what_was_found(desk, process, three, qtbot):
    begin(desk, process, qtbot)
    answer(process, qtbot)
    with qtbot.waitSignal(desk.findings.through.counted) as told:
        desk.findings.through.cancel()
    assert told.args == [2, 3]
    assert not process.busy_with
    assert not desk.findings.is_looking


def test_cancel_leaves_the_open_article_its_analysis(desk, process, three, qtbot):
    begin(desk, process, qtbot)
    desk.workspace.open_article(three[0])
    desk.findings._look_up()
    desk.findings.through.cancel()
    assert desk.findings.running


def test_findings_that_the_library_does_not_take_end_it(desk, process, three, qtbot, monkeypatch):
    begin(desk, process, qtbot)

    def refuse(*_: object) -> None:
        raise Problem("The disk is full.")

    monkeypatch.setattr("postil.services.analysing.keep", refuse)
    with qtbot.waitSignal(desk.findings.widened):
        process.answer()
    assert not desk.findings.is_looking


def test_closing_the_window_ends_it_and_its_process(desk, process, three, qtbot):
    begin(desk, process, qtbot)
    told = []
    desk.findings.looking.connect(told.append)
    desk.findings.close()
    assert process.closed
    assert not desk.findings.is_looking
    assert not told
