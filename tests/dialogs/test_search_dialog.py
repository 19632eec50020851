"""Searching the library in its window, and the window of all highlights and notes."""

from pathlib import Path

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt

from desks import add_article, article_of, revision_of
from postil.dialogs.all_notes import AllNotesDialog
from postil.dialogs.exporting import ExportingDialog
from postil.dialogs.search import SearchDialog
from postil.domain.edits import Change, Edit
from postil.domain.records import ArticleNote, SavedSearch
from postil.services import highlighting
from postil.widgets.unsearched import UnsearchedLine

ONE = "The harbour letters\nThe office by the harbour closed in June.\nNobody answered the telegrams."
TWO = "Grain and promises\nOf the twelve ships nine were unloaded in the harbour."


@pytest.fixture
def library(desk):
    return desk.workspace.library


@pytest.fixture
def articles(library):
    return [add_article(library, text) for text in (ONE, TWO)]


@pytest.fixture
def marks(library, articles):
    """A highlight in each article, of the words about the harbour."""
    made = []
    for article_id, words in zip(articles, ("by the harbour", "in the harbour"), strict=True):
        revision = revision_of(library, article_id)
        start = revision.document.text.index(words)
        edit, highlight = highlighting.add(revision, start, start + len(words), color="blue")
        library.apply(edit)
        made.append(highlight)
    library.apply(Edit("Note", (Change(None, ArticleNote(articles[0], "Ask the archive about June.", "", "")),)))
    return made


@pytest.fixture
def search(desk, qtbot, marks):
    assert marks
    dialog = SearchDialog(desk)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.close()


@pytest.fixture
def notes(desk, qtbot, marks):
    dialog = AllNotesDialog(desk)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.model.rowCount() == len(marks) + 1)
    yield dialog
    dialog.close()


def ask(dialog, qtbot, query):
    """Type a query and wait until all of its hits are there and counted."""
    dialog.field.line.setText(query)
    qtbot.waitUntil(lambda: dialog.model.found.query == query and (dialog.model.found.counts is not None))


def shown(dialog):
    model = dialog.model
    return [dialog._row(model.index(row)).title.text for row in range(model.rowCount())]


def test_what_is_typed_is_found_under_a_heading_for_each_kind(search, qtbot):
    ask(search, qtbot, "harb")
    about = ["The harbour letters", "Grain and promises"]
    assert shown(search) == ["Articles", *about, "Highlights", *reversed(about)]
    assert search.counter.text() == "4 hits"
    assert search.kinds.tabText(1) == "Articles 2"
    row = search._row(search.model.index(1))
    assert [row.title.text[start:end] for start, end in row.title.marks] == ["harbour"]


def test_a_kind_can_be_looked_at_alone(search, qtbot):
    ask(search, qtbot, "harb")
    search.kinds.setCurrentIndex(2)
    assert shown(search) == ["Grain and promises", "The harbour letters"]
    search.kinds.setCurrentIndex(0)
    assert len(shown(search)) == 6


def test_enter_shows_the_passage_and_the_arrows_go_on_to_the_next(desk, search, qtbot, articles):
    ask(search, qtbot, "harb")
    links = []
    desk.workspace.link_requested.connect(links.append)
    qtbot.keyClick(search.field.line, Qt.Key.Key_Return)
    place = ONE.index("harbour")
    assert links == [f"postil://article/{articles[0]}#at={place}-{place + len('harbour')}"]
    qtbot.keyClick(search.field.line, Qt.Key.Key_Down)
    for _ in range(2):
        qtbot.keyClick(search.list, Qt.Key.Key_Down)
    qtbot.keyClick(search.list, Qt.Key.Key_Return)
    assert search.current.kind == "highlight"
    assert links[1] == f"postil://article/{articles[1]}#highlight={search.current.id}"


def test_letters_typed_in_the_list_go_on_with_the_query(search, qtbot):
    ask(search, qtbot, "harb")
    qtbot.keyClick(search.field.line, Qt.Key.Key_Down)
    qtbot.keyClicks(search.list, "o")
    assert search.field.query == "harbo"


def test_a_wrong_query_is_explained_under_the_field_and_the_hits_stay(search, qtbot):
    ask(search, qtbot, "harb")
    search.field.line.setText("harb AND")
    qtbot.waitUntil(lambda: not search.misread.isHidden())
    assert search.misread.text() == "“AND” needs something after it."
    assert len(shown(search)) == 6
    ask(search, qtbot, "telegrams")
    assert search.misread.isHidden()


def test_where_nothing_was_found_a_wrong_query_is_explained_in_its_place(search, qtbot):
    ask(search, qtbot, "zeppelin")
    assert search.empty._sentence.text() == "Nothing in the library fits this."
    search.field.line.setText("zeppelin AND")
    qtbot.waitUntil(lambda: search.empty._hint.text() == "“AND” needs something after it.")
    assert search.empty._sentence.text() == "This cannot be looked for yet"
    assert search.misread.isHidden()
    assert search.counter.text() == ""


def test_who_looks_for_a_name_is_told_of_articles_that_were_not_looked_through(search, qtbot):
    ask(search, qtbot, "harb")
    assert search.unsearched is None
    ask(search, qtbot, 'entity:"Zhukov"')
    (line,) = search.findChildren(UnsearchedLine)
    qtbot.waitUntil(line.isVisible)
    assert line.sentence == "2 of 2 articles have not been looked through for names and dates."
    ask(search, qtbot, "harb")
    assert not line.isVisible()


def test_an_empty_field_offers_what_can_be_typed(search, qtbot):
    assert search.pages.currentWidget() is search.help
    search.help.chosen.emit("has:note")
    assert search.field.query == "has:note"


def test_nothing_found_is_said_in_the_list(search, qtbot):
    search.field.line.setText("zeppelin")
    qtbot.waitUntil(lambda: search.pages.currentWidget() is search.empty)
    assert search.empty.sentence == "Nothing in the library fits this."


def test_what_is_edited_is_looked_for_again(library, search, qtbot, articles):
    ask(search, qtbot, "zeppelin OR telegrams")
    assert search.counter.text() == "1 hit"
    note = ArticleNote(articles[1], "A zeppelin too.", "", "")
    search._workspace.do(Edit("Note", (Change(None, note),)))
    qtbot.waitUntil(lambda: search.counter.text() == "2 hits")


def test_a_tag_that_was_found_is_looked_for_itself(desk, search, qtbot, library, articles):
    article = article_of(library, articles[0])
    edited = article.__class__(article.id, article.revision_id, ("north sea",), article.created, article.modified)
    library.apply(Edit("Tag", (Change(article, edited),)))
    ask(search, qtbot, "north kind:tag")
    search.list.setCurrentIndex(search.model.first())
    qtbot.keyClick(search.list, Qt.Key.Key_Return)
    assert search.field.query == 'tag:"north sea"'
    assert "north kind:tag" in desk.settings.text("search/recent")


def test_a_search_is_saved_and_that_can_be_undone(desk, search, qtbot, library):
    ask(search, qtbot, "harb has:note")
    search.save_as("harb has:note", "Harbours")
    (saved,) = library.select(SavedSearch)
    assert (saved.name, saved.query) == ("Harbours", "harb has:note")
    search.save_as("harb", "harbours")
    assert [each.query for each in library.select(SavedSearch)] == ["harb"]
    desk.workspace.undo_stack.undo()
    desk.workspace.undo_stack.undo()
    assert library.select(SavedSearch) == ()


def test_saved_and_recent_searches_stand_in_the_menu(search, qtbot, desk):
    ask(search, qtbot, "harb")
    search.save_as("telegrams", "Wires")
    qtbot.keyClick(search.field.line, Qt.Key.Key_Return)
    search.field.menu.aboutToShow.emit()
    entries = [entry for entry in search.field.menu.actions() if not entry.isSeparator()]
    assert [(entry.text(), entry.data()) for entry in entries] == [("Wires", "telegrams"), ("harb", "harb")]
    search.field.menu.triggered.emit(entries[0])
    assert search.field.query == "telegrams"


def test_all_highlights_and_notes_of_the_library_are_listed(notes):
    assert shown(notes) == ["The harbour letters", "Grain and promises", "The harbour letters"]
    assert notes.counter.text() == "3 highlights and notes"


def test_the_list_of_notes_is_sifted_by_words_and_filters(notes, qtbot):
    notes.field.line.setText("harbour kind:highlight")
    qtbot.waitUntil(lambda: notes.model.rowCount() == 2)
    notes.field.line.setText("archive")
    qtbot.waitUntil(lambda: notes.model.rowCount() == 1)
    assert shown(notes) == ["The harbour letters"]
    notes.field.line.setText("color:red")
    qtbot.waitUntil(lambda: notes.pages.currentWidget() is notes.empty)
    notes.field.line.setText("color:nothing")
    qtbot.waitUntil(lambda: "is none of" in notes.empty._hint.text())
    notes._press("help")
    assert notes.pages.currentWidget() is notes.help


def test_the_list_of_notes_can_be_in_another_order(notes, qtbot):
    for order, expected in {
        "oldest": ["The harbour letters", "The harbour letters", "Grain and promises"],
        "article": ["The harbour letters", "Grain and promises", "The harbour letters"],
    }.items():
        notes.order.setCurrentIndex(notes.order.findData(order))
        qtbot.waitUntil(lambda expected=expected: shown(notes) == expected)


def test_enter_on_a_highlight_shows_it_in_its_text(desk, notes, qtbot, marks):
    links = []
    desk.workspace.link_requested.connect(links.append)
    notes.list.setCurrentIndex(notes.model.index(1))
    qtbot.keyClick(notes.list, Qt.Key.Key_Return)
    assert links == [f"postil://article/{marks[1].article_id}#highlight={marks[1].id}"]


def test_a_new_highlight_stands_in_the_list(desk, notes, qtbot, library, articles):
    edit, _ = highlighting.add(revision_of(library, articles[1]), 0, 5, color="red")
    desk.workspace.do(edit)
    qtbot.waitUntil(lambda: notes.model.rowCount() == 4)


def test_a_selection_of_highlights_is_exported_without_the_others(notes, qtbot, tmp_path: Path, marks):
    row = notes.model.index(1)
    both = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
    notes.list.selectionModel().select(row, both)
    notes.list.selectionModel().select(notes.model.index(0), QItemSelectionModel.SelectionFlag.Select)
    assert notes.export_button.text() == "&Export selected…"
    notes.export()
    qtbot.waitUntil(lambda: bool(notes.findChildren(ExportingDialog)), timeout=20_000)
    (dialog,) = notes.findChildren(ExportingDialog)
    options = dialog.options()
    assert options.only == {marks[1].id, marks[0].article_id}
    assert dialog.choices.chosen.text() == "&Selected: 2 highlights and notes"
    from postil.services.exporting import render

    written = render(notes._workspace.library, dialog.article_ids(), options)
    assert "in the harbour" in written
    assert "by the harbour" not in written
    assert "Ask the archive" in written
    dialog.close()
