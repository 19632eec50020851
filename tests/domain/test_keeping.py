"""Which backups stay."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from postil.domain.keeping import DAYS, FOR_A_REASON, MONTHS, WEEKS, Kept, is_due, kept

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)

purposes = st.sampled_from(["", "", "", "by-hand", "before-restore"])
moments = st.integers(-3000, 3000).map(lambda hours: NOW - timedelta(hours=hours))


@st.composite
def backups(draw: st.DrawFn) -> list[Kept]:
    made = draw(st.lists(st.tuples(moments, purposes), max_size=60))
    return [Kept(f"backup {number}", moment, purpose) for number, (moment, purpose) in enumerate(made)]


def daily(number: int, until: datetime = NOW) -> list[Kept]:
    """One backup a day, the newest last."""
    days = (until - timedelta(days=back) for back in reversed(range(number)))
    return [Kept(day.strftime("%Y-%m-%d"), day) for day in days]


def test_a_week_of_days_stays_whole() -> None:
    week = daily(7)
    assert kept(week, NOW) == {each.name for each in week}


def test_after_two_years_of_days_there_are_seven_days_four_weeks_and_twelve_months() -> None:
    stay = sorted(kept(daily(730), NOW))
    assert stay[-7:] == [each.name for each in daily(7)]
    assert len(stay) <= DAYS + WEEKS + MONTHS
    assert len({name[:7] for name in stay}) == 12
    assert stay[0] == "2025-12-31"


def test_what_is_thrown_away_day_by_day_leaves_what_the_rule_promises() -> None:
    there: list[Kept] = []
    for each in daily(400):
        there.append(each)
        stay = kept(there, each.made)
        there = [one for one in there if one.name in stay]
    assert {each.name for each in daily(7)} <= {each.name for each in there}
    assert len({each.name[:7] for each in there}) == 12


@given(backups(), st.integers(-3000, 3000))
def test_the_newest_up_to_now_always_stays_wherever_the_clock_stands(there: list[Kept], hours: int) -> None:
    now = NOW + timedelta(hours=hours)
    stay = kept(there, now)
    past = [each for each in there if each.made <= now]
    if past:
        assert max(past, key=lambda each: (each.made, each.name)).name in stay
    assert stay <= {each.name for each in there}


@given(backups())
def test_never_more_stay_than_the_rule_says(there: list[Kept]) -> None:
    plain = [each for each in there if not each.purpose]
    assert len(kept(plain, NOW)) <= 2 * (DAYS + WEEKS + MONTHS)
    assert len(kept(there, NOW)) <= 2 * (3 * (DAYS + WEEKS + MONTHS) + 2 * FOR_A_REASON)


@given(backups())
def test_throwing_away_twice_throws_no_more_away(there: list[Kept]) -> None:
    stay = kept(there, NOW)
    assert kept([each for each in there if each.name in stay], NOW) == stay


def test_backups_from_the_future_take_no_place_from_those_that_are_made_now() -> None:
    future = daily(30, NOW + timedelta(days=900))
    past = daily(7)
    stay = kept([*future, *past], NOW)
    assert {each.name for each in past} <= stay
    assert future[-1].name in stay


def test_backups_made_by_hand_on_one_day_all_stay() -> None:
    made = [Kept(f"by hand {hour}", NOW - timedelta(hours=hour), "by-hand") for hour in range(3)]
    assert kept(made, NOW) == {each.name for each in made}


def test_what_is_made_before_a_restore_does_not_drive_out_the_backup_of_the_day() -> None:
    made = [Kept("of the day", NOW - timedelta(hours=1)), Kept("before", NOW, "before-restore")]
    assert kept(made, NOW) == {"of the day", "before"}


def test_one_is_due_on_each_day_also_after_the_clock_was_set_back() -> None:
    assert is_due([], NOW)
    assert is_due(daily(3, NOW - timedelta(days=1)), NOW)
    assert not is_due(daily(1), NOW)
    assert is_due(daily(3, NOW + timedelta(days=40)), NOW)
