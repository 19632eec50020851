from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QToolButton

from desks import add_article, revision_of
from dossiers import keep
from named import TEXT, analysis_of
from postil.domain.entities import DateMention, Quantity, Suggestion
from postil.panels.entities import EntitiesPanel
from postil.services import judging

CHAIR = TEXT.replace("Nobody", "nobody") + " The chairman came. The chairman left. It lasted 21 days and cost 300 men."


@pytest.fixture
def panel(desk, qtbot):
    made = EntitiesPanel(desk)
    qtbot.addWidget(made)
    made.resize(320, 700)
    made.show()
    library = desk.workspace.library
    article_id = add_article(library, CHAIR)
    found = analysis_of(CHAIR)
    places = [at for at in range(len(CHAIR)) if CHAIR.startswith("The chairman", at)]
    guesses = [Suggestion(at, at + 12, "person:anna berg", "A title.", 0.7, "phrase:the chairman") for at in places]
    guesses.append(
        Suggestion(CHAIR.index("Ida"), CHAIR.index("Ida") + 8, "person:anna berg", "Alike.", 0.3, "person:ida holm")
    )
    guesses.append(Suggestion(found.masks[0].start, found.masks[0].end, "person:anna berg", "Near.", 0.9))
    at, man = CHAIR.index("21 days"), CHAIR.index("300 men")
    keep(
        library,
        revision_of(library, article_id),
        replace(
            found,
            suggestions=tuple(guesses),
            dates=(*found.dates, DateMention(at, at + 7, "21 days", "P21D")),
            quantities=(Quantity(man, man + 7, "300 men", 300, 300, "men"),),
        ),
    )
    desk.workspace.open_article(article_id)
    return made


def press(panel, qtbot, name):
    kind = QToolButton if name in {"later", "show", "close"} else QPushButton
    qtbot.mouseClick(panel.suggestion_card.findChild(kind, name), Qt.MouseButton.LeftButton)


def open_card(panel, qtbot):
    qtbot.mouseClick(panel.suggestion_button, Qt.MouseButton.LeftButton)


def entity(desk, key):
    return next(each for each in desk.findings.analysis.entities if each.key == key)


def test_suggestions_are_quiet_until_they_are_asked_for(panel, qtbot):
    assert panel.suggestion_button.text() == "2 suggestions"
    assert panel.suggestion_card.isHidden()
    open_card(panel, qtbot)
    assert panel.suggestion_card.question == "Is “The chairman” Anna Berg?"
    press(panel, qtbot, "close")
    assert panel.suggestion_card.isHidden()


def test_nothing_is_joined_by_itself(desk, panel):
    assert not desk.workspace.library.judgements()
    assert len(entity(desk, "person:anna berg").mentions) == 3


def test_a_phrase_that_is_joined_means_it_at_all_its_places_in_one_step(desk, panel, qtbot):
    open_card(panel, qtbot)
    press(panel, qtbot, "join")
    assert len(entity(desk, "person:anna berg").mentions) == 5
    assert panel.suggestion_button.text() == "1 suggestion"
    desk.workspace.undo_stack.undo()
    assert len(entity(desk, "person:anna berg").mentions) == 3
    assert panel.suggestion_button.text() == "2 suggestions"


def test_what_is_denied_is_not_asked_again(desk, panel, qtbot):
    open_card(panel, qtbot)
    press(panel, qtbot, "distinct")
    assert panel.suggestion_card.question == "Is “Ida Holm” Anna Berg?"
    press(panel, qtbot, "distinct")
    assert panel.suggestion_card.isHidden()
    assert panel.suggestion_button.isHidden()
    assert {each.verdict for each in desk.workspace.library.judgements()} == {"distinct"}


def test_what_is_put_off_comes_last(panel, qtbot):
    open_card(panel, qtbot)
    press(panel, qtbot, "later")
    assert panel.suggestion_card.question == "Is “Ida Holm” Anna Berg?"
    press(panel, qtbot, "later")
    assert panel.suggestion_card.question == "Is “The chairman” Anna Berg?"


def test_showing_walks_through_the_places(desk, panel, qtbot):
    seen = []
    desk.workspace.passage_requested.connect(seen.append)
    open_card(panel, qtbot)
    for _ in range(3):
        press(panel, qtbot, "show")
    assert [CHAIR[each.start : each.end] for each in seen] == ["The chairman"] * 3
    assert seen[0] == seen[2] != seen[1]


def test_durations_and_figures_are_listed_apart_from_dates(panel):
    by_kind = {group.kind: [row.name for row in group.rows] for group in panel.model.groups}
    assert by_kind["duration"] == ["21 days"]
    assert by_kind["quantity"] == ["300 men"]
    assert "21 days" not in by_kind["date"]


def test_who_is_masked_stands_beside_the_mask_and_can_be_taken_back(desk, panel, qtbot):
    mask = desk.findings.analysis.masks[0]
    desk.workspace.do(judging.identify(desk.workspace.open.revision, mask, "person:anna berg", "likely", "By hand"))
    place = panel.model.find(f"mask:{mask.start}")
    assert panel._row(place).detail.startswith("Anna Berg (likely) · ")
    assert "By hand" in panel.model.data(place, Qt.ItemDataRole.ToolTipRole)
    panel.tree.setCurrentIndex(place)
    panel._act("forget")
    assert not panel._row(panel.model.find(f"mask:{mask.start}")).detail.startswith("Anna Berg")


def test_keys_ask_for_the_dossier_the_mask_and_the_decisions(desk, panel, qtbot):
    wishes = []
    desk.workspace.entity_requested.connect(wishes.append)
    panel.tree.setCurrentIndex(panel.model.find("person:anna berg"))
    qtbot.keyClick(panel.tree, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(panel.tree, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    panel.tree.setCurrentIndex(panel.model.find(f"mask:{desk.findings.analysis.masks[0].start}"))
    qtbot.keyClick(panel.tree, Qt.Key.Key_F2)
    panel.tree.setCurrentIndex(panel.model.find("date:1941-06"))
    qtbot.keyClick(panel.tree, Qt.Key.Key_F2)
    assert [each.verb for each in wishes] == ["dossier", "decisions", "identify", "date"]


def test_who_is_masked_is_told_where_the_pointer_rests_and_the_text_stays(desk, panel):
    from postil.panels.article.underlining import entity_marks

    mask = desk.findings.analysis.masks[0]
    desk.workspace.do(judging.identify(desk.workspace.open.revision, mask, "person:anna berg", "likely", "By hand"))
    marks = entity_marks(desk.findings.analysis, desk.findings.masks())
    tips = {each.start: each.tip for each in marks if each.tip}
    assert tips == {mask.start: "Masked name 1: Anna Berg (likely), you said. By hand"}
    assert desk.workspace.open.revision.document.text == CHAIR
