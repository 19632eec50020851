import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPushButton

from desks import add_article, article_of, open_in
from named import open_named
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id, now
from postil.domain.records import SavedSearch
from postil.models.shelf import ARTICLES
from postil.panels.library import LibraryPanel
from postil.services import articles, collections, shelving
from postil.storage.collections import collections as all_collections
from postil.storage.listing import Place
from postil.widgets.article_rows import title_lines
from postil.widgets.rows import RowChosen

no_grab = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def panel(desk, qtbot):
    made = LibraryPanel(desk)
    qtbot.addWidget(made)
    made.resize(220, 600)
    made.show()
    return made


@pytest.fixture
def ids(desk, panel):
    return [add_article(desk.workspace.library, f"{t}\nOn {t}.", title=t) for t in ("Ants", "Bees", "Wasps")]


def titles(panel):
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


def click(panel, qtbot, article_id, modifier=Qt.KeyboardModifier.NoModifier):
    point = panel.list.visualRect(panel.model.find(article_id)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, modifier, point)


def open_menu(panel, article_id):
    panel.list.customContextMenuRequested.emit(panel.list.visualRect(panel.model.find(article_id)).center())
    (menu,) = [each for each in panel.findChildren(QMenu) if each.isVisible()]
    return menu


def test_an_empty_library_offers_the_ways_to_bring_something_in(desk, panel, qtbot):
    assert "No articles yet" in panel.empty.sentence
    wished = []
    desk.workspace.import_requested.connect(wished.append)
    for button in panel.empty.findChildren(QPushButton):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert wished == ["file", "paste", "url"]


def test_articles_that_come_in_take_the_place_of_the_empty_state(panel, ids):
    assert titles(panel) == ["Wasps", "Bees", "Ants"]
    assert panel.list.isVisible()
    assert panel.counter.text() == "3 articles"


def test_a_click_opens_the_article_and_marks_it(desk, panel, ids, qtbot):
    with qtbot.waitSignal(desk.workspace.article_opened):
        click(panel, qtbot, ids[1])
    assert desk.workspace.open.article.id == ids[1]
    assert panel._row(panel.model.find(ids[1])).is_open
    assert not panel._row(panel.model.find(ids[0])).is_open


def test_enter_opens_the_current_article(desk, panel, ids, qtbot):
    panel.list.setCurrentIndex(panel.model.find(ids[0]))
    qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert desk.workspace.open.article.id == ids[0]


def test_with_ctrl_a_click_selects_and_opens_nothing(desk, panel, ids, qtbot):
    click(panel, qtbot, ids[0])
    click(panel, qtbot, ids[2], Qt.KeyboardModifier.ControlModifier)
    assert desk.workspace.open.article.id == ids[0]
    assert panel.chosen() == [ids[2], ids[0]]


def test_an_article_opened_elsewhere_is_chosen_in_the_list(desk, panel, ids):
    article_id = open_named(desk)
    assert panel.chosen() == [article_id]


def test_delete_takes_the_selected_away_and_undo_brings_them_back(desk, panel, ids, qtbot):
    click(panel, qtbot, ids[0])
    click(panel, qtbot, ids[1], Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(desk.workspace.told) as told:
        qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert "Ctrl+Z" in told.args[0]
    assert titles(panel) == ["Wasps"]
    assert desk.workspace.open is None
    desk.workspace.undo_stack.undo()
    assert titles(panel) == ["Wasps", "Bees", "Ants"]


def test_deleting_one_names_it(desk, panel, ids, qtbot):
    panel.list.setCurrentIndex(panel.model.find(ids[1]))
    with qtbot.waitSignal(desk.workspace.told) as told:
        qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert "Bees" in told.args[0]


def test_deleting_the_last_article_shows_the_empty_state(panel, ids, qtbot):
    panel.list.selectAll()
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert panel.empty.isVisible()
    assert "All articles are archived or in the trash" in panel.empty.sentence


@no_grab
def test_the_menu_of_one_article_asks_for_its_record_tags_and_export(desk, panel, ids, qtbot):
    panel.list.setCurrentIndex(panel.model.find(ids[1]))
    workspace = desk.workspace
    wanted = ((workspace.record_requested, "record", ids[1]), (workspace.tags_requested, "tags", (ids[1],)))
    menu = open_menu(panel, ids[1])
    for signal, action, told in wanted:
        with qtbot.waitSignal(signal) as heard:
            menu.asked.emit(action)
        assert heard.args == [told]
    with qtbot.waitSignal(workspace.export_requested) as heard:
        menu.asked.emit("export")
    assert heard.args == [(ids[1],)]
    menu.close()


@no_grab
def test_the_menu_of_several_offers_what_can_be_done_with_all_of_them(desk, panel, ids, qtbot):
    panel.list.selectAll()
    menu = open_menu(panel, ids[0])
    offered = {entry.objectName() for entry in menu.actions()} - {""}
    assert offered >= {"later", "favourite", "archive", "tags", "export", "delete"}
    assert not offered & {"open", "record"}
    with qtbot.waitSignal(desk.workspace.export_requested) as heard:
        menu.asked.emit("export")
    assert heard.args == [(ids[2], ids[1], ids[0])]
    menu.close()


def test_the_filter_narrows_and_says_how_many_are_left(panel, ids, qtbot):
    qtbot.keyClicks(panel.head.field, "be")
    assert titles(panel) == ["Bees"]
    assert panel.counter.text() == "1 of 3"
    qtbot.keyClick(panel.head.field, Qt.Key.Key_Return)
    assert panel.chosen() == [ids[1]]


def test_a_filter_that_nothing_matches_can_be_dropped(panel, ids, qtbot):
    panel.head.field.setText("zebra")
    assert panel.empty.isVisible()
    qtbot.mouseClick(panel.empty.findChild(QPushButton, "all"), Qt.MouseButton.LeftButton)
    assert len(titles(panel)) == 3
    assert panel.list.isVisible()


def test_a_tag_filters_until_it_is_dropped(desk, panel, ids):
    library = desk.workspace.library
    desk.workspace.do(articles.retag(library.article(ids[0]), ["garden"]))
    panel.tag_menu.aboutToShow.emit()
    assert "garden (1)" in [entry.text() for entry in panel.tag_menu.actions()]
    panel.tag_menu.chosen.emit("garden")
    assert titles(panel) == ["Ants"]
    assert panel.tag_line.sentence == "Tag: garden"
    panel.tag_line.button.click()
    assert len(titles(panel)) == 3
    assert not panel.tag_line.isVisible()


def test_sorting_by_title_keeps_the_selection(panel, ids):
    panel.list.setCurrentIndex(panel.model.find(ids[2]))
    panel.sort_menu.choose("sort:title")
    assert titles(panel) == ["Ants", "Bees", "Wasps"]
    assert panel.chosen() == [ids[2]]


def test_a_row_tells_progress_and_highlights(desk, panel, ids):
    desk.workspace.record(articles.remember_position(None, ids[0], 2, 0.25))
    assert panel._row(panel.model.find(ids[0])).progress == 0.25


def test_a_long_title_takes_two_lines_and_is_elided(qapp):
    lines = title_lines("A title that goes on and on " * 8, qapp.font(), 150)
    assert len(lines) == 2
    assert lines[0].startswith("A title")
    assert lines[1].endswith("…")
    assert title_lines("", qapp.font(), 150) == [""]


def test_a_title_of_wide_characters_breaks_where_it_should(qapp):
    title = "𝔄𝔅 " * 60
    lines = title_lines(title, qapp.font(), 150)
    assert len(lines) == 2
    assert title.startswith(lines[0])


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_each_theme_gives_the_rows_its_colours(desk, panel, ids, theme):
    desk.settings.put("reading/theme", theme)
    assert panel.delegate.colours.text == desk.looks.theme.window["text"]
    assert not panel.grab().isNull()


def places(panel):
    return [panel.places.list.places.item(row).text() for row in range(panel.places.list.places.rowCount())]


def standing_in(panel, name):
    panel.places.go(Place("collection", next(each.id for each in panel.places.collections if each.name == name)))
    return titles(panel)


def pick(panel, name):
    row = places(panel).index(name)
    panel.places.list.setCurrentIndex(panel.places.list.places.index(row, 0))
    panel.places.list.chosen.emit(RowChosen(panel.places.list.places.index(row, 0), 1))


def drop(panel, ids, name):
    """Drop articles on a place, as a drag with the mouse does."""
    place_list = panel.places.list
    point = place_list.visualRect(place_list.places.index(places(panel).index(name), 0)).center()
    dragged = panel.model.mimeData([panel.model.find(each) for each in ids])
    buttons, keys, action = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entering = QDragEnterEvent(point, action, dragged, buttons, keys)
    place_list.dragEnterEvent(entering)
    assert entering.isAccepted()
    moving = QDragMoveEvent(point, action, dragged, buttons, keys)
    place_list.dragMoveEvent(moving)
    if moving.isAccepted():
        place_list.dropEvent(QDropEvent(QPointF(point), action, dragged, buttons, keys))
    return moving.isAccepted()


def test_a_place_shows_what_it_holds_and_says_when_that_is_nothing(desk, panel, ids):
    desk.workspace.do(shelving.mark(desk.workspace.library, ids[:2], later=True))
    pick(panel, "Read later")
    assert titles(panel) == ["Bees", "Ants"]
    assert panel.place_button.text() == "Read later"
    assert panel.counter.text() == "2 articles"
    pick(panel, "Archived")
    assert panel.empty.isVisible()
    assert "Nothing is archived" in panel.empty.sentence


def test_places_are_shown_and_hidden_by_the_name_of_the_place(panel, ids, qtbot):
    assert not panel.places.list.isVisible()
    qtbot.mouseClick(panel.place_button, Qt.MouseButton.LeftButton)
    assert panel.places.list.isVisible()
    assert panel.places.list.height() <= panel.height() // 2


def test_articles_that_are_dragged_over_the_name_of_the_place_have_the_places_shown(panel, ids):
    dragged = panel.model.mimeData([panel.model.index(0)])
    assert dragged.hasFormat(ARTICLES)
    event = QDragEnterEvent(
        QPoint(2, 2), Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(panel.place_button, event)
    assert panel.places.list.isVisible()


def test_articles_dropped_on_a_collection_stand_in_it_and_undo_takes_them_out(desk, panel, ids):
    edit, _ = collections.make(desk.workspace.library, "Thesis")
    desk.workspace.do(edit)
    panel.place_button.setChecked(True)
    assert drop(panel, [ids[0], ids[2]], "Thesis")
    assert standing_in(panel, "Thesis") == ["Wasps", "Ants"]
    desk.workspace.undo_stack.undo()
    assert titles(panel) == []


def test_articles_dropped_on_the_archive_and_the_trash_go_there_and_come_back_from_it(desk, panel, ids):
    panel.place_button.setChecked(True)
    assert drop(panel, [ids[0]], "Archived")
    assert drop(panel, [ids[1]], "Trash")
    assert titles(panel) == ["Wasps"]
    pick(panel, "Trash")
    assert drop(panel, [ids[1]], "All articles")
    pick(panel, "Archived")
    assert drop(panel, [ids[0]], "All articles")
    pick(panel, "All articles")
    assert titles(panel) == ["Wasps", "Bees", "Ants"]


def test_nothing_can_be_dropped_on_what_is_no_place_for_articles(panel, ids):
    panel.place_button.setChecked(True)
    assert not drop(panel, [ids[0]], "Unread")


def test_a_new_collection_is_named_where_it_stands(desk, panel, ids, qtbot):
    panel.place_button.setChecked(True)
    panel.places.list.name_new()
    editor = panel.places.list.findChild(QLineEdit)
    editor.setText("Thesis")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Thesis" in places(panel))
    assert [each.name for each in all_collections(desk.workspace.library)] == ["Thesis"]
    desk.workspace.undo_stack.undo()
    assert "Thesis" not in places(panel)


def test_escape_makes_no_collection(desk, panel, ids, qtbot):
    panel.place_button.setChecked(True)
    panel.places.list.name_new()
    editor = panel.places.list.findChild(QLineEdit)
    with qtbot.waitSignal(panel.places.list.made) as made:
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert made.args == [""]
    assert "New collection…" in places(panel)
    assert all_collections(desk.workspace.library) == ()


@no_grab
def test_chosen_articles_come_into_a_new_collection(desk, panel, ids, qtbot):
    panel.list.selectAll()
    menu = open_menu(panel, ids[0])
    menu.asked.emit("collect")
    menu.close()
    editor = panel.places.list.findChild(QLineEdit)
    editor.setText("All of it")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "All of it" in places(panel))
    assert standing_in(panel, "All of it") == ["Wasps", "Bees", "Ants"]


def test_a_collection_is_renamed_and_deleted_and_its_articles_stay(desk, panel, ids, qtbot):
    desk.workspace.do(collections.make(desk.workspace.library, "Thesis", ids)[0])
    panel.place_button.setChecked(True)
    pick(panel, "Thesis")
    qtbot.keyClick(panel.places.list, Qt.Key.Key_F2)
    editor = panel.places.list.findChild(QLineEdit)
    editor.setText("Book")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Book" in places(panel))
    assert panel.place_button.text() == "Book"
    panel.places.list.setCurrentIndex(panel.places.list.places.index(places(panel).index("Book"), 0))
    qtbot.keyClick(panel.places.list, Qt.Key.Key_Delete)
    assert "Book" not in places(panel)
    assert titles(panel) == ["Wasps", "Bees", "Ants"]
    assert panel.place_button.text() == "All articles"
    desk.workspace.undo_stack.undo()
    assert standing_in(panel, "Book") == ["Wasps", "Bees", "Ants"]


def test_a_name_that_another_collection_has_is_refused_with_a_sentence(desk, panel, ids, qtbot):
    for name in ("Thesis", "Book"):
        desk.workspace.do(collections.make(desk.workspace.library, name)[0])
    with qtbot.waitSignal(desk.workspace.problem_met) as met:
        panel.places.list.renamed.emit(f"collection:{panel.places.collections[0].id}", "thesis")
    assert "already" in str(met.args[0])


def test_a_saved_search_is_listed_and_asks_for_its_hits(desk, panel, ids, qtbot):
    search = SavedSearch(new_id(), "Disputed", "claim:disputed", now())
    desk.workspace.do(Edit("Save search", (Change(None, search),)))
    with qtbot.waitSignal(desk.workspace.saved_search_requested) as asked:
        pick(panel, "Disputed")
    assert asked.args == [search]
    panel.places.list.renamed.emit(f"search:{search.id}", "Doubtful")
    qtbot.waitUntil(lambda: "Doubtful" in places(panel))
    panel.places.list.deleted.emit(f"search:{search.id}")
    assert "Doubtful" not in places(panel)


@no_grab
def test_the_menu_marks_all_that_are_chosen_and_one_step_takes_it_back(desk, panel, ids, qtbot):
    library = desk.workspace.library
    panel.list.selectAll()
    for action, flag in (("later", "later"), ("favourite", "favourite"), ("archive", "archived")):
        panel._act(action)
        assert all(getattr(article_of(library, each), flag) for each in ids)
        desk.workspace.undo_stack.undo()
        assert not any(getattr(article_of(library, each), flag) for each in ids)
        panel.list.selectAll()


def test_in_the_trash_delete_asks_for_the_purge_and_restore_brings_back(desk, panel, ids, qtbot):
    desk.workspace.do(shelving.put_away(desk.workspace.library, ids[:2]))
    pick(panel, "Trash")
    assert panel.trash_line.sentence
    panel.list.setCurrentIndex(panel.model.find(ids[0]))
    with qtbot.waitSignal(desk.workspace.purge_requested) as asked:
        qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert asked.args == [(ids[0],)]
    with qtbot.waitSignal(desk.workspace.purge_requested) as asked:
        panel.trash_line.button.click()
    assert set(asked.args[0]) == set(ids[:2])
    panel._act("restore")
    assert titles(panel) == ["Bees"]


def test_what_is_deleted_while_open_is_closed_and_undo_opens_it_again(desk, panel, ids, qtbot):
    desk.workspace.open_article(ids[1])
    panel.list.setCurrentIndex(panel.model.find(ids[1]))
    qtbot.keyClick(panel.list, Qt.Key.Key_Delete)
    assert desk.workspace.open is None
    desk.workspace.undo_stack.undo()
    assert open_in(desk.workspace).article.id == ids[1]


def test_a_group_is_folded_by_a_click_on_its_name_and_by_the_keyboard(panel, ids, qtbot):
    panel.sort_menu.choose("group:site")
    assert titles(panel)[0] == "No site"
    point = panel.list.visualRect(panel.model.index(0)).center()
    qtbot.mouseClick(panel.list.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, point)
    assert titles(panel) == ["No site"]
    panel.list.setCurrentIndex(panel.model.index(0))
    qtbot.keyClick(panel.list, Qt.Key.Key_Space)
    assert len(titles(panel)) == 4


def test_the_names_of_groups_are_lower_than_articles(panel, ids):
    panel.sort_menu.choose("group:site")
    heights = [panel.list.visualRect(panel.model.index(row)).height() for row in (0, 1)]
    assert heights[0] < heights[1]
    below = panel.list.visualRect(panel.model.index(1))
    assert panel.list.visualRect(panel.model.index(0)).bottom() + 1 == below.top()
    assert panel.list.indexAt(below.center()).row() == 1


def test_the_order_can_be_turned_and_keeps_what_it_was_sorted_by_before(panel, ids):
    panel.sort_menu.choose("sort:title")
    panel.sort_menu.choose("turn")
    assert titles(panel) == ["Wasps", "Bees", "Ants"]
    panel.sort_menu.choose("sort:site")
    assert [sorting.key for sorting in panel.model.listing.sortings] == ["site", "title", "added"]


def test_more_than_one_chosen_article_is_counted(panel, ids):
    panel.list.selectAll()
    assert panel.counter.text() == "3 of 3 chosen"


def test_names_of_groups_do_not_count_as_chosen_articles(panel, ids):
    panel.group_by("site")
    panel.list.selectAll()
    assert panel.list.count_chosen() == len(panel.list.chosen_rows()) == 3
    panel.model.fold(panel.model.group(panel.model.index(0)), folded=True)
    assert panel.list.count_chosen() == len(panel.list.chosen_rows())
    assert panel.model.group_rows() == [
        row for row in range(panel.model.rowCount()) if panel.model.group(panel.model.index(row)) is not None
    ]


def test_what_is_chosen_stays_chosen_in_another_order(panel, ids):
    panel.list.selectAll()
    panel.list.selectionModel().select(panel.model.find(ids[1]), QItemSelectionModel.SelectionFlag.Deselect)
    panel.sort_menu.choose("sort:title")
    assert panel.chosen() == [ids[0], ids[2]]
