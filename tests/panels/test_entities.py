import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from named import TEXT, open_named
from postil.panels.entities import EntitiesPanel
from postil.services import judging
from postil.session.workspace import Passage

no_grab = pytest.mark.qt_log_ignore("grabbing the keyboard", extend=True)


@pytest.fixture
def empty_panel(desk, qtbot):
    made = EntitiesPanel(desk)
    qtbot.addWidget(made)
    made.resize(320, 600)
    made.show()
    return made


@pytest.fixture
def panel(desk, empty_panel):
    open_named(desk)
    return empty_panel


@pytest.fixture
def passages(desk):
    seen = []
    desk.workspace.passage_requested.connect(seen.append)
    return seen


def names(panel):
    return [row.name for group in panel.model.groups for row in group.rows]


def choose(panel, key):
    place = panel.model.find(key)
    assert place.isValid(), key
    panel.tree.setCurrentIndex(place)
    panel.tree.setFocus()
    return place


def click(panel, qtbot, key, modifier=Qt.KeyboardModifier.NoModifier):
    place = panel.model.find(key)
    panel.tree.scrollTo(place)
    point = panel.tree.visualRect(place).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, modifier, point)


def words(passages):
    return [TEXT[each.start : each.end] for each in passages]


def test_what_the_article_names_is_listed(panel):
    assert names(panel)[:3] == ["Anna Berg", "Ida Holm", "Oslo"]


def test_clicking_again_and_again_walks_through_the_mentions_and_round(panel, passages, qtbot):
    for _ in range(4):
        click(panel, qtbot, "person:anna berg")
    assert words(passages) == ["Anna Berg", "Berg", "Berg", "Anna Berg"]
    assert panel.walk_bar.counter == "1 of 3"


def test_shift_walks_back(panel, passages, qtbot):
    click(panel, qtbot, "person:anna berg")
    click(panel, qtbot, "person:anna berg", Qt.KeyboardModifier.ShiftModifier)
    assert panel.walk_bar.counter == "3 of 3"


@pytest.mark.parametrize(
    ("keys", "counter"),
    [
        ((Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier), "1 of 3"),
        ((Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier), "1 of 3"),
        ((Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier), "3 of 3"),
        ((Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier), "3 of 3"),
    ],
)
def test_the_keyboard_walks_too(panel, passages, qtbot, keys, counter):
    choose(panel, "person:anna berg")
    qtbot.keyClick(panel.tree, *keys)
    assert panel.walk_bar.counter == counter
    assert len(passages) == 1


def test_the_arrows_below_the_list_walk_on(panel, passages, qtbot):
    click(panel, qtbot, "place:oslo")
    panel.walk_bar.stepped.emit(1)
    assert panel.walk_bar.counter == "2 of 2"
    assert words(passages) == ["Oslo", "Oslo"]


def test_from_a_masked_name_one_walks_to_the_next(panel, passages, qtbot):
    click(panel, qtbot, f"mask:{TEXT.index('**')}")
    panel.walk_bar.stepped.emit(1)
    assert panel.walk_bar.counter == "2 of 4"
    assert words(passages) == ["**", "***"]


def test_a_click_on_a_title_folds_its_group_which_stays_folded(desk, panel, qtbot):
    place = panel.model.index(0, 0)
    assert panel.tree.isExpanded(place)
    point = panel.tree.visualRect(place).center()
    qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert not panel.tree.isExpanded(place)
    desk.workspace.do(judging.reject(panel.model.subject(panel.model.find("place:bergen")).entity))
    assert not panel.tree.isExpanded(panel.model.index(0, 0))


def test_the_switch_of_a_group_is_kept_as_a_setting(desk, panel, qtbot):
    rect = panel.tree.visualRect(panel.model.index(0, 0))
    with qtbot.waitSignal(desk.settings.changed):
        centre = panel.delegate.switch_rect(rect).center()
        qtbot.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=centre)
    assert desk.settings.text("entities/shown") == "place,organisation,event,date,mask"
    assert not panel.model.is_shown("person")
    assert panel.tree.isExpanded(panel.model.index(0, 0))


def test_space_on_a_title_switches_its_marks(desk, panel, qtbot):
    panel.tree.setCurrentIndex(panel.model.index(0, 0))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Space)
    assert "person" not in desk.settings.text("entities/shown").split(",")
    qtbot.keyClick(panel.tree, Qt.Key.Key_Space)
    assert "person" in desk.settings.text("entities/shown").split(",")


def test_the_filter_narrows_the_list_and_escape_empties_it(panel, qtbot):
    qtbot.keyClicks(panel.head.field, "oslo")
    assert names(panel)[0] == "Oslo"
    assert "Bergen" not in names(panel)
    qtbot.keyClick(panel.head.field, Qt.Key.Key_Escape)
    assert "Bergen" in names(panel)


def test_a_filter_that_nothing_matches_says_so(panel, qtbot):
    panel.head.field.setText("zebra")
    assert "zebra" in panel.empty.sentence
    assert panel.empty.isVisible()


def test_sorting_by_name_arranges_each_group(panel):
    panel.head.sort_menu.choose("name")
    assert names(panel)[2:4] == ["Bergen", "Oslo"]


def test_f2_renames_in_place_and_undo_takes_it_back(desk, panel, qtbot):
    choose(panel, "place:oslo")
    qtbot.keyClick(panel.tree, Qt.Key.Key_F2)
    editor = panel.tree.findChild(type(panel.head.field), options=Qt.FindChildOption.FindChildrenRecursively)
    assert editor is not None
    editor.setText("Kristiania")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Kristiania" in names(panel))
    assert panel.model.subject(panel.tree.currentIndex()).name == "Kristiania"
    desk.workspace.undo_stack.undo()
    assert "Oslo" in names(panel)


def test_the_list_keeps_the_focus_after_a_new_name_is_typed(panel, qtbot):
    panel.activateWindow()
    click(panel, qtbot, "place:oslo")  # the buttons below the list could take the focus now
    choose(panel, "place:oslo")
    qtbot.keyClick(panel.tree, Qt.Key.Key_F2)
    editor = panel.tree.findChild(type(panel.head.field), options=Qt.FindChildOption.FindChildrenRecursively)
    assert editor is not None
    editor.setText("Kristiania")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Kristiania" in names(panel))
    assert panel.tree.hasFocus()


def test_renaming_to_a_name_that_is_there_makes_one_of_two(desk, panel):
    panel.model.setData(panel.model.find("place:bergen"), "Oslo")
    place = panel.model.find("place:oslo")
    assert len(panel.model.subject(place).mentions) == 3
    desk.workspace.undo_stack.undo()
    assert "Bergen" in names(panel)


def test_delete_hides_for_good_and_the_hidden_line_brings_back(desk, panel, qtbot):
    choose(panel, "place:bergen")
    assert not panel.hidden_button.isVisible()
    with qtbot.waitSignal(desk.workspace.told):
        qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert "Bergen" not in names(panel)
    assert panel.hidden_button.text() == "Hidden: 1"
    ((judgement, name),) = panel.hidden_button.names
    assert name == "Bergen"
    panel.hidden_button.brought_back.emit(judgement)
    assert "Bergen" in names(panel)
    assert not panel.hidden_button.isVisible()
    desk.workspace.undo_stack.undo()
    assert "Bergen" not in names(panel)


def test_a_name_that_undo_brings_back_is_chosen_again_and_a_key_without_a_name_says_so(desk, panel, qtbot):
    choose(panel, "place:bergen")
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    with qtbot.waitSignal(desk.workspace.told) as told:
        qtbot.keyClick(panel.tree, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert "Choose a name" in told.args[0]
    desk.workspace.undo_stack.undo()
    with qtbot.waitSignal(desk.workspace.entity_requested) as wished:
        qtbot.keyClick(panel.tree, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert wished.args[0].key == "place:bergen"


def test_what_is_hidden_elsewhere_is_not_counted_here(desk, panel):
    desk.workspace.do(judging.reject(panel.model.subject(panel.model.find("place:bergen")).entity))
    open_named(desk, "Another text\nIn Oslo only.")
    assert not panel.hidden_button.isVisible()


def test_changing_the_kind_moves_the_entity_and_keeps_it_chosen(panel):
    choose(panel, "place:oslo")
    panel._act("kind:organisation")
    chosen = panel.model.subject(panel.tree.currentIndex())
    assert (chosen.name, chosen.kind) == ("Oslo", "organisation")


def test_merging_and_splitting_ask_for_a_dialog(desk, panel, qtbot):
    choose(panel, "person:anna berg")
    with qtbot.waitSignal(desk.workspace.entity_requested) as heard:
        qtbot.keyClick(panel.tree, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    assert (heard.args[0].verb, heard.args[0].key) == ("merge", "person:anna berg")
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return)
    with qtbot.waitSignal(desk.workspace.entity_requested) as heard:
        qtbot.keyClick(panel.tree, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    wish = heard.args[0]
    assert (wish.verb, TEXT[wish.start : wish.end]) == ("split", "Anna Berg")


def test_splitting_before_any_mention_was_gone_to_says_what_to_do(desk, panel, qtbot):
    choose(panel, "person:anna berg")
    with qtbot.waitSignal(desk.workspace.told), qtbot.assertNotEmitted(desk.workspace.entity_requested):
        panel._act("split")


def test_dates_and_masks_are_neither_merged_nor_split(desk, panel, qtbot):
    for key in ("date:1941-06", f"mask:{TEXT.index('**')}"):
        choose(panel, key)
        for action in ("merge", "split"):
            panel._act(action)
    assert not desk.workspace.undo_stack.count()


def test_what_is_taken_for_no_date_is_gone_and_comes_back(desk, panel, qtbot):
    choose(panel, "date:1941-06")
    qtbot.keyClick(panel.tree, Qt.Key.Key_Delete)
    assert not panel.model.find("date:1941-06").isValid()
    desk.workspace.undo_stack.undo()
    assert panel.model.find("date:1941-06").isValid()


def test_copying_a_date_takes_its_value(panel):
    choose(panel, "date:1941-06")
    panel._act("copy")
    assert QGuiApplication.clipboard().text() == "1941-06"


def test_selected_words_are_added_by_hand(desk, panel):
    assert not panel.head.add_button.isEnabled()
    start = TEXT.index("Comrade")
    desk.workspace.select(Passage(start, start + len("Comrade")))
    assert panel.head.add_button.isEnabled()
    panel.head.adding.emit("event")
    assert "Comrade" in names(panel)
    desk.workspace.undo_stack.undo()
    assert "Comrade" not in names(panel)


def test_adding_under_another_name_asks_for_a_dialog(desk, panel, qtbot):
    desk.workspace.select(Passage(0, 3))
    with qtbot.waitSignal(desk.workspace.entity_requested) as heard:
        panel.head.adding.emit("other")
    assert (heard.args[0].verb, heard.args[0].end) == ("add", 3)


def test_a_mention_in_the_text_shows_its_entity(desk, panel):
    second = TEXT.rindex("Oslo")
    desk.workspace.mention_requested.emit(Passage(second, second + 4))
    assert panel.model.subject(panel.tree.currentIndex()).name == "Oslo"
    assert panel.walk_bar.counter == "2 of 2"


def test_the_place_in_the_walk_outlives_a_judgement(desk, panel, qtbot):
    for _ in range(2):
        click(panel, qtbot, "person:anna berg")
    desk.workspace.do(judging.rename(panel.model.subject(panel.model.find("person:anna berg")).entity, "Anna B."))
    assert panel.walk_bar.counter == "2 of 3"


def test_another_article_ends_the_walk(desk, panel, qtbot):
    click(panel, qtbot, "place:oslo")
    open_named(desk, "Another text\nOslo lies there.")
    assert not panel.walk_bar.isVisible()


def test_without_an_article_the_panel_says_what_it_is_for(empty_panel):
    assert "Open an article" in empty_panel.empty.sentence


def test_an_article_without_names_says_so_with_the_reason_of_the_analysis(desk, empty_panel):
    open_named(desk, empty=True)
    assert "No names" in empty_panel.empty.sentence
    open_named(desk, TEXT + " More.", empty=True, remark="There is no model for this language.")
    assert empty_panel.empty.sentence == "There is no model for this language."


def test_a_remark_stands_beside_what_was_found(desk, empty_panel):
    open_named(desk, remark="Names were found by their capitals alone.")
    assert empty_panel.remark.sentence == "Names were found by their capitals alone."


def test_a_running_search_shows_how_far_it_is_and_can_be_cancelled(desk, panel, qtbot):
    desk.findings.progressed.emit(0.4)
    assert "40" in panel.progress.sentence
    assert panel.progress.isVisible()
    with qtbot.waitSignal(desk.findings.progressed):
        panel.progress.button.click()
    assert not panel.progress.isVisible()
    assert "stopped" in panel.remark.sentence


def test_a_failed_search_can_be_tried_again(desk, panel, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(desk.findings, "analyse_again", lambda: asked.append(True))
    desk.findings.failed.emit("The search stopped.")
    assert panel.remark.sentence == "The search stopped."
    panel.remark.button.click()
    assert asked == [True]
    desk.findings.progressed.emit(0.0)
    assert panel.remark.sentence == ""


@no_grab
def test_the_menu_of_an_entity_offers_every_judgement(panel):
    choose(panel, "place:oslo")
    point = panel.tree.visualRect(panel.tree.currentIndex()).center()
    panel.tree.customContextMenuRequested.emit(point)
    (menu,) = [each for each in panel.findChildren(QMenu) if each.isVisible()]
    offered = {action.objectName() for action in menu.actions()}
    assert {"next", "previous", "rename", "merge", "split", "reject"} <= offered
    menu.close()


@no_grab
def test_the_menu_of_a_kind_marks_all_or_none(desk, panel):
    panel.tree.customContextMenuRequested.emit(panel.tree.visualRect(panel.model.index(0, 0)).center())
    (menu,) = [each for each in panel.findChildren(QMenu) if each.isVisible()]
    menu.asked.emit("none")
    assert desk.settings.text("entities/shown") == ""
    menu.asked.emit("all")
    assert desk.settings.text("entities/shown").count(",") == 7
    menu.asked.emit("fold")
    assert not panel.tree.isExpanded(panel.model.index(0, 0))
    menu.close()


def test_a_menu_where_there_is_nothing_does_not_open(panel):
    panel.tree.customContextMenuRequested.emit(QPoint(5, 5000))
    assert not [each for each in panel.findChildren(QMenu) if each.isVisible()]


def test_every_control_has_a_name_for_those_who_hear_the_screen(panel):
    for control in (panel.tree, panel.head.field, panel.head.add_button):
        assert control.accessibleName()


@pytest.mark.parametrize("theme", ["light", "sepia", "dark"])
def test_each_theme_gives_the_rows_its_colours(desk, panel, theme):
    desk.settings.put("reading/theme", theme)
    assert panel.delegate.colours.text == desk.looks.theme.window["text"]
    assert not panel.grab().isNull()
