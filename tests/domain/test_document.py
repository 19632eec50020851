from hypothesis import given
from hypothesis import strategies as st

from postil.domain.document import Block, Document, Span, make_block
from postil.domain.text import canonical, count_words

ANY_TEXT = st.text(st.characters(), max_size=60)


def test_the_canonical_text_is_the_blocks_joined_by_one_newline() -> None:
    document = Document((Block("heading", "One"), Block("rule", ""), Block("paragraph", "Two\nlines")))
    assert document.text == "One\n\nTwo\nlines"
    assert [(placed.start, placed.end) for placed in document.placed()] == [(0, 3), (4, 4), (5, 14)]


def test_a_position_is_in_the_block_before_its_newline() -> None:
    document = Document((Block("paragraph", "ab"), Block("paragraph", "cd")))
    assert [document.block_at(position) for position in range(6)] == [0, 0, 0, 1, 1, 1]


def test_stars_and_no_break_spaces_stay_and_soft_hyphens_go() -> None:
    assert canonical("Comrade\u00a0** said \u00ad***\r\nx\u2028y") == "Comrade\u00a0** said ***\nx\ny"


def test_what_cannot_be_stored_is_replaced_and_not_dropped() -> None:
    assert canonical("a\ud800b\ufdd0c") == "a\ufffdb\ufffdc"


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_the_canonical_form_is_reached_in_one_step(text: str) -> None:
    once = canonical(text)
    assert canonical(once) == once
    once.encode()


def test_spans_follow_the_words_they_stood_on() -> None:
    block = make_block(Block("paragraph", "e\u0301te\u00ad bold", spans=(Span(6, 10, "strong"),)))
    assert block.text == "éte bold"
    assert [block.text[span.start : span.end] for span in block.spans] == ["bold"]


@given(ANY_TEXT, st.integers(0, 60), st.integers(0, 60))
def test_spans_stay_within_their_block(text: str, start: int, end: int) -> None:
    block = make_block(Block("paragraph", text, spans=(Span(min(start, end), max(start, end), "link", "#x"),)))
    assert all(0 <= span.start < span.end <= len(block.text) for span in block.spans)


def test_words_are_counted_in_every_script() -> None:
    assert count_words("It's a well-known fact: 5.5 million.") == 7
    assert count_words("八路军") == 2
    assert count_words("") == 0
