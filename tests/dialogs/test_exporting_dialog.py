from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desks import add_article
from postil.dialogs.exporting import ExportingDialog
from postil.domain.problems import Problem
from postil.session.desk import Desk


@pytest.fixture
def folder(tmp_path: Path, desk: Desk) -> Path:
    made = tmp_path / "notes"
    made.mkdir()
    desk.settings.put("export/folder", str(made))
    return made


@pytest.fixture
def show(desk: Desk, qtbot: QtBot):
    shown: list[ExportingDialog] = []

    def open_dialog(*selected: str) -> ExportingDialog:
        dialog = ExportingDialog(desk, selected)
        shown.append(dialog)
        dialog.open()
        qtbot.waitUntil(lambda: "ll " in dialog.all.text() and not desk.jobs.busy)
        return dialog

    yield open_dialog
    for dialog in shown:
        if isValid(dialog):
            dialog.close()


def test_the_open_article_is_proposed_under_its_title(show, desk, folder, article_id):
    desk.workspace.open_article(article_id)
    dialog = show()
    assert dialog.this.isChecked()
    assert dialog.path.text() == str(folder / "The third telegram.md")
    assert "The third telegram" in dialog.preview.toPlainText()


def test_a_file_is_written_and_named(show, desk, folder, article_id, qtbot):
    desk.workspace.open_article(article_id)
    dialog = show()
    dialog.export_button.click()
    qtbot.waitUntil(lambda: not dialog.folder_button.isHidden())
    path = folder / "The third telegram.md"
    assert dialog.outcome.text() == f"Written: {path}"
    assert article_id in path.read_text("utf-8")


def test_a_file_that_will_be_replaced_is_pointed_out(show, desk, folder, article_id):
    (folder / "The third telegram.md").write_text("before", "utf-8")
    desk.workspace.open_article(article_id)
    assert show().outcome.text() == "There is a file of that name; it will be replaced."


def test_all_articles_go_into_a_folder_one_file_for_each(show, desk, folder, article_id, qtbot):
    add_article(desk.workspace.library, title="Another")
    dialog = show()
    assert dialog.all.isChecked()
    dialog.each_file.click()
    assert dialog.path.text() == str(folder)
    dialog.export_button.click()
    qtbot.waitUntil(lambda: not dialog.folder_button.isHidden())
    assert sorted(path.name for path in folder.iterdir()) == ["Another.md", "The third telegram.md"]
    assert dialog.outcome.text() == f"Written: 2 files, into {folder}"


def test_a_selection_of_several_goes_before_the_open_article(show, desk, folder, article_id):
    other = add_article(desk.workspace.library, title="Another")
    desk.workspace.open_article(article_id)
    dialog = show(other, article_id)
    assert dialog.chosen.isChecked()
    assert dialog.article_ids() == (other, article_id)


def test_an_empty_library_has_nothing_to_export(show, desk):
    dialog = show()
    assert not dialog.export_button.isEnabled()
    assert dialog.preview.placeholderText() == "There is no article to export yet."


def test_a_folder_that_is_missing_is_told_within_the_dialog(show, desk, folder, article_id, qtbot):
    desk.workspace.open_article(article_id)
    dialog = show()
    dialog.path.setText(str(folder / "gone" / "a.md"))
    dialog.export_button.click()
    qtbot.waitUntil(lambda: not dialog.problem_line.isHidden())
    assert "does not exist" in dialog.problem_line.text()
    assert dialog.export_button.isEnabled()
    assert dialog.folder_button.isHidden()


def test_a_folder_is_no_file(show, desk, folder, article_id):
    desk.workspace.open_article(article_id)
    dialog = show()
    dialog.path.setText(str(folder))
    dialog.export_button.click()
    assert dialog.problem_line.text() == f"{folder} is a folder; give the name of a file in it."


def test_what_stands_in_the_way_of_a_preview_is_told(show, desk, folder, article_id, monkeypatch):
    def refuse(*values: object) -> str:
        raise Problem("One quotation would not be verbatim.")

    monkeypatch.setattr("postil.services.exporting.render", refuse)
    desk.workspace.open_article(article_id)
    assert show().problem_line.text() == "One quotation would not be verbatim."


def test_escape_stops_an_export_and_leaves_what_was_written(show, desk, folder, qtbot, monkeypatch):
    import threading

    for number in range(3):
        add_article(desk.workspace.library, title=f"Number {number}")
    dialog = show()
    dialog.each_file.click()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    begun, go_on = threading.Event(), threading.Event()
    from postil.services import exporting

    collect = exporting.collect

    def slow(*values):
        begun.set()
        go_on.wait(20)
        return collect(*values)

    monkeypatch.setattr(exporting, "collect", slow)
    dialog.export_button.click()
    qtbot.waitUntil(begun.is_set)
    assert dialog.close_button.text() == "Stop"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    go_on.set()
    qtbot.waitUntil(lambda: not dialog.folder_button.isHidden())
    assert len(list(folder.iterdir())) == 1
    assert dialog.close_button.text() == "Close"


def test_a_folder_that_is_there_is_proposed_even_without_one_for_documents(
    show, desk, article_id, tmp_path, monkeypatch
):
    monkeypatch.setenv("HOME", str(tmp_path))
    desk.workspace.open_article(article_id)
    dialog = show()
    assert Path(dialog.path.text()).parent.is_dir()
