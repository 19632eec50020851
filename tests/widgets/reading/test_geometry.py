"""Where a passage is painted."""

from pytestqt.qtbot import QtBot

from postil.domain.document import Block, Document
from postil.widgets.reading import ReadingSurface
from postil.widgets.reading.geometry import Shape, position_under
from widgets.reading.documents import shown_sheet, viewport_point


def boxes(surface: ReadingSurface, start: int, end: int) -> list[tuple[float, float]]:
    sheet = shown_sheet(surface)
    line = sheet.lines[sheet.line_index(start)]
    return [(box.left(), box.right()) for box in Shape(sheet, line).rectangles(start, end)]


def test_a_passage_of_two_directions_has_no_hole_where_the_direction_changes(surface: ReadingSurface) -> None:
    text = "English with שלום עולם inside of it"
    surface.show_document(Document((Block("paragraph", text),)))
    whole = boxes(surface, text.index("with"), text.index("inside") + 6)
    assert len(whole) == 1
    hebrew = boxes(surface, text.index("שלום"), text.index("עולם") + 4)
    first = boxes(surface, text.index("שלום"), text.index("שלום") + 1)
    assert len(hebrew) == len(first) == 1
    assert abs(first[0][1] - hebrew[0][1]) < 2  # the first letter is the rightmost
    assert first[0][1] - first[0][0] > 4


def test_a_passage_half_in_each_direction_has_two_stretches(surface: ReadingSurface) -> None:
    text = "English with שלום עולם inside of it"
    surface.show_document(Document((Block("paragraph", text),)))
    assert len(boxes(surface, text.index("with"), text.index("שלום") + 2)) == 2


def test_two_passages_that_meet_share_an_edge(surface: ReadingSurface) -> None:
    text = "Two words, and then some more of them."
    surface.show_document(Document((Block("paragraph", text),)))
    assert boxes(surface, 0, 9)[0][1] == boxes(surface, 9, 20)[0][0]


def test_every_character_is_under_its_own_place(qtbot: QtBot, surface: ReadingSurface) -> None:
    text = "ab 🙂 é wide\nsecond row שלום end"
    cells = "one\ttwo\n\t**"
    last = Block("list_item", "last", level=1, marker="1.")
    document = Document((Block("paragraph", text), Block("table", cells), last))
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(document)
    sheet = shown_sheet(surface)
    for position, character in enumerate(document.text):
        if character in "\n\t ":
            continue
        point = surface._page.to_document(viewport_point(surface, position).toPointF())
        assert position_under(sheet, point) == position


def test_beside_the_text_there_is_no_position(qtbot: QtBot, surface: ReadingSurface) -> None:
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(Document((Block("paragraph", "Short."), Block("rule", ""))))
    point = viewport_point(surface, 5).toPointF()
    assert position_under(shown_sheet(surface), point) == 5
    point.setX(point.x() + 120)
    assert position_under(shown_sheet(surface), point) is None
    point.setY(point.y() + 400)
    assert position_under(shown_sheet(surface), point) is None


def test_a_paragraph_as_long_as_a_book_is_shown_at_its_middle(qtbot: QtBot, surface: ReadingSurface) -> None:
    text = "A sentence that goes on and on without an end. " * 20_000
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(Document((Block("paragraph", text),)), len(text) // 2)
    assert abs(surface.reading_position().position - len(text) // 2) < 150
    assert shown_sheet(surface).document.characterCount() < 60_000


def test_a_table_of_a_thousand_rows_is_cut_between_rows(qtbot: QtBot, surface: ReadingSurface) -> None:
    rows = "\n".join(f"{number}\tship {number}\t**" for number in range(1000))
    with qtbot.waitSignal(surface.page_shown):
        surface.show_document(Document((Block("table", rows, level=1),)))
    sheet = shown_sheet(surface)
    assert sheet.document.characterCount() < len(rows)
    for line in sheet.lines[:200]:
        assert sheet.text_block(line).text() == rows[line.start : line.end]
