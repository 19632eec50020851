"""An analysis process that answers when a test says so."""

from PySide6.QtCore import QObject, Signal

from dossiers import found_in
from postil.session.worker import AnalysisDone, AnalysisFailed, AnalysisProgress


class Process(QObject):
    """Answers when the test says so; remembers in what order it was asked."""

    progressed = Signal(object)
    finished = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.busy_with = ""
        self.asked: list[str] = []
        self.texts: dict[str, str] = {}
        self.closed = False

    def request(self, text_hash, text, language):
        if self.busy_with != text_hash:
            self.busy_with = text_hash
            self.asked.append(text.partition("\n")[0])
            self.texts[text_hash] = text

    def cancel(self):
        self.busy_with = ""

    def close(self):
        self.cancel()
        self.closed = True

    def answer(self):
        text_hash, self.busy_with = self.busy_with, ""
        self.finished.emit(AnalysisDone(text_hash, found_in(self.texts[text_hash])))

    def fail(self):
        text_hash, self.busy_with = self.busy_with, ""
        self.failed.emit(AnalysisFailed(text_hash, "It stopped."))

    def tell_part(self):
        part = found_in(self.texts[self.busy_with])
        self.progressed.emit(AnalysisProgress(self.busy_with, 0.5, part))
