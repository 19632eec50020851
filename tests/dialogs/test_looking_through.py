"""What dossiers and their choice say of articles that were not looked through, and do about it."""

import pytest

from desks import add_article, revision_of
from dossiers import FIRST, SECOND, add_found, found_in, keep
from postil.dialogs.dossier import DossierDialog
from postil.dialogs.dossier_choice import DossierChoiceDialog

BERG = "person:anna berg"


@pytest.fixture(params=["dossier", "choice"])
def make(request, desk, qtbot):
    held = []

    def made():
        dialog = DossierDialog(desk, BERG) if request.param == "dossier" else DossierChoiceDialog(desk)
        qtbot.addWidget(dialog)
        held.append(dialog)
        with qtbot.waitSignal(desk.findings.through.counted):
            dialog.show()
        return dialog

    yield made
    held.clear()


def test_it_says_how_many_articles_were_not_looked_through(desk, make):
    add_found(desk.workspace.library, FIRST)
    add_article(desk.workspace.library, SECOND)
    line = make().unsearched
    assert line.isVisible()
    assert line.sentence == "1 of 2 articles have not been looked through for names and dates."
    assert line.button.text() == "Look through it now"


def test_it_says_nothing_where_all_were(desk, make):
    add_found(desk.workspace.library, FIRST)
    assert not make().unsearched.isVisible()


def test_its_button_has_them_looked_through_and_what_is_found_comes_in(desk, make, qtbot, monkeypatch):
    library = desk.workspace.library
    add_found(library, FIRST)
    article_id = add_article(library, SECOND)
    asked = []
    monkeypatch.setattr(desk.findings, "look_at", lambda *text: asked.append(text[0]))
    dialog = make()
    dialog.unsearched.button.click()
    qtbot.waitUntil(lambda: bool(asked))
    assert dialog.unsearched.sentence.startswith("Looking through the articles")
    assert not dialog.unsearched.button.isVisible()
    revision = revision_of(library, article_id)
    keep(library, revision, found_in(SECOND))
    desk.findings.kept.emit(revision.text_hash)
    qtbot.waitUntil(lambda: not dialog.unsearched.isVisible())
    if isinstance(dialog, DossierDialog):
        qtbot.waitUntil(lambda: dialog.dossier is not None and len(dialog.dossier.articles) == 2)
    else:
        qtbot.waitUntil(lambda: any("Bergen" in dialog.list.item(row).text() for row in range(dialog.list.count())))


def test_a_dialog_opened_meanwhile_says_that_it_is_being_done(desk, qtbot, monkeypatch):
    add_article(desk.workspace.library, FIRST)
    asked = []
    monkeypatch.setattr(desk.findings, "look_at", lambda *text: asked.append(text[0]))
    desk.findings.through.start()
    qtbot.waitUntil(lambda: bool(asked))
    dialog = DossierChoiceDialog(desk)
    qtbot.addWidget(dialog)
    assert dialog.unsearched.sentence.startswith("Looking through the articles")
