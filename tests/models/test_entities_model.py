import pytest
from PySide6.QtCore import Qt

from named import TEXT, analysis_of
from postil.models.entities import EntitiesModel


@pytest.fixture
def model(qapp, qtmodeltester):
    made = EntitiesModel()
    made.show(analysis_of(TEXT), TEXT)
    qtmodeltester.check(made, force_py=True)
    return made


def titles(model):
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_kinds_without_anything_are_left_out(model):
    assert titles(model) == ["People", "Places", "Organisations", "Dates", "Masked names"]


def test_a_group_counts_the_mentions_in_it(model):
    assert model.groups[0].mentions == 4
    assert "4 mentions" in model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_filter_leaves_the_groups_in_which_something_matches(model):
    model.filter_by("ida h")
    assert titles(model) == ["People"]
    assert [row.name for group in model.groups for row in group.rows] == ["Ida Holm"]
    model.filter_by("nobody is called this")
    assert model.rowCount() == 0
    assert not model.is_empty


def test_a_subject_is_found_by_its_key_and_by_a_place_in_the_text(model):
    assert model.find("place:bergen").data() == "Bergen"
    assert not model.find("place:nowhere").isValid()
    assert model.find_at(TEXT.index("Ida Holm") + 2).data() == "Ida Holm"
    assert not model.find_at(0).isValid()


def test_a_name_typed_over_another_goes_out_as_a_wish_and_changes_nothing(model, qtbot):
    place = model.find("place:oslo")
    with qtbot.waitSignal(model.renamed) as heard:
        assert model.setData(place, "  Kristiania ")
    assert (heard.args[0].subject.key, heard.args[0].name) == ("place:oslo", "Kristiania")
    assert model.find("place:oslo").data() == "Oslo"


def test_an_empty_name_or_the_same_is_no_wish(model, qtbot):
    with qtbot.assertNotEmitted(model.renamed):
        assert not model.setData(model.find("place:oslo"), "   ")
        assert not model.setData(model.find("place:oslo"), "Oslo")


def test_entities_can_be_renamed_in_place_but_dates_and_masks_cannot(model):
    editable = Qt.ItemFlag.ItemIsEditable
    assert model.flags(model.find("place:oslo")) & editable
    assert not model.flags(model.find("date:1941-06")) & editable
    assert not model.flags(model.index(0, 0)) & editable


def test_the_switch_of_a_group_says_whether_its_kind_is_marked(model):
    model.mark_shown({"person"})
    states = [model.index(row, 0).data(Qt.ItemDataRole.CheckStateRole) for row in (0, 1)]
    assert states == [Qt.CheckState.Checked, Qt.CheckState.Unchecked]


def test_a_tooltip_tells_value_and_reason_and_takes_no_markup_from_the_text(model):
    assert "1941-06" in model.find("date:1941-06").data(Qt.ItemDataRole.ToolTipRole)
    assert "Named so." in model.find("place:oslo").data(Qt.ItemDataRole.ToolTipRole)
    made = EntitiesModel()
    text = "Berg <b>*</b> came"
    made.show(analysis_of(text), text)
    assert "<b>" not in made.find_at(text.index("*")).data(Qt.ItemDataRole.ToolTipRole)
