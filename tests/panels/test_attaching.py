"""Highlights in the text by their states, and lost ones put in their place by hand."""

import pytest
from PySide6.QtCore import Qt

from desks import add_article
from panels.cards import stored
from postil.panels.article import ArticlePanel
from revisions import OLD, in_every_state

pytestmark = pytest.mark.usefixtures("unanalysed")


@pytest.fixture
def marked(workspace):
    article = add_article(workspace.library, OLD)
    return in_every_state(workspace, article)


@pytest.fixture
def panel(qtbot, desk, marked):
    made = ArticlePanel(desk)
    qtbot.addWidget(made)
    made.resize(640, 700)
    with qtbot.waitExposed(made):
        made.show()
    _ = made.tools
    with qtbot.waitSignal(made.page_shown):
        desk.workspace.open_article(marked["exact"].article_id)
    return made


def marks(panel):
    total = len(panel._workspace.open.revision.document.text)
    return {mark.id: mark for mark in panel.surface._overlays.marks_in(0, total)}


def select(panel, words):
    start = panel._workspace.open.revision.document.text.index(words)
    panel.surface.select(start, start + len(words))


def press(panel, qtbot, key):
    qtbot.keyClick(panel.surface.focusProxy(), key)


def test_only_what_stands_in_this_version_is_painted(panel, marked):
    painted = marks(panel)
    assert set(painted) == {marked[state].id for state in ("exact", "moved", "changed")}
    assert {mark.state for mark in painted.values()} == {"exact", "moved", "changed"}


def test_what_is_refused_is_painted_no_more_and_undo_brings_it_back(panel, marked, workspace):
    from postil.services import revising

    workspace.do(revising.refuse(marked["changed"]))
    assert marked["changed"].id not in marks(panel)
    workspace.undo_stack.undo()
    assert marks(panel)[marked["changed"].id].state == "changed"


def test_what_is_confirmed_is_painted_as_settled(panel, marked, workspace):
    from postil.services import revising

    assert not marks(panel)[marked["changed"].id].settled
    workspace.do(revising.confirm(marked["changed"]))
    assert marks(panel)[marked["changed"].id].settled


def test_undoing_a_version_shows_the_old_text_with_all_its_highlights(panel, marked, workspace, qtbot):
    with qtbot.waitSignal(panel.page_shown):
        workspace.undo_stack.undo()
    assert workspace.open.revision.document.text == OLD
    qtbot.waitUntil(lambda: set(marks(panel)) == {highlight.id for highlight in marked.values()})


def test_a_lost_highlight_is_not_looked_for_at_a_wrong_place(panel, marked, workspace, qtbot):
    with qtbot.waitSignal(workspace.told) as heard:
        workspace.highlight_requested.emit(marked["lost"].id)
    assert "does not have these words" in heard.args[0]


def test_a_lost_highlight_is_attached_with_enter(panel, marked, workspace, qtbot):
    workspace.attach_requested.emit(marked["lost"].id)
    bar = panel.tools.attaching.bar
    assert bar.isVisible()
    assert "what is left of it lies in two boxes" in bar.sentence
    assert not bar._attach.isEnabled()
    select(panel, "What the boxes hold was never listed")
    assert bar._attach.isEnabled()
    with qtbot.waitSignal(workspace.card_requested) as asked:
        press(panel, qtbot, Qt.Key.Key_Return)
    assert asked.args == [marked["lost"].id]
    after = stored(workspace, marked["lost"])
    assert (after.state, after.selector.exact) == ("changed", "What the boxes hold was never listed")
    assert after.reviewed
    assert not bar.isVisible()
    assert marks(panel)[after.id].settled
    workspace.undo_stack.undo()
    assert stored(workspace, marked["lost"]) == marked["lost"]


def test_escape_leaves_the_highlight_lost(panel, marked, workspace, qtbot):
    workspace.attach_requested.emit(marked["lost"].id)
    select(panel, "What the boxes hold")
    press(panel, qtbot, Qt.Key.Key_Escape)
    assert not panel.tools.attaching.bar.isVisible()
    press(panel, qtbot, Qt.Key.Key_Return)
    assert stored(workspace, marked["lost"]) == marked["lost"]


def test_no_toolbar_stands_in_the_way_while_a_passage_is_chosen(panel, marked, workspace, qtbot):
    workspace.attach_requested.emit(marked["lost"].id)
    select(panel, "What the boxes hold")
    panel.marking._show_toolbar()
    assert not panel.marking._toolbar.isVisible()
    press(panel, qtbot, Qt.Key.Key_Escape)
    panel.marking._show_toolbar()
    assert panel.marking._toolbar.isVisible()


def test_enter_without_a_selection_says_what_to_do(panel, marked, workspace, qtbot):
    workspace.attach_requested.emit(marked["lost"].id)
    with qtbot.waitSignal(workspace.told) as heard:
        press(panel, qtbot, Qt.Key.Key_Return)
    assert "Select the words first" in heard.args[0]
    assert panel.tools.attaching.active


def test_adjusting_the_ends_of_a_lost_highlight_attaches_it(panel, marked, workspace):
    workspace.adjust_requested.emit(marked["lost"].id)
    assert panel.tools.attaching.active


def test_another_article_ends_the_choice(panel, marked, workspace, qtbot):
    workspace.attach_requested.emit(marked["lost"].id)
    with qtbot.waitSignal(panel.page_shown):
        workspace.open_article(add_article(workspace.library, "Another\nSomething else."))
    assert not panel.tools.attaching.active
    assert not panel.tools.attaching.bar.isVisible()


def test_the_menu_in_the_text_confirms_or_refuses_a_changed_passage(panel, marked, workspace):
    from postil.widgets.reading.events import MenuWish

    menu = panel.tools._menu.menu_for(MenuWish((marked["changed"].id,), marked["changed"].selector.start, 0, 0))
    actions = {action.text(): action for action in menu.actions()}
    assert "Refuse its place" in actions
    actions["Confirm its place"].trigger()
    assert stored(workspace, marked["changed"]).reviewed
    menu.deleteLater()
    again = panel.tools._menu.menu_for(MenuWish((marked["changed"].id,), marked["changed"].selector.start, 0, 0))
    assert "Confirm its place" not in {action.text() for action in again.actions()}
    again.deleteLater()


WORDS = "the cargo"


def test_a_number_highlights_at_once_before_the_toolbar_has_come(panel, marked, workspace, qtbot):
    article_id = marked["exact"].article_id
    before = {highlight.id for highlight in workspace.library.highlights(article_id)}
    select(panel, WORDS)
    assert not panel.marking._toolbar.isVisible()
    press(panel, qtbot, Qt.Key.Key_3)
    (made,) = [each for each in workspace.library.highlights(article_id) if each.id not in before]
    assert (made.selector.exact, made.color) == (WORDS, workspace.library.colors()[2].id)


def test_a_number_makes_nothing_while_a_passage_is_chosen_for_another_end(panel, marked, workspace, qtbot):
    article_id = marked["exact"].article_id
    before = list(workspace.library.highlights(article_id))
    panel.marking.give_way(away=True)
    select(panel, WORDS)
    press(panel, qtbot, Qt.Key.Key_1)
    assert list(workspace.library.highlights(article_id)) == before
