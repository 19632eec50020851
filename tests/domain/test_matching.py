import unicodedata

import pytest
from hypothesis import given, settings
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


@pytest.mark.parametrize(
    ("wanted", "text", "found"),
    [
        ("Сталинград", "Битва под Сталингра́дом", ""),
        ("сталинградом", "Битва под Сталингра́дом.", "Сталингра́дом"),
        ("битва́", "Би́тва́ под", "Би́тва́"),
        ("בראשית", "ספר בְּרֵאשִׁית ברא", "בְּרֵאשִׁית"),
        ("محمد", "كتب مُحَمَّد الكتاب", "مُحَمَّد"),
        ("du\u0308sseldorf", "in Düsseldorf, am Rhein", "Düsseldorf"),
        ("strasse", "die Straße nach", "Straße"),
        ("Straße", "THE STRASSE IS", "STRASSE"),
        ("nach strasse", "nach Straße 7", "nach Straße"),
        ("lodz", "in Łódź he", "Łódź"),
        ("da nang", "Ở Đà Nẵng.", "Đà Nẵng"),
        ("ΟΔΥΣΣΕΥΣ", "ο Ὀδυσσεύς ήταν", "Ὀδυσσεύς"),
        ("diyarbakir", "DİYARBAKIR ve Diyarbakır", "DİYARBAKIR"),
        ("final", "the ﬁnal word", "ﬁnal"),
        ("office", "an oﬃce", "oﬃce"),
        ("パソコン", "新しいﾊﾟｿｺﾝを", "ﾊﾟｿｺﾝ"),
    ],
)
def test_words_are_found_to_the_letter_whatever_marks_are_in_them(wanted: str, text: str, found: str) -> None:
    places = spans(text, pattern([Wanted(wanted)]))
    assert [text[start:end] for start, end in places[:1]] == ([found] if found else [])


@settings(max_examples=150, deadline=None)
@given(st.text(st.sampled_from("aßﬁ\u0301x ﾊﾟ ς.Ł京\u05b0"), max_size=30))
def test_each_word_of_a_text_is_found_in_it(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    for word in tokens(text):
        places = spans(text, pattern([Wanted(word)]))
        assert places
        assert all(tokens(text[start:end]) == tokens(word) for start, end in places)
