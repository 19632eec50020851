from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from finding import told_by
from postil.domain.document import Block, Document, Span
from postil.widgets.reading import EntityMark, Mark, ReadingStyle, ReadingSurface, TextRange
from postil.widgets.reading.events import MarkClicked
from postil.widgets.reading.view import ArticleBar
from widgets.reading.documents import prose, shown_sheet, viewport_point

PARAGRAPH = "The miller of ** sold\u00a0flour to 🙂 three villages, and nobody asked who had paid for it."


def article() -> Document:
    return Document(
        (
            Block("heading", "The miller", level=1),
            Block("paragraph", "Follow us", boilerplate="plea"),
            Block("paragraph", "And subscribe", boilerplate="plea"),
            Block("paragraph", PARAGRAPH, (Span(4, 10, "link", "https://example.org/miller"),)),
            Block("figure", "The mill", source="https://example.org/mill.png"),
            Block("paragraph", "A second paragraph with other words in it."),
        )
    )


def click(qtbot: QtBot, surface: ReadingSurface, point: QPoint) -> None:
    qtbot.mouseClick(surface._page.viewport(), Qt.MouseButton.LeftButton, pos=point)


def test_the_page_is_told_when_it_has_been_painted(qtbot: QtBot, surface: ReadingSurface) -> None:
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(article())


def test_a_long_article_is_told_when_it_has_been_painted(qtbot: QtBot, surface: ReadingSurface) -> None:
    blocks = tuple(Block("paragraph", f"Paragraph {number}. " * 40) for number in range(300))
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(Document(blocks), 100_000)
    assert abs(surface.reading_position().position - 100_000) < 700


@pytest.mark.parametrize("blocks", [(), (Block("paragraph", ""),), (Block("rule", ""),)])
def test_an_article_without_text_is_an_empty_page(
    qtbot: QtBot, surface: ReadingSurface, blocks: tuple[Block, ...]
) -> None:
    surface.show_document(Document(blocks))
    surface.select_all()
    surface.go_to(0)
    surface.reveal(0, 0)
    surface.set_style(ReadingStyle(size_points=20))
    assert surface.selected_range() is None
    assert surface.reading_position().position == 0
    assert surface.grab().size() == surface.size()


def test_copying_keeps_no_break_spaces_and_stars(qtbot: QtBot, surface: ReadingSurface) -> None:
    document = article()
    surface.show_document(document)
    start = document.text.index("**")
    surface.select(start, start + 16)
    surface._page.setFocus()
    qtbot.keyClick(surface._page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == document.text[start : start + 16]
    assert "\u00a0" in QGuiApplication.clipboard().text()


def test_copying_gives_plain_text_alone(surface: ReadingSurface) -> None:
    surface.show_document(article())
    surface.select(0, 5)
    assert surface._page.createMimeDataFromSelection().formats() == ["text/plain"]


def test_selecting_tells_the_range(qtbot: QtBot, surface: ReadingSurface) -> None:
    surface.show_document(article())
    with qtbot.waitSignal(surface.selection_changed) as told:
        surface.select(4, 10)
    assert told.args == [TextRange(4, 10)]
    assert surface.selection_rectangle().isValid()
    with qtbot.waitSignal(surface.selection_changed) as told:
        surface.clear_selection()
    assert told.args == [None]
    assert surface.selection_rectangle().isEmpty()


def test_the_keyboard_selects_words_from_the_caret(qtbot: QtBot, surface: ReadingSurface) -> None:
    document = article()
    surface.show_document(document)
    start = document.text.index("A second")
    surface.select(start, start)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(surface._page, Qt.Key.Key_Right, both)
    qtbot.keyClick(surface._page, Qt.Key.Key_Right, both)
    assert surface.selected_text() == "A second "


def test_the_mouse_selects_across_paragraphs_and_table_cells(qtbot: QtBot, surface: ReadingSurface) -> None:
    document = Document(
        (Block("paragraph", "Before it."), Block("table", "one\ttwo\nthree\t**"), Block("paragraph", "After."))
    )
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(document)
    viewport = surface._page.viewport()
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=viewport_point(surface, 1))
    qtbot.mouseMove(viewport, viewport_point(surface, len(document.text) - 2))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=viewport_point(surface, len(document.text) - 2))
    chosen = surface.selected_range()
    assert chosen is not None
    assert surface.selected_text() == document.text[chosen.start : chosen.end]
    assert "one\ttwo\nthree\t**" in surface.selected_text()


def test_files_that_are_dropped_are_left_to_the_window(surface: ReadingSurface) -> None:
    assert not surface._page.acceptDrops()
    assert not surface._page.viewport().acceptDrops()


def test_the_caret_passes_an_astral_character_in_one_step(qtbot: QtBot, surface: ReadingSurface) -> None:
    document = article()
    surface.show_document(document)
    start = document.text.index("🙂")
    surface.select(start, start)
    qtbot.keyClick(surface._page, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert surface.selected_text() == "🙂"


def test_selecting_all_and_copying_leaves_folded_passages_out(qtbot: QtBot, surface: ReadingSurface) -> None:
    document = article()
    surface.show_document(document)
    qtbot.keyClick(surface._page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert surface.selected_range() == TextRange(0, len(document.text))
    assert surface.selected_text() == document.text.replace("Follow us\nAnd subscribe\n", "")


def test_a_selection_that_goes_on_over_a_folded_passage_ends_before_it(qtbot: QtBot, surface: ReadingSurface) -> None:
    document = Document(
        (
            Block("paragraph", "A title"),
            Block("paragraph", "By somebody", boilerplate="byline"),
            Block("paragraph", "The text."),
        )
    )
    surface.show_document(document)
    surface.select(0, document.text.index("The text."))
    assert surface.selected_range() == TextRange(0, len("A title\n"))
    surface.select(2, 2)
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    while surface._choosing.head < document.text.index("The text."):
        qtbot.keyClick(surface._page, Qt.Key.Key_Right, both)
    assert surface.selected_text().strip() == "title"
    chosen = surface.selected_range()
    assert chosen is not None
    assert document.text[chosen.start : chosen.end].strip() == "title"
    qtbot.keyClick(surface._page, Qt.Key.Key_Right, both)
    chosen = surface.selected_range()
    assert chosen is not None
    assert "By somebody" in document.text[chosen.start : chosen.end], "inside of a selection it stays"
    start = document.text.index("By somebody")
    surface.select(start, start + 3)
    assert surface.selected_range() == TextRange(start, start + 3), "what is chosen alone is meant"


def test_folding_moves_no_position(surface: ReadingSurface) -> None:
    document = article()
    surface.show_document(document)
    start = document.text.index("three")
    surface.set_marks([Mark("m", start, start + 5, "yellow")])
    for shown in (True, False):
        surface.set_boilerplate_shown(shown)
        sheet = shown_sheet(surface)
        line = sheet.lines[sheet.line_index(start)]
        assert sheet.text_block(line).text() == PARAGRAPH
        assert surface.marks_at(start) == ("m",)


def folds(surface: ReadingSurface) -> list[tuple[str, ...]]:
    return [line.rules for line in shown_sheet(surface).lines if line.fold]


def two_runs() -> Document:
    return Document((*article().blocks, Block("paragraph", "Share", boilerplate="share")))


def test_a_click_on_a_folded_line_shows_just_what_it_stands_for(qtbot: QtBot, surface: ReadingSurface) -> None:
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(two_runs())
    assert folds(surface) == [("plea", "plea"), ("share",)]
    show = next(hot for hot in surface._pointing.hot if hot.wish == "show")
    click(qtbot, surface, show.area.center().toPoint())
    assert folds(surface) == [("share",)]
    surface.grab()
    fold = next(hot for hot in surface._pointing.hot if hot.wish == "fold")
    click(qtbot, surface, fold.area.center().toPoint())
    assert folds(surface) == [("plea", "plea"), ("share",)]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_key_on_a_folded_line_shows_what_it_stands_for(qtbot: QtBot, surface: ReadingSurface, key: Qt.Key) -> None:
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(two_runs())
    folded = article().text.index("Follow")
    surface.select(folded, folded)
    qtbot.keyClick(surface._page, key)
    assert folds(surface) == [("share",)]
    qtbot.keyClick(surface._page, Qt.Key.Key_Return)
    assert folds(surface) == [("plea", "plea"), ("share",)]


def test_what_is_shown_says_above_itself_what_it_was_taken_for(qtbot: QtBot, surface: ReadingSurface) -> None:
    surface.show_document(article())
    surface.set_boilerplate_shown(True)
    sheet = shown_sheet(surface)
    assert [line.rules for line in sheet.lines if line.rules] == [("plea", "plea")]
    plain = [sheet.text_block(line).blockFormat().topMargin() for line in sheet.lines[1:3]]
    assert plain[0] > plain[1]


def test_other_marks_of_the_same_text_move_nothing(qtbot: QtBot, surface: ReadingSurface) -> None:
    document = article()
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(document)
    start = document.text.index("three")
    surface.set_marks([Mark("m", start, start + 5, "yellow")])
    surface.select(start, start + 5)
    blocks = list(document.blocks)
    blocks[1] = replace(blocks[1], boilerplate="")
    blocks[5] = replace(blocks[5], boilerplate="by_hand")
    surface.mark_anew(Document(tuple(blocks)))
    assert folds(surface) == [("plea",), ("by_hand",)]
    assert surface.selected_range() == TextRange(start, start + 5)
    assert surface.marks_at(start) == ("m",)
    assert surface.chosen_blocks() == (3,)


def test_the_caret_on_a_folded_line_is_on_all_it_stands_for(qtbot: QtBot, surface: ReadingSurface) -> None:
    surface.show_document(article())
    surface.select(article().text.index("Follow"), article().text.index("Follow"))
    assert surface.chosen_blocks() == (1, 2)


def test_another_article_begins_with_its_boilerplate_folded(surface: ReadingSurface) -> None:
    surface.show_document(article())
    surface.turn_boilerplate(article().text.index("Follow"))
    surface.show_document(two_runs())
    assert folds(surface) == [("plea", "plea"), ("share",)]


def test_enter_in_a_paragraph_does_nothing(qtbot: QtBot, surface: ReadingSurface) -> None:
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(article())
    last = len(article().text) - 3
    surface.select(last, last)
    with qtbot.assertNotEmitted(surface.figure_requested):
        qtbot.keyClick(surface._page, Qt.Key.Key_Return)
    assert folds(surface) == [("plea", "plea")]


def test_revealing_a_passage_in_folded_boilerplate_unfolds_it(surface: ReadingSurface) -> None:
    document = two_runs()
    surface.show_document(document)
    start = document.text.index("subscribe")
    surface.reveal(start, start + 9)
    assert surface._overlays.flash == TextRange(start, start + 9)
    assert folds(surface) == [("share",)]


def test_a_flash_fades(qtbot: QtBot, surface: ReadingSurface) -> None:
    surface.show_document(article())
    surface._flashing.fading.setDuration(20)
    with qtbot.waitSignal(surface._flashing.fading.finished):
        surface.reveal(0, 5)
    assert surface._overlays.flash is None


def test_a_click_tells_all_marks_the_shortest_first(qtbot: QtBot, surface: ReadingSurface) -> None:
    document = article()
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(document)
    start = document.text.index("villages")
    surface.set_marks([Mark("long", start - 20, start + 20, "yellow"), Mark("short", start, start + 8, "blue")])
    with qtbot.waitSignal(surface.mark_clicked) as told:
        click(qtbot, surface, viewport_point(surface, start + 2))
    assert told.args == [MarkClicked(("short", "long"), start + 2)]


def test_a_click_on_a_mention_tells_it_if_its_kind_is_shown(qtbot: QtBot, surface: ReadingSurface) -> None:
    document = article()
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(document)
    start = document.text.index("**")
    mask = EntityMark(start, start + 2, "mask")
    surface.set_entity_marks([mask])
    point = viewport_point(surface, start)
    with qtbot.assertNotEmitted(surface.entity_clicked):
        click(qtbot, surface, point)
    surface.set_entity_kinds_shown(frozenset({"mask"}))
    with qtbot.waitSignal(surface.entity_clicked) as told:
        click(qtbot, surface, point + QPoint(0, 1))
    assert told_by(told).mark == mask


def test_a_link_is_told_and_never_opened(qtbot: QtBot, surface: ReadingSurface) -> None:
    document = article()
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(document)
    with qtbot.waitSignal(surface.link_activated) as told:
        click(qtbot, surface, viewport_point(surface, document.text.index("miller of") + 2))
    assert told.args == ["https://example.org/miller"]
    assert surface.selected_range() is None
    assert shown_sheet(surface).document is surface._page.document()


def test_a_picture_on_the_web_is_asked_for_by_a_click_alone(qtbot: QtBot, surface: ReadingSurface) -> None:
    with qtbot.assertNotEmitted(surface.figure_requested), qtbot.waitSignal(surface.page_shown):
        surface.show_document(article())
    load = next(hot for hot in surface._pointing.hot if hot.wish == "load")
    with qtbot.waitSignal(surface.figure_requested) as told:
        click(qtbot, surface, load.area.center().toPoint())
    assert told.args == ["https://example.org/mill.png"]


def test_a_picture_that_came_is_painted_in_its_place(qtbot: QtBot, surface: ReadingSurface) -> None:
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(article())
    picture = QImage(300, 100, QImage.Format.Format_RGB32)
    picture.fill(QColor("#ff0000"))
    surface.set_figures({"https://example.org/mill.png": picture})
    grabbed = surface.grab().toImage()
    red = sum(grabbed.pixelColor(grabbed.width() // 2 - 60, y) == QColor("#ff0000") for y in range(grabbed.height()))
    assert 60 < red <= 101
    assert not any(hot.wish == "load" for hot in surface._pointing.hot)


def test_marks_are_painted_where_their_words_stand(qtbot: QtBot, surface: ReadingSurface) -> None:
    document = article()
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(document)
    start = document.text.index("villages")
    surface.set_marks([Mark("m", start, start + 8, "yellow")])
    fill = surface._inks.fill(("yellow",))
    image = surface._page.viewport().grab().toImage()
    for position, inside in ((start, True), (start + 7, True), (start - 3, False), (start + 10, False)):
        point = viewport_point(surface, position)
        column = {image.pixelColor(point.x(), point.y() + dy).name() for dy in range(-9, 8)}
        assert (fill.name() in column) == inside


def test_adding_and_removing_marks_changes_what_is_there(surface: ReadingSurface) -> None:
    surface.show_document(article())
    surface.set_marks([Mark("a", 0, 5, "yellow")])
    surface.change_marks(["a"], [Mark("b", 2, 8, "green")])
    assert (surface.marks_at(1), surface.marks_at(3)) == ((), ("b",))


def test_a_new_article_forgets_the_marks_and_selection_of_the_last(surface: ReadingSurface) -> None:
    surface.show_document(article())
    surface.set_marks([Mark("a", 0, 5, "yellow")])
    surface.select(0, 3)
    surface.show_document(Document((Block("paragraph", "Another article altogether"),)))
    assert surface.marks_at(1) == ()
    assert surface.selected_range() is None


def test_find_gives_positions_of_the_canonical_text(surface: ReadingSurface) -> None:
    document = article()
    surface.show_document(document)
    matches = surface.find("paragraph")
    surface.show_found(matches, 0)
    assert [document.text[match.start : match.end] for match in matches] == ["paragraph"]


def test_a_change_of_style_keeps_selection_and_place(surface: ReadingSurface) -> None:
    surface.show_document(article())
    surface.select(3, 9)
    surface.set_style(ReadingStyle(size_points=19, dark=True, page="#111111", text="#eeeeee"))
    assert surface.selected_range() == TextRange(3, 9)
    assert surface._page.textCursor().hasSelection()


def test_the_article_has_a_name_for_screen_readers_and_takes_the_focus(qtbot: QtBot, surface: ReadingSurface) -> None:
    surface.show_document(article())
    surface.setFocus()
    assert surface._page.accessibleName()
    assert surface.focusProxy() is surface._page


def test_the_masked_article_can_be_copied_whole(surface: ReadingSurface, masked_article) -> None:
    from postil.domain.text import canonical

    lines = canonical(masked_article.read_text(encoding="utf-8")).split("\n")
    document = Document(tuple(Block("paragraph", line) for line in lines))
    surface.show_document(document)
    surface.select_all()
    assert surface.selected_text() == document.text
    assert "**" in surface.selected_text()


def test_the_scroll_bar_is_there_only_where_there_is_something_to_scroll(qtbot: QtBot, surface: ReadingSurface) -> None:
    bar = surface.findChild(ArticleBar)
    assert bar is not None
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(prose(2_000))
    assert bar.isVisible()
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(prose(12))
    assert not bar.isVisible()


def test_the_pointer_on_a_folded_line_says_all_that_is_folded(qtbot: QtBot, surface: ReadingSurface) -> None:
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(two_runs())
    hot = next(hot for hot in surface._pointing.hot if hot.wish == "show")
    surface._pointing._point(hot.area.center())
    assert surface._page.viewport().toolTip() == "<qt>2 passages folded: 2 pleas to follow</qt>"
    surface._pointing._point(hot.area.bottomLeft() + hot.area.center())
    assert surface._page.viewport().toolTip() == ""


def test_a_menu_knows_all_that_the_line_under_the_pointer_stands_for(qtbot: QtBot, surface: ReadingSurface) -> None:
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(two_runs())
    show = next(hot for hot in surface._pointing.hot if hot.wish == "show")
    line = shown_sheet(surface).lines[2]
    body = shown_sheet(surface).rectangle(line).center()
    for point, blocks in ((show.area.center(), (1, 2)), (body, (3,))):
        where = surface._page.viewport().mapToGlobal(point.toPoint())
        with qtbot.waitSignal(surface.menu_requested) as told:
            QGuiApplication.sendEvent(
                surface, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, surface.mapFromGlobal(where), where)
            )
        assert told_by(told).blocks == blocks


def test_a_menu_from_the_keyboard_is_about_the_block_at_the_caret(qtbot: QtBot, surface: ReadingSurface) -> None:
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(two_runs())
    surface.select(article().text.index("Follow"), article().text.index("Follow"))
    with qtbot.waitSignal(surface.menu_requested) as told:
        QGuiApplication.sendEvent(
            surface, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
        )
    assert told_by(told).blocks == (1, 2)
