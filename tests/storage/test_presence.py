"""Two machines on one file: a network share is stood in for by other names of this machine."""

import json
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from desks import add_article
from postil.domain.problems import Problem
from postil.storage import presence
from postil.storage.library import Library
from postil.storage.lock import lock_path
from postil.storage.presence import Mark, read_mark


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let marks beat, and be watched, in parts of a second."""
    monkeypatch.setattr(presence, "BEAT", 0.05)
    monkeypatch.setattr(presence, "WATCHED", 0.6)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A library that nobody has open."""
    made = tmp_path / "library.postil"
    with closing(Library.open(made)) as library:
        add_article(library)
    return made


def leave_mark(library: Path, *, age: float = 0, machine: str = "lighthouse", boot: str = "another") -> None:
    """Let another machine have had the library open so many seconds ago."""
    mark = {"machine": machine, "boot": boot, "process": 7, "beat": time.time() - age}
    lock_path(library).write_text(json.dumps(mark), "utf-8")


def test_whoever_has_the_library_open_says_so_until_it_is_closed(path: Path) -> None:
    assert read_mark(path) is None
    with closing(Library.open(path)):
        found = read_mark(path)
        assert found is not None
        assert found.is_ours
        assert found.machine == presence.machine_name()
    assert read_mark(path) is None


def test_a_library_that_another_machine_has_open_is_refused_with_a_sentence(path: Path) -> None:
    leave_mark(path)
    before = path.read_bytes()
    for for_window in (False, True):
        with pytest.raises(Problem, match="is open on lighthouse, and two machines cannot work on one file"):
            Library.open(path, for_window=for_window)
    with pytest.raises(Problem, match="is open on lighthouse"):
        Library.open_for_reading(path)
    assert path.read_bytes() == before
    assert read_mark(path) is not None


@pytest.mark.parametrize("age", [3600, -3600], ids=["clock in front", "clock behind"])
def test_a_mark_that_beats_is_never_taken_over_whatever_the_clocks_say(path: Path, age: float) -> None:
    leave_mark(path, age=age)
    script = (
        "import json, sys, time\n"
        "path = sys.argv[1]\n"
        "mark = json.loads(open(path).read())\n"
        "for number in range(200):\n"
        "    mark['beat'] += 1\n"
        "    open(path, 'r+').write(json.dumps(mark))\n"
        "    time.sleep(0.05)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script, str(lock_path(path))]) as other:
        first = read_mark(path)
        while read_mark(path) == first:
            time.sleep(0.01)
        with pytest.raises(Problem, match="is open on lighthouse"):
            Library.open(path)
        other.kill()


def test_an_old_mark_that_does_not_beat_is_taken_over_with_a_sentence(path: Path) -> None:
    leave_mark(path, age=3600)
    with closing(Library.open(path)) as library:
        assert "was open on lighthouse and was not closed there" in library.notice
        found = read_mark(path)
        assert found is not None
        assert found.is_ours
        add_article(library)
    with closing(Library.open(path, for_window=True)) as library:
        assert library.notice == ""


def test_a_machine_that_was_overtaken_while_it_slept_writes_no_more(path: Path) -> None:
    with closing(Library.open(path)) as library:
        add_article(library, title="Before")
        leave_mark(path)
        with pytest.raises(Problem, match="is open on lighthouse"):
            add_article(library, title="After")
        assert "After" not in [item.title for item in library.items()]
    found = read_mark(path)
    assert found is not None
    assert found.machine == "lighthouse"


def test_a_command_beside_a_window_leaves_the_windows_mark(path: Path) -> None:
    with closing(Library.open(path, for_window=True)) as window:
        window.stay_open()
        before = read_mark(path)
        call = [sys.executable, "-m", "postil", "--library", str(path), "list"]
        assert subprocess.run(call, check=True, capture_output=True).stderr == b""
        after = read_mark(path)
    assert before is not None
    assert after is not None
    assert after.process == before.process


def test_the_same_machine_under_another_name_is_the_same_machine(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "boot_id", lambda: "one boot")
    leave_mark(path, boot="one boot")
    with closing(Library.open(path)) as library:
        assert library.notice == ""


def test_without_a_name_for_the_boot_the_machines_name_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(presence, "boot_id", lambda: "")
    assert Mark(presence.machine_name(), "", 1, 0).is_ours
    assert not Mark("lighthouse", "", 1, 0).is_ours


@pytest.mark.parametrize("content", ["", "no mark at all", "[]", '{"machine": 1}', "\x00" * 400])
def test_what_is_no_mark_is_none(path: Path, content: str) -> None:
    lock_path(path).write_text(content, "utf-8")
    with closing(Library.open(path)) as library:
        assert library.notice == ""


def test_the_mark_of_a_killed_command_is_no_obstacle_here(path: Path) -> None:
    leave_mark(path, machine=presence.machine_name(), boot=presence.boot_id())
    with closing(Library.open(path, for_window=True)) as library:
        add_article(library)
        assert library.notice == ""
