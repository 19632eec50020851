import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog

from named import TEXT, open_named
from postil.dialogs.entity import EntityDialog
from postil.domain.entities import entity_key
from postil.session.workspace import EntityWish


@pytest.fixture
def ask(desk, qtbot):
    open_named(desk)

    def ask(*wish, **fields):
        dialog = EntityDialog(desk, EntityWish(*wish, **fields))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return ask


def entity(desk, kind, name):
    key = entity_key(kind, name)
    return next((each for each in desk.findings.analysis.entities if each.key == key), None)


def starts(desk, kind, name):
    found = entity(desk, kind, name)
    assert found is not None, name
    return [each.start for each in found.mentions]


def save(dialog, qtbot):
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_renaming_waits_for_another_name(desk, ask, qtbot):
    dialog = ask("rename", "place:oslo")
    assert dialog.line.text() == "Oslo"
    assert not dialog.save_button.isEnabled()
    dialog.line.setText(" ")
    assert not dialog.save_button.isEnabled()
    dialog.line.setText("Kristiania")
    save(dialog, qtbot)
    assert entity(desk, "place", "Kristiania")
    desk.workspace.undo_stack.undo()
    assert entity(desk, "place", "Oslo")


def test_renaming_to_a_name_that_is_there_says_that_they_become_one(ask):
    dialog = ask("rename", "place:oslo")
    dialog.line.setText("Bergen")
    assert "joins" in dialog.helper.text()


def test_merging_lists_all_others_and_joins_the_chosen(desk, ask, qtbot):
    dialog = ask("merge", "person:ida holm")
    assert dialog.list.count() == 4
    qtbot.keyClicks(dialog.line, "berg")
    assert [dialog.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(2)] == [
        "person:anna berg",
        "place:bergen",
    ]
    save(dialog, qtbot)
    assert len(starts(desk, "person", "Anna Berg")) == 4
    assert entity(desk, "person", "Ida Holm") is None


def test_the_arrow_keys_choose_while_one_types(ask, qtbot):
    dialog = ask("merge", "person:ida holm")
    first = dialog.chosen
    qtbot.keyClick(dialog.line, Qt.Key.Key_Down)
    assert dialog.chosen is not first


def test_merging_with_nobody_is_not_possible(ask):
    dialog = ask("merge", "person:ida holm")
    dialog.line.setText("nobody at all")
    assert not dialog.save_button.isEnabled()
    assert dialog.helper.text()


def test_splitting_off_needs_another_name_than_the_one_it_leaves(desk, ask, qtbot):
    start = TEXT.rindex("Berg left")
    dialog = ask("split", "person:anna berg", start, start + 4, "person")
    assert dialog.line.text() == "Berg"
    dialog.line.setText("Anna  Berg")
    assert not dialog.save_button.isEnabled()
    dialog.line.setText("Nils Berg")
    save(dialog, qtbot)
    assert starts(desk, "person", "Nils Berg") == [start]
    assert len(starts(desk, "person", "Anna Berg")) == 2


def test_adding_takes_words_kind_and_name(desk, ask, qtbot):
    start = TEXT.index("Comrade")
    dialog = ask("add", start=start, end=start + 7, kind="event")
    assert dialog.line.text() == "Comrade"
    dialog.line.setText("The Comrade")
    save(dialog, qtbot)
    assert starts(desk, "event", "The Comrade")[0] == start


def test_adding_another_mention_takes_name_and_kind_from_the_list(desk, ask, qtbot):
    start = TEXT.index("nobody")
    dialog = ask("add", start=start, end=start + 6)
    dialog.line.selectAll()
    qtbot.keyClicks(dialog.line, "cross")
    dialog.list.itemClicked.emit(dialog.list.item(0))
    assert dialog.line.text() == "Red Cross"
    assert "another mention" in dialog.helper.text()
    save(dialog, qtbot)
    assert len(starts(desk, "organisation", "Red Cross")) == 2


def test_a_wish_about_what_is_gone_says_so(ask):
    dialog = ask("rename", "place:atlantis")
    assert dialog.problem_line.text()
    assert not dialog.save_button.isEnabled()
