"""The analysis process: started when needed, asked over JSON lines, killed when nobody waits for it."""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from postil.analysis.messages import Reply, Request, read_reply, request_line
from postil.domain.entities import Analysis
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.services.children import worker_command
from postil.session.jobs import Jobs

LONG = 200_000
"""Bytes of a reply above which it is read on the pool."""

IDLE_MILLISECONDS = 120_000
"""How long a warm process is kept for the next article."""


@dataclass(frozen=True, slots=True)
class AnalysisProgress:
    """How far the analysis of a text is, from 0 to 1, with what was found so far or None."""

    text_hash: str
    fraction: float
    partial: Analysis | None


@dataclass(frozen=True, slots=True)
class AnalysisDone:
    """The findings of a text."""

    text_hash: str
    analysis: Analysis


@dataclass(frozen=True, slots=True)
class AnalysisFailed:
    """Why a text could not be analysed: one sentence."""

    text_hash: str
    sentence: str


class AnalysisProcess(QObject):
    """At most one analysis at a time: the newest request wins, cancel is kill."""

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._jobs = Jobs(self)
        self._asked = ""
        self._rest = b""
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(IDLE_MILLISECONDS)
        self._idle.timeout.connect(self._stop)

    @property
    def busy_with(self) -> str:
        """The hash of the text that is being analysed, or ""."""
        return self._asked

    def request(self, text_hash: str, text: str, language: str) -> None:
        """Analyse a text; a running analysis of another text is given up."""
        if self._asked == text_hash:
            return
        if self._asked:
            self._stop()
        self._idle.stop()
        process = self._process or self._start()
        self._asked = text_hash
        process.write(request_line(Request(text_hash, text, language)))

    def cancel(self) -> None:
        """Give up what is running."""
        if self._asked:
            self._stop()

    def close(self) -> None:
        """End the process."""
        self._stop()
        self._jobs.close()

    def _start(self) -> QProcess:
        process = QProcess(self)
        program, *arguments = worker_command("analysis")
        process.setProgram(program)
        process.setArguments(arguments)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.errorOccurred.connect(self._break_off)
        process.finished.connect(self._break_off)
        process.start()
        self._process = process
        self._rest = b""
        return process

    def _stop(self) -> None:
        process, self._process = self._process, None
        self._asked = ""
        self._idle.stop()
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._read)
        process.errorOccurred.disconnect(self._break_off)
        process.finished.disconnect(self._break_off)
        process.kill()
        process.waitForFinished(1000)
        process.deleteLater()

    def _break_off(self) -> None:
        asked = self._asked
        self._stop()
        if asked:
            sentence = say("The search for names and dates stopped unexpectedly; reload the article to try again.")
            self.failed.emit(AnalysisFailed(asked, sentence))

    def _read(self) -> None:
        process = self._process
        if process is None:
            return
        *lines, self._rest = (self._rest + bytes(process.readAllStandardOutput().data())).split(b"\n")
        for line in lines:
            if len(line) < LONG:
                self._take(read_reply(line))
            else:
                # The findings of a book are read on the pool: they would hold the window up.
                self._jobs.run(partial(read_reply, line), self._take, self._drop)

    def _drop(self, problem: Problem) -> None:
        del problem
        self._break_off()

    def _take(self, reply: Reply) -> None:
        text_hash = reply.id
        if text_hash != self._asked:
            return
        if reply.done is None and not reply.problem:
            self.progressed.emit(AnalysisProgress(text_hash, max(reply.progress, 0.0), reply.partial))
            return
        self._asked = ""
        self._idle.start()
        if reply.done is not None:
            self.finished.emit(AnalysisDone(text_hash, reply.done))
        else:
            self.failed.emit(AnalysisFailed(text_hash, reply.problem))
