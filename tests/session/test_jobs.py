import random
import threading
import time
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
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


class _Dialog(QObject):
    """Owns its jobs, as a dialog does that Qt deletes when it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs = Jobs(self)

    def hear(self, value: object) -> None:
        """Take an outcome that nobody looks at."""


@pytest.mark.parametrize("closed", [True, False])
def test_jobs_may_end_while_the_dialog_that_owns_them_is_deleted(qtbot: QtBot, closed: bool) -> None:
    # A race: while the jobs' own object emitted, these rounds ended the process each time they were tried.
    chance = random.Random(1)
    for _ in range(1_500):
        dialog = _Dialog()
        for _ in range(2):
            dialog.jobs.run(partial(time.sleep, chance.random() * 6e-4), dialog.hear, dialog.hear)
        until = time.perf_counter() + chance.random() * 8e-4
        while time.perf_counter() < until:
            pass
        if closed:
            dialog.jobs.close()
        dialog.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
    del qtbot
