import json
from pathlib import Path

import pytest

from postil.cli.main import run
from postil.domain.edits import Change, Edit
from postil.domain.records import CslItem, Name
from postil.services.styles import engine_file
from postil.storage.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.postil"
    opened = Library.open(path)
    item = CslItem("w1", "doe1999", "book", "The book", (Name("Doe", "Jane"),), publisher="Press", published="1999")
    opened.apply(Edit("Add", (Change(None, item),)))
    opened.close()
    return path


def call(library: Path, *arguments: str) -> int:
    def no_window(path: Path, target: str) -> int:
        raise AssertionError((path, target))

    return run(["--library", str(library), *arguments], no_window)


def test_a_work_is_cited_and_listed(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, "cite", "doe1999", "--style", "apa", "--locator", "p. 3") == 0
    assert capsys.readouterr().out == "(Doe, 1999, p. 3)\nDoe, J. (1999). The book. Press.\n"


def test_json_has_the_record_and_says_what_formatted_it(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, "cite", "@doe1999", "--style", "vancouver", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["citation"] == "(1)"
    assert told["bibliography"][0]["key"] == "doe1999"
    assert told["items"][0]["author"] == [{"family": "Doe", "given": "Jane"}]
    assert told["engine"] == ("citeproc-js" if engine_file() else "citeproc-py")


def test_a_key_that_no_work_has_is_one_sentence(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, "cite", "nobody") == 1
    assert capsys.readouterr().err == "No work in the library has the key “nobody”; see postil sources list.\n"


def test_sources_come_from_a_file_are_listed_shown_and_removed(
    library: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "more.bib"
    file.write_text("@book{roe2001, author={Roe, Richard}, title={Another}, publisher={Press}, year=2001}", "utf-8")
    assert call(library, "sources", "add", str(file)) == 0
    assert call(library, "sources", "list", "--json") == 0
    out = capsys.readouterr().out
    assert out.startswith("1 source was added.\n")
    assert [item["id"] for item in json.loads(out.partition("\n")[2])] == ["doe1999", "roe2001"]
    assert call(library, "sources", "show", "roe2001", "--json") == 0
    assert json.loads(capsys.readouterr().out)["publisher"] == "Press"
    assert call(library, "sources", "remove", "roe2001") == 0
    assert call(library, "sources", "show", "roe2001") == 1
