"""The works that are offered while a citation key is typed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desks import add_article, article_of
from new_library import open_library
from postil.domain.edits import Change, Edit
from postil.domain.records import CslItem, Name
from postil.storage.citations import works_to_cite
from postil.storage.library import Library

BERG = CslItem("w1", "berg2024asked", "book", "What was asked in March", (Name("Berg", "Anna"),), published="2024-03")
LAMPS = CslItem(
    "w2", "harbour2019lamps", "book", "The lamps of the 100_% harbour", (Name(literal="Site of Ängelholm"),)
)
MOND = CslItem("w3", "mond1987", "book", "Letters of two brothers", (Name("Mond", "Karl"), Name("Berg", "Ida")))


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    made = open_library(tmp_path_factory.mktemp("works") / "library.postil")
    made.apply(Edit("Add", tuple(Change(None, item) for item in (BERG, LAMPS, MOND))))
    add_article(made, title="Nobody asked", key="nobody2001")
    yield made
    made.close()


def keys(library: Library, typed: str, most: int = 40) -> list[str]:
    return [row[0] for row in works_to_cite(library, typed, most)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["berg2024asked", "harbour2019lamps", "mond1987", "nobody2001"]),
        ("berg", ["berg2024asked", "mond1987"]),
        ("BERG", ["berg2024asked", "mond1987"]),
        ("lamp", ["harbour2019lamps"]),
        ("ange", ["harbour2019lamps"]),
        ("asked", ["berg2024asked", "nobody2001"]),
        ("other", ["mond1987"]),
        ("_%", ["harbour2019lamps"]),
        ('"', []),
        ("nothing", []),
    ],
)
def test_keys_come_before_words_and_words_before_parts_of_them(library: Library, typed: str, found: list[str]) -> None:
    assert keys(library, typed) == found


def test_no_more_are_given_than_are_shown(library: Library) -> None:
    assert keys(library, "", 2) == ["berg2024asked", "harbour2019lamps"]
    assert keys(library, "berg", 1) == ["berg2024asked"]


def test_a_work_has_its_authors_in_a_line(library: Library) -> None:
    assert works_to_cite(library, "mond", 40) == [("mond1987", "Letters of two brothers", "Karl Mond, Ida Berg", "")]


def test_what_is_in_the_trash_is_not_offered(tmp_path: Path) -> None:
    with_trash = open_library(tmp_path / "library.postil")
    article = article_of(with_trash, add_article(with_trash, key="gone"))
    with_trash.apply(Edit("Move to trash", (Change(article, replace(article, trashed="2026-01-01T00:00:00Z")),)))
    assert keys(with_trash, "gone") == []
    with_trash.close()


@given(typed=st.text(max_size=12))
def test_whatever_is_typed_is_no_mistake(library: Library, typed: str) -> None:
    assert set(keys(library, typed)) <= {"berg2024asked", "harbour2019lamps", "mond1987", "nobody2001"}
