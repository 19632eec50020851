"""``postil add --highlights``: the report, the JSON, what cannot be read."""

import json
from pathlib import Path

import pytest

from desks import add_article
from importers.marks.exports import EXPORTS
from new_library import open_library
from postil.cli.main import run
from postil.domain.records import Highlight
from postil.services import highlighting


def call(folder: Path, *arguments: str) -> int:
    return run(["--library", str(folder / "library.postil"), *arguments], lambda library, target: 0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    library = open_library(tmp_path / "library.postil")
    add_article(library)
    library.close()
    return tmp_path


def written(folder: Path, name: str) -> str:
    path = folder / EXPORTS[name].name
    path.write_bytes(EXPORTS[name].content)
    return str(path)


def test_highlights_come_in_with_a_report(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(folder, "add", "--highlights", written(folder, "kindle"), written(folder, "koreader")) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines() == [
        "3 highlights came in.",
        "  2 highlights stand at their words.",
        "  1 highlight was not found in the text. It is kept with its quotation.",
    ]


def test_the_json_has_state_and_fate_of_each(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(folder, "kindle")
    assert call(folder, "add", "--highlights", path, "--json") == 0
    (first,) = json.loads(capsys.readouterr().out)
    assert (first["exact"], first["note"], first["state"], first["fate"]) == (
        "Nobody answered, he said",
        "why?",
        "exact",
        "exact",
    )
    assert (first["title"], first["locator"], first["foreign"][:7]) == ("The third telegram", "p. 3", "kindle:")
    assert call(folder, "add", "--highlights", path, "--json") == 0
    (again,) = json.loads(capsys.readouterr().out)
    assert (again["id"], again["fate"]) == (first["id"], "known")


def test_a_file_of_no_highlights_is_one_sentence_and_the_others_come_in(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article = folder / "telegram.txt"
    article.write_text("An article that nobody marked.", "utf-8")
    arguments = (str(article), written(folder, "pocket zip"), str(folder / "gone.csv"))
    assert call(folder, "add", "--highlights", *arguments) == 1
    said = capsys.readouterr()
    assert "1 highlight came in." in said.out
    unknown, missing = said.err.splitlines()
    assert unknown.startswith("“telegram.txt” holds no highlights or records in a form that Postil reads")
    assert missing.startswith("There is no file at")


def test_what_was_deleted_comes_back_with_deleted_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = written(folder, "kindle")
    assert call(folder, "add", "--highlights", path) == 0
    library = open_library(folder / "library.postil")
    (highlight,) = library.select(Highlight)
    library.apply(highlighting.delete(library, highlight))
    library.close()
    capsys.readouterr()
    assert call(folder, "add", "--highlights", path) == 0
    assert "1 highlight was deleted here and stays away." in capsys.readouterr().out
    assert call(folder, "add", "--highlights", "--deleted-too", path) == 0
    assert capsys.readouterr().out.startswith("1 highlight came in.")
    assert call(folder, "add", "--deleted-too", path) == 2


def test_records_that_are_damaged_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "works.bib"
    file.write_text("@book{good, title={Good}, year=1999}\n\n@book{bad, title={Never closed, year=2001\n", "utf-8")
    call(folder, "add", "--highlights", str(file))
    said = capsys.readouterr()
    assert "  1 record is damaged and was left out." in said.out.splitlines()
    assert "the entry that begins “@book{bad" in said.err
