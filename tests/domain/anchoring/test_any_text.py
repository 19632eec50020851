"""What holds of anchoring for any text: astral characters, combining marks, right to left, Chinese."""

import unicodedata

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from postil.domain.anchoring import Selector, describe, locate
from postil.domain.anchoring.folding import fold

LATIN = ("the", "of", "six", "30", "16", "June", "café", "cafe\u0301", "naïve", "ﬁne", "İstanbul", "straße", "co-op")
OTHER = ("שלום", "עולם", "مرحبا", "بِسْم", "你好", "世界和平", "中", "한국어", "ไทย", "हिन्दी", "𝔘𝔫𝔦", "👩\u200d👧")
SIGNS = ("**", "***", "“no”", "¶", "…", "\n", "\u00ad", "\u0301", "x\u200dy")
WORDS = st.sampled_from((*LATIN, *OTHER, *SIGNS))
WORDY = st.lists(WORDS, min_size=1, max_size=60).map(" ".join)
TEXTS = st.one_of(WORDY, st.text(min_size=1, max_size=120), st.text("ab* \n", min_size=1, max_size=80))
SETTINGS = settings(max_examples=150, deadline=None)


@st.composite
def spans(draw: st.DrawFn, texts: st.SearchStrategy[str] = TEXTS) -> tuple[str, int, int]:
    text = draw(texts)
    start = draw(st.integers(0, len(text) - 1))
    return text, start, draw(st.integers(start + 1, len(text)))


@SETTINGS
@given(spans(), st.booleans())
def test_a_highlight_is_found_in_the_text_it_was_made_in(span: tuple[str, int, int], keeps_old: bool) -> None:
    text, start, end = span
    placement = locate(text, describe(text, start, end), old_text=text if keeps_old else None)
    assert (placement.state, placement.start, placement.end) == ("exact", start, end)


@SETTINGS
@given(spans(), st.text(min_size=1, max_size=40))
def test_a_paragraph_put_before_shifts_a_highlight(span: tuple[str, int, int], paragraph: str) -> None:
    text, start, end = span
    # A mark without its letter is no part of a word, and not looked for; the test below says what becomes of it.
    assume(not unicodedata.combining(text[start]))
    new = f"{paragraph}\n{text}"
    shift = len(paragraph) + 1
    placement = locate(new, describe(text, start, end), old_text=text)
    if placement.state in {"exact", "moved"}:
        assert new[placement.start : placement.end] == text[start:end]
    if len(text[start:end].strip()) >= 12 and text.count(text[start:end]) == new.count(text[start:end]) == 1:
        assert placement.state == "lost" or placement.start <= start + shift <= placement.end


def test_a_quote_that_begins_with_a_mark_without_its_letter_is_at_its_words_and_said_to_have_changed() -> None:
    text = "\N{COMBINING ACUTE ACCENT} the the the"
    placement = locate(f"0\n{text}", describe(text, 0, 12), old_text=text)
    assert (placement.state, placement.start, placement.end) == ("changed", 4, 14)


@SETTINGS
@given(TEXTS, spans(), st.booleans(), st.integers(-5, 200), st.integers(-5, 200))
def test_anything_gives_a_span_within_the_text(
    new: str, span: tuple[str, int, int], keeps_old: bool, start: int, end: int
) -> None:
    old = span[0]
    for selector in (
        describe(*span),
        Selector(start, end, old[span[1] : span[2]]),
        Selector(start, end, "", old[:9], old[-9:]),
        Selector(start, end, old[span[1] : span[2]], new[:7], new[-7:]),
    ):
        placement = locate(new, selector, old_text=old if keeps_old else None)
        assert 0 <= placement.start <= placement.end <= len(new)
        assert 0 <= placement.score <= 1
        assert (placement.start == placement.end) == (placement.state == "lost")
        if placement.state in {"exact", "moved"}:
            assert new[placement.start : placement.end] == selector.exact


@SETTINGS
@given(TEXTS)
def test_a_folded_text_knows_its_way_back(text: str) -> None:
    folded = fold(text)
    for place in range(len(folded.text)):
        start, end = folded.unfold(place, place + 1)
        assert 0 <= start <= end <= len(text)
    for place in range(len(text) + 1):
        assert 0 <= folded.fold_position(place) <= len(folded.text)
    assert folded.unfold(0, len(folded.text))[1] <= len(text)
