"""The axis of time: its lines and its words."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.domain.extents import number_of
from postil.widgets.timeline.scale import Step, step_for, stretches, ticks

DAYS = st.integers(-900_000, 900_000)
SCALES = st.floats(0.0005, 64)


@given(DAYS, SCALES)
def test_words_do_not_touch_and_stand_in_the_order_of_time(day: int, per_day: float) -> None:
    step = step_for(per_day)
    found = list(ticks(day, day + 1200 / per_day, step))
    places = [tick.day for tick in found]
    assert places == sorted(set(places))
    assert all((later - sooner) * per_day >= 24 for sooner, later in itertools.pairwise(places))
    assert len(found) < 60


@given(DAYS, SCALES)
def test_larger_units_cover_all_that_is_in_view_without_a_gap(day: int, per_day: float) -> None:
    last = day + 1200 / per_day
    found = list(stretches(day, last, step_for(per_day)))
    assert found[0].first <= day
    assert found[-1].after > last
    assert all(one.after == other.first for one, other in itertools.pairwise(found))


def test_days_stand_under_their_month_and_months_under_their_year() -> None:
    day = number_of(1941, 6, 20)
    assert [tick.words for tick in ticks(day, day + 2, Step("day", 1))][-3:] == ["20", "21", "22"]
    assert [each.words for each in stretches(day, day + 20, Step("day", 1))] == ["June 1941", "July 1941"]
    assert [each.words for each in stretches(day, day + 20, Step("month", 1))] == ["1941"]
    assert [each.words for each in stretches(day, day + 20, Step("year", 1))] == ["1940s"]


@pytest.mark.parametrize(("year", "words"), [(1941, "1941"), (1, "1"), (0, "1 BC"), (-43, "44 BC")])
def test_years_before_christ_are_named_as_people_name_them(year: int, words: str) -> None:
    first = number_of(year, 1, 1)
    assert next(iter(ticks(first, first, Step("year", 1)))).words == words
