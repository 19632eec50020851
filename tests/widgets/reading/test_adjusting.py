import pytest
from PySide6.QtCore import QPointF, Qt
from pytestqt.qtbot import QtBot

from postil.domain.document import Block, Document
from postil.widgets.reading import Mark, ReadingSurface
from postil.widgets.reading.adjusting import character_step, word_step
from postil.widgets.reading.events import MarkAdjusted
from widgets.reading.documents import viewport_point

TEXT = "One two three four five six seven eight nine ten eleven twelve."
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def adjusting(qtbot: QtBot, surface: ReadingSurface) -> ReadingSurface:
    """A surface with a mark on "three four" whose ends have handles."""
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(Document((Block("paragraph", TEXT),)))
    surface.set_marks([Mark("m", 8, 18, "yellow")])
    surface.set_adjusted("m")
    return surface


@pytest.mark.parametrize(
    ("key", "modifiers", "expected"),
    [
        (Qt.Key.Key_Right, ALT | SHIFT, (8, 19)),
        (Qt.Key.Key_Left, ALT | SHIFT, (8, 17)),
        (Qt.Key.Key_Right, ALT, (9, 18)),
        (Qt.Key.Key_Left, ALT, (7, 18)),
        (Qt.Key.Key_Right, ALT | SHIFT | CTRL, (8, 23)),
        (Qt.Key.Key_Left, ALT | CTRL, (4, 18)),
        (Qt.Key.Key_Right, SHIFT, (8, 19)),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, (7, 18)),
        (Qt.Key.Key_Right, SHIFT | CTRL, (8, 23)),
        (Qt.Key.Key_Left, CTRL, (4, 18)),
    ],
)
def test_the_keyboard_moves_an_end(
    qtbot: QtBot, adjusting: ReadingSurface, key: Qt.Key, modifiers: Qt.KeyboardModifier, expected: tuple[int, int]
) -> None:
    with qtbot.waitSignal(adjusting.mark_adjusted) as told:
        qtbot.keyClick(adjusting._page, key, modifiers)
    assert told.args == [MarkAdjusted("m", *expected)]


def test_a_mark_never_becomes_empty(qtbot: QtBot, adjusting: ReadingSurface) -> None:
    for _ in range(20):
        qtbot.keyClick(adjusting._page, Qt.Key.Key_Left, ALT | SHIFT)
    assert adjusting._overlays.adjusted == Mark("m", 8, 9, "yellow")


def test_a_handle_is_dragged_to_another_word(qtbot: QtBot, adjusting: ReadingSurface) -> None:
    viewport = adjusting._page.viewport()
    handle = adjusting._adjusting._points()["end"].toPoint()
    to = viewport_point(adjusting, TEXT.index("six"))
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=handle)
    qtbot.mouseMove(viewport, to)
    with qtbot.waitSignal(adjusting.mark_adjusted) as told:
        qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=to)
    assert told.args is not None
    assert told.args[0].start == 8
    assert abs(told.args[0].end - TEXT.index("six")) <= 1
    assert adjusting.selected_range() is None


def test_the_mark_that_comes_back_moved_keeps_its_handles(qtbot: QtBot, adjusting: ReadingSurface) -> None:
    qtbot.keyClick(adjusting._page, Qt.Key.Key_Right, ALT | SHIFT)
    adjusting.change_marks(["m"], [Mark("m", 8, 19, "yellow")])
    assert adjusting._overlays.adjusted == Mark("m", 8, 19, "yellow")
    assert set(adjusting._adjusting._points()) == {"start", "end"}


def test_a_mark_that_was_deleted_loses_its_handles(adjusting: ReadingSurface) -> None:
    adjusting.change_marks(["m"], ())
    assert adjusting._adjusting._points() == {}
    assert adjusting._adjusting.under(QPointF(0, 0)) == ""


FOLDED = "A title\nBy somebody\nThe text."


@pytest.fixture
def beside_a_fold(qtbot: QtBot, surface: ReadingSurface) -> ReadingSurface:
    """A surface with a folded byline between two blocks."""
    blocks = (
        Block("paragraph", "A title"),
        Block("paragraph", "By somebody", boilerplate="byline"),
        Block("paragraph", "The text."),
    )
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(Document(blocks))
    return surface


def _marked(surface: ReadingSurface) -> str:
    mark = surface._overlays.adjusted
    assert mark is not None
    return FOLDED[mark.start : mark.end]


def test_an_end_passes_a_folded_passage_in_one_step(qtbot: QtBot, beside_a_fold: ReadingSurface) -> None:
    surface, page = beside_a_fold, beside_a_fold._page
    surface.set_marks([Mark("m", 2, 7, "yellow")])
    surface.set_adjusted("m")
    seen = [_marked(surface)]
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_Right, SHIFT)
        seen.append(_marked(surface))
    assert [words.strip() for words in seen] == ["title", "title", FOLDED[2:21], FOLDED[2:22]]
    seen = []
    for _ in range(2):
        qtbot.keyClick(page, Qt.Key.Key_Left, SHIFT | CTRL)
        seen.append(_marked(surface).strip())
    assert seen == ["title", "t"]


def test_a_beginning_passes_a_folded_passage_in_one_step(qtbot: QtBot, beside_a_fold: ReadingSurface) -> None:
    surface, page = beside_a_fold, beside_a_fold._page
    surface.set_marks([Mark("m", 20, 28, "yellow")])
    surface.set_adjusted("m")
    seen: list[str] = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(page, key)
        seen.append(_marked(surface))
    assert [words.strip() for words in seen] == ["The text", "e\nBy somebody\nThe text", "The text", "The text"]


@pytest.mark.parametrize("place", [FOLDED.index("By"), FOLDED.index("somebody"), FOLDED.index("The")])
def test_a_handle_dragged_to_a_folded_line_ends_before_it(beside_a_fold: ReadingSurface, place: int) -> None:
    beside_a_fold.set_marks([Mark("m", 2, 4, "yellow")])
    beside_a_fold.set_adjusted("m")
    beside_a_fold._adjusting._move("end", place)
    assert _marked(beside_a_fold).strip() == "title"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_escape_and_enter_put_the_handles_away(qtbot: QtBot, adjusting: ReadingSurface, key: Qt.Key) -> None:
    with qtbot.waitSignal(adjusting.adjusting_ended):
        qtbot.keyClick(adjusting._page, key)
    assert adjusting._overlays.adjusted is None


def test_a_press_elsewhere_puts_the_handles_away(qtbot: QtBot, adjusting: ReadingSurface) -> None:
    there = viewport_point(adjusting, TEXT.index("eight"))
    with qtbot.waitSignal(adjusting.adjusting_ended):
        qtbot.mouseClick(adjusting._page.viewport(), Qt.MouseButton.LeftButton, pos=there)
    assert adjusting._overlays.adjusted is None


@pytest.mark.parametrize(
    ("text", "position", "expected"), [("ae\u0301b", 1, 3), ("a🙂b", 1, 2), ("ab", 2, 2), ("a\nb", 1, 2)]
)
def test_a_step_passes_one_whole_character(text: str, position: int, expected: int) -> None:
    assert character_step(text, position, 1) == expected
    if expected > position:
        assert character_step(text, expected, -1) == position


def test_a_step_by_words_goes_to_their_ends() -> None:
    assert (word_step("one two", 0, 1), word_step("one two", 7, -1), word_step("", 0, 1)) == (3, 4, 0)
