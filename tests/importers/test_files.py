"""Files are looked at before they are read; what cannot be read gets a sentence."""

import os
import sys
from pathlib import Path

import pytest

from postil.domain.problems import Problem
from postil.importers import read
from postil.importers.files import LIMIT, load


def test_a_file_is_loaded_with_its_name_and_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lake.txt").write_bytes(b"words")
    monkeypatch.chdir(tmp_path)
    source = load("lake.txt")
    assert (source.kind, source.content, source.name) == ("file", b"words", "lake.txt")
    assert source.location == str(tmp_path / "lake.txt")
    assert read(source).document.text == "words"


def test_a_file_of_200_mb_is_refused_before_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)

    def fail(*_: object) -> None:
        raise AssertionError("it was opened")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(Problem, match=f"“huge.txt” is 200 MB large.*{LIMIT // 2**20} MB"):
        load(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(Problem, match=r"There is no file at .*gone\.txt"):
        load(tmp_path / "gone.txt")
    (tmp_path / "file.txt").write_bytes(b"x")
    with pytest.raises(Problem, match="There is no file"):
        load(tmp_path / "file.txt" / "inner.txt")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="is a folder"):
        load(tmp_path)


def test_a_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(Problem, match="pipe"):
        load(tmp_path / "pipe.txt")


def test_a_file_that_may_not_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.txt"
    path.write_bytes(b"x")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    # Root may read everything, so the refusal is made here.
    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(Problem, match=r"“secret\.txt” may not be read"):
        load(path)


def test_an_error_of_the_disk_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "worn.txt"
    path.write_bytes(b"x")

    def fail(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fail)
    with pytest.raises(Problem, match="Input/output error"):
        load(path)


@pytest.mark.parametrize("path", ["x" * 5000, "a\0b"])
def test_an_impossible_path_is_refused(path: str) -> None:
    with pytest.raises(Problem, match="not the path"):
        load(path)


@pytest.mark.parametrize("content", [b"", b"\n \n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "empty.txt").write_bytes(content)
    with pytest.raises(Problem, match=r"“empty\.txt” is empty"):
        load(tmp_path / "empty.txt")


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.md", "a.bin", "a"])
def test_a_binary_file_is_refused_whatever_its_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\x7fELF" + bytes(range(256)) * 10)
    with pytest.raises(Problem, match="is not a text"):
        load(tmp_path / name)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
def test_a_name_that_is_not_utf8_is_shown_as_far_as_it_can_be(tmp_path: Path) -> None:
    named = os.fsencode(tmp_path / "caf") + b"\xe9.txt"
    Path(os.fsdecode(named)).write_text("The lake rose in the night.", encoding="utf-8")
    source = load(os.fsdecode(named))
    assert source.name == "caf\N{REPLACEMENT CHARACTER}.txt"
    assert source.location == str(tmp_path / source.name)
