"""The timeline's panel: whose dates it shows, and the way between a date and its sentence."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desks import add_article, revision_of
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id
from postil.domain.records import Judgement, Link
from postil.domain.timeline import Event
from postil.panels.timeline import TimelinePanel
from postil.services import highlighting
from postil.services.analysing import known_analysis
from postil.session.desk import Desk
from postil.session.workspace import Passage

ONE = "The invasion\nOn June 22, 1941, Germany attacked. Three days later, Molotov spoke in Moscow."
OTHER = "Another account\nGermany attacked on June 21, 1941, at dawn."


def searched(desk: Desk, text: str) -> str:
    library = desk.workspace.library
    article_id = add_article(library, text)
    revision = revision_of(library, article_id)
    known_analysis(library, revision, make=True)
    return article_id


def shown(qtbot: QtBot, desk: Desk) -> TimelinePanel:
    panel = TimelinePanel(desk)
    qtbot.addWidget(panel)
    qtbot.addWidget(panel.frame_head)
    panel.resize(1000, 240)
    with qtbot.waitSignal(panel.gathering.gathered):
        panel.show()
    return panel


def values(panel: TimelinePanel) -> list[str]:
    return [panel.timeline.events[number].edtf for number in panel.chart.view.stack.numbers]


def number_of(panel: TimelinePanel, value: str) -> int:
    return next(place for place, each in enumerate(panel.timeline.events) if each.edtf == value)


def test_the_dates_of_the_open_article_are_shown(qtbot: QtBot, desk: Desk) -> None:
    one = searched(desk, ONE)
    searched(desk, OTHER)
    desk.workspace.open_article(one)
    panel = shown(qtbot, desk)
    assert values(panel) == ["1941-06-22", "1941-06-25"]
    assert "2" in panel.frame_head.summary.text()


def test_another_article_that_is_opened_is_followed(qtbot: QtBot, desk: Desk) -> None:
    one, other = searched(desk, ONE), searched(desk, OTHER)
    desk.workspace.open_article(one)
    panel = shown(qtbot, desk)
    with qtbot.waitSignal(panel.gathering.gathered):
        desk.workspace.open_article(other)
    assert values(panel) == ["1941-06-21"]


def test_all_articles_have_a_lane_each(qtbot: QtBot, desk: Desk) -> None:
    one, other = searched(desk, ONE), searched(desk, OTHER)
    desk.workspace.open_article(one)
    panel = shown(qtbot, desk)
    with qtbot.waitSignal(panel.gathering.gathered):
        panel.look_at("all")
    assert [lane.article_id for lane in panel.timeline.lanes] == [other, one]
    assert values(panel) == ["1941-06-21", "1941-06-22", "1941-06-25"]
    assert panel.chart.titles.isVisible()


def test_just_the_chosen_articles_are_shown(qtbot: QtBot, desk: Desk) -> None:
    one, other = searched(desk, ONE), searched(desk, OTHER)
    desk.workspace.open_article(one)
    panel = shown(qtbot, desk)
    with qtbot.waitSignal(panel.gathering.gathered):
        panel.look_at("chosen", (other,))
    assert values(panel) == ["1941-06-21"]
    with qtbot.waitSignal(panel.gathering.gathered):
        panel.look_at("chosen", ())
    assert panel.empty.isVisible()
    assert panel.empty.sentence == "No article is chosen."


def test_only_what_mentions_an_entity(qtbot: QtBot, desk: Desk) -> None:
    desk.workspace.open_article(searched(desk, ONE))
    panel = shown(qtbot, desk)
    moscow = next(each.key for each in panel.timeline.entities if each.name == "Moscow")
    panel.filter_by(moscow)
    assert values(panel) == ["1941-06-25"]
    assert "Moscow" in panel.frame_head.entity.text()
    panel.filter_by("")
    assert len(values(panel)) == 2


def test_a_date_that_is_chosen_goes_to_its_sentence(qtbot: QtBot, desk: Desk) -> None:
    desk.workspace.open_article(searched(desk, ONE))
    panel = shown(qtbot, desk)
    panel.chart.view.stand_at(number_of(panel, "1941-06-25"))
    with qtbot.waitSignal(desk.workspace.passage_requested) as heard:
        qtbot.keyClick(panel.chart.view, Qt.Key.Key_Return)
    assert heard.args is not None
    start = ONE.index("Three days later")
    assert heard.args[0] == Passage(start, start + len("Three days later"))


def test_a_date_of_another_article_opens_it_at_the_sentence(qtbot: QtBot, desk: Desk) -> None:
    one, other = searched(desk, ONE), searched(desk, OTHER)
    desk.workspace.open_article(one)
    panel = shown(qtbot, desk)
    with qtbot.waitSignal(panel.gathering.gathered):
        panel.look_at("all")
    panel.chart.view.stand_at(number_of(panel, "1941-06-21"))
    with qtbot.waitSignal(desk.workspace.passage_requested) as heard:
        qtbot.keyClick(panel.chart.view, Qt.Key.Key_Return)
    assert desk.workspace.open is not None
    assert desk.workspace.open.article.id == other
    assert heard.args is not None
    assert heard.args[0].start == OTHER.index("June 21")


def test_a_date_that_is_clicked_in_the_text_shows_in_the_timeline(qtbot: QtBot, desk: Desk) -> None:
    desk.workspace.open_article(searched(desk, ONE))
    panel = shown(qtbot, desk)
    start = ONE.index("June 22, 1941")
    desk.workspace.mention_requested.emit(Passage(start, start + len("June 22, 1941")))
    view = panel.chart.view
    assert view.current == number_of(panel, "1941-06-22")
    desk.workspace.mention_requested.emit(Passage(ONE.index("Moscow"), ONE.index("Moscow") + 6))
    assert view.current == number_of(panel, "1941-06-22")


def test_a_correction_of_the_reader_moves_the_event_at_once(qtbot: QtBot, desk: Desk) -> None:
    article = searched(desk, ONE)
    desk.workspace.open_article(article)
    panel = shown(qtbot, desk)
    opened = desk.workspace.open
    assert opened is not None
    start = ONE.index("June 22, 1941")
    made = Judgement(new_id(), "date", "", "1941-06-20", "", opened.revision.text_hash, start, start + 13)
    with qtbot.waitSignal(panel.gathering.gathered):
        desk.workspace.do(Edit("Correct", (Change(None, made),)))
    assert values(panel) == ["1941-06-20", "1941-06-23"]
    with qtbot.waitSignal(panel.gathering.gathered):
        desk.workspace.undo_stack.undo()
    assert values(panel) == ["1941-06-22", "1941-06-25"]


def test_passages_that_are_paired_show_their_conflict(qtbot: QtBot, desk: Desk) -> None:
    one, other = searched(desk, ONE), searched(desk, OTHER)
    desk.workspace.open_article(one)
    panel = shown(qtbot, desk)
    with qtbot.waitSignal(panel.gathering.gathered):
        panel.look_at("all")
    ids: list[str] = []
    for article_id, words in ((one, "On June 22, 1941"), (other, "June 21, 1941")):
        article = desk.workspace.library.article(article_id)
        assert article is not None
        revision = desk.workspace.library.revision(article.revision_id)
        assert revision is not None
        start = revision.document.text.index(words)
        edit, made = highlighting.add(revision, start, start + len(words), color="yellow")
        desk.workspace.do(edit)
        ids.append(made.id)
    with qtbot.waitSignal(panel.gathering.gathered):
        desk.workspace.do(Edit("Pair", (Change(None, Link(new_id(), "same_event", *ids)),)))
    assert {each.edtf for each in panel.timeline.events if each.conflicts} == {"1941-06-21", "1941-06-22"}
    assert panel.frame_head.conflict.isVisibleTo(panel.frame_head)
    assert "2" in panel.frame_head.conflict.text()


def test_the_same_dates_are_a_list_for_who_wants_one(qtbot: QtBot, desk: Desk) -> None:
    desk.workspace.open_article(searched(desk, ONE))
    panel = shown(qtbot, desk)
    panel.frame_head.as_list.click()
    assert panel.table.isVisible()
    rows = [panel.model.index(row, 0).data() for row in range(panel.model.rowCount())]
    assert rows == ["22 June 1941", "25 June 1941"]
    assert "Three days later" in panel.model.index(1, 2).data()
    assert panel.model.index(1, 4).data()
    with qtbot.waitSignal(desk.workspace.passage_requested):
        panel.table.clicked.emit(panel.model.index(1, 0))


def test_nothing_is_read_while_nobody_looks(qtbot: QtBot, desk: Desk) -> None:
    one, other = searched(desk, ONE), searched(desk, OTHER)
    desk.workspace.open_article(one)
    panel = shown(qtbot, desk)
    panel.hide()
    with qtbot.assertNotEmitted(panel.gathering.gathered):
        desk.workspace.open_article(other)
    with qtbot.waitSignal(panel.gathering.gathered):
        panel.show()
    assert values(panel) == ["1941-06-21"]


def test_without_an_article_it_says_so(qtbot: QtBot, desk: Desk) -> None:
    panel = shown(qtbot, desk)
    assert panel.empty.isVisible()
    assert panel.empty.sentence == "Open an article to see when what it tells of happened."
    assert not panel.frame_head.export.isEnabled()


BEGINNINGS = {"png": b"\x89PNG", "svg": b"<?xml", "csv": b"first,last,edtf", "timelinejs": b"{"}


def test_an_article_that_nobody_looked_through_is_not_called_empty(qtbot: QtBot, desk: Desk) -> None:
    desk.workspace.open_article(add_article(desk.workspace.library, ONE))
    desk.findings.cancel()
    panel = shown(qtbot, desk)
    assert panel.empty.sentence == "This article has not been looked through for dates yet."


def test_of_all_articles_it_says_how_many_were_not_looked_through_and_has_it_done(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    searched(desk, ONE)
    missing = add_article(desk.workspace.library, OTHER)
    panel = shown(qtbot, desk)
    assert not panel.notice.isVisible()
    with qtbot.waitSignal(panel.gathering.gathered):
        panel.look_at("all")
    assert panel.notice.sentence == "1 of 2 articles have not been looked through for names and dates."
    asked: list[str] = []

    def look_at(text_hash: str, *_: str) -> None:
        asked.append(text_hash)

    monkeypatch.setattr(desk.findings, "look_at", look_at)
    panel.notice.button.click()
    qtbot.waitUntil(lambda: bool(asked))
    assert panel.notice.sentence.startswith("Looking through the articles")
    revision = revision_of(desk.workspace.library, missing)
    known_analysis(desk.workspace.library, revision, make=True)
    with qtbot.waitSignal(panel.gathering.gathered):
        desk.findings.kept.emit(revision.text_hash)
    assert not panel.notice.isVisible()
    assert "1941-06-21" in values(panel)


def test_where_no_article_was_looked_through_all_articles_offer_it(qtbot: QtBot, desk: Desk) -> None:
    add_article(desk.workspace.library, ONE)
    panel = shown(qtbot, desk)
    with qtbot.waitSignal(panel.gathering.gathered):
        panel.look_at("all")
    assert panel.empty.sentence == "No dates are known yet."
    assert panel.notice.isVisible()
    assert panel.notice.button.text() == "Look through it now"


@pytest.mark.parametrize("format_name", BEGINNINGS)
def test_what_is_shown_goes_out(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format_name: str
) -> None:
    desk.workspace.open_article(searched(desk, ONE))
    panel = shown(qtbot, desk)
    target = tmp_path / "out"

    def choose(*_: object) -> tuple[str, str]:
        return str(target), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with qtbot.waitSignal(desk.workspace.told):
        panel.export(format_name)
    [written] = [each for each in tmp_path.iterdir() if each.stem == "out"]
    assert written.read_bytes().startswith(BEGINNINGS[format_name])


def test_a_folder_that_is_not_there_is_told_of(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.workspace.open_article(searched(desk, ONE))
    panel = shown(qtbot, desk)
    for format_name in ("png", "csv"):
        with qtbot.waitSignal(desk.workspace.problem_met):
            panel.going_out.write(format_name, tmp_path / "nowhere" / "x")


def test_an_event_is_told_of_when_the_reader_stands_at_it(qtbot: QtBot, desk: Desk) -> None:
    desk.workspace.open_article(searched(desk, ONE))
    panel = shown(qtbot, desk)
    with qtbot.waitSignal(panel.chart.view.current_changed) as heard:
        panel.chart.view.stand_at(0)
    assert heard.args is not None
    assert isinstance(heard.args[0], Event)


def test_the_view_is_the_same_at_the_next_start(qtbot: QtBot, desk: Desk) -> None:
    one, other = searched(desk, ONE), searched(desk, OTHER)
    desk.workspace.open_article(one)
    panel = shown(qtbot, desk)
    with qtbot.waitSignal(panel.gathering.gathered):
        panel.look_at("chosen", (one, other))
    panel.filter_by("place:germany")
    panel.chart.view.zoom(3.0)
    near, left = panel.chart.view.nearness, panel.chart.view.window_shown().left
    assert near > 0
    panel.hide()
    again = shown(qtbot, desk)
    assert (again.gathering.scope, again.gathering.chosen) == ("chosen", (one, other))
    assert values(again) == values(panel) == ["1941-06-21", "1941-06-22"]
    assert again.chart.view.nearness == pytest.approx(near, rel=1e-4)
    assert again.chart.view.window_shown().left == pytest.approx(left, abs=1.0)


def test_a_view_that_cannot_be_read_is_the_usual_one(qtbot: QtBot, desk: Desk) -> None:
    desk.settings.put("timeline/view", '{"scope": "moon", "chosen": 4}')
    desk.workspace.open_article(searched(desk, ONE))
    assert values(shown(qtbot, desk)) == ["1941-06-22", "1941-06-25"]


def test_another_article_is_not_shown_at_the_last_ones_scale(qtbot: QtBot, desk: Desk) -> None:
    one, other = searched(desk, ONE), searched(desk, OTHER)
    desk.workspace.open_article(one)
    panel = shown(qtbot, desk)
    panel.chart.view.zoom(3.0)
    panel.hide()
    desk.workspace.open_article(other)
    assert shown(qtbot, desk).chart.view.nearness == 0
