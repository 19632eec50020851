import pytest
from PySide6.QtCore import QMimeData, Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from postil.dialogs.importing import ImportingDialog, complete_address, web_host
from postil.domain.problems import Problem
from postil.session.desk import Desk

STORY = "A ship in the ice\n\nIn January 1911 the ship lay in the bay."


@pytest.fixture
def dialog(desk: Desk, qtbot: QtBot):
    made = ImportingDialog(desk)
    made.open()
    yield made
    if isValid(made):
        made.reject()
        made.reject()


def paste(dialog: ImportingDialog, text: str, html: str = "") -> None:
    mime = QMimeData()
    mime.setText(text)
    if html:
        mime.setHtml(html)
    dialog.pasting.field.insertFromMimeData(mime)
    dialog.pasting.judge()


def test_nothing_can_be_added_before_there_are_words(dialog):
    assert not dialog.add_button.isEnabled()
    paste(dialog, "  \n ")
    assert not dialog.add_button.isEnabled()
    paste(dialog, STORY)
    assert dialog.add_button.isEnabled()


def test_it_says_what_will_happen(dialog, qtbot):
    dialog.pasting.field.setPlainText(STORY)
    qtbot.waitUntil(lambda: dialog.pasting.ready)
    outlook = dialog.pasting.outlook.text()
    assert outlook == "14 words, beginning “A ship in the ice”. They will be kept and opened."


def test_pasted_words_become_the_open_article_and_the_dialog_closes(dialog, desk, qtbot):
    paste(dialog, STORY)
    with qtbot.waitSignal(desk.workspace.article_opened, timeout=20_000):
        qtbot.keyClick(dialog.add_button, Qt.Key.Key_Return)
    assert desk.workspace.open.item.title == "A ship in the ice"
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_no_break_spaces_and_stars_come_through_the_field(dialog):
    paste(dialog, "Comrade\u00a0** said\n***")
    assert dialog.pasting.content() == ("Comrade\u00a0** said\n***", "")


def test_html_is_kept_until_the_words_are_changed(dialog, qtbot):
    paste(dialog, "A ship", "<h1>A ship</h1>")
    assert not dialog.pasting.keep_layout.isHidden()
    assert "<h1>A ship</h1>" in dialog.pasting.content()[1]
    qtbot.keyClicks(dialog.pasting.field, "!")
    dialog.pasting.judge()
    assert dialog.pasting.content() == ("A ship!", "")
    assert dialog.pasting.keep_layout.isHidden()


def test_html_can_be_left_behind(dialog):
    paste(dialog, "A ship", "<h1>A ship</h1>")
    dialog.pasting.keep_layout.setChecked(False)
    assert dialog.pasting.content() == ("A ship", "")


def test_html_pasted_into_other_words_is_words_alone(dialog):
    paste(dialog, "Before ")
    paste(dialog, "A ship", "<h1>A ship</h1>")
    assert dialog.pasting.content() == ("Before A ship", "")


@pytest.mark.parametrize(
    ("typed", "host"),
    [
        ("https://example.org/a", "example.org"),
        ("example.org/a", "example.org"),
        ("HTTP://EXAMPLE.org", "example.org"),
        ("example.org:8000/a", "example.org"),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("ftp://example.org", ""),
        ("two words.org", ""),
        ("https://", ""),
        ("http://[broken", ""),
        ("/etc/hosts.conf", ""),
        ("", ""),
    ],
)
def test_only_web_addresses_can_be_fetched(typed, host):
    assert web_host(complete_address(typed)) == host


def test_an_address_of_another_kind_is_refused_as_it_is_typed(dialog):
    dialog.tabs.setCurrentIndex(1)
    dialog.fetching.field.setText("file:///etc/passwd")
    assert not dialog.add_button.isEnabled()
    assert "http://" in dialog.fetching.outlook.text()


def test_a_failed_fetch_is_told_within_the_dialog_and_can_be_tried_again(desk, qtbot, monkeypatch):
    def fail(url: str) -> None:
        raise Problem("The server of {url} cannot be reached.", url=url)

    monkeypatch.setattr("postil.importers.fetching.fetch", fail)
    dialog = ImportingDialog(desk, tab="url", url="example.org")
    dialog.open()
    dialog.add_button.click()
    qtbot.waitUntil(lambda: not dialog.problem_line.isHidden())
    assert dialog.problem_line.text() == "The server of https://example.org cannot be reached."
    assert dialog.add_button.isEnabled()
    assert dialog.fetching.field.text() == "example.org"
    dialog.close()


def test_escape_stops_a_fetch_and_then_closes(desk, qtbot, monkeypatch):
    import threading

    from postil.domain.sources import Source

    let_go = threading.Event()

    def wait(url: str) -> Source:
        let_go.wait(20)
        return Source("url", STORY.encode(), "", url, "text/plain", "utf-8")

    monkeypatch.setattr("postil.importers.fetching.fetch", wait)
    dialog = ImportingDialog(desk, tab="url", url="example.org")
    dialog.open()
    dialog.add_button.click()
    assert not dialog.progress.isHidden()
    assert dialog.stop_button.text() == "Stop"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert isValid(dialog)
    assert dialog.progress.isHidden()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(dialog))
    let_go.set()
    assert desk.workspace.open is None


def test_ctrl_enter_adds_what_was_pasted(dialog, qtbot):
    paste(dialog, STORY)
    with qtbot.waitSignal(dialog.add_button.clicked):
        qtbot.keyClick(dialog.pasting.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
