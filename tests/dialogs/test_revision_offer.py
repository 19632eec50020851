import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desks import add_article
from postil.dialogs.revision_offer import RevisionOfferDialog, reason
from postil.services.kinship import Kinship, Why
from postil.session.revising import Offer, Revisions
from postil.storage.versions import versions_of
from revisions import NEW, OLD, imported_of, mark, source_of


@pytest.fixture
def article(desk):
    made = add_article(desk.workspace.library, OLD)
    desk.workspace.open_article(made)
    return made


@pytest.fixture
def revisions(desk):
    return Revisions(desk)


def offer_of(article: str, text: str = NEW, why: Why = "address", likeness: float = 0.0) -> Offer:
    words = len(text.split())
    doubtful = words * 10 < len(OLD.split())
    return Offer(
        Kinship(article, why, likeness),
        "The third telegram",
        "2026-06-01T10:00:00Z",
        "https://example.org/telegram",
        words,
        len(OLD.split()),
        source_of(text, "https://example.org/telegram"),
        imported_of(text),
        doubtful,
    )


def show(desk, revisions, offer, qtbot: QtBot):
    dialog = RevisionOfferDialog(desk, revisions, offer)
    qtbot.addWidget(dialog)
    dialog.open()
    return dialog


def test_it_says_why_it_is_likely_a_newer_version(desk, revisions, article, qtbot):
    dialog = show(desk, revisions, offer_of(article), qtbot)
    assert "The third telegram" in dialog.question.text()
    assert dialog.reason.text() == "What came in has the same address: https://example.org/telegram"
    assert "2026-06-01" in dialog.lengths.text()
    assert reason(offer_of(article, why="text", likeness=0.914)).startswith("91 %")


def test_it_is_added_as_a_version_with_the_highlights(desk, revisions, article, qtbot):
    mark(desk.workspace, article, "gave up after a month")
    dialog = show(desk, revisions, offer_of(article), qtbot)
    with qtbot.waitSignal(revisions.revised) as heard:
        dialog.add_button.click()
    assert heard.args == [article]
    assert len(versions_of(desk.workspace.library, article)) == 2
    assert desk.workspace.open.revision.document.text == NEW
    assert [one.state for one in desk.workspace.library.highlights(article)] == ["exact"]


def test_it_is_kept_apart(desk, revisions, article, qtbot):
    dialog = show(desk, revisions, offer_of(article), qtbot)
    with qtbot.waitSignal(desk.workspace.article_opened) as heard:
        dialog.keep_button.click()
    assert heard.args[0].article.id != article
    assert len(versions_of(desk.workspace.library, article)) == 1


def test_escape_leaves_everything_as_it_is(desk, revisions, article, qtbot):
    dialog = show(desk, revisions, offer_of(article), qtbot)
    with qtbot.waitSignal(desk.workspace.told) as heard:
        dialog.reject()
    assert "stays as it is" in heard.args[0]
    assert len(versions_of(desk.workspace.library, article)) == 1


def test_a_text_that_looks_like_an_error_page_is_said_to_be_one(desk, revisions, article, qtbot):
    dialog = show(desk, revisions, offer_of(article, "Not found"), qtbot)
    assert dialog.problem_line.isVisible()
    assert "error page" in dialog.problem_line.text()
    assert not dialog.add_button.isDefault()
    with qtbot.waitSignal(desk.workspace.told) as heard:
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert "stays as it is" in heard.args[0]
    assert len(versions_of(desk.workspace.library, article)) == 1
