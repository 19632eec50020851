from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desks import close_desk, make_desk
from postil.domain.problems import Problem
from postil.domain.records import Article
from postil.domain.sources import Source
from postil.session.importing import Arrived, ImportFlow, ImportOutcome, ImportProgress
from postil.storage.shelf import shelf

STORY = "A ship in the ice\n\nIn January 1911 the ship lay in the bay. Nobody on board knew of the other one.\n"
OTHER = "A hut on the rock\n\nThe hut was built in February 1911, and the ponies stood behind it.\n"


@pytest.fixture
def desk(tmp_path, qtbot):
    made = make_desk(tmp_path)
    yield made
    close_desk(made)


@pytest.fixture
def flow(desk):
    return ImportFlow(desk)


@pytest.fixture
def told(desk):
    sentences: list[str] = []
    desk.workspace.told.connect(sentences.append)
    return sentences


def bring(qtbot: QtBot, flow: ImportFlow, start, *values) -> ImportOutcome:
    with qtbot.waitSignal(flow.finished, timeout=20_000) as ended:
        start(*values)
    assert not flow.running
    assert ended.args is not None
    return ended.args[0]


def file(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def test_a_file_comes_in_and_is_opened(qtbot, desk, flow, told, tmp_path):
    outcome = bring(qtbot, flow, flow.import_files, [file(tmp_path, "ship.txt", STORY)])
    assert [(each.title, each.was_known) for each in outcome.arrived] == [("A ship in the ice", False)]
    assert desk.workspace.open.article.id == outcome.arrived[0].article_id
    assert desk.workspace.open.revision.words == 22
    assert told == ["Came in: “A ship in the ice”"]


def test_the_same_file_again_opens_the_article_that_is_there(qtbot, desk, flow, told, tmp_path):
    path = file(tmp_path, "ship.txt", STORY)
    first = bring(qtbot, flow, flow.import_files, [path])
    desk.workspace.close_article()
    again = bring(qtbot, flow, flow.import_files, [path])
    assert again.arrived[0] == Arrived(first.arrived[0].article_id, "A ship in the ice", True)
    assert desk.workspace.open.article.id == first.arrived[0].article_id
    assert len(shelf(desk.workspace.library)) == 1
    assert told[-1] == "“A ship in the ice” is in your library already; here it is."


def test_an_import_can_be_undone(qtbot, desk, flow, tmp_path):
    bring(qtbot, flow, flow.import_files, [file(tmp_path, "ship.txt", STORY)])
    desk.workspace.undo_stack.undo()
    assert desk.workspace.library.select(Article) == ()
    assert desk.workspace.open is None


def test_pasted_text_comes_in(qtbot, desk, flow):
    outcome = bring(qtbot, flow, flow.import_text, STORY)
    assert outcome.arrived[0].title == "A ship in the ice"


def test_pasted_html_keeps_its_structure(qtbot, desk, flow):
    bring(qtbot, flow, flow.import_text, "A ship\nin the ice", "<h1>A ship</h1><p>in the <em>ice</em></p>")
    document = desk.workspace.open.revision.document
    assert [block.kind for block in document.blocks] == ["heading", "paragraph"]
    assert document.blocks[1].spans[0].kind == "emphasis"


def test_several_files_come_in_one_after_the_other_and_are_counted(qtbot, desk, flow, told, tmp_path):
    steps: list[ImportProgress | None] = []
    flow.progressed.connect(steps.append)
    paths = [file(tmp_path, "ship.txt", STORY), file(tmp_path, "hut.txt", OTHER)]
    outcome = bring(qtbot, flow, flow.import_files, paths)
    assert [each.title for each in outcome.arrived] == ["A ship in the ice", "A hut on the rock"]
    assert steps == [ImportProgress(0, 2, "ship.txt"), ImportProgress(1, 2, "hut.txt"), None]
    assert desk.workspace.open.item.title == "A ship in the ice"
    assert told == ["2 articles came in."]


def test_files_that_cannot_be_read_hold_the_others_up_in_nothing(qtbot, desk, flow, tmp_path):
    problems: list[Problem] = []
    flow.failed.connect(problems.append)
    paths = [tmp_path / "gone.txt", file(tmp_path, "empty.txt", ""), file(tmp_path, "hut.txt", OTHER)]
    outcome = bring(qtbot, flow, flow.import_files, paths)
    assert [each.title for each in outcome.arrived] == ["A hut on the rock"]
    assert len(outcome.problems) == 2
    assert len(problems) == 1
    assert str(problems[0]).startswith("2 of 3 files did not come in. The first: There is no file at")


def test_one_problem_is_told_in_its_own_words(qtbot, flow, tmp_path):
    with qtbot.waitSignal(flow.failed) as met:
        flow.import_files([tmp_path / "gone.txt"])
    assert str(met.args[0]).startswith("There is no file at")


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://example.org/a", "javascript:alert(1)"])
def test_only_web_addresses_are_fetched(qtbot, desk, flow, url):
    outcome = bring(qtbot, flow, flow.import_url, url)
    assert outcome.arrived == ()
    assert "http" in str(outcome.problems[0]) or "address" in str(outcome.problems[0])


def test_a_page_comes_in_by_its_address(qtbot, desk, flow, monkeypatch):
    page = b"<html><head><title>A ship</title></head><body><article><h1>A ship</h1><p>In 1911 it lay in the bay, and "
    content = page + b"nobody on board knew of the other one.</p></article></body></html>"

    def fetch(url: str) -> Source:
        return Source("url", content, "", url, "text/html", "utf-8")

    monkeypatch.setattr("postil.importers.fetching.fetch", fetch)
    bring(qtbot, flow, flow.import_url, " https://example.org/ship ")
    assert desk.workspace.open.item.url == "https://example.org/ship"


def test_what_was_cancelled_does_not_arrive(qtbot, desk, flow, tmp_path):
    flow.import_files([file(tmp_path, "ship.txt", STORY), file(tmp_path, "hut.txt", OTHER)])
    with qtbot.waitSignal(flow.finished) as ended:
        flow.cancel()
    assert ended.args[0] == ImportOutcome((), (), cancelled=True)
    assert not flow.running
    assert not desk.jobs.busy
    # The flow is as good as new.
    assert bring(qtbot, flow, flow.import_text, OTHER).arrived[0].title == "A hut on the rock"
    assert [row.title for row in shelf(desk.workspace.library)] == ["A hut on the rock"]


def test_a_library_that_cannot_be_written_ends_the_import(qtbot, desk, flow, tmp_path, monkeypatch):
    def refuse(edit: object) -> None:
        raise Problem("The disk is full.")

    monkeypatch.setattr(desk.workspace.library, "apply", refuse)
    with qtbot.waitSignal(desk.workspace.problem_met) as met:
        outcome = bring(
            qtbot, flow, flow.import_files, [file(tmp_path, "a.txt", STORY), file(tmp_path, "b.txt", OTHER)]
        )
    assert str(met.args[0]) == "The disk is full."
    assert outcome == ImportOutcome((), (), cancelled=True)
