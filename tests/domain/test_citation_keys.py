import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.citation_keys import make_key
from postil.domain.citing import cited_keys
from postil.domain.records import Name


@pytest.mark.parametrize(
    ("authors", "title", "published", "expected"),
    [
        ((Name("Mondo", "Ada"),), "He asked the river twice and again", "2024-02-25", "mondoAskedRiverTwice2024"),
        ((Name(literal="The Daily Site"),), "A War", "1941~", "thedailysiteWar1941"),
        ((Name("Ó Briain"),), "<i>Größe</i>", "", "obriainGrosse"),
        ((Name("Солженицын", "А."),), "Архипелаг ГУЛАГ", "1973", "solzhenitsynArkhipelagGulag1973"),
        ((Name("Παπαδόπουλος"),), "Ο λόγος", "1999", "papadopoylosLogos1999"),
        ((Name("Cwikła-Łoś"),), "L'étranger d'Alger", "1942", "cwiklalosLetrangerDalger1942"),
        ((), "The third telegram", "", "thirdTelegram"),
        ((), "The", "", "the"),
        ((), "", "", "work"),
        ((), "1941", "2020", "work19412020"),
        ((Name(literal="人民"),), "战争", "2020", "work2020"),
    ],
)
def test_a_key_is_made_of_author_short_title_and_year(
    authors: tuple[Name, ...], title: str, published: str, expected: str
) -> None:
    assert make_key(authors, title, published, ()) == expected


def test_a_key_that_is_taken_gets_a_letter() -> None:
    taken = {"mondoAsked2024", *(f"mondoAsked2024{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")}
    assert make_key((Name("Mondo"),), "Asked", "2024", {"mondoAsked2024"}) == "mondoAsked2024a"
    assert make_key((Name("Mondo"),), "Asked", "2024", taken) == "mondoAsked2024aa"


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=30), st.text(max_size=30), st.text(max_size=8))
def test_every_key_can_be_cited(author: str, title: str, published: str) -> None:
    key = make_key((Name(author),), title, published, ())
    assert key.isascii()
    assert cited_keys(f"[@{key}, p. 3]") == (key,)
