from functools import partial

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from postil.widgets.notes.quotation import LINES, Quotation

LONG = "They wrote to ** and to *** and nobody answered. " * 30


@pytest.fixture
def quotation(qtbot):
    made = Quotation()
    qtbot.addWidget(made)
    return made


def shown(quotation, width=240):
    quotation.heightForWidth(width)
    return "".join(row.layout.text() for row in quotation._rows if row.line == 0)


def test_marks_are_shown_to_the_letter(quotation):
    quotation.set_text("<b>no markup</b> ** *** &amp; _this_")
    assert shown(quotation, 900) == "<b>no markup</b> ** *** &amp; _this_"


def test_a_long_one_is_shortened_and_says_so(quotation):
    quotation.set_text(LONG)
    assert quotation.is_longer_than_shown(240)
    assert len(quotation._rows) == LINES
    assert quotation._rows[-1].layout.text().endswith("…")


def test_all_of_it_is_shown_when_asked_for(quotation):
    quotation.set_text(LONG)
    low = quotation.heightForWidth(240)
    quotation.set_expanded(True)
    assert quotation.heightForWidth(240) > 3 * low
    assert quotation._rows[0].layout.text() == LONG


def test_a_short_one_is_not_shortened(quotation):
    quotation.set_text("six times")
    assert not quotation.is_longer_than_shown(240)
    assert shown(quotation) == "six times"


def test_every_line_of_several_paragraphs_has_its_place(quotation):
    quotation.set_text("one\ntwo\n\nfour")
    quotation.heightForWidth(240)
    assert [row.layout.text() for row in quotation._rows] == ["one", "two", "", "four"]
    assert not quotation.is_longer_than_shown(240)


def test_more_paragraphs_than_lines_are_shortened(quotation):
    quotation.set_text("\n".join(f"line {n}" for n in range(9)))
    assert quotation.is_longer_than_shown(240)
    assert quotation._rows[-1].layout.text() == "line 3 …"


def test_a_line_beginning_after_letters_outside_the_basic_plane_is_cut_at_a_letter(quotation):
    quotation.set_text("𝒜𝒷𝒸 " * 200)
    quotation.heightForWidth(200)
    assert set(quotation._rows[-1].layout.text()) <= set("𝒜𝒷𝒸 …")


def test_a_click_is_told_of(quotation, qtbot):
    quotation.set_text("six times")
    quotation.resize(200, 40)
    with qtbot.waitSignal(quotation.clicked):
        qtbot.mouseClick(quotation, Qt.MouseButton.LeftButton)


def test_a_quotation_that_is_dragged_away_is_not_clicked(quotation, qtbot):
    quotation.set_text("He never asked.")
    quotation.resize(200, 60)
    quotation.show()
    clicks = []
    quotation.clicked.connect(partial(clicks.append, True))
    place = quotation.rect().center()
    qtbot.mousePress(quotation, Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(quotation.dragged):
        moved = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(place.x() + 60, place.y()),
            QPointF(quotation.mapToGlobal(place)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(quotation, moved)
    qtbot.mouseRelease(quotation, Qt.MouseButton.LeftButton, pos=place)
    assert clicks == []
