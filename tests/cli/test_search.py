import json
from pathlib import Path

import pytest

from desks import add_article
from postil.cli.main import run
from postil.storage.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.postil"
    opened = Library.open(path)
    add_article(opened, "The third telegram\nOn June 30, 1941, Marshal Zhukov wrote.")
    opened.close()
    return path


def call(library: Path, *arguments: str) -> int:
    def no_window(path: Path, target: str) -> int:
        raise AssertionError((path, target))

    return run(["--library", str(library), "search", *arguments], no_window)


def test_hits_come_as_json_with_their_places(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, "zhukov", "--json") == 0
    (hit,) = json.loads(capsys.readouterr().out)
    assert (hit["kind"], hit["title"], hit["start"], hit["end"]) == ("article", "The third telegram", 45, 51)
    assert [hit["snippet"][mark["start"] : mark["end"]] for mark in hit["marks"]] == ["Zhukov"]


def test_hits_are_printed_with_what_was_found(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, '"marshal zhu"*', "OR", "nothing") == 0
    assert "article" in capsys.readouterr().out


def test_a_wrong_query_is_explained_in_one_sentence(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, "zhukov AND") == 1
    assert capsys.readouterr().err == "“AND” needs something after it.\n"


def test_nothing_found_is_said(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, "barbarossa") == 0
    assert capsys.readouterr() == ("", "Nothing in the library fits “barbarossa”.\n")
