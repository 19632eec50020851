"""Sheets made ready while nobody waits: the one in view first, its neighbours when the event loop is idle."""

import math
import time
from collections.abc import Iterator, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from postil.domain.quiet import settle, without_collecting
from postil.widgets.reading.build import build
from postil.widgets.reading.formats import Formats
from postil.widgets.reading.plan import Plan
from postil.widgets.reading.sheet import Sheet

_URGENT_SLICE = 0.010
_IDLE_SLICE = 0.004
_SHORT_SLICE = 0.003
_IDLE_PAUSE = 12  # milliseconds between two idle slices


class Preparing(QObject):
    """Builds the sheets of one plan in slices and keeps the few that are near."""

    prepared = Signal(object)  # Sheet

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._formats: Formats | None = None
        self._figure_heights: Mapping[str, float] = {}
        self._ready: dict[int, Sheet] = {}
        self._wanted: list[int] = []
        self._urgent = False
        self._settled = False
        self._work: tuple[Sheet, Iterator[None]] | None = None
        self._finished: Sheet | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._go_on)

    def start(self, plan: Plan | None, formats: Formats, figure_heights: Mapping[str, float]) -> None:
        """Forget all sheets and prepare those of ``plan`` from now on."""
        self._timer.stop()
        self._settled = self._settled and plan is self._plan
        self._plan, self._formats, self._figure_heights = plan, formats, figure_heights
        self._ready.clear()
        self._wanted.clear()
        self._work = self._finished = None

    def get(self, index: int) -> Sheet | None:
        """Return the sheet of a section if it is ready."""
        return self._ready.get(index)

    def want(self, index: int) -> None:
        """Prepare this sheet before all others: at once if the text is short, else from the next event on."""
        if index in self._ready or self._plan is None:
            return
        self._wanted = [index]
        if self._work is not None and self._work[0].section.index != index:
            self._work = None
        self._urgent = True
        if len(self._plan.sections) == 1:
            self._go_on()
        else:
            self._timer.start(0)

    def want_neighbours(self, index: int) -> None:
        """Keep the sheets around ``index`` and prepare those that are missing, while idle."""
        if self._plan is None:
            return
        near = [each for each in (index + 1, index - 1) if 0 <= each < len(self._plan.sections)]
        for far in [each for each in self._ready if each not in near and each != index]:
            del self._ready[far]
        self._wanted = [each for each in near if each not in self._ready]
        if self._work is not None and self._work[0].section.index not in self._wanted:
            self._work = None
        self._urgent = False
        if self._wanted:
            self._timer.start(_IDLE_PAUSE)

    def _go_on(self) -> None:
        if self._finished is not None:
            finished, self._finished = self._finished, None
            self.prepared.emit(finished)
            return
        if self._plan is None or self._formats is None or not self._wanted:
            return
        began = time.perf_counter()
        is_short = len(self._plan.sections) == 1
        deadline = math.inf if is_short else began + (_URGENT_SLICE if self._urgent else _IDLE_SLICE)
        with without_collecting():
            if self._work is None:
                sheet = Sheet(self._plan, self._plan.sections[self._wanted[0]])
                self._work = sheet, build(sheet, self._formats, self._figure_heights)
            sheet, steps = self._work
            for _ in steps:
                if time.perf_counter() > deadline:
                    self._timer.start(0 if self._urgent else _IDLE_PAUSE)
                    return
        self._work = None
        self._ready[sheet.section.index] = sheet
        self._wanted.remove(sheet.section.index)
        if self._urgent and not is_short and time.perf_counter() - began > _SHORT_SLICE:
            # Laying it out takes as long again: in an event of its own.
            self._finished = sheet
            self._timer.start(0)
            return
        if self._wanted:
            self._timer.start(0 if self._urgent else _IDLE_PAUSE)
        elif not self._settled:
            self._settled = True
            settle()
        self.prepared.emit(sheet)
