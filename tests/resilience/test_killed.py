"""Whoever is killed, at whatever moment: the library is sound and holds all that was said to be done."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from postil.domain.records import Highlight
from postil.storage.checking import check
from postil.storage.library import Library
from postil.storage.shelf import shelf
from resilience.calmly import make_library
from resilience.typing_until_killed import LETTERS

pytestmark = pytest.mark.skipif(os.name != "posix", reason="only POSIX systems fork and kill like this")
LOST_AT_MOST = 1.0
"""Seconds of typing that may be lost."""


ACTIONS = {"open", "import", "highlight", "type", "judge", "merge", "migrate", "export", "back_up"}


def kill_writers(folder: Path, number: int, seed: int) -> dict[str, int]:
    """Kill writers and return how many during what."""
    script = Path(__file__).with_name("killing.py")
    folder.mkdir(exist_ok=True)
    ended = subprocess.run(
        [sys.executable, str(script), str(folder), str(number), str(seed)], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr[-4000:]
    killed = json.loads(ended.stdout)
    assert sum(killed.values()) == number
    return killed


def test_killed_writers_leave_a_sound_library_with_all_they_reported(tmp_path: Path) -> None:
    kill_writers(tmp_path, 25, seed=1)


@pytest.mark.slow
def test_many_killed_writers_leave_a_sound_library_with_all_they_reported(tmp_path: Path) -> None:
    # Some actions are short: of 200 kills none may fall into one of them, of 1,200 some do.
    killed: Counter[str] = Counter()
    for seed in range(1000, 7000, 1000):
        killed.update(kill_writers(tmp_path / str(seed), 200, seed))
    print(killed)  # noqa: T201
    assert set(killed) == ACTIONS


def test_a_killed_window_loses_at_most_the_last_second_of_typing(tmp_path: Path) -> None:
    kill_typist(tmp_path, after=1.6)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_a_window_killed_at_any_moment_loses_at_most_the_last_second_of_typing(tmp_path: Path, seed: int) -> None:
    kill_typist(tmp_path, after=random.Random(seed).uniform(0.05, 4))


def kill_typist(folder: Path, after: float) -> None:
    """Kill a window some seconds after the first letter was typed in it, and read what is left of the note."""
    path = make_library(folder / "library")
    library = Library.open(path)
    article_id = shelf(library)[0].id
    (made,) = library.highlights(article_id)
    library.close()
    script = Path(__file__).with_name("typing_until_killed.py")
    with subprocess.Popen(
        [sys.executable, str(script), str(path), article_id, made.id],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as window:
        assert window.stdout is not None
        first = window.stdout.readline()
        time.sleep(after)
        window.send_signal(signal.SIGKILL)
        killed = time.time()
        window.wait()
        times = [float(line) for line in (first + window.stdout.read()).split()]
    library = Library.open(path)
    assert check(library) == ()
    found = library.get(Highlight, made.id)
    library.close()
    assert found is not None
    written = found.note.removeprefix(made.note)
    wanted = "".join(LETTERS[number % len(LETTERS)] for number in range(len(times) + 1))
    assert wanted.startswith(written)
    assert len(written) >= sum(moment < killed - LOST_AT_MOST for moment in times)
