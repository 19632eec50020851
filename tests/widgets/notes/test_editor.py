import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from postil.widgets.notes.editor import NoteEditor
from postil.widgets.notes.values import Work

pytestmark = pytest.mark.qt_log_ignore("grabbing the keyboard")
WORKS = (
    Work("berg2024asked", "Anna Berg, 2024, What was asked in March"),
    Work("harbour2019lamps", "Site of the Harbour, The lamps of the harbour"),
    Work("mond1987", "Karl Mond, Ida Berg, Letters of two brothers"),
)


def offer(typed, offered):
    """Offer the works that have what was typed anywhere in their key."""
    offered(typed, tuple(work for work in WORKS if typed in work.key))


@pytest.fixture
def editor(qtbot):
    window = QWidget()
    column = QVBoxLayout(window)
    made = NoteEditor(window)
    made.set_offers(offer)
    column.addWidget(made)
    window.resize(320, 300)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    made.setFocus()
    yield made
    if made._completer is not None:
        made._completer.dismiss()


def offers(editor: NoteEditor) -> bool:
    return editor._completer is not None and editor._completer.showing


def test_typing_is_told_of_but_not_what_is_put_there(editor, qtbot):
    heard = []
    editor.typed.connect(heard.append)
    editor.begin("Who?")
    editor.follow("Whose?")
    assert heard == []
    editor.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(editor, "!")
    assert heard == ["Whose?!"]


def test_following_keeps_the_caret(editor):
    editor.begin("one two three")
    cursor = editor.textCursor()
    cursor.setPosition(4)
    editor.setTextCursor(cursor)
    editor.follow("one two three four")
    assert editor.textCursor().position() == 4
    editor.follow("one")
    assert editor.textCursor().position() == 3


def test_escape_and_control_return_end_it(editor, qtbot):
    for key, modifier in (
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier),
    ):
        with qtbot.waitSignal(editor.ended):
            qtbot.keyClick(editor, key, modifier)
    assert editor.toPlainText() == ""


def undo_override():
    return QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_undo_is_the_editors_while_there_is_typing_and_the_windows_after(editor, qtbot):
    editor.begin("before")
    wish = undo_override()
    editor.event(wish)
    assert not wish.isAccepted()
    qtbot.keyClicks(editor, "x")
    wish = undo_override()
    editor.event(wish)
    assert wish.isAccepted()


def test_it_grows_with_its_wrapped_lines_up_to_a_bound(editor):
    editor.begin("one line")
    low = editor.sizeHint().height()
    editor.begin("words that wrap " * 12)
    higher = editor.sizeHint().height()
    editor.begin("line\n" * 200)
    highest = editor.sizeHint().height()
    assert low < higher < highest < 40 * editor.fontMetrics().lineSpacing()


def test_a_key_being_typed_offers_works_and_return_inserts_the_key(editor, qtbot):
    qtbot.keyClicks(editor, "See [@be")
    assert editor._completer.showing
    qtbot.keyClick(editor._completer.popup(), Qt.Key.Key_Return)
    assert editor.toPlainText() == "See [@berg2024asked]"
    qtbot.keyClicks(editor, ", p. 3")
    assert editor.toPlainText() == "See [@berg2024asked, p. 3]"


def test_a_bare_key_gets_no_bracket(editor, qtbot):
    qtbot.keyClicks(editor, "As @lamps")
    qtbot.keyClick(editor._completer.popup(), Qt.Key.Key_Tab)
    assert editor.toPlainText() == "As @harbour2019lamps"


def test_tab_takes_an_offered_work_where_it_could_go_to_the_next_field_too(editor, qtbot):
    beside = QLineEdit()
    editor.window().layout().addWidget(beside)
    beside.show()
    qtbot.keyClicks(editor, "See [@lamps")
    qtbot.keyClick(editor._completer.popup(), Qt.Key.Key_Tab)
    assert editor.toPlainText() == "See [@harbour2019lamps]"
    assert editor.hasFocus()
    qtbot.keyClick(editor, Qt.Key.Key_Tab)
    assert beside.hasFocus()


def test_letters_outside_the_basic_plane_before_the_key_do_not_shift_it(editor, qtbot):
    editor.begin("𝒜𝒷 😀 ")
    qtbot.keyClicks(editor, "[@mond")
    qtbot.keyClick(editor._completer.popup(), Qt.Key.Key_Return)
    assert editor.toPlainText() == "𝒜𝒷 😀 [@mond1987]"


def test_escape_closes_the_works_before_it_ends_the_writing(editor, qtbot):
    ended = []
    editor.ended.connect(ended.append)
    qtbot.keyClicks(editor, "[@")
    assert editor._completer.showing
    qtbot.keyClick(editor._completer.popup(), Qt.Key.Key_Escape)
    assert not editor._completer.showing
    assert editor.toPlainText() == "[@"
    assert ended == []


def test_nothing_is_offered_for_an_address_of_electronic_mail(editor, qtbot):
    qtbot.keyClicks(editor, "anna@berg")
    assert not offers(editor)


def test_a_finished_key_closes_the_works(editor, qtbot):
    qtbot.keyClicks(editor, "@mond1987")
    assert not editor._completer.showing


def test_what_is_offered_for_letters_that_are_typed_no_more_is_not_shown(editor, qtbot):
    asked = []
    editor.set_offers(lambda typed, offered: asked.append((typed, offered)))
    qtbot.keyClicks(editor, "@mo")
    typed, offered = asked[1]
    assert typed == "m"
    offered(typed, WORKS)
    assert not offers(editor)
    typed, offered = asked[2]
    offered(typed, WORKS[2:])
    assert offers(editor)


def test_the_end_of_a_note_is_where_writing_begins(editor):
    editor.begin("Who?")
    assert editor.textCursor().atEnd()
    assert not editor.document().isUndoAvailable()
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    assert editor.textCursor().position() == 0


def test_the_bracket_that_completion_put_there_can_be_typed_over(editor, qtbot):
    editor.begin("Says who? [@")
    qtbot.keyClicks(editor, "mon")
    qtbot.keyClick(editor._completer.popup(), Qt.Key.Key_Return)
    qtbot.keyClicks(editor, ", p. 3] and [so] on")
    assert editor.toPlainText() == "Says who? [@mond1987, p. 3] and [so] on"


def test_a_bracket_is_typed_where_none_ends_a_citation(editor, qtbot):
    editor.begin("[so]")
    editor.moveCursor(QTextCursor.MoveOperation.Left)
    qtbot.keyClicks(editor, "]")
    assert editor.toPlainText() == "[so]]"
