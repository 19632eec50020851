import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from postil.domain.problems import Problem
from postil.domain.text import canonical
from postil.services.quoting import find_quote

TEXT = "On June 30 Comrade ** wrote to ***.\nSix times he asked,\nsix times *** refused: (**)."


def found(quote: str, prefix: str = "", suffix: str = "") -> str:
    """Return what stands where the quotation was found, with a bar at either side."""
    start, end = find_quote(TEXT, quote, prefix=prefix, suffix=suffix)
    return f"{TEXT[:start]}|{TEXT[start:end]}|{TEXT[end:]}"


def test_a_quotation_that_stands_once_is_found() -> None:
    assert "|June 30|" in found("June 30")


def test_white_space_matches_any_white_space() -> None:
    assert "asked,\nsix" in found("asked, six")


def test_a_short_mask_is_not_found_within_a_longer_one() -> None:
    with pytest.raises(Problem, match="stand in 2 places"):
        find_quote(TEXT, "**")
    assert "Comrade |**| wrote" in found("**", prefix="Comrade ")
    assert "(|**|)." in found("**", prefix="(", suffix=")")


def test_context_tells_equal_words_apart() -> None:
    with pytest.raises(Problem, match="stand in 2 places"):
        find_quote(TEXT, "***")
    assert "to |***|." in found("***", prefix="wrote to ")


def test_words_that_are_not_there_are_a_problem() -> None:
    for quote in ("June 20", "seven times", "", "  \n"):
        with pytest.raises(Problem):
            find_quote(TEXT, quote)


PIECES = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(PIECES, PIECES.map(str.strip).filter(bool), PIECES)
def test_any_passage_is_found_by_itself_and_all_its_context(before: str, passage: str, after: str) -> None:
    text = canonical(f"{before}|{passage}|{after}")
    start, end = text.index("|") + 1, text.rindex("|")
    wanted = text[start:end].strip()
    assume(wanted)
    at = text.index(wanted, start)
    place = find_quote(text, wanted, prefix=text[:at], suffix=text[at + len(wanted) :])
    assert text[slice(*place)].split() == wanted.split()
