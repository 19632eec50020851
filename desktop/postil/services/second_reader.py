"""The second reading of an export, in a process apart: with two processors it takes no time of its own."""

import subprocess
import threading
from concurrent.futures import Future
from types import TracebackType

from postil.exporters.check_worker import asked_line, read_answer
from postil.exporters.checking import ReadBack, Reading
from postil.exporters.escaping import Family
from postil.services.children import start_child, worker_command


class SecondReader:
    """A process that reads Markdown back, one body after the other; use it in a ``with`` and from one thread.

    Where the system has no room for it, or it stops, a reading is None: whoever asked reads for itself.
    """

    def __init__(self) -> None:
        """Start the process, which loads its parser while the export is made."""
        self._child = _started()

    def __enter__(self) -> "SecondReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._child is not None:
            self._child.kill()
            # communicate() closes its pipes, and passes over what was still to be written.
            self._child.communicate()

    def begin(self, body: str, family: Family) -> Reading:
        """Have ``body`` read; what is returned waits for it."""
        if self._child is None:
            return _no_reading
        # A pipe holds little, and the process may still be starting: a thread of its own waits for both.
        read = Future[ReadBack | None]()
        threading.Thread(target=_exchange, args=(self._child, body, family, read), daemon=True).start()
        return read.result


def _exchange(child: "subprocess.Popen[bytes]", body: str, family: Family, read: "Future[ReadBack | None]") -> None:
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        child.stdin.write(asked_line(body, family))
        child.stdin.flush()
        read.set_result(read_answer(child.stdout.readline()))
    except (OSError, ValueError):
        # It stopped, was stopped, or was in the middle of a line when that happened.
        read.set_result(None)


def _no_reading() -> None:
    return None


def _started() -> "subprocess.Popen[bytes] | None":
    try:
        return start_child(worker_command("check"))
    except OSError:
        return None
