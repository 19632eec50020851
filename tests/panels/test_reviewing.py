"""Highlights whose words have changed, on their cards."""

import pytest
from PySide6.QtCore import Qt

from desks import add_article
from panels.cards import card_of, sign_of, standing_of, stored
from postil.panels.notes import NotesPanel
from revisions import OLD, in_every_state, mark, revise

pytestmark = pytest.mark.usefixtures("unanalysed")


@pytest.fixture
def article(workspace):
    made = add_article(workspace.library, OLD)
    workspace.open_article(made)
    return made


@pytest.fixture
def marked(workspace, article):
    return in_every_state(workspace, article)


@pytest.fixture
def pane(qtbot, desk, marked):
    made = NotesPanel(desk)
    qtbot.addWidget(made)
    made.resize(320, 900)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.flush()


def shown(pane):
    return {one.state for one in pane.highlights.shown}


def test_an_exact_card_says_nothing_of_its_state(pane, marked, qtbot):
    assert card_of(pane, marked["exact"].id, qtbot)._standing is None


def test_a_moved_card_says_so_and_asks_nothing(pane, marked, qtbot):
    card = card_of(pane, marked["moved"].id, qtbot)
    assert sign_of(card).text() == "moved"
    assert "found at another place" in sign_of(card).toolTip()
    assert not standing_of(card).isVisible()


def test_a_changed_card_shows_old_and_new_words_and_asks(pane, marked, qtbot):
    card = card_of(pane, marked["changed"].id, qtbot)
    assert sign_of(card).text() == "changed"
    assert [(each.kind, each.text.strip()) for each in standing_of(card).diff.pieces][:2] == [
        ("removed", "six"),
        ("added", "three"),
    ]
    assert not card._quotation.isVisible()
    assert standing_of(card).confirm.isVisible()
    assert standing_of(card).refuse.isVisible()
    assert not standing_of(card).attach.isVisible()


def test_a_screen_reader_hears_what_was_removed_and_added(pane, marked, qtbot):
    card = card_of(pane, marked["changed"].id, qtbot)
    assert "removed “six”; added “three”" in card.accessibleName()
    assert "removed “six”; added “three”" in standing_of(card).diff.accessibleName()


def test_a_lost_card_shows_its_quotation_and_the_sentence_it_stood_in(pane, marked, qtbot):
    card = card_of(pane, marked["lost"].id, qtbot)
    assert card._quotation.text == "what is left of it lies in two boxes"
    qtbot.waitUntil(lambda: "The archive burned" in standing_of(card).sentence.text())
    assert "<b>what is left of it lies in two boxes</b>" in standing_of(card).sentence.text()
    assert standing_of(card).attach.isVisible()
    assert not standing_of(card).confirm.isVisible()


def test_a_sentence_is_shown_to_the_letter(qtbot, desk, workspace):
    article = add_article(
        workspace.library, "Title\nHere <b>bold</b> & the words that go away stand.\nAnd more words follow."
    )
    workspace.open_article(article)
    lost = mark(workspace, article, "words that go away")
    revise(workspace, article, "Title\nAnd more words follow. There are quite a few of them now.")
    pane = NotesPanel(desk)
    qtbot.addWidget(pane)
    pane.resize(320, 600)
    pane.show()
    card = card_of(pane, lost.id, qtbot)
    qtbot.waitUntil(lambda: "&lt;b&gt;bold&lt;/b&gt; &amp; the" in standing_of(card).sentence.text())


def test_confirming_keeps_the_highlight_where_it_is(pane, marked, workspace, qtbot):
    card = card_of(pane, marked["changed"].id, qtbot)
    qtbot.mouseClick(standing_of(card).confirm, Qt.MouseButton.LeftButton)
    after = stored(workspace, marked["changed"])
    assert after.reviewed
    assert after.selector == marked["changed"].selector
    card = card_of(pane, marked["changed"].id, qtbot)
    assert sign_of(card).text() == "changed, confirmed"
    assert not standing_of(card).confirm.isVisible()
    assert standing_of(card).diff.isVisible()
    assert pane.reviewing.bar.sentence == ""


def test_refusing_makes_it_lost_on_the_words_it_was_made_on_and_undo_takes_that_back(pane, marked, workspace, qtbot):
    card = card_of(pane, marked["changed"].id, qtbot)
    qtbot.mouseClick(standing_of(card).refuse, Qt.MouseButton.LeftButton)
    assert stored(workspace, marked["changed"]).state == "lost"
    assert card_of(pane, marked["changed"].id, qtbot)._quotation.text == "six times in a single week"
    assert pane.list.current == marked["changed"].id
    workspace.undo_stack.undo()
    assert sign_of(card_of(pane, marked["changed"].id, qtbot)).text() == "changed"


@pytest.mark.parametrize(("key", "state"), [(Qt.Key.Key_Y, "changed"), (Qt.Key.Key_X, "lost")])
def test_a_changed_card_is_judged_by_a_key(  # noqa: PLR0917
    pane, marked, workspace, qtbot, key, state
):
    pane.list.show_card(marked["changed"].id)
    pane.list.take_focus()
    qtbot.keyClick(pane.list.card(marked["changed"].id), key)
    after = stored(workspace, marked["changed"])
    assert after.state == state
    assert bool(after.reviewed) == (state == "changed")


def test_a_key_that_does_not_fit_the_card_says_why_and_changes_nothing(pane, marked, workspace, qtbot):
    pane.list.show_card(marked["exact"].id)
    pane.list.take_focus()
    with qtbot.waitSignal(workspace.told) as heard:
        qtbot.keyClick(pane.list.card(marked["exact"].id), Qt.Key.Key_X)
    assert "F4" in heard.args[0]
    assert stored(workspace, marked["exact"]) == marked["exact"]


def test_the_pane_counts_what_is_to_be_reviewed_and_walks_there(pane, marked, workspace, qtbot):
    assert pane.reviewing.bar.sentence == "1 to review"
    with qtbot.waitSignal(workspace.highlight_requested) as asked:
        workspace.review_requested.emit("next")
    assert asked.args == [marked["changed"].id]
    assert pane.list.current == marked["changed"].id
    workspace.review_requested.emit("confirm")
    assert stored(workspace, marked["changed"]).reviewed
    with qtbot.waitSignal(workspace.told) as heard:
        workspace.review_requested.emit("next")
    assert "Nothing is to be reviewed" in heard.args[0]


def test_the_walk_goes_round_in_the_order_of_the_text(qtbot, desk, workspace):
    article = add_article(workspace.library, OLD)
    workspace.open_article(article)
    first = mark(workspace, article, "In the night of June 30, 1941")
    last = mark(workspace, article, "six times in a single week")
    revise(workspace, article)
    pane = NotesPanel(desk)
    qtbot.addWidget(pane)
    pane.show()
    went = []
    workspace.highlight_requested.connect(went.append)
    for wish in ("next", "next", "next", "previous"):
        workspace.review_requested.emit(wish)
    assert went == [first.id, last.id, first.id, last.id]
    assert pane.reviewing.bar is not None
    assert pane.reviewing.bar.sentence == "2 of 2 to review"


def test_the_filter_sifts_by_state_and_by_what_is_to_be_reviewed(pane, marked, qtbot):
    for standings, states in (
        ({"review"}, {"changed"}),
        ({"lost"}, {"lost"}),
        ({"exact", "moved"}, {"exact", "moved"}),
        ({"review", "lost"}, {"changed", "lost"}),
    ):
        pane.bar.choose_standings(frozenset(standings))
        qtbot.waitUntil(lambda wanted=states: shown(pane) == wanted)
    pane.bar.choose_standings(frozenset())
    assert shown(pane) == set(marked)


def test_the_menu_of_states_says_how_many_there_are(pane):
    pane.bar._fill()
    assert [action.text() for action in pane.bar._standing.menu().actions()][:5] == [
        "To review (1)",
        "As it was (1)",
        "Moved (1)",
        "Changed (1)",
        "Lost (1)",
    ]


def test_the_count_shows_just_those_to_review_and_all_again(pane, marked, qtbot):
    qtbot.mouseClick(pane.reviewing.bar._count, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(pane) == {"changed"})
    qtbot.mouseClick(pane.reviewing.bar._count, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown(pane) == set(marked))


def test_words_that_were_marked_are_found_by_the_filter_too(pane, marked, qtbot):
    pane.bar.begin()
    pane.bar._field.setText("six")
    qtbot.waitUntil(lambda: [one.id for one in pane.highlights.shown] == [marked["changed"].id])


def test_the_menu_of_a_lost_card_offers_to_attach_it(pane, marked, workspace, qtbot):
    from postil.panels.notes.reviewing import doubts

    assert doubts(marked["lost"]) == ("attach",)
    assert doubts(marked["changed"]) == ("confirm", "refuse")
    assert doubts(marked["exact"]) == ()
    with qtbot.waitSignal(workspace.attach_requested) as asked:
        pane._do("attach", marked["lost"].id)
    assert asked.args == [marked["lost"].id]
