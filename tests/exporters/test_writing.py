import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from postil.domain.problems import Problem
from postil.exporters import writing
from postil.exporters.writing import file_name, write


def test_a_file_is_written_whole_and_alone(tmp_path: Path) -> None:
    write(tmp_path / "notes.md", "a\nשלום\n")
    assert (tmp_path / "notes.md").read_bytes() == "a\nשלום\n".encode()
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]


def test_a_file_that_is_there_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("old")
    path.chmod(0o640)
    write(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert path.read_text() == "new"


def test_a_symbolic_link_stays_one(tmp_path: Path) -> None:
    (tmp_path / "real.md").write_text("old")
    (tmp_path / "link.md").symlink_to("real.md")
    write(tmp_path / "link.md", "new")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "real.md").read_text() == "new"


def test_a_missing_folder_is_said_calmly(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="does not exist"):
        write(tmp_path / "none" / "notes.md", "x")


def test_a_folder_in_place_of_a_file_is_said_calmly(tmp_path: Path) -> None:
    (tmp_path / "notes.md").mkdir()
    with pytest.raises(Problem, match="is a folder"):
        write(tmp_path / "notes.md", "x")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]


@pytest.mark.parametrize(
    ("number", "sentence"), [(28, "no room"), (30, "may not write"), (13, "may not write"), (5, "could not be written")]
)
def test_a_disk_that_fails_halfway_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, sentence: str
) -> None:
    path = tmp_path / "notes.md"
    path.write_text("old")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Problem, match=sentence):
        write(path, "new")
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["notes.md"]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the superuser may write to read-only files")
def test_a_read_only_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("old")
    path.chmod(0o444)
    with pytest.raises(Problem, match="may not write"):
        write(path, "new")
    assert path.read_text() == "old"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Who Was He?", "Who Was He.md"),
        ("a/b\\c: d", "a b c d.md"),
        ("", "article.md"),
        ("...", "article.md"),
        ("CON", "article CON.md"),
        ("lpt1.txt", "article lpt1.txt.md"),
        ("../../etc/passwd", "etc passwd.md"),
        ("** #1 [x]", "1 x.md"),
        ("שלום", "שלום.md"),
    ],
)
def test_a_title_becomes_a_safe_file_name(title: str, expected: str) -> None:
    assert file_name(title, "md") == expected


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300))
def test_any_title_becomes_a_name_that_can_be_written(title: str) -> None:
    name = file_name(title, ".md")
    assert name.endswith(".md")
    assert len(name) > 3
    assert len(name.encode()) <= 200
    assert not set(name) & set('<>:"/\\|?*#^[]\0\n')
    assert name.strip(". ") == name


def test_what_a_killed_export_left_is_taken_away_by_the_next_one_there(tmp_path: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from postil.exporters import writing;"
        "os.fsync = lambda number: os._exit(9);"
        "writing.write(Path(sys.argv[1]), 'never there')"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path / "notes.md")], check=False)
    (left,) = tmp_path.glob(".postil-*.part")
    os.utime(left, (0, 0))
    write(tmp_path / "other.md", "there")
    assert [path.name for path in tmp_path.iterdir()] == ["other.md"]


def test_what_another_export_is_writing_just_now_stays(tmp_path: Path) -> None:
    with (tmp_path / ".postil-another.part").open("wb") as other:
        assert writing._claim(other.fileno())
        os.utime(other.name, (0, 0))
        write(tmp_path / "notes.md", "there")
        assert (tmp_path / ".postil-another.part").exists()
    write(tmp_path / "notes.md", "there again")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.md"]
