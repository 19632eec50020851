"""``postil backup``, ``backups`` and ``restore``."""

import json
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from commanding import no_window
from desks import add_article
from postil.cli.main import run
from postil.storage.backups import backups_in, copies_folder
from postil.storage.library import Library


@pytest.mark.parametrize(
    "command",
    [["check"], ["backup"], ["export", "--all", "--to", "jsonl"], ["check-notes"], ["sources", "check"]],
)
def test_a_library_that_is_not_there_is_not_taken_for_a_sound_one(command: list[str], tmp_path: Path) -> None:
    assert run(["--library", str(tmp_path / "mistyped.postil"), *command], no_window) == 1
    assert list(tmp_path.iterdir()) == []


class Caller:
    """Calls commands on one library."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = folder / "library.postil"
        self._capsys = capsys

    def __call__(self, *arguments: str, code: int = 0) -> str:
        given = run(["--library", str(self.path), *arguments], no_window)
        said = self._capsys.readouterr()
        assert given == code, said.err
        return said.out + said.err

    def add(self, title: str) -> None:
        library = Library.open(self.path)
        add_article(library, title=title)
        library.close()

    def titles(self) -> list[str]:
        library = Library.open_for_reading(self.path)
        found = sorted(item.title for item in library.items())
        library.close()
        return found


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Caller:
    made = Caller(tmp_path, capsys)
    made.add("First")
    return made


@pytest.fixture
def made(call: Caller) -> dict[str, Any]:
    """A backup of one article; a second one came after it."""
    call("backup")
    call.add("Second")
    return json.loads(call("backups", "--json"))[0]


def test_a_backup_without_a_file_stands_among_the_others(made: dict[str, Any]) -> None:
    assert (made["purpose"], made["state"], made["articles"]) == ("by-hand", "sound", 1)
    assert Path(made["file"]).is_file()


def test_a_backup_can_go_into_another_folder_as_well(call: Caller, tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    call("backup", "--folder", str(tmp_path / "disk"))
    assert len(backups_in(copies_folder(tmp_path / "disk", call.path), call.path)) == 1
    assert "is not there" in call("backup", "--folder", str(tmp_path / "gone"), code=1)


def test_without_backups_it_is_said_how_to_make_one(call: Caller) -> None:
    assert "no backup yet" in call("backups")
    assert call("backups", "--json").strip() == "[]"


def test_a_restore_says_what_changes_and_asks_first(
    call: Caller, made: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.confirm", lambda *_, **__: False)
    assert "Second" in call("restore", made["file"], code=130)
    assert call.titles() == ["First", "Second"]
    monkeypatch.setattr("click.confirm", lambda *_, **__: True)
    call("restore", made["made"][:10])
    assert call.titles() == ["First"]


def test_a_dry_run_changes_nothing(call: Caller, made: dict[str, Any]) -> None:
    assert "only now" in call("restore", made["file"], "--dry-run")
    assert call.titles() == ["First", "Second"]


def test_what_a_restore_took_away_can_be_brought_back(call: Caller, made: dict[str, Any]) -> None:
    call("restore", made["file"], "--yes")
    before = next(each for each in json.loads(call("backups", "--json")) if each["purpose"] == "before-restore")
    call("restore", before["file"], "--yes")
    assert call.titles() == ["First", "Second"]


def test_a_library_that_is_open_in_a_window_is_not_restored_from_outside(call: Caller, made: dict[str, Any]) -> None:
    window = Library.open(call.path, for_window=True)
    assert "open in a window" in call("restore", made["file"], "--yes", code=1)
    window.close()


def test_a_backup_that_is_not_there_is_a_sentence(call: Caller) -> None:
    assert "postil backups" in call("restore", "1999-01-01", "--yes", code=1)


@pytest.mark.parametrize("spoil", [lambda path: path.unlink(), lambda path: path.write_bytes(b"\xff" * 9000)])
def test_a_lost_or_damaged_library_comes_back_from_a_backup(
    call: Caller, made: dict[str, Any], spoil: Callable[[Path], object]
) -> None:
    spoil(call.path)
    call("restore", made["file"], "--yes")
    assert call.titles() == ["First"]


@pytest.mark.parametrize("command", [["list"], ["sources", "new", "title=Water"], ["check"]])
def test_a_library_that_is_gone_while_its_backups_are_there_is_not_begun_anew(
    call: Caller, made: dict[str, Any], command: list[str]
) -> None:
    for name in ("", "-wal", "-shm"):
        call.path.with_name(call.path.name + name).unlink(missing_ok=True)
    told = call(*command, code=1)
    assert Path(made["file"]).name in told
    assert not call.path.exists()
    told_to = told.partition("with: postil ")[2].partition(" (or")[0]
    assert run([*shlex.split(told_to), "--yes"], no_window) == 0
    assert call.titles() == ["First"]


def test_a_new_library_begins_beside_backups_where_that_is_wanted(call: Caller, made: dict[str, Any]) -> None:
    call.path.unlink()
    assert run(["--library", str(call.path), "--new-library", "sources", "new", "title=Water"], no_window) == 0
    assert call.titles() == ["Water"]


def test_a_question_that_nobody_can_answer_is_answered_with_no(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = Caller(tmp_path, capsys)
    reader.add("First")
    reader("backup", str(tmp_path / "copy.postil"))
    reader.add("Second")
    monkeypatch.setattr(sys, "stdin", None)
    reader("restore", str(tmp_path / "copy.postil"), code=130)
    assert reader.titles() == ["First", "Second"]


def test_a_command_that_is_interrupted_while_it_starts_says_nothing_of_python(tmp_path: Path) -> None:
    script = (
        "import builtins, sys; from postil.__main__ import main; usual = builtins.__import__\n"
        "def interrupted(name, *more):\n"
        "    if name == 'postil.cli.main': raise KeyboardInterrupt\n"
        "    return usual(name, *more)\n"
        "builtins.__import__ = interrupted; sys.exit(main(['--library', sys.argv[1], 'list']))"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "l.postil")], capture_output=True, check=False, text=True
    )
    assert (told.returncode, told.stderr) == (130, "")


def test_a_backup_in_which_bytes_are_others_is_told_before_it_is_restored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reader = Caller(tmp_path, capsys)
    reader.add("First")
    reader("backup")
    (made,) = (tmp_path / "backups").iterdir()
    made.write_bytes(made.read_bytes().replace(b"Nobody answered", b"Anybody listens"))
    assert "1 article, 0 highlights; 1 record is not as it was written" in reader("backups")
    assert [each["altered"] for each in json.loads(reader("backups", "--json"))] == [1]
    assert "In this backup, 1 record is not as it was written." in reader("restore", str(made), "--dry-run")
