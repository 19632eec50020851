"""The status bar: what just happened, problems, and long work with a way to stop it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMainWindow, QProgressBar, QPushButton, QToolButton, QWidget

from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.session.desk import Desk
from postil.session.looks import Theme

if TYPE_CHECKING:
    from postil.session.arrivals import ImportProgress
    from postil.session.importing import ImportFlow
    from postil.session.looking_through import LookingProgress

_TOLD_FOR = 6_000
"""Milliseconds for which a plain sentence stays."""

_PROBLEM_FOR = 20_000
"""Milliseconds for which a problem stays: long enough to be read twice."""

_LONGEST_NAME = 36
"""Characters of a source's name that are shown while it is read."""


class Status(QObject):
    """Fills a window's status bar from its desk."""

    def __init__(self, window: QMainWindow, desk: Desk) -> None:
        super().__init__(window)
        self._bar = window.statusBar()
        self._bar.setSizeGripEnabled(False)
        self._sentence = QLabel(window)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        self._sentence.setAccessibleName(say("Status"))
        self._bar.addWidget(self._sentence)
        self._button: QPushButton | None = None
        self._offered: Callable[[], None] | None = None
        self._analysis = Work(say("Looking for names and dates…"), say("Stop looking"), window)
        self._bar.addPermanentWidget(self._analysis)
        self.import_work: Work | None = None
        self._looking: Work | None = None
        self._waits = False
        self._findings = desk.findings
        desk.findings.looking.connect(self._show_looking)
        self._theme = desk.looks.theme
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.timeout.connect(self._pass)
        desk.workspace.told.connect(self.tell)
        desk.workspace.problem_met.connect(self.show_problem)
        desk.workspace.waiting.connect(self.show_waiting)
        desk.workspace.changed.connect(self._hear)
        desk.findings.progressed.connect(self._analysis.show_progress)
        self._analysis.stop.clicked.connect(desk.findings.cancel)

    def _show_looking(self, progress: "LookingProgress | None") -> None:
        if self._looking is None:
            self._looking = Work("", say("Stop looking through all articles"), self._bar.window())
            self._looking.stop.clicked.connect(self._findings.through.cancel)
            self._bar.addPermanentWidget(self._looking)
            self.color_icons(self._theme)
        if progress is None:
            self._looking.show_progress(None)
            return
        self._looking.name(
            say("Looking through {number} of {total}…", number=f"{progress.number:,}", total=f"{progress.total:,}")
        )
        self._looking.show_progress((progress.number - 1) / progress.total)

    def follow_imports(self, imports: "ImportFlow") -> None:
        """Show how far an import is, with a way to stop it."""
        window = self._bar.window()
        self.import_work = Work(say("Reading…"), say("Stop reading"), window)
        self._bar.addPermanentWidget(self.import_work)
        self.import_work.stop.clicked.connect(imports.cancel)
        imports.progressed.connect(self._show_import)
        self.color_icons(self._theme)

    @property
    def sentence(self) -> str:
        """What is being said."""
        return self._sentence.text()

    def tell(self, sentence: str) -> None:
        """Say something in passing."""
        self._say(sentence, "muted", _TOLD_FOR)

    def show_problem(self, problem: Problem) -> None:
        """Say what stopped a wish."""
        self._say(str(problem), "danger", _PROBLEM_FOR)

    def show_waiting(self, waits: bool) -> None:
        """Say, as long as it is so, that another program is writing; a problem that was told before stays in view."""
        was, self._waits = self._waits, waits
        if waits and not (self._end.isActive() and self._sentence.property("role") == "danger"):
            self._say_waiting()
        elif was and not waits and not self._end.isActive():
            self._fall_silent()

    def _say_waiting(self) -> None:
        sentence = say("Another program is writing to the library; what you did last is saved when it has done…")
        self._say(sentence, "muted", 0)
        self._end.stop()

    def _hear(self, _edit: object) -> None:
        if self._waits:
            self.show_waiting(False)

    def _pass(self) -> None:
        self._fall_silent()
        if self._waits:
            self._say_waiting()

    def offer(self, sentence: str, label: str, do: Callable[[], None]) -> None:
        """Say something that the reader may want to do something about, with a button for that."""
        self._say(sentence, "muted", _PROBLEM_FOR)
        if self._button is None:
            self._button = QPushButton(self._bar)
            self._button.setProperty("role", "link")
            self._button.setAutoDefault(False)
            self._button.clicked.connect(self._do_offered)
            self._bar.insertWidget(1, self._button)
        self._offered = do
        self._button.setText(label)
        self._button.show()

    def _do_offered(self) -> None:
        do = self._offered
        self._fall_silent()
        if do is not None:
            do()

    def _fall_silent(self) -> None:
        self._sentence.clear()
        self._offered = None
        if self._button is not None:
            self._button.hide()

    def _say(self, sentence: str, role: str, milliseconds: int) -> None:
        self._fall_silent()
        self._sentence.setText(sentence)
        self._sentence.setToolTip(sentence)
        if self._sentence.property("role") != role:
            self._sentence.setProperty("role", role)
            self._sentence.style().polish(self._sentence)
        self._end.start(milliseconds)

    def color_icons(self, theme: Theme) -> None:
        """Draw the icon for ``theme``."""
        from postil.widgets.icons import icon

        self._theme = theme
        for work in (self._analysis, self.import_work, self._looking):
            if work is not None:
                work.stop.setIcon(icon("close", theme.window["muted"]))

    def _show_import(self, progress: "ImportProgress | None") -> None:
        if self.import_work is None:
            return
        if progress is None:
            self.import_work.show_progress(None)
            return
        name = progress.name if len(progress.name) <= _LONGEST_NAME else f"{progress.name[: _LONGEST_NAME - 1]}…"
        if progress.total == 1:
            # Nobody knows how far one source is.
            self.import_work.name(say("Reading {name}", name=name))
            self.import_work.show_progress(-1.0)
            return
        self.import_work.name(
            say("Reading {number} of {total}: {name}", number=progress.done + 1, total=progress.total, name=name)
        )
        self.import_work.show_progress(progress.done / progress.total)


class Work(QWidget):
    """A label, a bar and a stop button for work that goes on beside the reading."""

    def __init__(self, label: str, stop: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 1000)
        self._bar.setFixedWidth(96)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(label)
        self.stop = QToolButton(self)
        self.stop.setAutoRaise(True)
        self.stop.setToolTip(stop)
        self.stop.setAccessibleName(stop)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 4, 0)
        row.setSpacing(4)
        self._label = QLabel(label, self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self._label)
        row.addWidget(self._bar)
        row.addWidget(self.stop)
        self.hide()

    @property
    def words(self) -> str:
        """What is said to be done."""
        return self._label.text()

    def name(self, label: str) -> None:
        """Say what is being done."""
        self._label.setText(label)

    def show_progress(self, share: float | None) -> None:
        """Show a share from 0 to 1, below 0 that nobody knows it, or put everything away."""
        self.setVisible(share is not None)
        if share is not None:
            self._bar.setRange(0, 1000 if share >= 0 else 0)
            self._bar.setValue(max(0, round(share * 1000)))
