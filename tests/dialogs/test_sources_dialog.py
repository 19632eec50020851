import socket
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QGuiApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from postil.dialogs.adding_sources import AddSourcesDialog
from postil.dialogs.note_check import NoteCheckDialog
from postil.dialogs.record import RecordDialog
from postil.dialogs.settings import SettingsDialog
from postil.dialogs.sources import SourcesDialog
from postil.domain.edits import Change, Edit
from postil.domain.records import CslItem, Name
from postil.models import sources as models
from postil.models.sources import CITED, KEY, YEAR
from postil.services import articles, looking_up, sources
from postil.session.desk import Desk
from postil.session.jobs import THREADS

DOE = CslItem("w1", "doe", "book", "The long title", (Name("Doe", "Jane"),), published="1999", created="1")
AGAIN = CslItem("w2", "doe2", "book", "The long title", (Name("Doe", "Jane"),), published="1999", created="2")
ROE = CslItem("w3", "roe", "interview", "What was asked", (Name("Roe", "R."),), more='{"ISBN": "9780306406158"}')
STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
<info><title>Ours</title><id>ours</id><updated>2020-01-01T00:00:00+00:00</updated></info>
<citation><layout prefix="{" suffix="}"><text variable="title"/></layout></citation></style>"""


@pytest.fixture
def library(desk: Desk, article_id: str):
    held = desk.workspace.library
    held.apply(Edit("Add", tuple(Change(None, item) for item in (DOE, AGAIN, ROE))))
    held.apply(articles.write_note(article_id, None, "So it was [@doe2, p. 3]. Nobody came to the harbour."))
    return held


@pytest.fixture
def dialog(desk: Desk, library, qtbot: QtBot):
    made = SourcesDialog(desk)
    made.show()
    loaded(made, qtbot)
    assert made.model.rowCount() == 4
    yield made
    if isValid(made):
        made.close()


def loaded(dialog: SourcesDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.model.is_loading and dialog.model.is_counted)


def keys(dialog: SourcesDialog) -> list[str]:
    return [each.item.key for each in dialog.model.at(range(dialog.model.rowCount()))]


def choose(dialog: SourcesDialog, *wanted: str) -> None:
    dialog.table.clearSelection()
    mode = dialog.table.selectionModel().SelectionFlag.Select | dialog.table.selectionModel().SelectionFlag.Rows
    for key in wanted:
        dialog.table.selectionModel().select(dialog.model.index(keys(dialog).index(key), 0), mode)


def sift(dialog: SourcesDialog, which: str, qtbot: QtBot) -> list[str]:
    dialog.which.setCurrentIndex(dialog.which.findData(which))
    loaded(dialog, qtbot)
    return keys(dialog)


def sort(dialog: SourcesDialog, column: int, order: Qt.SortOrder, qtbot: QtBot) -> list[str]:
    dialog.table.sortByColumn(column, order)
    loaded(dialog, qtbot)
    return keys(dialog)


def test_articles_and_works_stand_together_and_can_be_sifted(dialog, article_id, qtbot):
    assert sift(dialog, "works", qtbot) == ["doe", "doe2", "roe"]
    assert len(sift(dialog, "articles", qtbot)) == 1
    assert sift(dialog, "cited", qtbot) == ["doe2"]
    assert "doe2" not in sift(dialog, "uncited", qtbot)
    assert sift(dialog, "same", qtbot) == ["doe", "doe2"]
    assert sift(dialog, "wrong", qtbot) == ["roe"]


def test_words_of_author_title_and_type_sift(dialog, qtbot):
    qtbot.keyClicks(dialog.line, "roe interview")
    qtbot.waitUntil(lambda: keys(dialog) == ["roe"])
    assert dialog.count.text() == "1 of 4"


def test_a_long_search_says_how_far_it_is_and_can_be_stopped(dialog, qtbot, monkeypatch):
    def endless(library):
        while True:
            yield 0.42

    monkeypatch.setattr(models, "_SEARCHES", {"same": endless, "wrong": endless})
    before = sift(dialog, "works", qtbot)
    dialog.which.setCurrentIndex(dialog.which.findData("wrong"))
    qtbot.waitUntil(lambda: "42 %" in dialog.count.text())
    assert dialog.stop_button.isVisible()
    with qtbot.waitSignal(dialog.model.loaded):
        qtbot.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    assert dialog.which.currentData() == "works"
    assert keys(dialog) == before
    assert not dialog.stop_button.isVisible()
    assert "42" not in dialog.count.text()


def test_a_search_that_an_edit_made_necessary_anew_is_stopped_with_all_sources(
    dialog, desk, library, qtbot, monkeypatch
):
    def once(library):
        yield 1.0
        return ()

    def endless(library):
        while True:
            yield 0.42

    monkeypatch.setattr(models, "_SEARCHES", {"same": once, "wrong": once})
    assert sift(dialog, "wrong", qtbot) == []
    monkeypatch.setattr(models, "_SEARCHES", {"same": endless, "wrong": endless})
    dialog.model.look_again()
    dialog._tell_of_waiting()
    assert dialog.stop_button.isVisible()
    with qtbot.waitSignal(dialog.model.loaded):
        qtbot.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    assert dialog.which.currentData() == ""
    assert keys(dialog)


def test_columns_sort_and_what_is_not_known_stands_below(dialog, qtbot):
    assert sort(dialog, YEAR, Qt.SortOrder.DescendingOrder, qtbot)[:2] == ["doe", "doe2"]
    assert sort(dialog, CITED, Qt.SortOrder.DescendingOrder, qtbot)[0] == "doe2"


def test_what_is_chosen_stays_chosen_in_another_order(dialog, qtbot):
    choose(dialog, "roe")
    sort(dialog, KEY, Qt.SortOrder.DescendingOrder, qtbot)
    assert [each.item.key for each in dialog.chosen] == ["roe"]


def test_how_often_a_source_is_cited_comes_after_the_rows(dialog, qtbot):
    qtbot.waitUntil(lambda: dialog.model.index(keys(dialog).index("doe2"), CITED).data() == "1")
    assert dialog.model.index(keys(dialog).index("doe"), CITED).data() == ""


def test_a_key_that_is_written_into_a_note_counts_at_once(dialog, desk, library, article_id, qtbot):
    note = library.note(article_id)
    desk.workspace.do(articles.write_note(article_id, note, f"{note.body} And so was it [@doe]."))
    qtbot.waitUntil(lambda: dialog.model.index(keys(dialog).index("doe"), CITED).data() == "1")


def test_two_records_of_one_work_are_merged_and_notes_follow(dialog, desk, library, article_id, qtbot):
    choose(dialog, "doe", "doe2")
    dialog.merge_button.click()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    assert "doe2" in keys(dialog)
    assert "doe" not in keys(dialog)
    desk.workspace.undo_stack.undo()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 4)


def test_enter_on_a_source_edits_its_record_and_the_list_stays(dialog, qtbot):
    choose(dialog, "roe")
    dialog.table.setFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    form = dialog.findChild(RecordDialog)
    assert form is not None
    assert form.isVisible()
    assert dialog.isVisible()
    form.close()


def test_a_cited_work_is_removed_with_a_word_and_comes_back(dialog, desk, qtbot):
    told: list[str] = []
    desk.workspace.told.connect(told.append)
    choose(dialog, "doe2")
    dialog.remove_button.click()
    assert told == ["1 source was removed. Notes still cite @doe2: they are marked there; undo brings it back."]
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 3)
    assert dialog.table.hasFocus()
    qtbot.keyClick(dialog.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 4)


def test_the_record_of_an_article_is_not_removed_here(dialog, article_id):
    choose(dialog, *[each.item.key for each in dialog.model.at(range(4)) if each.is_article])
    dialog.remove_button.click()
    assert "is an article of the library" in dialog.problem_line.text()


def test_the_chosen_source_is_shown_in_the_style_and_copied(dialog, qtbot):
    choose(dialog, "doe")
    qtbot.waitUntil(lambda: "Doe, J." in dialog.preview.entries.text(), timeout=20_000)
    assert dialog.preview.citation.text() == "(Doe, 1999)"
    dialog.preview.copy("bibliography", "markdown")
    assert QGuiApplication.clipboard().text() == "Doe, J. (1999). *The long title*."
    dialog.preview.copy("bibliography", "text")
    assert QGuiApplication.clipboard().text() == "Doe, J. (1999). The long title."
    assert "<i>The long title</i>" in QGuiApplication.clipboard().mimeData().html()
    dialog.preview.copy("citation", "text")
    assert QGuiApplication.clipboard().text() == "(Doe, 1999)"


@pytest.mark.parametrize(("form", "told"), [("bibtex", "@book{doe"), ("ris", "ID  - doe"), ("csl-json", '"id": "doe"')])
def test_the_record_of_a_chosen_source_is_copied_for_other_programs(dialog, form, told):
    choose(dialog, "doe")
    for action in dialog.copy_button.menu().actions():
        if action.objectName() == f"record:{form}":
            action.trigger()
    assert told in QGuiApplication.clipboard().text()
    assert "long title" in QGuiApplication.clipboard().text()


def test_a_work_is_added_by_hand_under_a_key_of_its_own(desk, library, qtbot):
    form = RecordDialog(desk, "")
    form.open()
    form.lines["title"].setText("The sixth telegram")
    form.authors.setPlainText("Berg, Anna")
    form.lines["published"].setText("2001")
    form.kind.setCurrentIndex(form.kind.findData("article-journal"))
    form.more.lines["volume"].setText("3")
    form.more.lines["DOI"].setText("10.1000/xyz")
    form.save_button.click()
    qtbot.waitUntil(lambda: not isValid(form))
    (added,) = [item for item in library.items() if item.key == "bergSixthTelegram2001"]
    assert added.type == "article-journal"
    assert added.more == '{"DOI": "10.1000/xyz", "volume": "3"}'
    desk.workspace.undo_stack.undo()
    assert len(library.items()) == 4


def test_a_work_that_is_added_by_hand_is_chosen_and_in_view(dialog, desk, library, qtbot):
    for number in range(80):
        library.apply(sources.add_work(library, f"Ledger {number:02}", authors=(Name("Abbot", f"B{number}"),))[0])
    dialog.model.look_again()
    loaded(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.model.rowCount() == 84)
    choose(dialog, "roe")
    dialog.table.scrollToTop()
    dialog.add_button.menu().findChild(QAction, "hand").trigger()
    form = dialog.findChild(RecordDialog)
    form.lines["title"].setText("The seventh telegram")
    form.authors.setPlainText("Zorn, Anna")
    form.save_button.click()
    qtbot.waitUntil(lambda: [each.item.title for each in dialog.chosen] == ["The seventh telegram"])
    row = dialog.model.row_of(dialog.chosen[0].item.id)
    seen = dialog.table.visualRect(dialog.model.index(row, KEY))
    assert dialog.table.viewport().rect().contains(seen.center())


def test_a_wrong_isbn_is_told_under_its_field_and_an_archive_link_is_kept(desk, library, qtbot):
    form = RecordDialog(desk, "w3")
    form.open()
    qtbot.waitUntil(lambda: "last digit" in form.more.helpers["ISBN"].text())
    form.more.lines["archive_location"].setText("https://web.archive.org/x")
    form.more.lines["ISBN"].setText("")
    form.save_button.click()
    qtbot.waitUntil(lambda: not isValid(form))
    assert library.item("w3").more == '{"archive_location": "https://web.archive.org/x"}'


def test_pasted_records_are_shown_with_what_was_refused_before_they_are_added(desk, library, qtbot):
    form = AddSourcesDialog(desk)
    form.open()
    form.field.setPlainText(
        "@book{new, title={A new one}, author={Falk, Eva}, year=2003}\n@book{other, title={Another}}\n@book{x, title={y"
    )
    qtbot.waitUntil(lambda: form.found.count() == 2, timeout=20_000)
    assert form.refused.text() == "Line 3: the entry that begins “@book{x, title={y” is damaged."
    form.found.item(1).setCheckState(Qt.CheckState.Unchecked)
    assert form.add_button.text() == "Add 1 source"
    form.add_button.click()
    qtbot.waitUntil(lambda: not isValid(form))
    assert {item.key for item in library.items()} >= {"new"}
    assert "other" not in {item.key for item in library.items()}


def test_what_is_left_out_of_a_record_without_a_title_is_told(desk, library, qtbot):
    form = AddSourcesDialog(desk)
    form.open()
    form.field.setPlainText("@book{x, author={Falk, Eva}, isbn={123}}")
    qtbot.waitUntil(lambda: form.found.count() == 1, timeout=20_000)
    assert form.refused.text() == "Untitled: “123” is not an ISBN. It is left out."
    form.close()


def test_a_number_is_looked_up_only_when_the_button_is_pressed(desk, library, qtbot, monkeypatch):
    asked: list[str] = []

    def answer(url: str, wanted: str, stopper: object):
        asked.append(url)
        return looking_up.Source("url", b'{"type": "book", "title": "Found", "DOI": "10.1000/182"}')

    monkeypatch.setattr(looking_up, "_fetch", answer)
    form = AddSourcesDialog(desk)
    form.open()
    form.field.setPlainText("10.1000/182")
    assert form.look_up_button.isVisible()
    assert "doi.org" in form.hint.text()
    form.add_button.click()
    assert asked == []
    form.look_up_button.click()
    qtbot.waitUntil(lambda: form.found.count() == 1)
    assert asked == ["https://doi.org/10.1000/182"]
    assert form.found.item(0).text() == "Found\nBook"
    assert len(library.items()) == 4
    form.close()


def test_the_list_of_what_was_found_shows_no_mark_up_and_the_record_keeps_it(desk, library, qtbot, monkeypatch):
    answer = b'{"type": "book", "title": "Of <jats:italic>Homo</jats:italic> &amp; H<sub>2</sub>O"}'
    monkeypatch.setattr(looking_up, "_fetch", lambda url, wanted, stopper: looking_up.Source("url", answer))
    form = AddSourcesDialog(desk)
    form.open()
    form.field.setPlainText("10.1000/182")
    form.look_up_button.click()
    qtbot.waitUntil(lambda: form.found.count() == 1)
    assert form.found.item(0).text() == "Of Homo & H₂O\nBook"
    form.add_button.click()
    qtbot.waitUntil(lambda: not isValid(form))
    (added,) = [item for item in library.items() if "Homo" in item.title]
    assert added.title == "Of <i>Homo</i> & H<sub>2</sub>O"
    sources_window = SourcesDialog(desk)
    sources_window.show()
    loaded(sources_window, qtbot)
    row = keys(sources_window).index(added.key)
    assert sources_window.model.index(row, 2).data() == "Of Homo & H₂O"
    sources_window.close()


def test_a_look_up_that_takes_long_can_be_stopped_and_another_number_be_asked_for(desk, library, qtbot, monkeypatch):
    slow, ended = threading.Event(), threading.Event()

    def answer(url: str, wanted: str, stopper: object):
        if "slow" in url:
            slow.wait(20)
            ended.set()
        return looking_up.Source("url", b'{"type": "book", "title": "Found", "DOI": "10.1000/182"}')

    monkeypatch.setattr(looking_up, "_fetch", answer)
    form = AddSourcesDialog(desk)
    form.open()
    form.field.setPlainText("10.1000/slow")
    assert form.stop_button.isHidden()
    form.look_up_button.click()
    assert form.stop_button.isVisible()
    assert form.stop_button.isEnabled()
    assert form.hint.text() == "Asking…"
    form.stop_button.click()
    assert form.stop_button.isHidden()
    assert form.look_up_button.isVisible()
    form.look_up_button.click()
    form.field.setPlainText("10.1000/182")
    assert form.stop_button.isHidden()
    slow.set()
    qtbot.waitUntil(ended.is_set)
    form.look_up_button.click()
    qtbot.waitUntil(lambda: form.found.count() == 1)
    form.close()


def test_a_look_up_that_was_stopped_holds_no_thread(desk, library, qtbot, monkeypatch):
    begun, given_up = threading.Semaphore(0), threading.Semaphore(0)
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for _ in range(THREADS + 1):
            connection, _ = server.accept()
            connection.recv(10_000)
            begun.release()
            # Never answers; nothing comes any more when the other side has hung up.
            while connection.recv(10_000):
                pass
            connection.close()
            given_up.release()

    threading.Thread(target=serve, daemon=True).start()
    monkeypatch.setattr(looking_up, "DOI_ADDRESS", f"http://127.0.0.1:{server.getsockname()[1]}/{{doi}}")
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    form = AddSourcesDialog(desk)
    form.open()
    form.field.setPlainText("10.1000/182")
    for _ in range(THREADS + 1):
        form.look_up_button.click()
        qtbot.waitUntil(lambda: begun.acquire(blocking=False), timeout=10_000)
        form.stop_button.click()
        qtbot.waitUntil(lambda: given_up.acquire(blocking=False), timeout=10_000)
    told: list[bool] = []
    desk.jobs.run(lambda: True, told.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(told), timeout=10_000)
    server.close()
    form.close()


def test_records_that_were_found_are_added_from_the_field_with_ctrl_enter(desk, library, qtbot):
    form = AddSourcesDialog(desk)
    form.open()
    qtbot.waitExposed(form)
    form.field.setPlainText("@book{new, title={A new one}, year=2003}")
    qtbot.waitUntil(lambda: form.found.count() == 1, timeout=20_000)
    form.field.setFocus()
    with qtbot.waitSignal(form.finished):
        qtbot.keyClick(form.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert any(item.key == "new" for item in library.items())


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("978-0-306-40615-8", "“978-0-306-40615-8” is not an ISBN: its last digit does not fit the others."),
        ("10.1/zz", "“10.1/zz” is neither a DOI (10.1000/182) nor an ISBN (978-0-306-40615-7)."),
    ],
)
def test_a_number_that_is_wrong_in_form_is_told_so(desk, qtbot, typed, told):
    form = AddSourcesDialog(desk)
    form.open()
    form.field.setPlainText(typed)
    qtbot.waitUntil(lambda: form.problem_line.text() == told, timeout=20_000)
    assert form.look_up_button.isHidden()
    form.close()


def test_of_many_files_the_readable_ones_are_shown_and_the_others_named(desk, library, tmp_path: Path, qtbot):
    (tmp_path / "good.ris").write_text("TY  - BOOK\nTI  - Water\nAU  - Able, Ann\nPY  - 2001\nER  - \n", "utf-8")
    (tmp_path / "bad.txt").write_text("no record at all", "utf-8")
    (tmp_path / "odd.json").write_text('[{"type": "scroll", "title": "Sand"}]', "utf-8")
    form = AddSourcesDialog(desk)
    form.open()
    form.read_files([tmp_path / name for name in ("bad.txt", "good.ris", "gone.bib", "odd.json")])
    qtbot.waitUntil(lambda: form.found.count() == 1, timeout=20_000)
    bad, gone, odd = form.refused.text().split("\n")
    assert bad == "“bad.txt” holds no record that Postil reads: it knows BibTeX, RIS and CSL-JSON."
    assert "gone.bib" in gone
    assert odd.startswith("“odd.json” looks like CSL-JSON, but “scroll” is not a type that CSL knows.")
    assert form.problem_line.isHidden()
    assert form.add_button.text() == "Add 1 source"
    form.read_files([tmp_path / "gone.bib", tmp_path / "bad.txt"])
    qtbot.waitUntil(lambda: form.refused.text().count("\n") == 1, timeout=20_000)
    assert not form.add_button.isEnabled()
    form.close()


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ('{"type": "scroll", "title": "Sand", "id": "x"}', "“scroll” is not a type that CSL knows"),
        ("A letter to the lighthouse keeper.", "not a record that Postil reads"),
    ],
)
def test_what_is_pasted_and_is_no_record_is_refused_with_a_sentence(desk, library, qtbot, pasted, told):
    form = AddSourcesDialog(desk)
    form.open()
    form.field.setPlainText(pasted)
    qtbot.waitUntil(lambda: told in form.problem_line.text(), timeout=20_000)
    form.close()


def test_a_style_of_ones_own_is_taken_in_and_chosen(desk, tmp_path: Path, qtbot):
    file = tmp_path / "ours.csl"
    file.write_text(STYLE, "utf-8")
    form = SettingsDialog(desk)
    form.open()
    form.citing.take(file)
    assert desk.settings.text("citing/style") == "ours"
    assert form.citing.styles.currentText() == "Ours"
    (tmp_path / "none.csl").write_text("<html/>", "utf-8")
    form.citing.take(tmp_path / "none.csl")
    assert "is not a citation style" in form.citing.problem.text()
    form.close()


def test_the_check_of_notes_is_walked_through(desk, library, article_id, qtbot):
    form = NoteCheckDialog(desk, article_id)
    form.show()
    qtbot.waitUntil(lambda: form.model.rowCount() == 1)
    assert form.list.hasFocus()
    asked: list[str] = []
    desk.workspace.card_requested.connect(asked.append)
    form.step(1)
    assert asked == [article_id]
    assert form.model.index(0).data().startswith("Nobody came to the harbour.\n")
    note = library.note(article_id)
    desk.workspace.do(articles.write_note(article_id, note, "So it was [@doe2, p. 3]."))
    qtbot.waitUntil(lambda: form.model.rowCount() == 0)
    assert form.empty.sentence == "Nothing to look at"
    form.close()


def test_enter_on_a_finding_begins_writing_in_its_note(desk, library, article_id, qtbot):
    form = NoteCheckDialog(desk, article_id)
    form.show()
    qtbot.waitUntil(lambda: form.model.rowCount() == 1)
    asked: list[str] = []
    desk.workspace.note_requested.connect(asked.append)
    form.which.setFocus()
    form.step(1)
    qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Return)
    assert asked == [article_id]
    assert form.isVisible()
    form.close()


def test_what_comes_after_a_repaired_finding_is_not_passed_over(desk, library, article_id, qtbot):
    note = library.note(article_id)
    body = "The lamps burned in 1931. The ship sank in 1932. The mayor died in 1933."
    desk.workspace.do(articles.write_note(article_id, note, body))
    form = NoteCheckDialog(desk, article_id)
    form.show()
    qtbot.waitUntil(lambda: form.model.rowCount() == 3)
    form.step(1)
    repaired = body.replace("The lamps burned in 1931. ", "")
    desk.workspace.do(articles.write_note(article_id, library.note(article_id), repaired))
    qtbot.waitUntil(lambda: form.model.rowCount() == 2)
    form.step(1)
    assert form.list.currentIndex().data().startswith("The ship sank in 1932.")
    form.step(1)
    assert form.list.currentIndex().data().startswith("The mayor died in 1933.")
    form.close()
