"""Which article a source is a newer version of."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from new_library import open_library
from postil.domain.edits import Change, Edit
from postil.services.importing import receive
from postil.services.kinship import Kinship, kin
from postil.storage.library import Library
from services.revised import STORY, URL, bring, change, page

CHANGED = STORY.replace("six times", "three times")
ELSE = (
    "The bakery\nAt four in the morning the ovens are lit. Nobody in the street has slept much since the flood.\n"
    "The flour comes by boat on Mondays, and on Tuesdays the price is written on the door in chalk.\n"
    "Children get the crusts; the old men get the gossip, which is fresher than the bread and keeps longer."
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = open_library(tmp_path / "library.postil")
    bring(opened, ELSE, url="https://example.org/bakery")
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "address",
    [
        URL,
        "http://www.example.org/2024/delegation/?utm_source=letter#comments",
        "https://m.example.org/2024/delegation?fbclid=1",
        "https://EXAMPLE.org/2024/./delegation/index.html",
    ],
)
def test_a_page_at_the_same_address_is_a_newer_version(library: Library, address: str) -> None:
    article_id = bring(library)
    found = kin(library, *page(CHANGED, url=address))
    assert found is not None
    assert (found.article_id, found.why, found.is_sure) == (article_id, "address", True)


def test_a_page_at_the_same_address_with_another_text_is_kin_but_not_surely(library: Library) -> None:
    article_id = bring(library)
    found = kin(library, *page("Quite another page\nWith nothing of what stood here in any of its words."))
    assert found is not None
    assert (found.article_id, found.why, found.is_sure) == (article_id, "address", False)


def test_a_saved_page_that_names_its_address_is_kin_to_the_page(library: Library) -> None:
    article_id = bring(library)
    source, imported = page(CHANGED, url="/home/reader/delegation.html", kind="file")
    found = kin(library, source, replace(imported, url="https://example.org/2024/delegation?utm_medium=x"))
    assert found is not None
    assert (found.article_id, found.why) == (article_id, "address")


def test_the_address_in_the_record_counts_too(library: Library) -> None:
    article_id = bring(library, url="/home/reader/a.html", kind="file")
    item = library.item(article_id)
    assert item is not None
    library.apply(Edit("Edit", (Change(item, replace(item, url="https://example.org/2024/delegation#top")),)))
    found = kin(library, *page("The delegation\nIs back home, as nobody thought it would be this year."))
    assert found is not None
    assert (found.article_id, found.why) == (article_id, "address")


def test_a_site_that_calls_its_front_page_the_address_of_all_pages_makes_no_kin(library: Library) -> None:
    source, imported = page(STORY, url="/home/reader/a.html", kind="file")
    library.apply(receive(library, source, replace(imported, url="https://example.org/")).edit)
    source, imported = page(
        "The weather\nIt will rain on Monday and on Tuesday.", url="/home/reader/b.html", kind="file"
    )
    assert kin(library, source, replace(imported, url="https://example.org/")) is None


def test_an_address_in_another_script_is_found(library: Library) -> None:
    article_id = bring(library, url="https://пример.example/новости/зима")
    found = kin(
        library, *page(CHANGED, url="https://xn--e1afmkfd.example/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/зима/")
    )
    assert found is not None
    assert found.article_id == article_id


def test_other_pages_of_the_site_are_not_kin(library: Library) -> None:
    bring(library)
    for address in (URL + "-2", "https://example.org/2024", "https://example.com/2024/delegation", URL + "?page=2"):
        assert kin(library, *page("The weather\nIt will rain on Monday and on Tuesday.", url=address)) is None


def test_the_same_file_is_a_newer_version(library: Library) -> None:
    article_id = bring(library, url="/home/reader/delegation.txt", kind="file")
    found = kin(library, *page(CHANGED, url="/home/reader/delegation.txt", kind="file"))
    assert found is not None
    assert (found.article_id, found.why, found.is_sure) == (article_id, "file", True)
    assert kin(library, *page("The weather\nIt will rain.", url="/home/reader/other.txt", kind="file")) is None


def test_nearly_the_same_text_from_anywhere_is_kin(library: Library) -> None:
    article_id = bring(library)
    found = kin(library, *page(CHANGED, url="", kind="text"))
    assert found is not None
    assert (found.article_id, found.why, found.is_sure) == (article_id, "text", False)
    assert 0.5 < found.likeness < 1.0


def test_nearly_the_same_text_under_another_title_is_kin(library: Library) -> None:
    article_id = bring(library)
    found = kin(
        library,
        *page(CHANGED.replace("The delegation\n", "Back from the mountains, at long last\n"), url="", kind="text"),
    )
    assert found is not None
    assert found.article_id == article_id


def test_another_text_is_no_kin(library: Library) -> None:
    bring(library)
    text = "The garden\nThe delegation saw the garden once. In spring the talks began again, as the paper wrote."
    assert kin(library, *page(text, url="", kind="text")) is None


def test_nearly_the_text_of_an_older_version_is_kin_to_its_article(library: Library) -> None:
    article_id = bring(library)
    change(library, article_id, ELSE.replace("bakery", "mill") + " It was red.")
    found = kin(library, *page(CHANGED, url="", kind="text"))
    assert found is not None
    assert (found.article_id, found.why) == (article_id, "text")


def test_of_several_at_one_address_the_one_that_reads_most_alike_is_meant(library: Library) -> None:
    first = bring(library)
    second = bring(library, ELSE + " And more.")
    assert kin(library, *page(CHANGED)) == Kinship(first, "address", kin(library, *page(CHANGED)).likeness)  # type: ignore[union-attr]
    found = kin(library, *page(ELSE + " And more of it."))
    assert found is not None
    assert found.article_id == second


def test_known_bytes_or_text_of_any_version_are_known(library: Library) -> None:
    article_id = bring(library)
    change(library, article_id, CHANGED)
    for text in (STORY, CHANGED):
        arrival = receive(library, *page(text, url="https://elsewhere.example/", kind="url"))
        assert (arrival.article_id, arrival.was_known, arrival.kin) == (article_id, True, None)


def test_an_arrival_names_its_kin_and_can_still_be_added_apart(library: Library) -> None:
    article_id = bring(library)
    arrival = receive(library, *page(CHANGED))
    assert arrival.kin is not None
    assert (arrival.kin.article_id, arrival.how) == (article_id, "new")
    library.apply(arrival.edit)
    assert library.article(arrival.article_id) is not None
