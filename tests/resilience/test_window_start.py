"""A window that cannot open its library says so once, on standard error and in a dialog, and ends with 1."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from postil.app import main
from postil.app.recovery import offer_before_window
from postil.dialogs.frame import Dialog
from postil.dialogs.recovering import RecoveryDialog
from postil.dialogs.start_trouble import StartTroubleDialog
from postil.domain.problems import Damaged
from postil.storage.backups import make_backup
from postil.storage.library import Library
from resilience.calmly import Said, contents, make_library, require_calm
from resilience.libraries import BROKEN, PAGE, overwrite_pages

START = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from postil.app import main as start

windows = []

def look():
    # What a reader would see a moment after the panels have come.
    print("window:", windows[0].status.sentence)
    QTimer.singleShot(0, windows[0].close)

def wait():
    QTimer.singleShot(600, look)

begin = start.Start.begin
def begun(self):
    windows.append(self._window)
    self._window.completed.connect(wait)
    begin(self)
start.Start.begin = begun
sys.exit(start.run(Path(sys.argv[1]), ""))
"""


def start(library: Path, environment: Mapping[str, str] | None = None) -> Said:
    """Start the window in a process of its own; one that opens prints its status and closes."""
    ended = subprocess.run(
        [sys.executable, "-c", START, str(library)],
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env={**os.environ, **(environment or {})},
    )
    errors = [line for line in ended.stderr.splitlines() if "This plugin does not support" not in line]
    return Said(ended.returncode, ended.stdout, "\n".join(errors))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a sound library; not to be written to."""
    return make_library(tmp_path_factory.mktemp("sound") / "library").parent


@pytest.fixture
def library(sound: Path, tmp_path: Path) -> Path:
    """A copy of the sound library in a folder of its own."""
    return shutil.copytree(sound, tmp_path / "copy") / "library.postil"


@pytest.mark.parametrize(("happened", "words"), [case for case in BROKEN if case[0] is not overwrite_pages])
def test_a_library_that_cannot_be_opened_is_one_sentence(
    happened: Callable[[Path], None], words: str, library: Path
) -> None:
    happened(library)
    before = contents(library.parent)
    require_calm(start(library), words)
    assert contents(library.parent) == before


def test_damage_behind_the_first_page_is_one_sentence_too(library: Path) -> None:
    overwrite_pages(library)
    before = contents(library.parent)
    said = start(library)
    assert "Traceback" not in said.err
    if said.code:
        require_calm(said, "is damaged")
    else:
        assert "is damaged" in said.out
    assert contents(library.parent) == before


@pytest.mark.slow
def test_whatever_page_is_damaged_the_window_opens_or_says_why_not(library: Path) -> None:
    content = library.read_bytes()
    for page in range(len(content) // PAGE):
        broken = bytearray(content)
        broken[page * PAGE + 8 : (page + 1) * PAGE] = bytes([0x80 + page % 128]) * (PAGE - 8)
        library.write_bytes(broken)
        said = start(library)
        if said.code:
            require_calm(said)
        else:
            assert said.err == ""


def test_a_sound_library_opens(library: Path) -> None:
    said = start(library)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("window:")


def test_a_library_that_another_window_holds_is_one_sentence(library: Path) -> None:
    first = Library.open(library, for_window=True)
    require_calm(start(library), "is open in another window")
    first.close()


def test_places_for_settings_and_logs_that_cannot_be_made_stop_nothing(library: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    names = ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
    places: dict[str, str] = dict.fromkeys(names, str(tmp_path / "file" / "place"))
    said = start(library, places)
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith("window:")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Dialog]:
    """The dialogs before there is a window, each closed as soon as it is asked of the reader."""
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QDialog

    met: list[Dialog] = []

    def close_at_once(dialog: Dialog) -> int:
        met.append(dialog)
        return 0

    monkeypatch.setattr(QDialog, "exec", close_at_once)
    monkeypatch.setattr(QGuiApplication, "platformName", lambda: "xcb")
    return met


def test_the_dialog_says_the_same(
    library: Path, asked: list[Dialog], capsys: pytest.CaptureFixture[str], qtbot: QtBot
) -> None:
    library.write_text("no library", "utf-8")
    assert main.run(library, "") == 1
    (dialog,) = asked
    qtbot.addWidget(dialog)
    assert isinstance(dialog, StartTroubleDialog)
    assert dialog.sentence.text() == capsys.readouterr().err.strip()
    assert "not a Postil library" in dialog.sentence.text()


def test_of_a_damaged_library_a_backup_can_be_restored(
    library: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    make_backup(library)
    library.write_bytes(b"\0" * 100 + library.read_bytes()[100:])

    def restore(dialog: RecoveryDialog) -> int:
        qtbot.addWidget(dialog)
        with qtbot.waitSignal(dialog.opening_requested, timeout=20_000):
            dialog.restore_button.click()
        return 1

    monkeypatch.setattr(RecoveryDialog, "exec", restore)
    with pytest.raises(Damaged) as met:
        Library.open(library)
    assert offer_before_window(library, met.value) == library
    Library.open(library).close()
