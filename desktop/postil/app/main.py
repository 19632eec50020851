"""The composition root: everything is made here, once, and passed on."""

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from postil import __version__
from postil.app.crash import CrashHook
from postil.app.window import Window
from postil.domain.problems import Problem
from postil.services.places import log_folder, settings_path
from postil.session.desk import Desk
from postil.session.findings import Findings
from postil.session.jobs import Jobs
from postil.session.looks import Looks
from postil.session.settings import Settings
from postil.session.workspace import Workspace
from postil.storage.library import Library
from postil.storage.shelf import holds_articles, last_opened

if TYPE_CHECKING:
    from postil.app.garbage import Garbage

EXIT_PROBLEM = 1
LATER = 2000
"""Milliseconds after the first page until what claims need is loaded, when a book stands whole."""


def run(library_path: Path, target: str) -> int:
    """Open the window over a library and return the exit code when it is closed.

    A window that has the library open already is asked to come forward instead.
    """
    application = make_application()
    if target:
        from postil.app.targets import from_here

        target = from_here(target)
    if not library_path.exists() and QGuiApplication.platformName() != "offscreen":
        wanted = _where_missing(library_path, target)
        if wanted != library_path:
            return run(wanted, target) if wanted is not None else 0
    try:
        library = Library.open(library_path, for_window=True)
    except Problem as problem:
        from postil.app.instance import hand_over

        if hand_over(library_path, target):
            return 0
        return _give_up(library_path, target, problem)
    settings = Settings(settings_path())
    hook = CrashHook(application)
    hook.install(log_folder())
    desk = make_desk(library, settings)
    try:
        window = Window(desk)
        start = Start(desk, window, target)
        start.begin()
    except Problem as problem:
        # Damage in a page that the first look at the library needs.
        desk.workspace.close()
        library.close()
        hook.remove()
        return _give_up(library_path, target, problem)
    hook.crashed.connect(window.show_crash, Qt.ConnectionType.QueuedConnection)
    hook.stopped.connect(desk.workspace.tell, Qt.ConnectionType.QueuedConnection)
    code = application.exec()
    start.end()
    desk.jobs.close()
    desk.workspace.close()
    library.close()
    hook.remove()
    return code


def make_application() -> QApplication:
    """Return the application object under Postil's name and style."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QGuiApplication.setDesktopFileName("postil")
    # As an argument, for setStyle would make Python's QStyle with all of its enumerations: 10 ms.
    application = QApplication([*sys.argv[:1], "-style", "fusion"])
    application.setApplicationName("Postil")
    application.setApplicationVersion(__version__)
    return application


def make_desk(library: Library, settings: Settings) -> Desk:
    """Return a desk over an open library."""
    workspace = Workspace(library)
    return Desk(workspace, Findings(workspace), settings, Looks(settings), Jobs())


class Start(QObject):
    """What a start does, in order: the page first, all else after it is painted."""

    def __init__(self, desk: Desk, window: Window, target: str) -> None:
        super().__init__(window)
        self._desk = desk
        self._window = window
        self._target = target
        self._door: QObject | None = None
        self._garbage: Garbage | None = None
        self._settled = False
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(LATER)
        self._later.timeout.connect(self._load_for_claims)

    def begin(self) -> None:
        """Show the window with the article that was open last."""
        self._window.painted.connect(self._settle)
        workspace = self._desk.workspace
        if not self._target:
            wanted = last_opened(workspace.library)
            if wanted and workspace.library.article(wanted) is not None:
                workspace.open_article(wanted)
        self._window.show()

    def end(self) -> None:
        """Let nobody in any more."""
        self._later.stop()
        if self._garbage is not None:
            self._garbage.end()
        if self._door is not None:
            self._door.deleteLater()

    def _settle(self) -> None:
        if self._settled:
            return
        self._settled = True
        QTimer.singleShot(0, _show_icon)
        QTimer.singleShot(0, self._greet)
        QTimer.singleShot(50, self._open_door)

    def _greet(self) -> None:
        workspace, settings = self._desk.workspace, self._desk.settings
        if self._target:
            self._window.open_target(self._target)
        elif not settings.flag("first_run/greeted") and not holds_articles(workspace.library):
            self._window.open_sample()
        settings.put("first_run/greeted", True)

    def _open_door(self) -> None:
        from postil.app.instance import FrontDoor

        door = FrontDoor(self._desk.workspace.library.path, self)
        door.target_requested.connect(self._window.open_target)
        self._door = door
        from postil.app.recovery import RecoveryOffer

        offer = RecoveryOffer(self._desk.workspace.library.path, self._desk.jobs, self._window)
        self._desk.workspace.problem_met.connect(offer.hear)
        if self._desk.workspace.library.notice:
            self._desk.workspace.told.emit(self._desk.workspace.library.notice)
        _write_log(log_folder())
        self._look_back()
        from postil.session.backing_up import DailyBackup

        DailyBackup(self._desk, self)
        # What an edit needs is loaded on the pool, so that the first highlight does not wait for it.
        self._desk.jobs.run(_load_what_edits_need, _ignore, self._desk.workspace.tell)
        self._later.start()
        from postil.app.garbage import Garbage

        gc.collect()
        gc.freeze()
        self._garbage = Garbage(self._jobs_are_busy, self)

    def _jobs_are_busy(self) -> bool:
        return self._desk.jobs.busy

    def _load_for_claims(self) -> None:
        from postil.services.claims import load_grammar

        self._desk.jobs.run(load_grammar, _ignore, self._desk.workspace.tell)

    def _look_back(self) -> None:
        from postil.app.hard_crash import left_behind

        report = left_behind(log_folder())
        if report:
            self._window.show_hard_crash(report)


def _show_icon() -> None:
    # Not before the first paint: drawing it loads the module for SVG.
    from postil.widgets.icons import application_icon

    QApplication.setWindowIcon(application_icon())


def _load_what_edits_need() -> None:
    from postil.storage.library import load_writer

    load_writer()


def _ignore(value: object) -> None:
    del value


def _write_log(folder: Path) -> None:
    import logging
    import logging.handlers

    try:
        folder.mkdir(parents=True, exist_ok=True)
        log = logging.handlers.RotatingFileHandler(
            folder / "postil.log", maxBytes=500_000, backupCount=2, encoding="utf-8"
        )
    except OSError:
        return
    log.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logger = logging.getLogger("postil")
    logger.addHandler(log)
    logger.setLevel(logging.INFO)


def _where_missing(library: Path, target: str) -> Path | None:
    """Return the library to go on with where there is no file; a window that still shows it has it first."""
    from postil.app.instance import hand_over
    from postil.app.recovery import offer_where_missing

    return None if hand_over(library, target) else offer_where_missing(library)


def _give_up(library: Path, target: str, problem: Problem) -> int:
    """Tell why there is no window, and go on with what the reader chooses instead."""
    sys.stderr.write(f"{problem}\n")
    if QGuiApplication.platformName() == "offscreen":
        return EXIT_PROBLEM
    from postil.app.recovery import offer_before_window

    wanted = offer_before_window(library, problem)
    return run(wanted, target) if wanted is not None else EXIT_PROBLEM
