import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.problems import Problem
from postil.domain.records import Name
from postil.services.bibliography import check_dates, read_authors, write_authors

WORDS = st.text(st.characters(categories=["L", "N"], include_characters="-'."), min_size=1, max_size=12)
NAMES = st.one_of(
    st.builds(Name, family=WORDS, given=WORDS | st.just("")),
    st.builds(Name, literal=st.lists(WORDS, min_size=1, max_size=4).map(", ".join) | WORDS),
)


def test_a_line_with_a_comma_is_family_and_given_name():
    assert read_authors("Amundsen, Roald\nBBC News\n\n") == (Name("Amundsen", "Roald"), Name(literal="BBC News"))


def test_braces_hold_a_name_with_a_comma_together():
    assert read_authors("{Doe, Roe and Sons}") == (Name(literal="Doe, Roe and Sons"),)


def test_a_comma_at_the_end_says_that_there_is_only_a_family_name():
    assert read_authors("Plato,") == (Name("Plato"),)


@settings(max_examples=100, deadline=None)
@given(st.lists(NAMES, max_size=4).map(tuple))
def test_authors_that_are_written_are_read_as_they_were(authors: tuple[Name, ...]):
    assert read_authors(write_authors(authors)) == authors


@pytest.mark.parametrize(
    "date", ["", "1941", "1941-06", "1941-06-22", "-0044-03-15", "1911/1912", "2024-02-29", "2004-01-01T10:10:10Z"]
)
def test_a_date_of_level_0_is_taken(date: str):
    check_dates({"Published": date})


@pytest.mark.parametrize(
    "date", ["June 1941", "1941-6", "194X", "1941~", "2023-02-29", "2023-02-30", "1941-13", "22.6.1941"]
)
def test_anything_else_is_refused_with_its_field(date: str):
    with pytest.raises(Problem, match="Published: “") as refused:
        check_dates({"Updated": "1941", "Published": date})
    assert date in str(refused.value)
