"""Highlights of other programs beside the window: read, placed, applied as one step, told of."""

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desks import add_article, close_desk, make_desk
from importers.marks.exports import EXPORTS
from postil.session.adopting import AdoptionFlow, AdoptionOutcome, outcome_problem
from postil.session.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot):
    made = make_desk(tmp_path)
    yield made
    close_desk(made)


def arrived(finished: Any) -> AdoptionOutcome:
    (outcome,) = finished.args
    assert isinstance(outcome, AdoptionOutcome)
    return outcome


def written(folder: Path, name: str) -> Path:
    path = folder / EXPORTS[name].name
    path.write_bytes(EXPORTS[name].content)
    return path


def test_highlights_arrive_as_one_step_of_undo(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    article_id = add_article(desk.workspace.library)
    told: list[str] = []
    desk.workspace.told.connect(told.append)
    flow = AdoptionFlow(desk)
    with qtbot.waitSignal(flow.finished, timeout=20_000) as finished:
        flow.adopt_files([written(tmp_path, "kindle"), tmp_path / "gone.csv"])
        assert flow.running
    outcome = arrived(finished)
    assert not flow.running
    assert outcome.adoption is not None
    assert outcome.adoption.counts["exact"] == 1
    assert len(outcome.problems) == 1
    assert told == ["Reading highlights in 2 files…", "1 highlight came in."]
    assert len(desk.workspace.library.highlights(article_id)) == 1
    desk.workspace.undo_stack.undo()
    assert desk.workspace.library.highlights(article_id) == ()


def test_a_file_of_none_leaves_one_problem_and_changes_nothing(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    flow = AdoptionFlow(desk)
    with qtbot.waitSignal(flow.finished, timeout=20_000) as finished:
        flow.adopt_files([tmp_path / "gone.csv", tmp_path / "gone.json"])
    outcome = arrived(finished)
    assert outcome.adoption is None
    assert str(outcome_problem(outcome)).startswith("None of the 2 files came in. The first: There is no file")
    assert desk.workspace.undo_stack.count() == 0


def test_what_is_given_up_does_not_come_in(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    flow = AdoptionFlow(desk)
    flow.adopt_files([written(tmp_path, "kindle")])
    flow.cancel()
    assert not flow.running
    with qtbot.waitSignal(flow.finished, timeout=20_000) as finished:
        flow.adopt_files([written(tmp_path, "obsidian")])
    outcome = arrived(finished)
    assert outcome.adoption is not None
    assert {each.highlight.foreign.partition(":")[0] for each in outcome.adoption.adopted} == {"obsidian"}


def test_files_are_told_apart_by_what_is_in_them(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    prose, table = tmp_path / "prose.txt", tmp_path / "table.csv"
    prose.write_text("An article.\n\nWith words.", "utf-8")
    table.write_text("a,b\n1,2\n", "utf-8")
    marks = [written(tmp_path, name) for name in ("kindle", "koreader", "pocket html", "omnivore", "bibtex")]
    given = [prose, *marks, table, tmp_path / "gone.json"]
    found: list[tuple[list[Path], list[Path]]] = []
    AdoptionFlow(desk).sort_out(given, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=20_000)
    assert found == [(marks, [prose, table, tmp_path / "gone.json"])]
