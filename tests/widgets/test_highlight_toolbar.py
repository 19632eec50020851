import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QPlainTextEdit

from postil.widgets.highlight_toolbar import HighlightToolbar
from postil.widgets.swatches import ColorChoice

CHOICES = (
    ColorChoice("yellow", "important", "#fff1a8", "#b8920a"),
    ColorChoice("red", "doubt", "#ffd3cd", "#c4473a"),
    ColorChoice("blue", "claim", "#cfe3fb", "#2f72b8"),
)


@pytest.fixture
def text(qtbot):
    view = QPlainTextEdit("words to select")
    view.resize(600, 400)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    return view


@pytest.fixture
def toolbar(text):
    made = HighlightToolbar(text)
    made.set_colors(CHOICES, "red")
    return made


def at(text, left, top, width=100, height=20):
    return QRect(text.mapToGlobal(QPoint(left, top)), QRect(0, 0, width, height).size())


def test_it_appears_above_the_selection_and_leaves_the_focus_where_it_was(toolbar, text, qtbot):
    toolbar.show_at(at(text, 200, 200))
    assert toolbar.isVisible()
    assert toolbar.geometry().bottom() < 200
    assert text.hasFocus()


def test_it_goes_below_a_selection_at_the_top(toolbar, text):
    toolbar.show_at(at(text, 200, 4))
    assert toolbar.geometry().top() > 24


@pytest.mark.parametrize("left", [-50, 0, 560, 900])
def test_it_stays_within_the_view(toolbar, text, left):
    toolbar.show_at(at(text, left, 200))
    assert text.rect().contains(toolbar.geometry())


def test_colours_are_called_by_the_readers_names(toolbar):
    assert [button.accessibleName() for button in toolbar._color_buttons] == ["important", "doubt", "claim"]
    assert [button.isChecked() for button in toolbar._color_buttons] == [False, True, False]
    assert "doubt" in toolbar._color_buttons[1].toolTip()


def test_a_click_on_a_colour_chooses_it_and_puts_the_toolbar_away(toolbar, text, qtbot):
    toolbar.show_at(at(text, 200, 200))
    with qtbot.waitSignal(toolbar.color_chosen) as chosen:
        qtbot.mouseClick(toolbar._color_buttons[2], Qt.MouseButton.LeftButton)
    assert chosen.args == ["blue"]
    assert not toolbar.isVisible()


def test_a_digit_chooses_the_colour_of_that_place(toolbar, text, qtbot):
    toolbar.show_at(at(text, 200, 200))
    toolbar.take_focus()
    with qtbot.waitSignal(toolbar.color_chosen) as chosen:
        qtbot.keyClick(toolbar._color_buttons[1], Qt.Key.Key_3)
    assert chosen.args == ["blue"]


def test_arrows_walk_over_all_buttons_and_around(toolbar, text, qtbot):
    toolbar.show_at(at(text, 200, 200))
    toolbar.take_focus()
    assert toolbar._color_buttons[1].hasFocus()
    qtbot.keyClick(toolbar._color_buttons[1], Qt.Key.Key_Left)
    qtbot.keyClick(toolbar._color_buttons[0], Qt.Key.Key_Left)
    assert toolbar._entity.hasFocus()


def test_return_presses_the_button_with_the_focus(toolbar, text, qtbot):
    toolbar.show_at(at(text, 200, 200))
    toolbar.take_focus()
    with qtbot.waitSignal(toolbar.color_chosen) as chosen:
        qtbot.keyClick(toolbar._color_buttons[1], Qt.Key.Key_Return)
    assert chosen.args == ["red"]


def test_escape_sends_it_away_and_says_so(toolbar, text, qtbot):
    toolbar.show_at(at(text, 200, 200))
    toolbar.take_focus()
    with qtbot.waitSignal(toolbar.dismissed):
        qtbot.keyClick(toolbar._note, Qt.Key.Key_Escape)
    assert not toolbar.isVisible()


@pytest.mark.parametrize(("button", "signal"), [("_note", "note_requested"), ("_copy", "copy_requested")])
def test_notes_and_copies_are_asked_for(toolbar, text, qtbot, button, signal):
    toolbar.show_at(at(text, 200, 200))
    with qtbot.waitSignal(getattr(toolbar, signal)):
        getattr(toolbar, button).click()


def test_an_entity_is_asked_for_by_its_kind(toolbar, qtbot):
    kinds = [action.data() for action in toolbar._menu.actions()]
    assert kinds == ["person", "place", "organisation", "event"]
    with qtbot.waitSignal(toolbar.entity_requested) as asked:
        toolbar._menu.actions()[1].trigger()
    assert asked.args == ["place"]


def test_new_colours_take_the_place_of_the_old(toolbar):
    toolbar.set_colors(CHOICES[:1])
    assert [button.accessibleName() for button in toolbar._color_buttons] == ["important"]


def test_renaming_a_colour_while_it_is_in_view_keeps_it_whole(toolbar, text, qtbot):
    toolbar.show_at(at(text, 200, 200))
    size = toolbar.size()
    toolbar.set_colors(toolbar._choices, toolbar._choices[1].id)
    assert toolbar.size() == size
    assert all(button.isVisible() for button in toolbar._color_buttons)
