"""A long article moves from section to section as if it were one page."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from postil.widgets.reading import ReadingPosition, ReadingStyle, ReadingSurface, TextRange
from postil.widgets.reading.geometry import row_of
from widgets.reading.documents import prose, shown_sheet

LONG = prose(24_000)


def opened(qtbot: QtBot, surface: ReadingSurface, position: int = 0) -> ReadingSurface:
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(LONG, position)
    return surface


def settled(qtbot: QtBot, surface: ReadingSurface) -> None:
    qtbot.waitUntil(lambda: not surface._view.is_waiting() and not surface._view._soon.isActive())


def test_scrolling_on_changes_the_sheet_and_moves_no_line(qtbot: QtBot, surface: ReadingSurface) -> None:
    opened(qtbot, surface)
    assert len(surface._view.plan.sections) > 2  # type: ignore[union-attr]
    bar = surface._page.verticalScrollBar()
    seen = {0}
    crossings = 0
    while len(seen) < 3:
        before = shown_sheet(surface).section.index
        bar.setValue(bar.value() + 300)
        position, y = surface._view.here()
        settled(qtbot, surface)
        sheet = shown_sheet(surface)
        if sheet.section.index != before:
            crossings += 1
            assert abs(row_of(sheet, position).top() - surface._page.top() - y) <= 1
        seen.add(sheet.section.index)
    assert crossings == 2


def test_scrolling_back_comes_to_the_very_beginning(qtbot: QtBot, surface: ReadingSurface) -> None:
    opened(qtbot, surface, len(LONG.text) // 2)
    bar = surface._page.verticalScrollBar()
    for _ in range(400):
        bar.setValue(bar.value() - 500)
        settled(qtbot, surface)
        if shown_sheet(surface).section.index == 0 and bar.value() == 0:
            break
    assert surface.reading_position().position == 0


def test_the_end_key_goes_to_the_end_of_the_article(qtbot: QtBot, surface: ReadingSurface) -> None:
    opened(qtbot, surface)
    qtbot.keyClick(surface._page, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, surface)
    assert shown_sheet(surface).end == len(LONG.text)
    assert surface.reading_position().progress == 1.0
    qtbot.keyClick(surface._page, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, surface)
    assert surface.reading_position().position == 0


def test_a_selection_reaches_over_all_sections(qtbot: QtBot, surface: ReadingSurface) -> None:
    opened(qtbot, surface)
    surface.select(10, 10)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    assert QKeySequence(QKeySequence.StandardKey.SelectEndOfDocument)
    qtbot.keyClick(surface._page, Qt.Key.Key_End, both)
    settled(qtbot, surface)
    assert surface.selected_range() == TextRange(10, len(LONG.text))
    qtbot.keyClick(surface._page, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert surface.selected_range() == TextRange(10, len(LONG.text) - 1)
    assert surface.selected_text() == LONG.text[10:-1]


def test_a_selection_survives_a_visit_to_another_section(qtbot: QtBot, surface: ReadingSurface) -> None:
    opened(qtbot, surface)
    surface.select(30, 60)
    surface.go_to(len(LONG.text) - 100)
    settled(qtbot, surface)
    assert surface.selection_rectangle().isEmpty()
    surface.go_to(0)
    settled(qtbot, surface)
    assert surface.selected_range() == TextRange(30, 60)
    assert surface._page.textCursor().selectionEnd() - surface._page.textCursor().selectionStart() == 30


def test_going_to_a_place_twice_comes_to_the_same_place(qtbot: QtBot, surface: ReadingSurface) -> None:
    opened(qtbot, surface)
    for position in (70_000, 5_000, 40_000):
        surface.go_to(position)
        settled(qtbot, surface)
        first = surface.reading_position()
        assert first.position <= position < first.position + 120
        surface.go_to(first.position)
        settled(qtbot, surface)
        assert surface.reading_position() == first


def test_revealing_a_passage_far_away_brings_it_into_view_and_flashes_it(qtbot: QtBot, surface: ReadingSurface) -> None:
    opened(qtbot, surface)
    surface.reveal(80_000, 80_040)
    qtbot.waitUntil(lambda: surface._overlays.flash is not None)
    assert surface._view.is_in_view(80_000, 80_040)


def test_what_was_asked_for_before_the_page_is_there_is_done_when_it_is(qtbot: QtBot, surface: ReadingSurface) -> None:
    surface.show_document(LONG)
    surface.go_to(60_000)
    surface.select(60_000, 60_010)
    settled(qtbot, surface)
    assert abs(surface.reading_position().position - 60_000) < 120
    assert surface._page.textCursor().selectedText() == LONG.text[60_000:60_010]


def test_the_reading_position_is_told_after_scrolling(qtbot: QtBot, surface: ReadingSurface) -> None:
    opened(qtbot, surface)
    with qtbot.waitSignal(surface.position_changed):
        pass
    with qtbot.waitSignal(surface.position_changed) as told:
        surface._page.verticalScrollBar().setValue(900)
    assert told.args is not None
    assert isinstance(told.args[0], ReadingPosition)
    assert 0 < told.args[0].position < 10_000


def test_a_change_of_face_or_width_keeps_the_top_line(qtbot: QtBot, surface: ReadingSurface) -> None:
    opened(qtbot, surface, 50_000)
    position, y = surface._view.here()
    surface.set_style(ReadingStyle(size_points=20))
    settled(qtbot, surface)
    surface.resize(400, 640)
    settled(qtbot, surface)
    row = row_of(shown_sheet(surface), position)
    assert abs(row.top() - surface._page.top() - y) <= 2


def test_pages_turn_down_by_a_screen_and_on_into_the_next_section(qtbot: QtBot, surface: ReadingSurface) -> None:
    opened(qtbot, surface)
    last = -1
    for _ in range(60):
        qtbot.keyClick(surface._page, Qt.Key.Key_PageDown)
        settled(qtbot, surface)
        position = surface.reading_position().position
        assert position > last
        last = position
        if shown_sheet(surface).section.index == 2:
            return
    raise AssertionError(f"after 60 pages still at {last}")


def test_the_scroll_bar_takes_the_reader_through_the_whole_article(qtbot: QtBot, surface: ReadingSurface) -> None:
    opened(qtbot, surface)
    bar = surface._bar
    bar.setSliderPosition(bar.maximum() // 2)
    bar.triggerAction(bar.SliderAction.SliderMove)
    settled(qtbot, surface)
    assert 0.3 < surface.reading_position().progress < 0.7


def test_the_caret_comes_to_the_page_in_view(qtbot: QtBot, surface: ReadingSurface) -> None:
    opened(qtbot, surface)
    surface.go_to(60_000)
    settled(qtbot, surface)
    top = surface.reading_position().position
    qtbot.keyClick(surface._page, Qt.Key.Key_Right)
    assert surface._choosing.head == top + 1
