"""Postil's own mistakes: told once, without the reader's words; and what a process that was torn down leaves."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.windows import Opened
from postil.app.crash import CrashHook
from postil.app.hard_crash import LAST, left_behind
from postil.dialogs.crash import CrashDialog

TORN_DOWN = """
import faulthandler, sys
from pathlib import Path
from postil.app.hard_crash import HardCrashFile
kept = HardCrashFile(Path(sys.argv[1]))
if sys.argv[2] == "crash":
    faulthandler._sigsegv()
kept.close()
"""

START = """
import faulthandler, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from postil.app import main as start
from postil.app.window import Window
from postil.dialogs.crash import CrashDialog

windows = []
begin = start.Start.begin
def begun(self):
    windows.append(self._window)
    begin(self)
start.Start.begin = begun

def look():
    dialog = windows[0].findChild(CrashDialog)
    print("told:", dialog.report.toPlainText() if dialog is not None else "nothing")
    if dialog is not None:
        dialog.close()
    windows[0].close()

def crash():
    faulthandler._sigsegv()

settle = start.Start._open_door
def settled(self):
    settle(self)
    QTimer.singleShot(0, crash if sys.argv[2] == "crash" else look)
start.Start._open_door = settled
sys.exit(start.run(Path(sys.argv[1]), ""))
"""


@pytest.fixture
def hook(qtbot: QtBot, tmp_path: Path) -> Iterator[CrashHook]:
    made = CrashHook()
    made.install(tmp_path / "log")
    yield made
    made.remove()


def go_wrong(words: str) -> None:
    """Raise what nobody catches, as a slot of Qt's does."""
    try:
        int(words)
    except ValueError as error:
        sys.excepthook(type(error), error, error.__traceback__)


def test_many_mistakes_are_told_once_and_without_the_readers_words(hook: CrashHook, qtbot: QtBot) -> None:
    told: list[tuple[str, str]] = []
    hook.crashed.connect(lambda report, words: told.append((report, words)))
    for _ in range(50):
        go_wrong("the note says: my secret")
    assert len(told) == 1
    report, words = told[0]
    assert "secret" not in report
    assert "go_wrong" in report
    assert "my secret" in words
    assert str(Path.home()) + os.sep not in report


def test_the_readers_words_come_into_the_report_only_when_that_is_ticked(opened: Opened) -> None:
    opened.window.show_crash("File x\nValueError", "my secret")
    dialog = opened.window.findChild(CrashDialog)
    assert isinstance(dialog, CrashDialog)
    assert "secret" not in dialog.report.toPlainText()
    dialog.words_box.click()
    assert dialog.report.toPlainText().endswith("ValueError: my secret")
    dialog.words_box.click()
    assert "secret" not in dialog.report.toPlainText()
    dialog.close()


def test_an_error_without_words_has_nothing_to_tick(opened: Opened) -> None:
    opened.window.show_crash("ValueError")
    dialog = opened.window.findChild(CrashDialog)
    assert isinstance(dialog, CrashDialog)
    assert not dialog.words_box.isVisible()
    dialog.close()


def run(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", script, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=120
    )


def test_a_process_that_ends_as_it_should_leaves_nothing(tmp_path: Path) -> None:
    assert run(TORN_DOWN, tmp_path, "end").returncode == 0
    assert list(tmp_path.iterdir()) == []
    assert left_behind(tmp_path) == ""


def test_a_torn_down_process_is_told_of_once_and_its_report_kept(tmp_path: Path) -> None:
    assert run(TORN_DOWN, tmp_path, "crash").returncode != 0
    report = left_behind(tmp_path)
    assert "Segmentation fault" in report
    assert left_behind(tmp_path) == ""
    assert (tmp_path / LAST).read_text().strip() == report


def test_a_process_that_is_alive_is_not_told_of(tmp_path: Path) -> None:
    (tmp_path / f"hard-crash-{os.getpid()}.txt").write_text("of this very process")
    assert left_behind(tmp_path) == ""
    assert left_behind(tmp_path / "no such folder") == ""


@pytest.mark.skipif(sys.platform == "win32", reason="a process dies otherwise there")
def test_a_window_that_was_torn_down_says_so_at_its_next_start_and_only_then(tmp_path: Path) -> None:
    library = tmp_path / "library.postil"
    assert run(START, library, "crash").returncode < 0
    after = run(START, library, "look")
    assert "Segmentation fault" in after.stdout, after.stderr
    assert "told: nothing" in run(START, library, "look").stdout
