import pytest

from postil.domain.document import Block, Document
from postil.models.outline import OutlineModel, sections

DOCUMENT = Document(
    (
        Block("paragraph", "Before all"),
        Block("heading", "One", level=1),
        Block("heading", "One and a half", level=3),
        Block("paragraph", "Words"),
        Block("heading", "Related pages", level=2, boilerplate="related"),
        Block("heading", "One again", level=2),
        Block("heading", "Two", level=1),
    )
)


def test_each_heading_stands_under_the_last_of_a_lower_level():
    found = sections(DOCUMENT)
    assert [(each.title, each.depth, each.parent) for each in found] == [
        ("One", 0, -1),
        ("One and a half", 1, 0),
        ("One again", 1, 0),
        ("Two", 0, -1),
    ]


@pytest.fixture
def model(qapp, qtmodeltester):
    made = OutlineModel()
    made.show(DOCUMENT)
    qtmodeltester.check(made, force_py=True)
    return made


def test_a_place_in_the_text_is_in_the_last_section_that_began_before_it(model):
    assert model.at(3) is None
    assert model.at(DOCUMENT.text.index("Words")).title == "One and a half"
    assert model.at(len(DOCUMENT.text)).title == "Two"
    assert model.at(DOCUMENT.text.index("Two")).title == "Two"


def test_a_section_is_found_again_at_its_index(model):
    for position in range(len(DOCUMENT.text)):
        section = model.at(position)
        assert section is None or model.section(model.place(section)) is section
