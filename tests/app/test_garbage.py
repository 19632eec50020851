"""Garbage is collected on the window's thread, when it rests."""

import gc
import threading

import pytest
from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer

from postil.app.garbage import YOUNG, Garbage


class Knot:
    """Garbage that only a collector finds, and that says on which thread it was."""

    taken: list[int]

    def __init__(self, taken: list[int]) -> None:
        self.itself = self
        self.taken = taken

    def __del__(self) -> None:
        self.taken.append(threading.get_ident())


@pytest.fixture
def taken() -> list[int]:
    return []


@pytest.fixture
def busy() -> list[bool]:
    return []


@pytest.fixture
def garbage(qapp, busy):
    before = gc.get_threshold()
    made = Garbage(lambda: bool(busy))
    yield made
    made.end()
    assert gc.get_threshold() == before


def make(number: int) -> list[list[int]]:
    """Make objects that stay, for a collector to look at."""
    return [[] for _ in range(number)]


def test_a_pool_s_garbage_waits_for_the_window_s_thread(garbage, taken, qtbot):
    kept = []
    Knot(taken)
    thread = threading.Thread(target=lambda: kept.extend(make(20 * YOUNG)))
    thread.start()
    thread.join()
    assert taken == [], "nobody collects on the pool's thread"
    qtbot.waitUntil(lambda: bool(taken))
    assert taken == [threading.get_ident()]


def test_work_beside_a_window_that_rests_wakes_it_to_collect(garbage, busy, qtbot):
    loop = QEventLoop()
    begun, go_on = threading.Event(), threading.Event()
    taken: list[int] = []
    kept = []

    def work():
        begun.wait()
        Knot(taken)
        kept.extend(make(20 * YOUNG))
        go_on.wait()

    def look():
        if taken:
            loop.quit()

    thread = threading.Thread(target=work)
    thread.start()
    busy.append(True)
    dispatcher = QAbstractEventDispatcher.instance()
    dispatcher.awake.connect(look)
    QTimer.singleShot(0, begun.set)
    # Until then no other timer runs: nothing but the wish to collect wakes the window.
    QTimer.singleShot(20_000, loop.quit)
    loop.exec()
    dispatcher.awake.disconnect(look)
    assert taken == [threading.get_ident()]
    go_on.set()
    thread.join()


def test_what_lived_long_is_found_too(garbage, taken, qtbot):
    knot = Knot(taken)
    gc.collect()
    del knot
    kept = []
    timer = QTimer()
    timer.timeout.connect(lambda: kept.extend(make(YOUNG + 1)))
    timer.start(0)
    qtbot.waitUntil(lambda: bool(taken))
    timer.stop()


def test_while_the_collector_is_held_off_nothing_is_collected(garbage, taken, qtbot):
    gc.disable()
    Knot(taken)
    kept = make(2 * YOUNG)
    rested = []
    QTimer.singleShot(0, lambda: QTimer.singleShot(0, lambda: rested.append(True)))
    qtbot.waitUntil(lambda: bool(rested))
    assert taken == []
    gc.enable()
    kept += make(2)
    qtbot.waitUntil(lambda: bool(taken))
