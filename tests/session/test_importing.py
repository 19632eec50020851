from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desks import add_article, close_desk, make_desk
from postil.domain.problems import PasswordNeeded, Problem
from postil.domain.records import Article, CslItem
from postil.domain.sources import Source
from postil.services import importing
from postil.services.reading import ReadingProcess
from postil.session.arrivals import Arrived, ImportOutcome, ImportProgress, PasswordWish
from postil.session.importing import ImportFlow
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
    made = ImportFlow(desk)
    yield made
    made.close()


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
    assert again.arrived[0] == Arrived(first.arrived[0].article_id, "A ship in the ice", "known", "ship.txt")
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
    told: list[str] = []
    desk.workspace.told.connect(told.append)
    flow.import_files([file(tmp_path, "ship.txt", STORY), file(tmp_path, "hut.txt", OTHER)])
    with qtbot.waitSignal(flow.finished) as ended:
        flow.cancel()
    assert ended.args[0] == ImportOutcome((), (), cancelled=True)
    assert told[-1] == "The import was stopped; nothing came in."
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


def test_a_folder_comes_in_with_the_folders_in_it(qtbot, desk, flow, told, tmp_path):
    folder = tmp_path / "clippings"
    (folder / "older").mkdir(parents=True)
    file(folder, "10 ship.txt", STORY)
    file(folder, "9 hut.md", f"# {OTHER}")
    file(folder, "picture.png", b"\x89PNG\r\n\x1a\n")
    file(folder / "older", "tent.txt", "A tent\n\nIt was found in November 1912, by a party of twelve.\n")
    steps: list[ImportProgress | None] = []
    flow.progressed.connect(steps.append)
    outcome = bring(qtbot, flow, flow.import_files, [folder])
    assert [each.title for each in outcome.arrived] == ["A hut on the rock", "A ship in the ice", "A tent"]
    assert [each.source for each in outcome.arrived] == ["9 hut.md", "10 ship.txt", "tent.txt"]
    assert steps[0] == ImportProgress(0, 1, "clippings")
    assert steps[1:] == [
        ImportProgress(0, 3, "9 hut.md"),
        ImportProgress(1, 3, "10 ship.txt"),
        ImportProgress(2, 3, "tent.txt"),
        None,
    ]
    assert told == ["3 articles came in."]


def test_a_folder_among_files_keeps_its_place(qtbot, flow, tmp_path):
    folder = tmp_path / "within"
    folder.mkdir()
    file(folder, "hut.txt", OTHER)
    paths = [file(tmp_path, "ship.txt", STORY), folder, tmp_path / "gone.txt"]
    outcome = bring(qtbot, flow, flow.import_files, paths)
    assert [each.title for each in outcome.arrived] == ["A ship in the ice", "A hut on the rock"]
    assert [(each.source, each.place) for each in outcome.failures] == [("gone.txt", str(tmp_path / "gone.txt"))]


def test_a_folder_without_anything_to_read_is_a_sentence(qtbot, flow, tmp_path):
    folder = tmp_path / "pictures"
    folder.mkdir()
    file(folder, "a.png", b"\x89PNG\r\n\x1a\n")
    outcome = bring(qtbot, flow, flow.import_files, [folder])
    assert [str(each) for each in outcome.problems] == ["“pictures” holds no file of a kind that Postil reads."]


def test_what_came_in_what_was_there_and_what_failed_are_told_apart(qtbot, flow, tmp_path):
    ship = file(tmp_path, "ship.txt", STORY)
    bring(qtbot, flow, flow.import_files, [ship])
    outcome = bring(qtbot, flow, flow.import_files, [ship, file(tmp_path, "hut.txt", OTHER), tmp_path / "gone.txt"])
    assert [(each.title, each.how) for each in outcome.arrived] == [
        ("A ship in the ice", "known"),
        ("A hut on the rock", "new"),
    ]
    assert [each.source for each in outcome.failures] == ["gone.txt"]
    assert outcome.wants_report


def test_one_article_that_came_in_needs_no_report(qtbot, flow, tmp_path):
    assert not bring(qtbot, flow, flow.import_files, [file(tmp_path, "ship.txt", STORY)]).wants_report


class Lock:
    """Stands in for the process that reads: a source opens with the right password only."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.tried: list[str] = []
        read = ReadingProcess.read

        def locked(process: ReadingProcess, source: Source):
            self.tried.append(source.password)
            if source.password != "terra nova":
                raise PasswordNeeded("“{name}” is locked.", name=source.name)
            return read(process, source)

        monkeypatch.setattr(ReadingProcess, "read", locked)


def test_a_locked_source_waits_for_its_password(qtbot, flow, tmp_path, monkeypatch):
    lock = Lock(monkeypatch)
    wishes: list[PasswordWish] = []
    flow.password_needed.connect(wishes.append)
    flow.import_files([file(tmp_path, "ship.txt", STORY)])
    qtbot.waitUntil(lambda: len(wishes) == 1)
    flow.unlock("fram")
    qtbot.waitUntil(lambda: len(wishes) == 2)
    assert [(wish.name, str(wish.problem), wish.again) for wish in wishes] == [
        ("ship.txt", "“ship.txt” is locked.", False),
        ("ship.txt", "“ship.txt” is locked.", True),
    ]
    assert bring(qtbot, flow, flow.unlock, "terra nova").arrived[0].title == "A ship in the ice"
    assert lock.tried == ["", "fram", "terra nova"]


def test_a_locked_source_that_is_left_holds_the_others_up_in_nothing(qtbot, flow, tmp_path, monkeypatch):
    Lock(monkeypatch)
    wishes: list[PasswordWish] = []
    flow.password_needed.connect(wishes.append)
    flow.import_files([file(tmp_path, "ship.txt", STORY)])
    qtbot.waitUntil(lambda: len(wishes) == 1)
    outcome = bring(qtbot, flow, flow.unlock, None)
    assert [str(each) for each in outcome.problems] == ["“ship.txt” is locked."]


def test_a_locked_source_fails_where_nobody_can_be_asked(qtbot, flow, tmp_path, monkeypatch):
    Lock(monkeypatch)
    outcome = bring(qtbot, flow, flow.import_files, [file(tmp_path, "ship.txt", STORY)])
    assert [str(each) for each in outcome.problems] == ["“ship.txt” is locked."]


def test_a_password_that_comes_after_the_import_was_given_up_opens_nothing(qtbot, desk, flow, tmp_path, monkeypatch):
    Lock(monkeypatch)
    wishes: list[PasswordWish] = []
    flow.password_needed.connect(wishes.append)
    flow.import_files([file(tmp_path, "ship.txt", STORY)])
    qtbot.waitUntil(lambda: len(wishes) == 1)
    flow.cancel()
    flow.unlock("terra nova")
    assert not desk.jobs.busy
    assert shelf(desk.workspace.library) == ()


def test_a_citation_key_that_is_taken_meanwhile_becomes_another(qtbot, desk, flow, tmp_path, monkeypatch):
    receive = importing.receive
    calls: list[str] = []

    def overtaken(library, source, imported):
        arrival = receive(library, source, imported)
        calls.append(arrival.article_id)
        if len(calls) == 1:
            (key,) = (item.key for each in arrival.edit.changes if isinstance(item := each.record, CslItem))
            add_article(library, "Another\nof the same name", key=key)
        return arrival

    monkeypatch.setattr("postil.session.importing.receive", overtaken)
    outcome = bring(qtbot, flow, flow.import_files, [file(tmp_path, "ship.txt", STORY)])
    assert [each.article_id for each in outcome.arrived] == calls[1:]
    assert len(shelf(desk.workspace.library)) == 2


def test_cancelling_ends_the_process_that_reads(qtbot, desk, flow, tmp_path):
    bring(qtbot, flow, flow.import_files, [file(tmp_path, "ship.txt", STORY)])
    child = flow._reader._child
    flow.import_files([file(tmp_path, "hut.txt", OTHER)])
    flow.cancel()
    assert child.returncode is not None
    assert bring(qtbot, flow, flow.import_text, OTHER).arrived[0].title == "A hut on the rock"
