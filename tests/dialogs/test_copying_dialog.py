"""Copying in a form that the reader chooses."""

import pytest
from PySide6.QtGui import QFontInfo, QGuiApplication
from pytestqt.qtbot import QtBot

from postil.dialogs.copying import CopyingDialog
from postil.session.desk import Desk
from revisions import mark


@pytest.fixture
def dialog(desk: Desk, article_id: str, qtbot: QtBot) -> CopyingDialog:
    made = CopyingDialog(desk, (article_id,), mark(desk.workspace, article_id, "six times").id)
    made.open()
    qtbot.waitUntil(lambda: bool(made.text.toPlainText()))
    return made


def choose(dialog: CopyingDialog, form: str, qtbot: QtBot) -> str:
    """Choose a form and return what is shown for it."""
    dialog.form.setCurrentIndex(dialog.form.findData(form))
    qtbot.waitUntil(dialog.copy_button.isEnabled)
    return dialog.text.toPlainText()


def test_a_highlight_is_shown_and_copied(dialog: CopyingDialog, qtbot: QtBot) -> None:
    shown = choose(dialog, "text", qtbot)
    assert shown.startswith("“six times”")
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == shown


def test_its_citation_can_be_had_as_well(dialog: CopyingDialog, qtbot: QtBot) -> None:
    dialog.works.click()
    assert "@" in choose(dialog, "bibtex", qtbot)
    assert choose(dialog, "cite", qtbot).startswith("[@")
    dialog.close()


def test_the_form_chosen_last_is_proposed(dialog: CopyingDialog, desk: Desk, article_id: str, qtbot: QtBot) -> None:
    dialog.works.click()
    choose(dialog, "ris", qtbot)
    dialog.copy_button.click()
    again = CopyingDialog(desk, (article_id,))
    again.open()
    assert again.form.currentData() == "ris"
    again.close()


def test_a_formatted_citation_is_plain_text(dialog: CopyingDialog, qtbot: QtBot) -> None:
    dialog.works.click()
    dialog.form.setCurrentIndex(dialog.form.findData("formatted"))
    qtbot.waitUntil(lambda: dialog.copy_button.isEnabled() or not dialog.problem_line.isHidden(), timeout=20_000)
    assert "<" not in dialog.text.toPlainText()
    dialog.close()


def test_a_formatted_citation_takes_its_italics_along(dialog: CopyingDialog, qtbot: QtBot) -> None:
    dialog.works.click()
    shown = choose(dialog, "formatted", qtbot)
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == shown
    assert "<i>" in copied.html()


def test_a_highlight_as_a_web_page_is_formatted_for_a_word_processor(dialog: CopyingDialog, qtbot: QtBot) -> None:
    shown = choose(dialog, "html", qtbot)
    dialog.copy_button.click()
    copied = QGuiApplication.clipboard().mimeData()
    assert copied.text() == shown
    assert "six times</p></blockquote>" in copied.html()


def test_words_to_be_read_stand_in_the_face_of_the_window(dialog: CopyingDialog, qtbot: QtBot) -> None:
    dialog.works.click()
    choose(dialog, "bibtex", qtbot)
    assert dialog.text.font().family() != dialog.font().family()
    dialog.form.setCurrentIndex(dialog.form.findData("formatted"))
    assert QFontInfo(dialog.text.font()).family() == QFontInfo(dialog.font()).family()
    dialog.close()
