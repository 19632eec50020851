"""From which day to which a date reaches, and which dates can both hold."""

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.domain.calendar import Point
from postil.domain.extents import can_both_hold, day_from, extent, iso, number_of

NUMBERS = st.integers(-4_000_000, 4_000_000)
DAYS = st.dates(datetime.date(1, 1, 1), datetime.date(9999, 12, 31))
VALUES = st.one_of(
    DAYS.map(str),
    st.tuples(st.integers(-9999, 9999), st.sampled_from([0, *range(1, 13), *range(21, 42)])).map(
        lambda pair: Point("month", *pair).edtf() if pair[1] else Point("year", pair[0]).edtf()
    ),
    st.integers(-99, 99).map(lambda number: Point("century", 100 * number).edtf()),
    st.integers(-999, 999).map(lambda number: Point("decade", 10 * number).edtf()),
).flatmap(lambda value: st.sampled_from([value, f"{value}~", f"{value}?", f"{value}%"]))


def days(value: str) -> tuple[str | None, str | None]:
    found = extent(value)
    assert found is not None
    return (
        None if found.first is None else iso(found.first),
        None if found.last is None else iso(found.last),
    )


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("1941-06-22", "1941-06-22", "1941-06-22"),
        ("1941-06", "1941-06-01", "1941-06-30"),
        ("1940-02", "1940-02-01", "1940-02-29"),
        ("1941", "1941-01-01", "1941-12-31"),
        ("194X", "1940-01-01", "1949-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("1941~", "1941-01-01", "1941-12-31"),
        ("1941-06?", "1941-06-01", "1941-06-30"),
        ("1941-06-XX", "1941-06-01", "1941-06-30"),
        ("1941-XX-XX", "1941-01-01", "1941-12-31"),
        ("1941-XX-22", "1941-01-22", "1941-12-22"),
        ("1941-21", "1941-03-01", "1941-05-31"),
        ("1941-22", "1941-06-01", "1941-08-31"),
        ("1941-23", "1941-09-01", "1941-11-30"),
        ("1941-24", "1941-12-01", "1942-02-28"),
        ("1941-33", "1941-01-01", "1941-03-31"),
        ("1941-36", "1941-10-01", "1941-12-31"),
        ("1941-40", "1941-01-01", "1941-06-30"),
        ("1941-41", "1941-07-01", "1941-12-31"),
        ("1941-06-22/1941-07-03", "1941-06-22", "1941-07-03"),
        ("1941~/1945~", "1941-01-01", "1945-12-31"),
        ("1941-06/..", "1941-06-01", None),
        ("../1941", None, "1941-12-31"),
        ("1941/", "1941-01-01", None),
        ("-0043-03-15", "-0043-03-15", "-0043-03-15"),
        ("-043X", "-0439-01-01", "-0430-12-31"),
        ("0000", "0000-01-01", "0000-12-31"),
        ("Y-17000", "-17000-01-01", "-17000-12-31"),
        ("1941-06-22T04:00:00", "1941-06-22", "1941-06-22"),
    ],
)
def test_a_value_reaches_from_its_first_day_to_its_last(value: str, first: str | None, last: str | None) -> None:
    assert days(value) == (first, last)


@pytest.mark.parametrize(
    "value",
    [
        "",
        "P21D",
        "..",
        "../..",
        "1941-13",
        "1941-02-30",
        "1941-00",
        "41",
        "soon",
        "1945/1941",
        "1941/P3D",
        "1941-22-03",
    ],
)
def test_what_is_no_date_reaches_nowhere(value: str) -> None:
    assert extent(value) is None


def test_marks_are_kept_apart_from_the_days() -> None:
    about, perhaps, both, plain = (extent(f"1941{mark}") for mark in ("~", "?", "%", ""))
    assert about is not None
    assert perhaps is not None
    assert both is not None
    assert plain is not None
    told = [(each.approximate, each.uncertain) for each in (about, perhaps, both, plain)]
    assert told == [(True, False), (False, True), (True, True), (False, False)]


@given(DAYS)
def test_days_are_counted_as_the_calendar_counts_them(day: datetime.date) -> None:
    number = number_of(day.year, day.month, day.day)
    assert number == (day - datetime.date(1970, 1, 1)).days
    assert day_from(number) == (day.year, day.month, day.day)
    assert iso(number) == day.isoformat()


@given(NUMBERS)
def test_every_day_of_any_year_comes_back_from_its_number(number: int) -> None:
    assert number_of(*day_from(number)) == number


@given(VALUES)
def test_a_date_ends_no_earlier_than_it_begins_and_agrees_with_itself(value: str) -> None:
    found = extent(value)
    assert found is not None
    assert found.first is not None
    assert found.last is not None
    assert found.first <= found.last
    assert can_both_hold(found, found)


@given(VALUES, VALUES)
def test_an_interval_reaches_from_its_first_date_to_its_last(one: str, other: str) -> None:
    first, last = extent(one), extent(other)
    assert first is not None
    assert last is not None
    assert first.first is not None
    assert last.last is not None
    both = extent(f"{one}/{other}")
    if first.first <= last.last:
        assert both is not None
        assert (both.first, both.last) == (first.first, last.last)
    else:
        assert both is None


@given(VALUES, VALUES)
def test_two_dates_agree_or_not_whichever_comes_first(one: str, other: str) -> None:
    first, second = extent(one), extent(other)
    assert first is not None
    assert second is not None
    assert can_both_hold(first, second) == can_both_hold(second, first)


@given(DAYS, st.sampled_from(["", "~", "?"]))
def test_a_day_agrees_with_its_month_year_decade_and_century(day: datetime.date, mark: str) -> None:
    point = Point("day", day.year, day.month, day.day)
    exact = extent(point.edtf())
    assert exact is not None
    for unit in ("month", "year", "decade", "century"):
        coarser = point.at(unit)
        assert coarser is not None
        wide = extent(coarser.edtf() + mark)
        assert wide is not None
        assert can_both_hold(exact, wide)


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("1941-06-22", "1941-06-21", False),
        ("1941-06-22", "1941-06", True),
        ("1941-06", "1941-07", False),
        ("1941", "194X", True),
        ("1941~", "1942", True),
        ("1941~", "1943", False),
        ("1941?", "1940-12-31", True),
        ("1941-24", "1941-01-20", True),
        ("1941-24", "1942-01-20", True),
        ("1941-24", "1941-07-01", False),
        ("1941-06/..", "1950", True),
        ("1941-06/..", "1941-05", False),
        ("../1941", "1942", False),
        ("1939/1941", "1941-06-22", True),
    ],
)
def test_dates_can_both_hold_where_a_day_is_in_both(one: str, other: str, agree: bool) -> None:
    first, second = extent(one), extent(other)
    assert first is not None
    assert second is not None
    assert can_both_hold(first, second) is agree


@pytest.mark.parametrize(
    "value",
    [
        "1941-06-22",
        "1941-06",
        "1941",
        "194X",
        "19XX",
        "1941~",
        "1941-06?",
        "1941-06-XX",
        "1941-22",
        "1941-33",
        "1941-40",
        "1941/1945-05",
        "-0043",
        "-043X",
    ],
)
def test_the_edtf_package_sees_the_same_days(value: str) -> None:
    import edtf

    theirs: Any = edtf.parse_edtf(value)
    ours = extent(value)
    assert ours is not None
    assert ours.first == number_of(*tuple(theirs.lower_strict())[:3])
    assert ours.last == number_of(*tuple(theirs.upper_strict())[:3])
