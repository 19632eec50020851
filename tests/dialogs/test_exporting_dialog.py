from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desks import add_article
from postil.dialogs.exporting import ExportingDialog
from postil.dialogs.file_changes import FileChangesDialog
from postil.domain.edits import Change, Edit
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Name
from postil.exporters.options import ExportOptions
from postil.services.articles import write_note
from postil.session.desk import Desk
from postil.session.watching import Watching
from revisions import mark


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
        qtbot.waitUntil(lambda: "ll " in dialog.choices.all.text() and not desk.jobs.busy)
        return dialog

    yield open_dialog
    for dialog in shown:
        if isValid(dialog):
            dialog.close()


def test_the_open_article_is_proposed_under_its_title(show, desk, folder, article_id):
    desk.workspace.open_article(article_id)
    dialog = show()
    assert dialog.choices.this.isChecked()
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
    assert (
        show().outcome.text()
        == "There is a file of that name; what you wrote in it is kept, unless you decide otherwise."
    )


def test_all_articles_go_into_a_folder_one_file_for_each(show, desk, folder, article_id, qtbot):
    add_article(desk.workspace.library, title="Another")
    dialog = show()
    assert dialog.choices.all.isChecked()
    dialog.choices.each_file.click()
    assert dialog.path.text() == str(folder)
    dialog.export_button.click()
    qtbot.waitUntil(lambda: not dialog.folder_button.isHidden())
    assert sorted(path.name for path in folder.iterdir()) == ["Another.md", "The third telegram.md"]
    assert dialog.outcome.text() == f"Written: 2 files, into {folder}"


def test_a_selection_of_several_goes_before_the_open_article(show, desk, folder, article_id):
    other = add_article(desk.workspace.library, title="Another")
    desk.workspace.open_article(article_id)
    dialog = show(other, article_id)
    assert dialog.choices.chosen.isChecked()
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
    def refuse(*values: object, citations: object) -> str:
        raise Problem("One quotation would not be verbatim.")

    monkeypatch.setattr("postil.services.exporting.make", refuse)
    desk.workspace.open_article(article_id)
    assert show().problem_line.text() == "One quotation would not be verbatim."


def test_the_preview_does_not_take_the_files_of_the_first_articles_for_all(show, desk, folder, qtbot):
    for number in range(3):
        add_article(desk.workspace.library, title=f"Number {number}")
    dialog = show()
    dialog.choices.format.setCurrentIndex(dialog.choices.format.findData("obsidian"))
    qtbot.waitUntil(lambda: dialog.preview.toPlainText().startswith("4 files:"))
    add_article(desk.workspace.library, title="Number 3")
    dialog.close()
    dialog = show()
    dialog.choices.format.setCurrentIndex(dialog.choices.format.findData("obsidian"))
    qtbot.waitUntil(lambda: dialog.preview.toPlainText().startswith("The files of the first articles:"))


def test_escape_stops_an_export_and_leaves_what_was_written(show, desk, folder, qtbot, monkeypatch):
    import threading

    for number in range(3):
        add_article(desk.workspace.library, title=f"Number {number}")
    dialog = show()
    dialog.choices.each_file.click()
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


def test_the_choices_are_those_of_the_last_export(show, desk, folder, article_id, qtbot):
    desk.workspace.open_article(article_id)
    dialog = show()
    dialog.choices.order.setCurrentIndex(2)
    dialog.choices.parts["dates"].setChecked(False)
    dialog.export_button.click()
    qtbot.waitUntil(lambda: not dialog.folder_button.isHidden())
    dialog.close()
    options = show().options()
    assert options.order == "colour"
    assert "dates" not in options.parts


def test_what_is_wrong_with_a_template_is_shown_by_line_and_what_is_right_again_is_previewed(
    show, desk, folder, article_id, qtbot
):
    desk.workspace.open_article(article_id)
    dialog = show()
    assert dialog.page.copy_as("Mine") == "Mine"
    dialog.page.editor.setPlainText("{{ title }}\n{{ nobody }}\n")
    qtbot.waitUntil(lambda: dialog.page.faults.count() == 1)
    assert dialog.page.faults.item(0).text().startswith("Line 2: ")
    dialog.page.editor.setPlainText("My words: {{ title }}\n")
    qtbot.waitUntil(lambda: dialog.preview.toPlainText().startswith("My words: The third telegram"))
    assert dialog.page.faults.isHidden()


def test_a_long_fault_of_a_template_is_shown_whole(show, desk, folder, article_id, qtbot):
    desk.workspace.open_article(article_id)
    dialog = show()
    dialog.page.copy_as("Mine")
    dialog.page.editor.setPlainText("{{ title }}\n{% for one in [] %}{% if one %}\n")
    faults = dialog.page.faults
    qtbot.waitUntil(lambda: faults.count() == 1 and faults.isVisible())
    qtbot.waitUntil(lambda: faults.viewport().height() >= faults.visualItemRect(faults.item(0)).height())
    assert faults.visualItemRect(faults.item(0)).height() >= 2 * faults.fontMetrics().height(), "it takes two lines"


def test_a_template_is_kept_and_chosen_again_next_time(show, desk, folder, article_id, qtbot):
    desk.workspace.open_article(article_id)
    dialog = show()
    dialog.page.copy_as("Mine")
    dialog.page.editor.setPlainText("Mine: {{ title }}\n")
    dialog.export_button.click()
    qtbot.waitUntil(lambda: not dialog.folder_button.isHidden())
    assert (folder / "The third telegram.md").read_text("utf-8") == "Mine: The third telegram\n"
    dialog.close()
    again = show()
    assert again.page.template_name == "Mine"
    again.page.remove_button.click()
    assert again.page.template_name == ""
    assert not any((desk.settings.folder / "templates").iterdir())


def changed_by_hand(folder: Path, show, desk, article_id, qtbot) -> tuple[ExportingDialog, Path]:
    """Export the article, write in the file, highlight something, and export again."""
    desk.workspace.open_article(article_id)
    dialog = show()
    dialog.export_button.click()
    qtbot.waitUntil(lambda: not dialog.folder_button.isHidden())
    path = folder / "The third telegram.md"
    path.write_text(path.read_text("utf-8") + "\nMy own words.\n", "utf-8")
    mark(desk.workspace, article_id, "six times")
    dialog.export_button.click()
    return dialog, path


def changes_in(dialog: ExportingDialog, qtbot: QtBot) -> FileChangesDialog:
    """Return the dialog about changed files, when its lines are there."""
    qtbot.waitUntil(lambda: bool(dialog.findChildren(FileChangesDialog)))
    (asked,) = dialog.findChildren(FileChangesDialog)
    qtbot.waitUntil(lambda: bool(asked.page.lines.toPlainText()))
    return asked


def test_before_a_changed_file_is_written_the_changes_are_shown(show, desk, folder, article_id, qtbot):
    dialog, path = changed_by_hand(folder, show, desk, article_id, qtbot)
    asked = changes_in(dialog, qtbot)
    assert "My own words." in asked.page.lines.toPlainText()
    assert "+ > six times" in asked.page.lines.toPlainText()
    assert "six times" not in path.read_text("utf-8")
    asked.write_button.click()
    qtbot.waitUntil(lambda: "> six times" in path.read_text("utf-8"))
    assert "My own words." in path.read_text("utf-8")


def test_a_changed_file_can_be_left_as_it_is(show, desk, folder, article_id, qtbot):
    dialog, path = changed_by_hand(folder, show, desk, article_id, qtbot)
    changes_in(dialog, qtbot).leave_button.click()
    assert "six times" not in path.read_text("utf-8")
    assert dialog.export_button.isEnabled()


def test_a_changed_file_can_be_written_anew(show, desk, folder, article_id, qtbot):
    dialog, path = changed_by_hand(folder, show, desk, article_id, qtbot)
    asked = changes_in(dialog, qtbot)
    asked.whole.click()
    qtbot.waitUntil(lambda: "− My own words." in asked.page.lines.toPlainText())
    asked.write_button.click()
    qtbot.waitUntil(lambda: "> six times" in path.read_text("utf-8"))
    assert "My own words." not in path.read_text("utf-8")


def test_the_reader_can_have_changed_files_merged_unasked(show, desk, folder, article_id, qtbot):
    desk.settings.put("export/skip_changes", True)
    dialog, path = changed_by_hand(folder, show, desk, article_id, qtbot)
    qtbot.waitUntil(lambda: "> six times" in path.read_text("utf-8"))
    assert "My own words." in path.read_text("utf-8")
    assert not dialog.findChildren(FileChangesDialog)


def test_the_keys_lead_from_change_to_change(show, desk, folder, article_id, qtbot):
    dialog, _ = changed_by_hand(folder, show, desk, article_id, qtbot)
    asked = changes_in(dialog, qtbot)
    with qtbot.waitSignal(asked.page.stepped):
        qtbot.keyClick(asked, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert asked.page.lines.textCursor().block().text().startswith(("+", "−"))


def test_a_folder_of_all_articles_is_kept_up_to_date_until_the_reader_says_no(desk, folder, article_id, qtbot):
    add_article(desk.workspace.library, title="Another")
    watching = Watching(desk, waited=0)
    dialog = ExportingDialog(desk, (), None, watching=watching)
    dialog.open()
    qtbot.waitUntil(dialog.choices.each_file.isEnabled)
    assert dialog.watch.isHidden()
    dialog.choices.each_file.click()
    assert not dialog.watch.isHidden()
    dialog.watch.click()
    dialog.export_button.click()
    qtbot.waitUntil(lambda: len(watching.folders) == 1 and not watching.busy)
    mark(desk.workspace, article_id, "six times")
    qtbot.waitUntil(lambda: "> six times" in (folder / "The third telegram.md").read_text("utf-8"))
    assert dialog.watch.isChecked()
    dialog.watch.click()
    assert watching.folders == ()
    dialog.close()
    watching.close()


def test_a_file_that_postil_did_not_write_is_shown_before_it_goes(show, desk, folder, article_id, qtbot):
    path = folder / "The third telegram.md"
    path.write_text("Something of mine.\n", "utf-8")
    desk.workspace.open_article(article_id)
    dialog = show()
    dialog.export_button.click()
    asked = changes_in(dialog, qtbot)
    assert "was not written by Postil" in asked.told.text()
    assert not asked.merge.isEnabled()
    assert "− Something of mine." in asked.page.lines.toPlainText()
    assert path.read_text("utf-8") == "Something of mine.\n"
    asked.write_button.click()
    qtbot.waitUntil(lambda: article_id in path.read_text("utf-8"))


@pytest.fixture
def cites(desk: Desk, article_id: str) -> str:
    """An article whose note cites a book."""
    library = desk.workspace.library
    book = CslItem("w1", "doe1999", "book", "The book", (Name("Doe", "Jane"),), publisher="Press", published="1999")
    library.apply(Edit("Add", (Change(None, book),)))
    library.apply(write_note(article_id, library.note(article_id), "As [@doe1999]."))
    desk.workspace.open_article(article_id)
    return article_id


def choose(dialog: ExportingDialog, format_name: str) -> None:
    dialog.choices.format.setCurrentIndex(dialog.choices.format.findData(format_name))


def test_citations_are_formatted_in_a_page_and_typed_in_markdown_unless_decided_otherwise(show, cites, desk, qtbot):
    dialog = show()
    assert not dialog.choices.formatted.isChecked()
    choose(dialog, "html")
    assert dialog.choices.formatted.isChecked()
    assert dialog.options().citations == "usual"
    dialog.choices.formatted.click()
    assert dialog.options().citations == "typed"
    choose(dialog, "markdown")
    dialog.choices.formatted.click()
    assert dialog.options().citations == "formatted"
    qtbot.waitUntil(lambda: "As (Doe, 1999)." in dialog.preview.toPlainText())
    choose(dialog, "csv")
    assert not dialog.choices.formatted.isVisible()
    assert dialog.options().citations == "usual"


def test_the_style_of_citations_is_the_readers_from_then_on(show, cites, desk, qtbot):
    dialog = show()
    dialog.choices.formatted.click()
    styles = dialog.choices.styles
    styles.setCurrentIndex(styles.findData("nature"))
    assert desk.settings.text("citing/style") == "nature"
    qtbot.waitUntil(lambda: "As <sup>1</sup>." in dialog.preview.toPlainText())


def test_what_was_chosen_for_citations_is_proposed_again(show, cites, desk, folder, qtbot):
    dialog = show()
    dialog.choices.formatted.click()
    dialog.export_button.click()
    qtbot.waitUntil(lambda: not dialog.folder_button.isHidden())
    assert "As (Doe, 1999)." in (folder / "The third telegram.md").read_text("utf-8")
    dialog.close()
    assert show().choices.formatted.isChecked()


def test_a_folder_to_keep_up_to_date_is_proposed_whole(desk, folder, article_id, qtbot):
    desk.workspace.open_article(article_id)
    desk.settings.put("export/options", ExportOptions("csv").to_json())
    watching = Watching(desk)
    dialog = ExportingDialog(desk, (), watching=watching, for_folder=True)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.choices.all.isEnabled() and not desk.jobs.busy)
    assert dialog.choices.all.isChecked()
    assert dialog.choices.format_name == "obsidian"
    assert not dialog.watch.isHidden()
    assert dialog.watch.isChecked()
    other = folder / "vault"
    other.mkdir()
    dialog.path.setText(str(other))
    assert dialog.watch.isChecked()
    dialog.export_button.click()
    qtbot.waitUntil(lambda: bool(watching.folders))
    assert [each.id for each in watching.folders] == [str(other)]
    dialog.close()
    watching.close()


def test_chosen_highlights_of_the_open_article_are_what_is_exported(desk, folder, article_id, qtbot):
    desk.workspace.open_article(article_id)
    dialog = ExportingDialog(desk, (article_id,), only=frozenset({"h-1", "h-2"}))
    dialog.open()
    qtbot.waitUntil(lambda: not desk.jobs.busy)
    assert dialog.choices.chosen.isChecked()
    assert dialog.options().only == frozenset({"h-1", "h-2"})
    dialog.close()
