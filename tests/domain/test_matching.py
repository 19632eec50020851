import pytest
from hypothesis import given
from hypothesis import strategies as st

from postil.domain.matching import Wanted, indexed, pattern, plain, snippet, spans, tokens

TEXT = "Comrade Éclair met 毛泽东同志 in Düsseldorf; the Ёлка 서울은 stayed. e-mail O'Neill"


def found(*wanted: Wanted | str) -> list[str]:
    sought = pattern(each if isinstance(each, Wanted) else Wanted(each) for each in wanted)
    return [TEXT[start:end] for start, end in spans(TEXT, sought)]


@pytest.mark.parametrize(
    ("wanted", "there"),
    [
        ("eclair", ["Éclair"]),
        ("DUSSELDORF", ["Düsseldorf"]),
        ("елка", ["Ёлка"]),
        ("毛", ["毛"]),
        ("泽东", ["泽东"]),
        ("毛泽东", ["毛泽东"]),
        ("서울", ["서울"]),
        ("com", []),
        ("E mail", ["e-mail"]),
        ("o’neill", ["O'Neill"]),
        ("met 毛泽东", ["met 毛泽东"]),
    ],
)
def test_words_are_found_without_case_and_accents(wanted: str, there: list[str]) -> None:
    assert found(wanted) == there


def test_a_beginning_is_found_with_its_whole_word() -> None:
    assert found(Wanted("com", begins=True)) == ["Comrade"]


@given(st.text())
def test_plain_text_has_the_same_positions(text: str) -> None:
    assert len(plain(text)) == len(text)


@given(st.text())
def test_what_is_indexed_has_the_words_that_are_looked_for(text: str) -> None:
    assert tokens(indexed(text)) == tokens(text)


@given(st.text(max_size=400), st.text(min_size=1, max_size=8))
def test_marks_of_a_snippet_lie_in_it_and_on_what_was_found(text: str, word: str) -> None:
    shown = snippet(text, pattern([Wanted(word)]), 60)
    assert all(0 <= start < end <= len(shown.text) for start, end in shown.marks)
    if shown.marks:
        start, end = shown.marks[0]
        assert tokens(shown.text[start:end]) == tokens(word)


def test_a_snippet_shows_where_most_words_stand_together() -> None:
    text = "red " + "grey " * 100 + "the red army came " + "grey " * 100
    shown = snippet(text, pattern([Wanted("red"), Wanted("army")]))
    assert "red army" in shown.text
    assert shown.text.startswith("…")
    assert shown.text.endswith("…")
    assert text[shown.first : shown.last] == "red"
