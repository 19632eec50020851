import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QToolButton, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from desks import add_article, open_in, revision_of
from finding import told_by
from postil.dialogs.provenance import ProvenanceDialog, moment, passage_words
from postil.session.desk import Desk
from postil.session.workspace import Passage
from revisions import NEW, revise

TEXT = (
    "The pier\nThe pier fell, according to the Harbour Gazette.\nNobody saw it fall, the Harbour Gazette reported, so."
)


def shown(qtbot: QtBot, desk: Desk, article_id: str) -> ProvenanceDialog:
    dialog = ProvenanceDialog(desk, article_id)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(dialog.progress.isHidden)
    return dialog


def said(dialog: ProvenanceDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.text()]


def child(row: QTreeWidgetItem, index: int) -> QTreeWidgetItem:
    found = row.child(index)
    assert found is not None
    return found


def row_of(dialog: ProvenanceDialog, top: int, index: int) -> QTreeWidgetItem:
    found = dialog.tree.topLevelItem(top)
    assert found is not None
    return child(found, index)


def test_the_card_says_what_is_known_and_what_is_not(qtbot: QtBot, desk: Desk):
    article_id = add_article(desk.workspace.library, TEXT)
    revision = revision_of(desk.workspace.library, article_id)
    texts = said(shown(qtbot, desk, article_id))
    assert texts.count("none given") == 4
    assert moment(revision.captured) in texts
    assert "pasted as text" in texts
    assert any(revision.text_hash == text.replace("\n", "") for text in texts)


def test_a_hash_is_copied_whole(qtbot: QtBot, desk: Desk):
    article_id = add_article(desk.workspace.library, TEXT)
    dialog = shown(qtbot, desk, article_id)
    copier = next(
        each for each in dialog.findChildren(QToolButton) if each.accessibleName() == "Copy: SHA-256 of the text"
    )
    copier.click()
    revision = revision_of(desk.workspace.library, article_id)
    assert QGuiApplication.clipboard().text() == revision.text_hash


def test_a_source_leads_to_its_passages(qtbot: QtBot, desk: Desk):
    workspace = desk.workspace
    article_id = add_article(workspace.library, TEXT)
    workspace.open_article(article_id)
    dialog = shown(qtbot, desk, article_id)
    row = row_of(dialog, 1, 0)
    assert row.text(0) == "Harbour Gazette (2)"
    dialog.tree.setCurrentItem(child(row, 1))
    assert dialog.reason.text() == "The text says who told it."
    with qtbot.waitSignal(workspace.passage_requested) as told:
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Return)
    passage: Passage = told_by(told)
    assert open_in(workspace).revision.document.text[passage.start : passage.end] == "Harbour Gazette reported,"[:-1]


def test_each_version_has_its_own_card(qtbot: QtBot, desk: Desk):
    library = desk.workspace.library
    article_id = add_article(library)
    first = revision_of(library, article_id)
    revise(desk.workspace, article_id, NEW)
    dialog = shown(qtbot, desk, article_id)
    assert dialog.versions.count() == 2
    assert dialog.versions.currentIndex() == 0
    dialog.versions.activated.emit(1)
    qtbot.waitUntil(dialog.progress.isHidden)
    assert any(first.text_hash == text.replace("\n", "") for text in said(dialog))


def test_an_article_that_is_gone_is_told_of(qtbot: QtBot, desk: Desk):
    dialog = shown(qtbot, desk, "nobody")
    assert "not in this library" in dialog.problem_line.text()


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("One", "One two three"),
        ("five.", "Four. five."),
        ("twelve", "…of six seven eight nine ten eleven twelve, and so it went on and on again,…"),
    ],
)
def test_a_passage_is_shown_with_whole_words_around_it(passage: str, words: str):
    text = (
        "One two three\nFour. five.\nAnd of six seven eight nine ten eleven twelve, and so it went on and on again, "
        "and again"
    )
    start = text.index(passage)
    assert passage_words(text, start, start + len(passage)) == words


def test_a_moment_is_in_utc():
    assert moment("2026-11-22T16:40:05Z") == "2026-11-22, 16:40 UTC"
