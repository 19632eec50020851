import pytest

from named import TEXT, analysis_of
from postil.models.subjects import subjects
from postil.models.walking import Walk


@pytest.fixture
def rows():
    return subjects(analysis_of(TEXT), TEXT)


def test_a_walk_begins_at_the_first_mention_and_goes_round(rows):
    walk, anna = Walk(), rows["person"][0]
    seen = []
    for _ in range(4):
        walk.step(anna, rows["person"], 1)
        seen.append(walk.at)
    assert seen == [0, 1, 2, 0]


def test_a_walk_backwards_begins_at_the_last_mention(rows):
    walk, anna = Walk(), rows["person"][0]
    walk.step(anna, rows["person"], -1)
    assert walk.counted(anna, rows["person"]) == (2, 3)


def test_another_subject_begins_anew(rows):
    walk = Walk()
    walk.step(rows["person"][0], rows["person"], 1)
    walk.step(rows["person"][0], rows["person"], 1)
    walk.step(rows["place"][0], rows["place"], 1)
    assert walk.at == 0
    assert walk.position == rows["place"][0].first


def test_from_a_masked_name_the_walk_goes_on_to_the_next_one(rows):
    walk, masks = Walk(), rows["mask"]
    first = walk.step(masks[0], masks, 1)
    second = walk.step(first, masks, 1)
    assert [first.name, second.name] == ["1", "2"]
    assert walk.counted(second, masks) == (1, 4)
    assert walk.step(masks[0], masks, -1).name == "1"


def test_a_walk_can_be_taken_up_at_a_place_in_the_text(rows):
    walk, anna = Walk(), rows["person"][0]
    walk.go_to(anna, anna.mentions[1].start)
    assert walk.at == 1
