import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from postil.domain.problems import Problem
from postil.session.jobs import Jobs


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()
    del qtbot


def test_a_value_is_handed_back_on_the_windows_thread(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[tuple[bool, bool]] = []
    window = threading.get_ident()

    def work() -> bool:
        return threading.get_ident() != window

    jobs.run(work, lambda beside: seen.append((beside, threading.get_ident() == window)), lambda _: None)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(True, True)]


def test_no_outcome_comes_before_run_returns(jobs: Jobs, qtbot: QtBot) -> None:
    for _ in range(200):
        seen: list[int] = []
        jobs.run(lambda: 1, seen.append, lambda _: None)
        assert seen == []
        qtbot.waitUntil(lambda seen=seen: bool(seen))


def test_a_problem_is_handed_back_as_one(jobs: Jobs, qtbot: QtBot) -> None:
    met: list[Problem] = []

    def work() -> None:
        raise Problem("The disk is full.")

    jobs.run(work, lambda _: None, met.append)
    qtbot.waitUntil(lambda: bool(met))
    assert str(met[0]) == "The disk is full."


def test_our_own_mistake_reaches_the_crash_hook_and_nobody_waits_for_ever(jobs: Jobs, qtbot: QtBot) -> None:
    met: list[Problem] = []

    def work() -> None:
        raise KeyError("our own")

    with capture_exceptions() as raised:
        jobs.run(work, lambda _: None, met.append)
        qtbot.waitUntil(lambda: bool(met))
    assert [error for error, _, _ in raised] == [KeyError]


def test_an_outcome_that_is_forgotten_reaches_nobody(jobs: Jobs, qtbot: QtBot) -> None:
    seen: list[str] = []
    forgotten = jobs.run(lambda: "forgotten", seen.append, lambda _: None)
    jobs.forget(forgotten)
    jobs.run(lambda: "kept", seen.append, lambda _: None)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["kept"]
    assert not jobs.busy


class _Receiver(QObject):
    """Writes down what it hears, in a list that outlives it."""

    def __init__(self, heard: list[object]) -> None:
        super().__init__()
        self._heard = heard

    def hear(self, value: object) -> None:
        self._heard.append(value)


def test_a_receiver_that_qt_has_deleted_hears_nothing(jobs: Jobs, qtbot: QtBot) -> None:
    heard: list[object] = []
    gone = _Receiver(heard)
    jobs.run(lambda: 1, gone.hear, gone.hear)
    jobs.run(lambda: 3, partial(gone.hear), gone.hear)
    delete(gone)
    stays = _Receiver(heard)
    jobs.run(lambda: 4, stays.hear, stays.hear)
    qtbot.waitUntil(lambda: 4 in heard and not jobs.busy)
    assert 1 not in heard
    assert 3 not in heard
