import pytest
from PySide6.QtCore import QPoint, Qt

from desks import add_article
from postil.domain.document import Block, Document
from postil.panels.outline import OutlinePanel
from postil.session.workspace import Passage

DOCUMENT = Document(
    (
        Block("heading", "One", level=1),
        Block("paragraph", "w" * 3000),
        Block("heading", "One, first part", level=2),
        Block("paragraph", "w" * 3000),
        Block("heading", "Two", level=1),
        Block("paragraph", "w" * 3000),
    )
)


@pytest.fixture
def panel(desk, qtbot, monkeypatch):
    monkeypatch.setattr(desk.findings, "analyse_again", lambda: None)
    made = OutlinePanel(desk)
    qtbot.addWidget(made)
    made.resize(220, 500)
    made.show()
    return made


@pytest.fixture
def opened(desk, panel):
    desk.workspace.open_article(add_article(desk.workspace.library, DOCUMENT))
    return panel


def titles(panel, parent=None):
    places = [panel.model.index(row, 0, parent) if parent else panel.model.index(row, 0) for row in range(2)]
    return [place.data() for place in places if place.isValid()]


def position(title):
    return DOCUMENT.text.index(f"\n{title}\n") + 1


def test_headings_stand_in_their_order_under_each_other(opened):
    assert titles(opened) == ["One", "Two"]
    assert titles(opened, opened.model.index(0, 0)) == ["One, first part"]


def test_a_click_goes_to_the_heading(desk, opened, qtbot):
    point = opened.tree.visualRect(opened.model.index(1, 0)).center()
    with qtbot.waitSignal(desk.workspace.passage_requested) as heard:
        qtbot.mouseClick(opened.tree.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert DOCUMENT.text[heard.args[0].start : heard.args[0].end] == "Two"
    assert opened.current.title == "Two"


def test_enter_goes_to_the_heading(desk, opened, qtbot):
    opened.tree.setCurrentIndex(opened.model.index(1, 0))
    with qtbot.waitSignal(desk.workspace.passage_requested):
        qtbot.keyClick(opened.tree, Qt.Key.Key_Return)


def test_the_section_being_read_is_marked(desk, opened):
    assert opened.current.title == "One"
    desk.workspace.position_changed.emit(Passage(position("One, first part") + 50, position("Two")))
    assert opened.current.title == "One, first part"


def test_a_folded_section_is_marked_for_those_in_it(desk, opened):
    first = opened.model.index(0, 0)
    opened.tree.collapse(first)
    desk.workspace.position_changed.emit(Passage(position("One, first part") + 50, position("Two")))
    assert opened._row(first).active
    opened.tree.expand(first)
    assert not opened._row(first).active


def test_the_heading_clicked_stays_marked_while_it_is_in_view(desk, opened, qtbot):
    opened.tree.setCurrentIndex(opened.model.index(1, 0))
    qtbot.keyClick(opened.tree, Qt.Key.Key_Return)
    start = position("Two")
    desk.workspace.position_changed.emit(Passage(start - 300, start - 300))
    assert opened.current.title == "Two"
    desk.workspace.position_changed.emit(Passage(10, 10))
    assert opened.current.title == "One"


def test_the_chevron_folds_and_goes_nowhere(desk, opened, qtbot):
    first = opened.model.index(0, 0)
    rect = opened.tree.visualRect(first)
    with qtbot.assertNotEmitted(desk.workspace.passage_requested):
        place = QPoint(rect.left() + 12, rect.center().y())
        qtbot.mouseClick(opened.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not opened.tree.isExpanded(first)


def test_an_article_without_headings_says_so(desk, panel):
    assert "Open an article" in panel.empty.sentence
    desk.workspace.open_article(add_article(desk.workspace.library, Document((Block("paragraph", "Words."),))))
    assert "no headings" in panel.empty.sentence
    assert panel.empty.isVisible()
