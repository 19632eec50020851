"""How long the timeline's window stalls among 5,000 events while it is panned, zoomed and walked through.

``python tests/benchmarks/bench_timeline.py`` prints the figures.
"""

import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "desktop")]

from figures import Figure, table  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from postil.domain import quiet  # noqa: E402
from postil.session.looks import load_theme  # noqa: E402
from postil.widgets.timeline.chart import TimelineChart  # noqa: E402
from postil.widgets.timeline.lanes import LaneStack  # noqa: E402
from postil.widgets.timeline.signs import timeline_colours  # noqa: E402
from timelines import crowded  # noqa: E402

_EVENTS = 5_000
_STEPS = 120
_FRAME = 16.0


def measure() -> list[Figure]:
    """Return milliseconds for each step, drawing included.

    By the clock: a machine that is busy makes them longer.
    """
    application = QApplication.instance() or QApplication([])
    figures: list[Figure] = []
    for lanes in (1, 10):
        figures += _measure(lanes, application.processEvents)
    return figures


def _measure(lanes: int, settle: Callable[[], None]) -> list[Figure]:
    theme = load_theme("light")
    chart = TimelineChart(timeline_colours(theme.window, theme.entities))
    chart.resize(1280, 420)
    chart.show()
    timeline = crowded(_EVENTS, lanes)
    began = time.perf_counter()
    chart.show_stack(LaneStack(timeline))
    settle()
    shown = (time.perf_counter() - began) * 1000
    # As the window does with whatever it has loaded.
    quiet.settle()
    view, panning = chart.view, list[float]()
    for scale in (1.0, 4.0, 12.0, 20.0):
        view.fit()
        view.zoom(scale)
        settle()
        panning += _timed(lambda number: view.pan(25 if number < _STEPS / 2 else -25), settle, _STEPS)
    view.fit()
    settle()
    zooming = _timed(lambda number: view.zoom(1.25 if number < 12 else 0.8, 500), settle, 24)
    view.fit()
    walking = _timed(lambda number: view.stand_at(number * 61 % _EVENTS), settle, 80)
    chart.close()
    where = "1 lane" if lanes == 1 else f"{lanes} lanes"
    return [
        Figure(f"timeline, {where}: 5,000 events shown", shown, "ms", 150.0),
        Figure(f"timeline, {where}: a step of panning (median)", statistics.median(panning), "ms", _FRAME / 2),
        Figure(f"timeline, {where}: the slowest step of panning", max(panning), "ms", _FRAME),
        Figure(f"timeline, {where}: a step of zooming (median)", statistics.median(zooming), "ms", 32.0),
        Figure(f"timeline, {where}: the slowest step of zooming", max(zooming), "ms", 50.0),
        Figure(f"timeline, {where}: going to an event (median)", statistics.median(walking), "ms", _FRAME),
    ]


def _timed(act: Callable[[int], None], settle: Callable[[], None], steps: int) -> list[float]:
    found: list[float] = []
    for number in range(steps):
        began = time.perf_counter()
        act(number)
        settle()
        found.append((time.perf_counter() - began) * 1000)
    return found


if __name__ == "__main__":
    print(table(measure()))  # noqa: T201
