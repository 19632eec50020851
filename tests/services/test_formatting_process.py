"""The formatting process and its end, whatever it is doing then."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from postil.domain.problems import Problem
from postil.services import formatting
from postil.services.formatting import Asked, FormattingProcess

ASKED = Asked("apa", ())


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> "list[subprocess.Popen[bytes]]":
    """The processes that are started: each reads what it is asked, says so to nobody and never answers."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> "subprocess.Popen[bytes]":
        child = subprocess.Popen(
            [sys.executable, "-c", "import sys, time; sys.stdin.readline(); time.sleep(600)"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        started.append(child)
        return child

    monkeypatch.setattr(formatting, "_started", start)
    return started


def test_what_waits_for_a_process_that_is_shut_is_told_so_and_no_process_stays(
    children: "list[subprocess.Popen[bytes]]", monkeypatch: pytest.MonkeyPatch
) -> None:
    process, begun = FormattingProcess(), threading.Event()
    exchange = formatting._exchange

    def tell(child: "subprocess.Popen[bytes]", asked: Asked) -> bytes:
        begun.set()
        return exchange(child, asked)

    monkeypatch.setattr(formatting, "_exchange", tell)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(process.format, ASKED)
        assert begun.wait(20)
        process.shut()
        with pytest.raises(Problem, match="the process that does it stopped"):
            waiting.result(20)
    assert [child.poll() is not None for child in children] == [True]


def test_an_answer_that_came_just_before_it_was_shut_leaves_no_process(
    children: "list[subprocess.Popen[bytes]]", monkeypatch: pytest.MonkeyPatch
) -> None:
    process = FormattingProcess()

    def answer(_child: "subprocess.Popen[bytes]", _asked: Asked) -> bytes:
        process.shut()
        return formatting.formatted_line(formatting.Formatted(("A",)), 0)

    monkeypatch.setattr(formatting, "_exchange", answer)
    assert process.format(ASKED).clusters == ("A",)
    assert [child.poll() is not None for child in children] == [True]


def test_a_process_that_was_shut_is_not_started_again(children: "list[subprocess.Popen[bytes]]") -> None:
    process = FormattingProcess()
    process.shut()
    with pytest.raises(Problem, match="stopped"):
        process.format(ASKED)
    assert children == []
