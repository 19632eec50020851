"""``postil export --to jsonl`` and ``postil import-library``."""

import json
from pathlib import Path

import pytest

from commanding import no_window
from desks import add_article
from new_library import open_library
from postil.cli.main import run
from postil.storage.dumping import dump
from postil.storage.library import Library


def call(path: Path, capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    """Run a command that must end with ``code``; return all that it says."""
    given = run(["--library", str(path), *arguments], no_window)
    said = capsys.readouterr()
    assert given == code, said.err
    return said.out + said.err


def lines_of(path: Path) -> list[str]:
    library = Library.open_for_reading(path)
    found = list(dump(library))
    library.close()
    return found


@pytest.fixture
def path(tmp_path: Path) -> Path:
    library = open_library(tmp_path / "library.postil")
    add_article(library, title="First")
    library.close()
    return library.path


@pytest.mark.parametrize("asked", [["--all"], []])
def test_a_whole_library_goes_out_and_comes_in(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], asked: list[str]
) -> None:
    out, new = tmp_path / "all.jsonl", tmp_path / "new.postil"
    call(path, capsys, "export", *asked, "--to", "jsonl", "--output", str(out))
    assert "1 article" in call(new, capsys, "import-library", str(out))
    assert lines_of(new) == lines_of(path)


def test_without_an_output_it_is_printed(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(path, capsys, "export", "--all", "--to", "jsonl").splitlines() == lines_of(path)


def test_named_articles_give_their_highlights_alone(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "postil library" not in call(path, capsys, "export", "First", "--to", "jsonl")


def test_a_file_that_cannot_be_read_or_is_none_of_ours_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.postil"
    assert "cannot be read" in call(new, capsys, "import-library", str(tmp_path / "absent"), code=1)
    assert not new.exists()
    (tmp_path / "other").write_text(json.dumps({"a": 1}))
    assert "not an exported Postil library" in call(new, capsys, "import-library", str(tmp_path / "other"), code=1)


def test_a_library_that_cannot_be_written_to_its_place_is_a_sentence(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    absent = tmp_path / "no" / "such.jsonl"
    assert "cannot be written" in call(path, capsys, "export", "--to", "jsonl", "--output", str(absent), code=1)


def test_a_file_that_is_no_exported_library_is_not_written_over(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "all.jsonl"
    own.write_text('{"mine": 1}\n')
    assert "left as it is" in call(path, capsys, "export", "--to", "jsonl", "--output", str(own), code=1)
    assert own.read_text() == '{"mine": 1}\n'
    own.unlink()
    for _ in range(2):
        call(path, capsys, "export", "--to", "jsonl", "--output", str(own))
    assert own.read_text().splitlines() == lines_of(path)
    assert [each.name for each in tmp_path.iterdir() if each.name.endswith(".part")] == []
