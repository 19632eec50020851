"""Printing a PDF is a process of its own, which ends when the reader has stopped the export."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desks import add_article
from postil.domain.problems import Problem
from postil.services import exporting, printing
from postil.storage.library import Library

SLEEPS = [sys.executable, "-c", "import sys, time; sys.stdin.read(); time.sleep(600)"]
FAILS = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """The processes that were started."""
    found: list[subprocess.Popen[bytes]] = []
    usual: Any = subprocess.Popen

    def counted(*arguments: Any, **more: Any) -> Any:
        found.append(usual(*arguments, **more))
        return found[-1]

    monkeypatch.setattr(subprocess, "Popen", counted)
    return found


@pytest.mark.parametrize("in_folder", [False, True])
def test_a_pdf_that_is_being_printed_can_be_stopped(
    library: Library,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    started: list["subprocess.Popen[bytes]"],
    *,
    in_folder: bool,
) -> None:
    monkeypatch.setattr(printing, "worker_command", lambda _: SLEEPS)
    target = tmp_path / "out"
    if in_folder:
        target.mkdir()
    exported = exporting.export(library, [add_article(library)], "pdf", target, lambda _done, _total: not started)
    assert (exported.paths, exported.articles) == ((), 0)
    assert [process.returncode is None for process in started] == [False]
    assert [*target.iterdir()] == [] if in_folder else not target.exists()


def test_a_printing_process_that_fails_is_one_sentence(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "worker_command", lambda _: FAILS)
    with pytest.raises(Problem, match="The PDF could not be made"):
        printing.print_pdf("<p>x</p>", b"")
