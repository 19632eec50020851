"""Claims and links on the real window: from selected words to both margins."""

import pytest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app.windows import Opened
from desks import add_article
from postil.dialogs.claim import ClaimDialog
from postil.dialogs.claims import ClaimsDialog
from postil.dialogs.linking import LinkingDialog
from postil.domain.records import Claim, Link

ONE = "The letters\nHe asked six times, they say."
TWO = "Another view\nHe never asked for anything."


@pytest.fixture
def articles(opened: Opened) -> list[str]:
    """Two articles, of which the first is open."""
    library = opened.desk.workspace.library
    made = [add_article(library, text) for text in (ONE, TWO)]
    opened.wait_for_page(lambda: opened.desk.workspace.open_article(made[0]))
    return made


def dialog_of(opened: Opened, kind: type[QDialog], qtbot: QtBot) -> QDialog:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in opened.window.findChildren(kind)), timeout=20_000)
    return next(each for each in opened.window.findChildren(kind) if each.isVisible())


def test_selected_words_are_judged_as_a_claim(opened: Opened, articles: list[str], qtbot: QtBot) -> None:
    assert articles
    opened.select("asked six times")
    opened.trigger("judge_claim")
    dialog = dialog_of(opened, ClaimDialog, qtbot)
    assert dialog.number.text() == "6"  # pyright: ignore[reportAttributeAccessIssue]
    dialog.save_button.click()  # pyright: ignore[reportAttributeAccessIssue]
    (claim,) = opened.desk.workspace.library.select(Claim)
    assert (claim.status, claim.number) == ("unsourced", "6")


def test_a_walk_from_one_article_to_the_other_links_two_passages(
    opened: Opened, articles: list[str], qtbot: QtBot
) -> None:
    opened.select("asked six times")
    opened.trigger("link_passages")
    bar = opened.window.article.tools.linking.bar
    assert bar is not None
    assert bar.isVisible()
    opened.wait_for_page(lambda: opened.desk.workspace.open_article(articles[1]))
    assert "The letters" in bar.sentence
    opened.select("never asked")
    opened.trigger("link_passages")
    dialog = dialog_of(opened, LinkingDialog, qtbot)
    dialog.save_button.click()  # pyright: ignore[reportAttributeAccessIssue]
    assert not bar.isVisible()
    (link,) = opened.desk.workspace.library.select(Link)
    here = opened.desk.workspace.library.highlights(articles[1])[0]
    assert (link.relation, link.target_id) == ("contradicts", here.id)
    opened.wait_for_page(lambda: opened.desk.workspace.link_requested.emit(f"postil://article/{articles[0]}"))
    qtbot.waitUntil(lambda: link.source_id in opened.window.article.surface._overlays.signs)


def test_the_caret_beside_all_highlights_says_what_to_do(opened: Opened, articles: list[str], qtbot: QtBot) -> None:
    assert articles
    for name in ("judge_claim", "link_passages", "choose_link"):
        with qtbot.waitSignal(opened.desk.workspace.told) as heard:
            opened.trigger(name)
        assert heard.args is not None
        assert "put the caret in a highlight" in heard.args[0]


def test_the_table_of_claims_leads_to_a_passage_of_another_article(
    opened: Opened, articles: list[str], qtbot: QtBot
) -> None:
    opened.select("asked six times")
    opened.trigger("judge_claim")
    dialog_of(opened, ClaimDialog, qtbot).save_button.click()  # pyright: ignore[reportAttributeAccessIssue]
    opened.wait_for_page(lambda: opened.desk.workspace.open_article(articles[1]))
    opened.trigger("claims")
    table = dialog_of(opened, ClaimsDialog, qtbot)
    assert isinstance(table, ClaimsDialog)
    qtbot.waitUntil(lambda: table.empty.sentence == "No claims yet")
    table.everywhere.setChecked(True)
    qtbot.waitUntil(lambda: table.sieve.rowCount() == 1)
    opened.wait_for_page(lambda: table.table.clicked.emit(table.sieve.index(0, 1)))
    assert opened.article.article.id == articles[0]
