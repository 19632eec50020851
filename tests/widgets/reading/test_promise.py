"""A highlight never lies: what Qt shows at a mapped place is the canonical text's own slice."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from postil.domain.document import Document
from postil.widgets.reading import ReadingSurface
from widgets.reading.documents import DOCUMENTS, qt_slice, shown_sheet

FEW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@FEW
@given(document=DOCUMENTS, folded=st.booleans(), data=st.data())
def test_qt_holds_the_canonical_slice_at_every_mapped_range(
    surface: ReadingSurface, document: Document, folded: bool, data: st.DataObject
) -> None:
    surface.set_boilerplate_shown(not folded)
    surface.show_document(document)
    sheet = shown_sheet(surface)
    for line in sheet.lines:
        if not line.fold:
            shown = sheet.text_block(line).text().replace("\u2028", "\n")
            assert shown == document.text[line.start : line.end]
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    if folded and any(block.boilerplate for block in document.blocks):
        for line in sheet.lines:
            begin, finish = max(start, line.start), min(end, line.end)
            if not line.fold and begin < finish:
                assert qt_slice(sheet, begin, finish) == document.text[begin:finish]
    else:
        assert qt_slice(sheet, start, end) == document.text[start:end]


@FEW
@given(document=DOCUMENTS, folded=st.booleans())
def test_every_shown_position_comes_back_from_qt(surface: ReadingSurface, document: Document, folded: bool) -> None:
    surface.set_boilerplate_shown(not folded)
    surface.show_document(document)
    sheet = shown_sheet(surface)
    for line in sheet.lines:
        for position in range(line.start, (line.start if line.fold else line.end) + 1):
            assert sheet.to_position(sheet.to_unit(position)) == position


@FEW
@given(document=DOCUMENTS, folded=st.booleans(), data=st.data())
def test_no_position_moves_whatever_is_opened_or_marked(
    surface: ReadingSurface, document: Document, folded: bool, data: st.DataObject
) -> None:
    surface.set_boilerplate_shown(not folded)
    surface.show_document(document)
    surface.turn_boilerplate(data.draw(st.integers(0, len(document.text))))
    rules = [data.draw(st.sampled_from(("", "plea", "by_hand"))) for _ in document.blocks]
    blocks = (replace(block, boilerplate=rule) for block, rule in zip(document.blocks, rules, strict=True))
    surface.mark_anew(Document(tuple(blocks)))
    sheet = shown_sheet(surface)
    for line in sheet.lines:
        if not line.fold:
            assert sheet.text_block(line).text().replace("\u2028", "\n") == document.text[line.start : line.end]
        for position in range(line.start, (line.start if line.fold else line.end) + 1):
            assert sheet.to_position(sheet.to_unit(position)) == position


@FEW
@given(document=DOCUMENTS, data=st.data())
def test_a_selection_is_given_and_copied_to_the_letter(
    surface: ReadingSurface, document: Document, data: st.DataObject
) -> None:
    surface.set_boilerplate_shown(True)
    surface.show_document(document)
    start = data.draw(st.integers(0, len(document.text)))
    end = data.draw(st.integers(start, len(document.text)))
    surface.select(start, end)
    assert surface.selected_text() == document.text[start:end]
    chosen = surface.selected_range()
    assert (chosen is None) == (start == end)
    if chosen is not None:
        assert (chosen.start, chosen.end) == (start, end)


@FEW
@given(document=DOCUMENTS, folded=st.booleans())
def test_what_the_keyboard_selects_in_qt_is_what_the_surface_says(
    surface: ReadingSurface, document: Document, folded: bool
) -> None:
    surface.set_boilerplate_shown(not folded)
    surface.show_document(document)
    sheet = shown_sheet(surface)
    cursor = surface._page.textCursor()
    lines = [line for line in sheet.lines if not line.fold and line.length]
    if not lines:
        return
    line = lines[-1]
    cursor.setPosition(line.unit)
    cursor.setPosition(line.unit + line.length, cursor.MoveMode.KeepAnchor)
    surface._page.setTextCursor(cursor)
    assert surface.selected_text() == document.text[line.start : line.end]
