import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.dates_in_words import in_words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("1941-06-22", "22 June 1941"),
        ("1941-06", "June 1941"),
        ("1941", "1941"),
        ("194X", "the 1940s"),
        ("19XX", "the 1900s"),
        ("1941~", "about 1941"),
        ("1941-06~", "about June 1941"),
        ("1941?", "1941, uncertain"),
        ("1941%", "about 1941, uncertain"),
        ("1941-21", "spring 1941"),
        ("1941-33", "first quarter of 1941"),
        ("1941-06/1941-08", "June 1941 to August 1941"),
        ("../1941", "until 1941"),
        ("1941-06/..", "from June 1941 on"),
        ("-0043", "44 BC"),
        ("0000", "1 BC"),
        ("1941-06-XX", "June 1941"),
        ("P21D", "21 days"),
        ("P1Y", "1 year"),
        ("", ""),
        ("soon", ""),
        ("1941-13", ""),
    ],
)
def test_a_value_is_told_in_words(value: str, words: str) -> None:
    assert in_words(value) == words


@given(st.text(alphabet="0123456789X-/.?~%PDY", max_size=14))
@settings(max_examples=200, deadline=None)
def test_whatever_is_given_something_is_said_or_nothing(value: str) -> None:
    assert isinstance(in_words(value), str)
