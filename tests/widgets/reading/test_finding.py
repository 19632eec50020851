import itertools

from hypothesis import given
from hypothesis import strategies as st

from postil.widgets.reading.finding import Finder
from postil.widgets.reading.values import TextRange

TRICKY = st.text(alphabet="aAßẞsSiİıſﬀfΣσςé🙂 \u00a0’'", max_size=40)


def alike(text: str) -> str:
    return text.replace("\u00a0", " ").replace("’", "'")


@given(TRICKY, TRICKY)
def test_every_match_is_the_needle_when_folded(text: str, needle: str) -> None:
    for match in Finder(text).find(needle):
        assert alike(text[match.start : match.end]).casefold() == alike(needle).casefold()


@given(TRICKY, st.data())
def test_a_piece_of_the_text_is_found(text: str, data: st.DataObject) -> None:
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = Finder(text).find(text[start:end])
    assert found
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))


@given(TRICKY, TRICKY)
def test_with_case_every_match_is_the_needle_itself(text: str, needle: str) -> None:
    for match in Finder(text).find(needle, case=True):
        assert alike(text[match.start : match.end]) == alike(needle)


def test_capitals_find_the_sharp_s() -> None:
    assert Finder("die Straße hier").find("STRASSE") == (TextRange(4, 10),)


def test_half_of_a_folded_character_is_no_match() -> None:
    assert Finder("ß").find("s") == ()


def test_case_is_kept_when_asked_for() -> None:
    assert Finder("Rome and rome").find("rome", case=True) == (TextRange(9, 13),)


def test_a_plain_space_and_quotation_mark_find_typographic_ones() -> None:
    assert Finder("the\u00a0ship’s log").find("the ship's") == (TextRange(0, 10),)


def test_nothing_is_found_for_nothing() -> None:
    assert Finder("anything").find("") == ()


def test_stars_are_found_as_stars() -> None:
    assert Finder("(**) and ***").find("**") == (TextRange(1, 3), TextRange(9, 11))
