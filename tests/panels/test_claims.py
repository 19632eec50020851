"""Claims and links: on the cards, in the filter, in the margins, and on the way from one passage to another."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desks import add_article, revision_of
from panels.cards import card_of, claim_of
from postil.domain.records import Claim, Link
from postil.panels.article import ArticlePanel
from postil.panels.notes import NotesPanel
from postil.services import claims, highlighting
from postil.storage.claims import claims_of, links_of

ONE = "The letters\nHe asked six times.\nHe asked in May.\nHe asked in June.\nNobody answered."
TWO = "Another view\nHe never asked."


pytestmark = pytest.mark.usefixtures("unanalysed")


@pytest.fixture
def marks(workspace):
    """A highlight on each paragraph of two articles, of which the first is open."""
    library, made, ids = workspace.library, [], []
    for text in (ONE, TWO):
        ids.append(add_article(library, text))
        revision = revision_of(library, ids[-1])
        for placed in [*revision.document.placed()][1:]:
            edit, highlight = highlighting.add(revision, placed.start, placed.end, color="blue")
            library.apply(edit)
            made.append(highlight)
    workspace.open_article(ids[0])
    return made


@pytest.fixture
def pane(qtbot, desk, marks):
    made = NotesPanel(desk)
    qtbot.addWidget(made)
    made.resize(320, 900)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    made.flush()


@pytest.fixture
def page(qtbot, desk, marks):
    made = ArticlePanel(desk)
    qtbot.addWidget(made)
    made.resize(700, 600)
    with qtbot.waitSignal(made.page_shown):
        made.show()
        desk.workspace.open_article(marks[0].article_id)
    _ = made.tools
    return made


def rows_of(card):
    return [(row.words.text(), row.quotation.text()) for row in claim_of(card).rows if not row.isHidden()]


def status_of(workspace, highlight):
    found = claims_of(workspace.library, [highlight.id])
    return found[0].status if found else None


def test_a_card_without_claim_or_link_says_nothing_of_them(pane, marks, qtbot):
    assert card_of(pane, marks[0].id, qtbot)._claim is None


def test_a_claim_shows_its_status_in_a_word_by_whom_and_why(pane, marks, workspace, qtbot):
    workspace.do(claims.judge(marks[3], None, "disputed", judge="A. Reader", reason="One did."))
    part = claim_of(card_of(pane, marks[3].id, qtbot))
    assert (part.chip.text(), part.judged.text(), part.counted.isHidden()) == ("Disputed", "A. Reader: One did.", True)
    assert "Claim: Disputed. A. Reader: One did." in card_of(pane, marks[3].id, qtbot).accessibleName()
    workspace.undo_stack.undo()
    assert claim_of(card_of(pane, marks[3].id, qtbot)).isHidden()


def test_the_menu_gives_a_status_and_takes_it_away(pane, marks, workspace):
    pane._do("status:unsourced", marks[0].id)
    assert status_of(workspace, marks[0]) == "unsourced"
    pane._do("status:checked", marks[0].id)
    assert status_of(workspace, marks[0]) == "checked"
    pane._do("unclaim", marks[0].id)
    assert status_of(workspace, marks[0]) is None


def test_another_status_from_the_menu_keeps_who_and_why(pane, marks, workspace):
    workspace.do(claims.judge(marks[0], None, "disputed", judge="A. Reader", reason="Look again."))
    pane._do("status:checked", marks[0].id)
    (claim,) = claims_of(workspace.library, [marks[0].id])
    assert (claim.status, claim.judge, claim.reason) == ("checked", "A. Reader", "Look again.")


def test_a_claim_of_six_says_what_was_found_and_lists_it(pane, marks, workspace, qtbot):
    pane._do("status:unsourced", marks[0].id)
    for mark in marks[1:3]:
        pane._do(f"counts:{marks[0].id}", mark.id)
    card = card_of(pane, marks[0].id, qtbot)
    assert claim_of(card).counted.text() == "Claimed 6, found 2"
    assert [quotation for _, quotation in rows_of(card)] == ["“He asked in May.”", "“He asked in June.”"]
    assert rows_of(card_of(pane, marks[1].id, qtbot)) == [("counts for", "“He asked six times.”")]
    pane._do(f"counts:{marks[0].id}", marks[1].id)
    assert claim_of(card_of(pane, marks[0].id, qtbot)).counted.text() == "Claimed 6, found 1"


def test_the_menu_offers_claims_that_state_a_number(pane, marks, workspace):
    workspace.do(claims.judge(marks[0], None, "unsourced"))
    workspace.do(claims.judge(marks[3], None, "unsourced"))
    (offer,) = pane.claiming.offers(marks[1].id).counted
    assert (offer.id, offer.label, offer.counts) == (marks[0].id, "6: “He asked six times.”", False)
    assert pane.claiming.offers(marks[0].id).counted == ()


def test_both_ends_of_a_link_show_it_with_the_other_article(pane, marks, workspace, qtbot):
    workspace.do(claims.link(workspace.library, marks[4].id, marks[0].id, "corrects"))
    assert rows_of(card_of(pane, marks[0].id, qtbot)) == [("is corrected by, in Another view", "“He never asked.”")]
    workspace.open_article(marks[4].article_id)
    assert rows_of(card_of(pane, marks[4].id, qtbot)) == [("corrects, in The letters", "“He asked six times.”")]


def test_a_link_leads_to_its_other_end_here_and_elsewhere(pane, marks, workspace, qtbot):
    workspace.do(claims.link(workspace.library, marks[0].id, marks[3].id, "supports"))
    workspace.do(claims.link(workspace.library, marks[0].id, marks[4].id, "contradicts"))
    here, there = claim_of(card_of(pane, marks[0].id, qtbot)).rows[:2]
    with qtbot.waitSignal(workspace.highlight_requested) as asked:
        qtbot.mouseClick(here, Qt.MouseButton.LeftButton)
    assert asked.args == [marks[3].id]
    with qtbot.waitSignal(workspace.link_requested) as followed:
        qtbot.keyClick(there, Qt.Key.Key_Return)
    assert followed.args[0].endswith(f"#highlight={marks[4].id}")


def test_a_link_is_taken_away_with_delete_and_brought_back_by_undo(pane, marks, workspace, qtbot):
    workspace.do(claims.link(workspace.library, marks[0].id, marks[3].id, "supports"))
    qtbot.keyClick(claim_of(card_of(pane, marks[0].id, qtbot)).rows[0], Qt.Key.Key_Delete)
    assert links_of(workspace.library, [marks[0].id]) == ()
    workspace.undo_stack.undo()
    assert len(rows_of(card_of(pane, marks[0].id, qtbot))) == 1


def test_what_another_article_changes_at_the_other_end_is_shown(pane, marks, workspace, qtbot):
    workspace.do(claims.link(workspace.library, marks[0].id, marks[4].id, "contradicts"))
    assert len(rows_of(card_of(pane, marks[0].id, qtbot))) == 1
    workspace.do(highlighting.delete(workspace.library, marks[4]))
    assert claim_of(card_of(pane, marks[0].id, qtbot)).isHidden()
    workspace.undo_stack.undo()
    assert rows_of(card_of(pane, marks[0].id, qtbot)) == [("contradicts, in Another view", "“He never asked.”")]


def test_many_links_are_shown_when_they_are_asked_for(pane, marks, workspace, qtbot):
    for relation in ("contradicts", "supports", "same_event", "corrects", "same_figure"):
        workspace.do(claims.link(workspace.library, marks[0].id, marks[3].id, relation))
    workspace.do(claims.link(workspace.library, marks[4].id, marks[0].id, "supports"))
    card = card_of(pane, marks[0].id, qtbot)
    assert len(rows_of(card)) == 4
    qtbot.mouseClick(claim_of(card).more, Qt.MouseButton.LeftButton)
    assert len(rows_of(card)) == 6


def test_the_filter_shows_all_unsourced_claims(pane, marks, workspace, qtbot):
    workspace.do(claims.judge(marks[0], None, "unsourced"))
    workspace.do(claims.judge(marks[3], None, "checked"))
    workspace.do(claims.link(workspace.library, marks[1].id, marks[4].id, "contradicts"))
    for wanted, shown in (
        ({"unsourced"}, [marks[0]]),
        ({"claim"}, [marks[0], marks[3]]),
        ({"linked", "checked"}, [marks[1], marks[3]]),
    ):
        pane.bar.choose_claims(frozenset(wanted))
        qtbot.waitUntil(lambda shown=shown: [one.id for one in pane.highlights.shown] == [one.id for one in shown])
    pane.bar._fill()
    labels = [action.text() for action in pane.bar._standing.menu().actions() if action.text()]
    assert labels[5:] == [
        "Any claim (2)",
        "Unsourced (1)",
        "Sourced in the text (0)",
        "Checked (1)",
        "Disputed (0)",
        "Refuted (0)",
        "Linked with a passage (1)",
    ]


def test_keys_on_a_card_judge_link_and_give_up(pane, marks, workspace, qtbot):
    pane.list.show_card(marks[0].id)
    pane.list.take_focus()
    card = pane.list.card(marks[0].id)
    with qtbot.waitSignal(workspace.claim_requested) as judged:
        qtbot.keyClick(card, Qt.Key.Key_C)
    assert judged.args == [marks[0].id]
    qtbot.keyClick(card, Qt.Key.Key_L)
    assert workspace.linking == marks[0].id
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert workspace.linking == ""


def test_l_on_a_second_card_asks_how_the_two_stand(pane, marks, workspace, qtbot):
    workspace.begin_link(marks[0].id)
    with qtbot.waitSignal(workspace.relation_requested) as asked:
        pane._do("link", marks[3].id)
    assert (asked.args[0].source_id, asked.args[0].target_id) == (marks[0].id, marks[3].id)
    pane._do("link", marks[0].id)
    assert workspace.linking == ""


def test_a_bar_over_the_article_says_that_a_link_waits_also_in_another_article(page, marks, workspace, qtbot):
    workspace.begin_link(marks[0].id)
    bar = page.tools.linking.bar
    assert bar.isVisible()
    assert "He asked six times." in bar.sentence
    workspace.open_article(marks[4].article_id)
    qtbot.waitUntil(lambda: "The letters" in bar.sentence)
    QTest.keyClick(page.surface.focusProxy(), Qt.Key.Key_Escape)
    assert workspace.linking == ""
    assert not bar.isVisible()


def test_enter_links_with_selected_words_which_become_a_highlight(page, marks, workspace, qtbot):
    workspace.begin_link(marks[0].id)
    page.surface.select(0, 11)
    with qtbot.waitSignal(workspace.relation_requested) as asked:
        QTest.keyClick(page.surface.focusProxy(), Qt.Key.Key_Return)
    made = [one for one in workspace.library.highlights(marks[0].article_id) if one.selector.exact == "The letters"]
    assert [asked.args[0].target_id] == [one.id for one in made]


def test_a_link_that_waits_at_a_deleted_highlight_is_given_up(page, marks, workspace):
    workspace.begin_link(marks[0].id)
    workspace.do(highlighting.delete(workspace.library, marks[0]))
    assert workspace.linking == ""
    assert not page.tools.linking.bar.isVisible()


def test_margins_show_claims_at_the_left_and_links_at_the_right_of_both_articles(page, marks, workspace, qtbot):
    workspace.do(claims.judge(marks[0], None, "refuted"))
    workspace.do(claims.link(workspace.library, marks[0].id, marks[4].id, "contradicts"))
    signs = page.surface._overlays.signs
    assert (signs[marks[0].id].left.icon, signs[marks[0].id].right.icon) == ("refuted", "contradicts")
    page.surface.repaint()
    page.grab()
    hot = {each.tip: each for each in page.surface._pointing.hot}
    assert set(hot) == {"Claim: Refuted", "contradicts 1 passage"}
    assert hot["Claim: Refuted"].area.right() < hot["contradicts 1 passage"].area.left()
    with qtbot.waitSignal(workspace.card_requested) as asked:
        page.surface._pointing._click(hot["contradicts 1 passage"].area.center())
    assert asked.args == [marks[0].id]
    workspace.open_article(marks[4].article_id)
    qtbot.waitUntil(lambda: marks[4].id in page.surface._overlays.signs)
    workspace.undo_stack.undo()
    assert page.surface._overlays.signs == {}


def test_the_gravest_link_is_the_sign_and_all_are_told(page, marks, workspace):
    for relation in ("supports", "contradicts"):
        workspace.do(claims.link(workspace.library, marks[0].id, marks[4].id, relation))
    sign = page.surface._overlays.signs[marks[0].id].right
    assert (sign.icon, sign.meaning) == ("contradicts", "supports 1 passage, contradicts 1 passage")


def test_nothing_is_left_of_claims_where_all_is_undone(pane, marks, workspace):
    pane._do("status:unsourced", marks[0].id)
    pane._do(f"counts:{marks[0].id}", marks[1].id)
    while workspace.undo_stack.canUndo():
        workspace.undo_stack.undo()
    assert (workspace.library.select(Claim), workspace.library.select(Link)) == ((), ())
    assert pane.claiming.counts().total() == 0
