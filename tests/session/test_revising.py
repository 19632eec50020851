"""Newer versions in one window: offered, accepted, added apart or left, and looked for."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desks import close_desk, make_desk
from postil.domain.records import Highlight, Revision
from postil.services import highlighting
from postil.session.arrivals import ImportOutcome
from postil.session.desk import Desk
from postil.session.importing import ImportFlow
from postil.session.revising import Offer
from postil.session.workspace import Passage
from postil.storage.revisions import revision_facts
from postil.storage.shelf import shelf

STORY = (
    "A ship in the ice\n\n"
    + "".join(
        f"On day {day} the ship lay in the bay and nobody on board counted the gulls.\n\n" for day in range(3, 30)
    )
    + "Six times they tried to reach the shore, and the captain kept the keys.\n"
)
NEWER = STORY.replace("Six times", "Three times").replace("A ship in the ice\n", "A ship in the ice\n\nA preface.\n")


class Scene:
    """A desk, its imports, and what the reader hears of them."""

    def __init__(self, qtbot: QtBot, desk: Desk, folder: Path) -> None:
        self.qtbot = qtbot
        self.desk = desk
        self.workspace = desk.workspace
        self.library = desk.workspace.library
        self.folder = folder
        self.flow = ImportFlow(desk)
        self.told: list[str] = []
        self.offers: list[Offer] = []
        desk.workspace.told.connect(self.told.append)

    def listen(self) -> None:
        """Have somebody there whom a newer version is offered to."""
        self.flow.revision_offered.connect(self.offers.append)

    def write(self, text: str, name: str = "ship.txt") -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def bring(self, text: str) -> ImportOutcome:
        return self.finish(self.flow.import_files, [self.write(text)])

    def finish(self, start, *values) -> ImportOutcome:
        with self.qtbot.waitSignal(self.flow.finished, timeout=20_000) as ended:
            start(*values)
        assert ended.args is not None
        return ended.args[0]

    def accept(self, **how: bool) -> None:
        with self.qtbot.waitSignal(self.flow.revisions.revised, timeout=20_000):
            self.flow.revisions.accept_revision(self.offers[0], **how)

    def mark(self, quote: str) -> Highlight:
        assert self.workspace.open is not None
        revision = self.workspace.open.revision
        start = revision.document.text.index(quote)
        edit, made = highlighting.add(revision, start, start + len(quote), color="red")
        assert self.workspace.do(edit)
        return made

    def now(self, highlight: Highlight) -> Highlight:
        found = self.library.get(Highlight, highlight.id)
        assert found is not None
        return found

    @property
    def versions(self) -> int:
        return len(self.library.select(Revision))


@pytest.fixture
def alone(qtbot, tmp_path):
    desk = make_desk(tmp_path)
    made = Scene(qtbot, desk, tmp_path)
    yield made
    made.flow.close()
    close_desk(desk)


@pytest.fixture
def scene(alone):
    alone.listen()
    return alone


def test_a_changed_file_is_offered_as_a_newer_version_and_nothing_changes(scene):
    first = scene.bring(STORY).arrived[0]
    outcome = scene.bring(NEWER)
    assert (outcome.arrived, outcome.failures) == ((), ())
    assert [(each.kinship.article_id, each.kinship.why, each.title, each.name) for each in scene.offers] == [
        (first.article_id, "file", "A ship in the ice", "ship.txt")
    ]
    assert scene.offers[0].words == scene.offers[0].old_words + 2
    assert scene.versions == 1
    assert scene.workspace.undo_stack.count() == 1


def test_an_accepted_version_is_what_is_read_then_and_can_be_undone(scene):
    article_id = scene.bring(STORY).arrived[0].article_id
    made = scene.mark("Six times they tried")
    before = scene.workspace.open.revision
    place = before.document.text.index("On day 20")
    scene.workspace.position_changed.emit(Passage(place, place))
    scene.bring(NEWER)
    scene.accept()
    opened = scene.workspace.open
    assert opened.revision.id != before.id
    assert opened.article.revision_id == opened.revision.id
    assert opened.revision.document.text[opened.position :].startswith("On day 20 ")
    found = scene.now(made)
    assert (found.state, found.selector.exact) == ("changed", "Three times they tried")
    assert scene.told[-1] == "The new version is in; 1 highlight reads differently now."
    scene.workspace.undo_stack.undo()
    assert scene.workspace.open.revision == before
    assert scene.workspace.open.position == place
    assert scene.now(made) == made
    assert [facts.id for facts in revision_facts(scene.library, article_id)] == [before.id]
    scene.workspace.undo_stack.redo()
    assert scene.workspace.open.revision.id == opened.revision.id


def test_what_the_reader_does_while_a_version_is_made_is_carried_over_too(scene):
    scene.bring(STORY)
    scene.bring(NEWER)
    with scene.qtbot.waitSignal(scene.flow.revisions.revised, timeout=20_000):
        scene.flow.revisions.accept_revision(scene.offers[0])
        late = scene.mark("the captain kept the keys")
        assert scene.workspace.do(highlighting.annotate(late, "which keys?"))
    found = scene.now(late)
    assert (found.state, found.note, found.revision_id) == ("exact", "which keys?", scene.workspace.open.revision.id)


def test_what_is_offered_can_become_an_article_of_its_own(scene):
    first = scene.bring(STORY).arrived[0]
    scene.bring(NEWER)
    scene.flow.revisions.add_separately(scene.offers[0])
    assert len(shelf(scene.library)) == 2
    assert scene.workspace.open.article.id != first.article_id


def test_what_is_offered_can_be_left(scene):
    scene.bring(STORY)
    scene.bring(NEWER)
    scene.flow.revisions.leave(scene.offers[0])
    assert scene.told[-1] == "“A ship in the ice” stays as it is."
    assert scene.versions == 1


def test_where_nobody_can_answer_it_becomes_an_article_of_its_own(alone):
    alone.bring(STORY)
    assert [each.how for each in alone.bring(NEWER).arrived] == ["new"]


def test_other_sources_of_an_import_do_not_wait_for_an_answer(scene):
    scene.bring(STORY)
    scene.write(NEWER, "ship.txt")
    scene.write("A hut on the rock\n\nThe ponies stood behind it.\n", "hut.txt")
    outcome = scene.finish(scene.flow.import_files, [scene.folder / "ship.txt", scene.folder / "hut.txt"])
    assert [each.title for each in outcome.arrived] == ["A hut on the rock"]
    assert len(scene.offers) == 1


def test_an_error_page_is_refused_also_when_it_is_accepted(scene):
    scene.bring(STORY)
    scene.bring("404\n\nNot found.\n")
    with scene.qtbot.waitSignal(scene.workspace.problem_met, timeout=20_000) as met:
        scene.flow.revisions.accept_revision(scene.offers[0])
    assert "looks like an error page" in str(met.args[0])
    assert scene.versions == 1
    scene.accept(force=True)


def test_looking_for_a_newer_version_offers_what_changed_and_says_where_nothing_did(scene):
    article_id = scene.bring(STORY).arrived[0].article_id
    scene.finish(scene.flow.check_for_newer, article_id)
    assert scene.offers == []
    assert "No newer version: “ship.txt” reads as it did." in scene.told
    scene.write("Something else altogether stands here now.\n" * 9, "ship.txt")
    scene.finish(scene.flow.check_for_newer, article_id)
    assert [(each.kinship.article_id, each.kinship.why, each.kinship.likeness) for each in scene.offers] == [
        (article_id, "file", 0.0)
    ]


def test_a_look_for_a_newer_version_that_fails_replaces_nothing(scene):
    article_id = scene.bring(STORY).arrived[0].article_id
    (scene.folder / "ship.txt").unlink()
    with scene.qtbot.waitSignal(scene.flow.failed, timeout=20_000):
        scene.flow.check_for_newer(article_id)
    assert scene.offers == []
    assert scene.versions == 1


def test_an_article_from_nowhere_is_told_to_need_an_address(scene):
    outcome = scene.finish(scene.flow.import_text, STORY)
    with scene.qtbot.waitSignal(scene.workspace.problem_met) as met:
        scene.flow.check_for_newer(outcome.arrived[0].article_id)
    assert "Nothing says where “A ship in the ice” came from" in str(met.args[0])


def test_a_file_is_offered_as_a_version_of_the_article_that_the_reader_named(scene):
    article_id = scene.bring(STORY).arrived[0].article_id
    scene.write(NEWER, "other.txt")
    scene.finish(scene.flow.import_version, article_id, scene.folder / "other.txt")
    assert [(each.kinship.article_id, each.name) for each in scene.offers] == [(article_id, "other.txt")]


@pytest.mark.parametrize(
    ("after", "sentence"),
    [
        (NEWER.replace("Three", "Six"), "The new version is in; every highlight has its place in it."),
        (NEWER, "The new version is in; 1 highlight reads differently now."),
        (STORY.rpartition("Six times")[0], "The new version is in; 2 highlights are not in it any more."),
        (
            NEWER.replace(", and the captain kept the keys", ""),
            "The new version is in; of the highlights 1 read differently now and 1 are not in it any more.",
        ),
    ],
)
def test_the_reader_is_told_what_became_of_the_highlights(scene, after, sentence):
    scene.bring(STORY)
    for quote in ("Six times they tried", "the captain kept the keys"):
        scene.mark(quote)
    scene.bring(after)
    scene.accept()
    assert scene.told[-1] == sentence
