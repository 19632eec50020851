"""A text in pieces."""

from hypothesis import given, settings
from hypothesis import strategies as st

from postil.analysis.chunks import chunks


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab .\n", max_size=300), st.integers(8, 60))
def test_the_pieces_cover_the_text_and_none_is_too_long(text: str, size: int) -> None:
    pieces = list(chunks(text, size))
    assert "".join(text[start:end] for start, end in pieces) == text
    assert all(0 < end - start <= size for start, end in pieces)


def test_a_piece_ends_between_paragraphs_where_it_can() -> None:
    text = "one two three\nfour five six\nseven eight nine"
    pieces = [text[start:end] for start, end in chunks(text, 30)]
    assert pieces == ["one two three\nfour five six\n", "seven eight nine"]


def test_a_paragraph_too_long_is_cut_after_a_sentence() -> None:
    text = "One is here. Two is there. Three is nowhere at all"
    assert text[slice(*next(chunks(text, 30)))] == "One is here. Two is there. "
