"""Sources read in a process apart, within limits of time and memory: what is in them can harm nothing else."""

import signal
import subprocess
import threading
from collections.abc import Sequence
from types import TracebackType
from typing import BinaryIO, cast

from postil.domain.foreign import ForeignWork
from postil.domain.problems import PasswordNeeded, Problem, UnknownForm
from postil.domain.sources import Imported, Source
from postil.importers.encoding import naming
from postil.importers.limits import patience_for, seconds_for
from postil.importers.messages import Refusal, Reply, Works, read_reply, write_source
from postil.services.children import start_child, worker_command

# Thread pools of number libraries reserve more memory than all else together.
_FRUGAL = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}

# How the system ends a process whose time is over (setrlimit(2)); there is no such limit on Windows.
_OUT_OF_TIME = -getattr(signal, "SIGXCPU", 0) or None


class ReadingBrokeOff(Problem):
    """The process stopped in the middle of a source; ``report`` names the place in Postil's code, "" for none."""

    def __init__(self, sentence: str, /, report: str = "", **places: object) -> None:
        super().__init__(sentence, **places)
        self.report = report


class ReadingProcess:
    """Reads one source at a time in a child process, which is started when it is needed and ends with this one.

    ``read`` blocks, on whatever thread; ``close`` may be called from another one meanwhile and ends it at once.
    """

    def __init__(self, command: Sequence[str] = ()) -> None:
        """Take what starts the process, where that is not Postil itself."""
        self._command = list(command) or worker_command("import")
        self._child: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()
        # Held for the moment in which the child is made or put away.
        self._changing = threading.Lock()
        self._is_closed = False

    def __enter__(self) -> "ReadingProcess":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start(self) -> None:
        """Start the process ahead of the first source; raises Problem where the system has no room for it."""
        self._running()

    def read(self, source: Source) -> Imported:
        """Return the article in ``source``.

        Raises PasswordNeeded where it is locked, and Problem where it cannot be read, takes too much time or memory,
        or makes the process stop; the next source gets a new process then.
        """
        reply = self._answered(source)
        if not isinstance(reply, Imported):
            raise _broke_off(source)
        return reply

    def read_marks(self, source: Source) -> tuple[ForeignWork, ...]:
        """Return the works with their highlights in ``source``; for a process that was made for these.

        Raises as ``read`` does.
        """
        reply = self._answered(source)
        if not isinstance(reply, Works):
            raise _broke_off(source)
        return reply.works

    def _answered(self, source: Source) -> Imported | Works:
        with self._one_at_a_time:
            reply = self._asked(source)
        if not isinstance(reply, Refusal):
            return reply
        # The sentences have been through the reader's language in the child.
        if reply.why == "password":
            raise PasswordNeeded("{sentence}", sentence=reply.sentence)
        if reply.why == "unknown":
            raise UnknownForm("{sentence}", sentence=reply.sentence)
        if reply.why == "mistake":
            raise _broke_off(source, reply.report)
        raise Problem("{sentence}", sentence=reply.sentence)

    def close(self) -> None:
        """End the process; what is being read is given up, and nothing is read any more."""
        self._is_closed = True
        self._end()

    def _asked(self, source: Source) -> Reply:
        child = self._running()
        size = len(source.content) + sum(len(content) for _, content in source.beside)
        alarm = _Alarm(child, patience_for(size))
        try:
            reply = _exchange(child, source)
        finally:
            alarm.stop()
        if reply is None or (isinstance(reply, Refusal) and reply.why in {"memory", "mistake"}):
            # After a lack of memory the next source would have less than its share.
            self._end()
        if reply is not None:
            return reply
        if self._is_closed:
            raise _given_up()
        if alarm.rang or child.returncode == _OUT_OF_TIME:
            raise Problem(
                "{name} was not read: it took more than {seconds} seconds. Import a part of it, or its text alone.",
                name=naming(source),
                seconds=round(seconds_for(size)),
            )
        raise _broke_off(source)

    def _running(self) -> subprocess.Popen[bytes]:
        with self._changing:
            if self._is_closed:
                raise _given_up()
            if self._child is not None and self._child.poll() is not None:
                _put_away(self._child)
                self._child = None
            if self._child is None:
                self._child = _started(self._command)
            return self._child

    def _end(self) -> None:
        with self._changing:
            child, self._child = self._child, None
        if child is not None:
            child.kill()
            _put_away(child)


class _Alarm:
    """Kills a child after so many seconds."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: float) -> None:
        self.rang = False
        self._child = child
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        self._timer.cancel()

    def _ring(self) -> None:
        self.rang = True
        self._child.kill()


def _started(command: list[str]) -> subprocess.Popen[bytes]:
    try:
        return start_child(command, _FRUGAL)
    except OSError as error:
        raise Problem(
            "Nothing was read: the system could not start the process that does it ({reason}). Try again when it has "
            "less to do.",
            reason=error.strerror or type(error).__name__,
        ) from error


def _exchange(child: subprocess.Popen[bytes], source: Source) -> Reply | None:
    """Send a source and wait for the reply; None where the child stopped, or answered what is none."""
    requests, replies = _pipes(child)
    try:
        write_source(requests, source)
        return read_reply(replies)
    except (OSError, ValueError):
        # A pipe that broke, was closed by another thread, or holds no reply.
        return None


def _pipes(child: subprocess.Popen[bytes]) -> tuple[BinaryIO, BinaryIO]:
    if child.stdin is None or child.stdout is None:
        raise ValueError("the child has no pipes")
    return cast("BinaryIO", child.stdin), cast("BinaryIO", child.stdout)


def _put_away(child: subprocess.Popen[bytes]) -> None:
    child.wait()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            try:
                pipe.close()
            except OSError:
                # What was still to be written to it is not wanted any more.
                continue


def _broke_off(source: Source, report: str = "") -> ReadingBrokeOff:
    return ReadingBrokeOff(
        "{name} was not read: the attempt broke off. Open it in another program and import its text from there.",
        report,
        name=naming(source),
    )


def _given_up() -> Problem:
    return Problem("The import was stopped.")
