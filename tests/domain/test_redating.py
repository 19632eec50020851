"""Dates that follow from others: corrected at the root, they follow."""

import datetime
import re
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from postil.analysis.dates import find_dates
from postil.domain.calendar import from_edtf
from postil.domain.entities import DateMention
from postil.domain.records import Judgement
from postil.domain.redating import corrected, followed_value

TEXT = (
    "In May 1941 it began. The following year, in July of the same year, it went on. On 4 May 1943 they met. "
    "Three days later he left."
)


def judge(number: int, words: str, value: str = "", reason: str = "") -> Judgement:
    start = TEXT.index(words)
    verdict = "date" if value else "not_date"
    return Judgement(f"{number:04d}", verdict, "", value, start=start, end=start + len(words), reason=reason)


def values(dates: tuple[DateMention, ...]) -> dict[str, str]:
    return {date.text: date.edtf for date in dates}


def test_what_hangs_on_a_corrected_date_follows_it() -> None:
    dates = find_dates(TEXT)
    assert values(dates)["Three days later"] == "1943-05-07"
    again = corrected(dates, [judge(1, "4 May 1943", "1944-02-27")], TEXT)
    assert values(again)["4 May 1943"] == "1944-02-27"
    assert values(again)["Three days later"] == "1944-03-01"


def test_a_correction_goes_on_from_date_to_date() -> None:
    again = corrected(find_dates(TEXT), [judge(1, "May 1941", "1951-05")], TEXT)
    assert values(again)["The following year"] == "1952"
    assert values(again)["July of the same year"] == "1952-07"
    assert values(again)["4 May 1943"] == "1943-05-04"


def test_a_root_that_is_no_longer_known_to_the_day_leaves_its_dependants_open() -> None:
    again = corrected(find_dates(TEXT), [judge(1, "4 May 1943", "1943-05")], TEXT)
    assert values(again)["Three days later"] == ""


def test_what_was_told_from_a_date_that_is_none_can_no_longer_be_told() -> None:
    again = corrected(find_dates(TEXT), [judge(1, "4 May 1943")], TEXT)
    assert "4 May 1943" not in values(again)
    assert values(again)["Three days later"] == ""
    assert "none" in next(date.reason for date in again if date.text == "Three days later")


def test_words_that_were_no_date_become_one_with_the_readers_reason() -> None:
    again = corrected(find_dates(TEXT), [judge(1, "it began", "1941-05-09", "so the diary")], TEXT)
    (added,) = [date for date in again if date.text == "it began"]
    assert (added.edtf, added.root) == ("1941-05-09", -1)
    assert "so the diary" in added.reason


def test_the_later_of_two_corrections_stands_and_taking_both_back_restores_all() -> None:
    dates = find_dates(TEXT)
    both = [judge(1, "May 1941", "1951-05"), judge(2, "May 1941", "1961-05")]
    assert values(corrected(dates, both, TEXT))["The following year"] == "1962"
    assert corrected(dates, both[:1], TEXT) == corrected(dates, [*both[:1]], TEXT)
    assert corrected(dates, [], TEXT) == dates


_DAYS = st.dates(datetime.date(1000, 1, 1), datetime.date(2999, 12, 31))
_VALUES = st.one_of(
    _DAYS.map(datetime.date.isoformat),
    _DAYS.map(lambda day: day.isoformat()[:7]),
    _DAYS.map(lambda day: day.isoformat()[:4]),
    st.sampled_from(["194X", "18XX", "1941-21", "1941~", "1941?", "1941/1945", ""]),
)
_PLACES = [(match.start(), match.end()) for match in re.finditer(r"\S+(?: \S+)?", TEXT)]
_JUDGEMENTS = st.lists(
    st.builds(
        lambda number, place, value: Judgement(
            f"{number:04d}", "date" if value else "not_date", "", value, start=place[0], end=place[1]
        ),
        st.integers(0, 9999),
        st.sampled_from([*_PLACES, *((date.start, date.end) for date in find_dates(TEXT))]),
        _VALUES,
    ),
    max_size=5,
    unique_by=lambda each: each.id,
)


@settings(max_examples=150, deadline=None)
@given(_JUDGEMENTS)
def test_corrected_dates_stand_in_order_agree_with_their_roots_and_do_not_depend_on_order(said) -> None:
    dates = find_dates(TEXT)
    again = corrected(dates, said, TEXT)
    assert again == corrected(dates, said[::-1], TEXT)
    assert all(one.end <= other.start for one, other in pairwise(again))
    known = {date.start: date.edtf for date in again}
    for date in again:
        if date.relation and date.root in known:
            assert date.edtf == (followed_value(date.relation, known[date.root]) if known[date.root] else "")


@settings(max_examples=150, deadline=None)
@given(_JUDGEMENTS)
def test_dates_that_nobody_spoke_of_and_that_hang_on_none_stay_as_they_are(said) -> None:
    dates = find_dates(TEXT)
    again = corrected(dates, said, TEXT)
    touched = [(each.start, each.end) for each in said]
    for date in dates:
        if date.root < 0 and not any(start < date.end and date.start < end for start, end in touched):
            assert date in again


@settings(max_examples=200, deadline=None)
@given(_DAYS, st.integers(-400, 400), st.sampled_from(["day", "week", "month", "year", "decade", "century"]))
def test_a_relation_never_makes_a_date_finer_than_its_unit(day: datetime.date, number: int, unit: str) -> None:
    for root in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        point = from_edtf(followed_value(f"{number:+d} {unit}", root))
        if point is not None:
            assert point.unit == unit


@settings(max_examples=100, deadline=None)
@given(_DAYS)
def test_points_come_back_from_their_edtf(day: datetime.date) -> None:
    for value in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4], f"{day.year // 10:03d}X"):
        point = from_edtf(value)
        assert point is not None
        assert point.edtf() == value
