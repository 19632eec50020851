"""The steps from one order of a list to another lead there, and are few where little has changed."""

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from postil.models.differing import MOST, Step, steps

numbers = st.lists(st.integers(-3, 12), max_size=14)


def taken(old: "array[int]", wanted: list[Step]) -> "array[int]":
    rows = array("q", old)
    for step in wanted:
        if step.kind == "insert":
            rows[step.first : step.first] = step.numbers
        elif step.kind == "remove":
            assert rows[step.first : step.first + len(step.numbers)] == step.numbers
            del rows[step.first : step.first + len(step.numbers)]
        else:
            rows.insert(step.to, rows.pop(step.first))
    return rows


@given(numbers, numbers)
@settings(deadline=None, max_examples=300)
def test_the_steps_lead_from_one_to_the_other(before: list[int], after: list[int]) -> None:
    old, new = array("q", before), array("q", after)
    wanted = steps(old, new)
    assert wanted is not None
    assert taken(old, wanted) == new


def test_one_row_that_came_in_is_one_step() -> None:
    old = array("q", range(100_000))
    (step,) = steps(old, array("q", [100_000, *range(100_000)])) or []
    assert (step.kind, step.first, len(step.numbers)) == ("insert", 0, 1)


def test_one_row_that_moved_far_is_one_step() -> None:
    old = array("q", range(100_000))
    rows = list(range(100_000))
    rows.insert(0, rows.pop(70_000))
    (step,) = steps(old, array("q", rows)) or []
    assert (step.kind, step.first, step.to) == ("move", 70_000, 0)


def test_a_list_that_is_sorted_anew_has_no_steps() -> None:
    old = array("q", range(2 * MOST))
    assert steps(old, array("q", reversed(old))) is None
