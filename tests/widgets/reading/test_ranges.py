from hypothesis import given
from hypothesis import strategies as st

from postil.widgets.reading.ranges import MarkIndex
from postil.widgets.reading.values import Mark

SPOTS = st.lists(st.tuples(st.integers(0, 9000), st.integers(1, 6000)), max_size=25)


def marks_of(spots: list[tuple[int, int]], prefix: str = "m") -> list[Mark]:
    return [Mark(f"{prefix}{number}", start, start + length, "yellow") for number, (start, length) in enumerate(spots)]


@given(SPOTS, SPOTS, st.integers(0, 9000), st.integers(1, 4000))
def test_the_index_finds_what_a_look_at_every_mark_finds(
    first: list[tuple[int, int]], later: list[tuple[int, int]], start: int, length: int
) -> None:
    index = MarkIndex(marks_of(first))
    index.touching(0, 1)
    index.change([mark.id for mark in marks_of(first)[::2]], marks_of(later, "n"))
    kept = marks_of(first)[1::2] + marks_of(later, "n")
    expected = {mark.id for mark in kept if mark.start < start + length and mark.end > start}
    found = [mark.id for mark in index.touching(start, start + length)]
    assert sorted(found) == sorted(expected)
    assert len(index) == len(kept)


@given(SPOTS)
def test_marks_that_overlap_are_on_different_levels(spots: list[tuple[int, int]]) -> None:
    marks = marks_of(spots)
    index = MarkIndex(marks)
    levels = {mark.id: index.level(mark) for mark in marks}
    for one in marks:
        for other in marks:
            if one.id != other.id and one.start < other.end and other.start < one.end:
                assert levels[one.id] != levels[other.id]


def test_the_shortest_mark_over_a_place_comes_first() -> None:
    index = MarkIndex([Mark("wide", 0, 100, "yellow"), Mark("near", 10, 20, "green"), Mark("far", 50, 60, "blue")])
    assert index.at(15) == ("near", "wide")


def test_a_mark_added_under_an_id_replaces_the_one_that_had_it() -> None:
    index = MarkIndex([Mark("a", 0, 10, "yellow")])
    index.change((), [Mark("a", 20, 30, "yellow")])
    assert (index.at(5), index.at(25)) == ((), ("a",))


def test_taking_out_what_is_not_there_changes_nothing() -> None:
    index = MarkIndex([Mark("a", 0, 10, "yellow")])
    assert index.change(["b"], ()) == ()
    assert index.at(5) == ("a",)
