"""A note in a list is its words alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.domain.plain_notes import plain_words


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("From May to June is **34 days**, not *two* months.", "From May to June is 34 days, not two months."),
        ("***Both*** and __strong__, _weak_, ~~gone~~.", "Both and strong, weak, gone."),
        ("**A *whole* thing**", "A whole thing"),
        ("See [@berg1941, p. 3; -@holm] and @{odd.key} [p. 4].", "See (berg1941, p. 3; holm) and odd.key [p. 4]."),
        ("[the letter](https://example.org/a) and ![a map](map.png)", "the letter and a map"),
        ("<https://example.org/a>", "https://example.org/a"),
        ("Use `**` for it", "Use ** for it"),
        ("# Head\n\n> What \\*\\* wrote\n\n- one\n- two\n1. three", "Head\n\nWhat ** wrote\n\n• one\n• two\n1. three"),
        ("Above\n\n---\n\nBelow", "Above\n\n\n\nBelow"),
        ("```\na = b * c * d\n```", "\na = b * c * d\n"),
    ],
)
def test_markdown_goes_and_its_words_stay(note: str, words: str):
    assert plain_words(note) == words


@pytest.mark.parametrize(
    "note",
    [
        "Comrade ** wrote to *** in Oslo.",
        "The letter of (***) to (***), again.",
        "Who are **, *** and **?",
        "5*3*2 are 30, snake_case_names too.",
        "Anna's 2 * 3 * 4",
        "anna@example.org wrote < 3 letters & more [sic].",
        "Only words — nothing else.",
    ],
)
def test_signs_that_are_no_markdown_stay_to_the_letter(note: str):
    assert plain_words(note) == note


@given(st.text(alphabet="ab *_`~\\[]()@<>#-.\n", max_size=60))
def test_no_letter_is_lost_or_made(note: str):
    kept = [sign for sign in plain_words(note) if sign in "ab."]
    # What is taken away with letters in it is the address of a link, and only that.
    if "](" not in note and "```" not in note and "~~~" not in note:
        assert kept == [sign for sign in note if sign in "ab."]
