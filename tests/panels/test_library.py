import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton

from desks import add_article
from named import open_named
from postil.panels.library import LibraryPanel
from postil.services import articles
from postil.widgets.article_rows import title_lines

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
    assert panel._chosen() == [ids[2], ids[0]]


def test_an_article_opened_elsewhere_is_chosen_in_the_list(desk, panel, ids):
    article_id = open_named(desk)
    assert panel._chosen() == [article_id]


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
    assert "No articles yet" in panel.empty.sentence


@no_grab
def test_the_menu_of_one_article_asks_for_its_record_tags_and_export(desk, panel, ids, qtbot):
    panel.list.setCurrentIndex(panel.model.find(ids[1]))
    workspace = desk.workspace
    wanted = ((workspace.record_requested, "record"), (workspace.tags_requested, "tags"))
    menu = open_menu(panel, ids[1])
    for signal, action in wanted:
        with qtbot.waitSignal(signal) as heard:
            menu.asked.emit(action)
        assert heard.args == [ids[1]]
    with qtbot.waitSignal(workspace.export_requested) as heard:
        menu.asked.emit("export")
    assert heard.args == [(ids[1],)]
    menu.close()


@no_grab
def test_the_menu_of_several_offers_export_and_delete_only(desk, panel, ids, qtbot):
    panel.list.selectAll()
    menu = open_menu(panel, ids[0])
    assert {entry.objectName() for entry in menu.actions()} - {""} == {"export", "delete"}
    with qtbot.waitSignal(desk.workspace.export_requested) as heard:
        menu.asked.emit("export")
    assert heard.args == [(ids[2], ids[1], ids[0])]
    menu.close()


def test_the_filter_narrows_and_says_how_many_are_left(panel, ids, qtbot):
    qtbot.keyClicks(panel.head.field, "be")
    assert titles(panel) == ["Bees"]
    assert panel.counter.text() == "1 of 3"
    qtbot.keyClick(panel.head.field, Qt.Key.Key_Return)
    assert panel._chosen() == [ids[1]]


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
    panel.sort_menu.choose("title")
    assert titles(panel) == ["Ants", "Bees", "Wasps"]
    assert panel._chosen() == [ids[2]]


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
