from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desks import add_article
from new_library import open_library
from postil.domain.edits import Change, Edit
from postil.domain.records import CslItem, Name
from postil.storage.library import Library
from postil.storage.sources import SourceListing, number_of_source, source_order, sources_after, sources_numbered

ITEMS = (
    CslItem("a", "Zola", "book", "Ölfarben", (Name("Ärmel", "Jane"),), published="1999"),
    CslItem(
        "b", "berg", "report", "Straße", (Name(literal='The "Long" Family'), Name("Falk", "Eva")), published="1950"
    ),
    CslItem("c", "élan", "book", "", (), url="https://example.org/100%_sure"),
    CslItem("d", "abel", "webpage", "ölig", (Name("abel", ""),), updated="1950-02"),
)
LABELS = {"book": "Book", "report": "Report", "webpage": "Web page"}


@pytest.fixture
def library(tmp_path: Path) -> Library:
    held = open_library(tmp_path / "library.postil")
    held.apply(Edit("Add", tuple(Change(None, item) for item in ITEMS)))
    return held


def listed(library: Library, *words: str, **how: object) -> list[str]:
    numbers = source_order(library, SourceListing(words=words, labels=LABELS, **how)).numbers  # type: ignore[arg-type]
    rows = sources_numbered(library, numbers)
    return [rows[number][0].id for number in numbers]


def test_upper_and_lower_case_stand_together_and_the_unknown_below(library):
    assert listed(library, key="key") == ["d", "b", "a", "c"]
    assert listed(library, key="key", falls=True) == ["c", "a", "b", "d"]
    assert listed(library, key="authors") == ["d", "b", "a", "c"]
    assert listed(library, key="authors", falls=True) == ["a", "b", "d", "c"]
    assert listed(library, key="title") == ["c", "b", "a", "d"]
    assert listed(library, key="published", falls=True) == ["a", "d", "b", "c"]
    assert listed(library, key="type") == ["a", "c", "b", "d"]


def test_the_most_cited_stand_first_by_number_not_by_digits(library):
    assert listed(library, key="cited", falls=True, cited={"berg": 9, "abel": 10})[:2] == ["d", "b"]


@pytest.mark.parametrize(
    ("word", "found"),
    [
        ("öl", "ad"),
        ("strasse", "b"),
        ("ärmel", "a"),
        ('"long"', "b"),
        ("family", "b"),
        ("given", ""),
        ("100%_", "c"),
        ("0%s", ""),
        ("report", "b"),
        ("web", "d"),
        ("eva", "b"),
        ("1950-", "d"),
    ],
)
def test_a_word_is_found_wherever_a_record_has_it(library, word, found):
    assert sorted(listed(library, word)) == list(found)


def test_all_words_must_be_there(library):
    assert listed(library, "falk", "1950") == ["b"]
    assert listed(library, "falk", "1999") == []


def test_what_is_asked_for_by_number_stands_as_it_was_given(library):
    numbers = [number_of_source(library, each) for each in "cab"]
    assert listed(library, among=numbers, as_given=True) == ["c", "a", "b"]
    assert listed(library, "book", among=numbers, as_given=True) == ["c", "a"]


def test_articles_of_the_trash_are_neither_listed_nor_counted(library):
    article_id = add_article(library)
    assert source_order(library, SourceListing()).total == 5
    assert listed(library, which="articles") == [article_id]
    article = library.article(article_id)
    library.apply(Edit("Delete", (Change(article, replace(article, trashed="2026-01-01T00:00:00Z")),)))
    assert source_order(library, SourceListing()).total == 4
    assert listed(library, which="articles") == []
    assert [item.id for _, item in sources_after(library, 0, 10)] == ["a", "b", "c", "d"]


def test_sources_are_read_in_pieces_that_leave_none_out(library):
    found, last = [], 0
    while piece := sources_after(library, last, 2):
        found += [item.id for _, item in piece]
        last = piece[-1][0]
    assert found == ["a", "b", "c", "d"]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=st.text("aeÄäöSsß\"\\%_'[{,:1.", min_size=1, max_size=3))
def test_sql_finds_what_python_would(library, word):
    wanted = word.casefold()
    told = {
        item.id: "\n".join(
            (item.key, *map(str, item.authors), item.title, item.published, item.updated, item.url, LABELS[item.type])
        ).casefold()
        for item in ITEMS
    }
    assert sorted(listed(library, wanted)) == [each for each, words in told.items() if wanted in words]
