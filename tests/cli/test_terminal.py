"""What stands in a record gives a reader's terminal no orders; what is piped stays as it is."""

import io
import json
import sys
from pathlib import Path

import pytest

from commanding import call
from desks import add_article
from postil.domain.edits import Change, Edit
from postil.domain.records import CslItem
from postil.storage.library import Library

EVIL = "A\x1b]0;owned\x07B\x9b31mC\u202eD\x7f\rE"


class Screen(io.TextIOWrapper):
    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", newline="\n")

    def isatty(self) -> bool:
        return True

    @property
    def shown(self) -> str:
        self.flush()
        buffer = self.buffer
        assert isinstance(buffer, io.BytesIO)
        return buffer.getvalue().decode()


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "library.postil"
    opened = Library.open(path)
    opened.apply(Edit("Add", (Change(None, CslItem("w1", "evil", "book", EVIL, published="1999")),)))
    add_article(opened, "It was a lake.", title="The \x1b[2Jlake")
    opened.close()
    return path


@pytest.mark.parametrize(
    ("command", "shown"),
    [
        (["sources", "list"], "A^[]0;owned^GB\ufffd31mC\ufffdD^?"),
        (["sources", "show", "evil"], "A^[]0;owned^GB\ufffd31mC\ufffdD^?"),
        (["list"], "lake"),
        (["cite", "evil", "--style", "ieee"], "owned"),
    ],
)
def test_a_terminal_is_given_no_orders(
    library: Path, command: list[str], shown: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    assert call(library, *command) == 0
    assert shown in screen.shown
    assert not set(screen.shown) & set("\x1b\x07\x9b\u202e\x7f\r")
    assert sys.stdout is screen


def test_an_error_gives_a_terminal_no_orders(library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    assert call(library, "sources", "show", "x\x1b[2J") == 1
    assert "x^[[2J" in screen.shown


def test_what_is_piped_stays_to_the_letter(library: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert call(library, "sources", "list") == 0
    assert EVIL.partition("\r")[0] in capfd.readouterr().out


def test_json_escapes_what_is_an_order_and_means_the_same(library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call(library, "sources", "show", "evil", "--json") == 0
    told = capsys.readouterr().out
    assert json.loads(told)["title"] == EVIL
    assert not set(told) & set("\x1b\x07\x9b\u202e\x7f\r")


def test_what_was_found_is_set_off_on_a_terminal_alone(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(library, "search", "lake") == 0
    assert "It was a lake." in capsys.readouterr().out
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    assert call(library, "search", "lake") == 0
    assert "It was a \x1b[1mlake\x1b[22m." in screen.shown
