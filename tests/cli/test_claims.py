"""Claims and links from the command line."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from desks import add_article
from postil.cli.main import run
from postil.services import highlighting
from postil.storage.library import Library

TEXT = "The letters\nHe asked six times.\nHe asked in May.\nHe asked in June."


def no_window(library: Path, target: str) -> int:
    """Stand in for the window."""
    del library, target
    return 0


class Reader:
    """Runs commands on one library and keeps what they print."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.library = folder / "library.postil"
        self._capsys = capsys
        self.errors = ""

    def __call__(self, *arguments: str, code: int = 0) -> str:
        """Run a command that must end with ``code``; return what it prints."""
        given = run(["--library", str(self.library), *arguments], no_window)
        said = self._capsys.readouterr()
        self.errors = said.err
        assert given == code, said.err
        return said.out

    def json(self, *arguments: str) -> Any:
        """Run a command with --json and return what it means."""
        return json.loads(self(*arguments, "--json"))


@pytest.fixture
def reader(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Reader:
    return Reader(tmp_path, capsys)


@pytest.fixture
def marks(reader: Reader) -> list[str]:
    """The ids of a highlight on each paragraph of an article, and of one in another."""
    library = Library.open(reader.library)
    made: list[str] = []
    for text in (TEXT, "Another view\nHe never asked."):
        article = library.article(add_article(library, text))
        assert article is not None
        revision = library.revision(article.revision_id)
        assert revision is not None
        for placed in [*revision.document.placed()][1:]:
            edit, highlight = highlighting.add(revision, placed.start, placed.end, color="blue")
            library.apply(edit)
            made.append(highlight.id)
    library.close()
    return made


def test_a_highlight_is_made_a_claim_counted_and_listed(reader: Reader, marks: list[str]) -> None:
    reader("claim", marks[0], "--status", "disputed", "--by", "A. Reader", "--reason", "Two were letters.")
    for mark in marks[1:3]:
        reader("link", mark, marks[0], "--as", "counts")
    reader("link", marks[3], marks[0], "--as", "contradicts")
    (listed,) = reader.json("claims", "The letters")
    assert {key: listed[key] for key in ("status", "by", "reason", "claimed", "found", "quotation")} == {
        "status": "disputed",
        "by": "A. Reader",
        "reason": "Two were letters.",
        "claimed": 6,
        "found": 2,
        "quotation": "He asked six times.",
    }
    assert [(link["relation"], link["from_here"], link["title"]) for link in listed["links"]] == [
        ("counts", False, "The letters"),
        ("counts", False, "The letters"),
        ("contradicts", False, "Another view"),
    ]


def test_what_is_not_given_stays_as_it_was(reader: Reader, marks: list[str]) -> None:
    reader("claim", marks[0], "--status", "unsourced", "--by", "A. Reader", "--number", "7")
    reader("claim", marks[0], "--status", "checked")
    reader("claim", marks[0], "--reason", "seen")
    (listed,) = reader.json("claims", "--all")
    assert (listed["status"], listed["by"], listed["reason"], listed["claimed"]) == ("checked", "A. Reader", "seen", 7)


def test_claims_are_sifted_by_status_over_the_library(reader: Reader, marks: list[str]) -> None:
    reader("claim", marks[0], "--status", "unsourced")
    reader("claim", marks[3], "--status", "refuted")
    assert [each["highlight"] for each in reader.json("claims", "--all")] == [marks[3], marks[0]]
    assert [each["highlight"] for each in reader.json("claims", "--all", "--status", "unsourced")] == [marks[0]]
    assert reader.json("claims", "Another view", "--status", "unsourced") == []
    assert "Unsourced, Claimed 6, found 0" in reader("claims", "--all")


def test_a_table_of_claims_is_printed_as_markdown_and_csv(reader: Reader, marks: list[str]) -> None:
    reader("claim", marks[0], "--status", "unsourced", "--reason", "=1+1")
    reader("link", marks[3], marks[0], "--as", "contradicts")
    assert "> He asked six times." in reader("claims", "--all", "--to", "markdown")
    heads, row = csv.reader(io.StringIO(reader("claims", "--all", "--to", "csv")))
    cells = dict(zip(heads, row, strict=True))
    assert cells["Why"] == "'=1+1"
    assert cells["Links"] == "contradicts “He never asked.” in Another view"


def test_linking_twice_changes_nothing_and_a_beginning_of_an_id_is_enough(reader: Reader, marks: list[str]) -> None:
    reader("claim", marks[0], "--status", "unsourced")
    for _ in range(2):
        reader("link", marks[1][:-1], marks[0], "--as", "same-event")
    (listed,) = reader.json("claims", "--all")
    assert [link["relation"] for link in listed["links"]] == ["same_event"]


def test_a_claim_can_be_none_again(reader: Reader, marks: list[str]) -> None:
    reader("claim", marks[0], "--status", "unsourced")
    reader("link", marks[1], marks[0], "--as", "counts")
    reader("claim", marks[0], "--remove")
    assert reader.json("claims", "--all") == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("claims",), 2, "Name an ARTICLE"),
        (("claim", "ffffffff", "--status", "checked"), 1, "no highlight ffffffff"),
        (("link", "ffffffff", "ffffffff", "--as", "supports"), 1, "no highlight ffffffff"),
        (("claims", "No such title"), 1, "no article"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(
    reader: Reader, marks: list[str], *, arguments: tuple[str, ...], code: int, said: str
) -> None:
    assert marks
    reader(*arguments, code=code)
    assert said in reader.errors


def test_nothing_counts_for_what_is_no_claim_or_for_itself(reader: Reader, marks: list[str]) -> None:
    reader("link", marks[1], marks[0], "--as", "counts", code=1)
    assert "make the other highlight one first" in reader.errors
    reader("link", marks[1], marks[1], "--as", "supports", code=1)
    assert "name two" in reader.errors
    reader("claim", marks[0], "--by", "A. Reader", code=2)
    assert "--status" in reader.errors
