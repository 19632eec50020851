"""Where events are drawn: none is lost, none lies on another."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.timeline import Event
from postil.widgets.timeline.layout import Glyph, lay_out, spots
from timelines import crowded, timeline_of

VALUES = st.lists(
    st.sampled_from(
        [
            "1941-06-22",
            "1941-06-23",
            "1941-06",
            "1941",
            "194X",
            "1941-07-01~",
            "../1940",
            "1942/..",
            "1941-06-22/1943",
            "19XX",
        ]
    )
    | st.dates().map(str),
    min_size=1,
    max_size=60,
)


def glyphs(events: tuple[Event, ...], per_day: float, rows: int) -> tuple[Glyph, ...]:
    days = [day for each in events for day in (each.extent.first, each.extent.last) if day is not None]
    found = spots(events, range(len(events)), (min(days), max(days)))
    return lay_out(found, min(days), per_day, rows).glyphs


@settings(max_examples=60)
@given(VALUES, st.sampled_from([0.0005, 0.01, 0.1, 1.0, 10.0, 64.0]), st.integers(2, 9))
def test_every_event_is_in_one_sign_and_no_sign_lies_on_another(values: list[str], per_day: float, rows: int) -> None:
    events = timeline_of(*values).events
    found = glyphs(events, per_day, rows)
    assert sorted(member for glyph in found for member in glyph.members) == list(range(len(events)))
    for row in range(rows):
        line = sorted((glyph for glyph in found if glyph.row == row), key=lambda glyph: glyph.left)
        assert all(one.right <= other.left for one, other in itertools.pairwise(line))
    assert all(0 <= glyph.row < rows for glyph in found)


def test_a_day_is_a_dot_and_a_month_or_year_a_bar_as_wide_as_it_lasted() -> None:
    events = timeline_of("1941-06-22", "1941-06", "1941").events
    found = {glyph.members[0]: glyph for glyph in glyphs(events, 2.0, 6)}
    shapes = {events[number].edtf: (glyph.shape, round(glyph.right - glyph.left)) for number, glyph in found.items()}
    assert shapes == {"1941-06-22": ("dot", 10), "1941-06": ("bar", 60), "1941": ("bar", 730)}


def test_a_short_bar_is_a_dot() -> None:
    assert [glyph.shape for glyph in glyphs(timeline_of("1941-06", "2020").events, 0.05, 6)] == ["dot", "bar"]


def test_inferred_is_hollow_uncertain_faded_and_a_conflict_is_known() -> None:
    from dataclasses import replace

    plain, about, clashing = timeline_of("1941-06-20", "1941-07-01~", "1941-08-01", conflicts=(2,)).events
    found = glyphs((replace(plain, inferred=True), about, clashing), 5.0, 4)
    assert [(glyph.hollow, glyph.faded, glyph.conflict) for glyph in found] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]


def test_many_in_one_place_are_one_sign_with_their_number() -> None:
    events = timeline_of(*(f"1941-06-{day:02d}" for day in range(1, 13))).events
    [sign] = glyphs(events, 0.5, 2)
    assert (sign.shape, len(sign.members)) == ("cluster", 12)
    assert len(glyphs(events, 20.0, 2)) == 12


def test_an_open_interval_goes_on_to_the_edge() -> None:
    events = timeline_of("1941-06-22/..", "1945").events
    found = next(glyph for glyph in glyphs(events, 1.0, 6) if glyph.opens == "right")
    assert found.right >= max(glyph.right for glyph in glyphs(events, 1.0, 6))


def test_what_is_in_view_is_found_among_all() -> None:
    events = crowded(500, 1).events
    found = spots(events, range(500), (0, 1))
    layout = lay_out(found, found[0].first, 3.0, 4)
    seen = layout.between(1000, 1200)
    inside = [glyph for glyph in layout.glyphs if glyph.right >= 1000 and glyph.left <= 1200]
    assert set(map(id, inside)) <= set(map(id, seen))
    assert len(seen) < len(layout.glyphs)
