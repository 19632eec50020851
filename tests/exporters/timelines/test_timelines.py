"""Timelines as files: what is written reads back as the same, whatever the texts hold."""

import csv
import html
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.domain.extents import Extent, extent
from postil.domain.timeline import Event, Lane, Timeline
from postil.exporters.timelines import TIMELINE_EXPORTERS, table, timelinejs

WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
VALUES = st.sampled_from(
    ["1941-06-22", "1941-06", "1941", "194X", "19XX", "-0043-03-15", "1941~", "../1941", "1941/.."]
)


def event(value: str = "1941-06-22", sentence: str = "Germany attacked.", **more: object) -> Event:
    reach = extent(value)
    assert isinstance(reach, Extent)
    return Event("a", 3, 9, "then", value, reach, sentence, **more)  # pyright: ignore[reportArgumentType]


def timeline(*events: Event, title: str = "The invasion") -> Timeline:
    return Timeline((Lane("a", title),), events)


@pytest.mark.parametrize("exporter", TIMELINE_EXPORTERS, ids=lambda each: each.name)
@given(sentence=WORDS, title=WORDS, value=VALUES)
def test_any_text_goes_out_and_comes_back(exporter: object, sentence: str, title: str, value: str) -> None:
    made = event(value, sentence, conflicts=(title,))
    text = exporter.export(timeline(made, title=title), (made,))  # pyright: ignore[reportAttributeAccessIssue]
    assert text.endswith("\n")


@given(WORDS.filter(str.strip), WORDS)
def test_timelinejs_gets_text_and_no_markup(sentence: str, title: str) -> None:
    made = event(sentence=sentence)
    [read] = json.loads(timelinejs.export(timeline(made, title=title), (made,)))["events"]
    assert html.unescape(read["group"]) == title
    assert "<" not in read["text"]["headline"]
    inside = read["text"]["text"].removeprefix("<p>").partition("</p>")[0]
    assert html.unescape(inside) == sentence


@pytest.mark.parametrize(
    ("value", "start", "end"),
    [
        ("1941-06-22", {"year": 1941, "month": 6, "day": 22}, None),
        ("1941-06", {"year": 1941, "month": 6}, {"year": 1941, "month": 6}),
        ("1941", {"year": 1941}, {"year": 1941}),
        ("194X", {"year": 1940}, {"year": 1949}),
        ("-0043-03-15", {"year": -43, "month": 3, "day": 15}, None),
        ("1941/..", {"year": 1941, "month": 1, "day": 1}, None),
        ("../1941", {"year": 1941, "month": 12, "day": 31}, None),
    ],
)
def test_timelinejs_is_told_no_more_than_is_known(value: str, start: object, end: object) -> None:
    made = event(value)
    [read] = json.loads(timelinejs.export(timeline(made), (made,)))["events"]
    assert read["start_date"] == start
    assert read.get("end_date") == end


@pytest.mark.parametrize("sentence", ["=1+1", "+1", "-1", "@SUM(A1)", "'quoted", "\tx"])
def test_a_text_is_no_formula_for_a_spreadsheet(sentence: str) -> None:
    made = event(sentence=sentence)
    [row] = csv.DictReader(io.StringIO(table.export(timeline(made), (made,))))
    assert row["sentence"] == f"'{sentence}"


def test_a_table_has_a_row_per_event_with_all_that_is_known() -> None:
    made = event("1941-06~", inferred=True, reason="Understood.", conflicts=("“B” has July for it.",))
    [row] = csv.DictReader(io.StringIO(table.export(timeline(made), (made,))))
    assert row == {
        "first": "1941-06-01",
        "last": "1941-06-30",
        "edtf": "1941-06~",
        "printed": "then",
        "sentence": "Germany attacked.",
        "article": "The invasion",
        "article_id": "a",
        "start": "3",
        "end": "9",
        "inferred": "yes",
        "uncertain": "no",
        "approximate": "yes",
        "reason": "Understood.",
        "conflicts": "“B” has July for it.",
    }
