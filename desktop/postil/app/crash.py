"""What happens when Postil itself is wrong: a log entry, and the crash dialog at most once; a Problem is only told."""

import os
import sys
import threading
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Signal

from postil.app.hard_crash import HardCrashFile
from postil.domain.problems import Problem


class CrashHook(QObject):
    """Takes uncaught exceptions of every thread; ``crashed`` carries the report of the first one and, apart, its words.

    The report names places in the code; the words are what the error said, which may be what the reader wrote.

    ``stopped`` carries a Problem that reached nobody who would tell it: a damaged page can be met anywhere.
    """

    crashed = Signal(str, str)
    stopped = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._told = False
        self._before = sys.excepthook
        self._before_threads = threading.excepthook
        self._hard: HardCrashFile | None = None

    def install(self, folder: Path) -> None:
        """Take the hooks and let faulthandler write hard crashes into ``folder``, where that can be made."""
        sys.excepthook = self._take
        threading.excepthook = self._take_thread
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._hard = HardCrashFile(folder)
        except OSError:
            return

    def remove(self) -> None:
        """Give the hooks back."""
        sys.excepthook = self._before
        threading.excepthook = self._before_threads
        if self._hard is not None:
            self._hard.close()
            self._hard = None

    def _take(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before(kind, error, trace)
            return
        if isinstance(error, Problem):
            self.stopped.emit(error)
            return
        import logging
        import traceback

        # The report names code, never the values in it: they may be what the reader wrote.
        frames = traceback.format_list(traceback.extract_tb(trace))
        # Path.home() raises where no home folder is known, and a crash in here would hide the first one.
        report = "".join([*frames, kind.__name__]).replace(os.path.expanduser("~") + os.sep, "~" + os.sep)  # noqa: PTH111
        logging.getLogger("postil").error("uncaught: %s\n%s", error, report)
        sys.stderr.write(f"{report}: {error}\n")
        if not self._told:
            self._told = True
            self.crashed.emit(report, str(error))

    def _take_thread(self, arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            self._take(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)
