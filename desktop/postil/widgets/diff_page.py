"""What will change in a file, as lines that go, come and stay; colours come from whoever shows it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from postil.domain.wording import count, say
from postil.exporters.merge_diff import DiffLine, diff_lines, with_context
from postil.exporters.merging import Merged
from postil.widgets.icons import icon
from postil.widgets.stepping import step_button

MOST = 4_000
"""Lines that are shown of one file."""

_SIGNS = {"+": "+ ", "-": "− ", " ": "  "}


@dataclass(frozen=True, slots=True)
class DiffStyle:
    """Colours as "#rrggbb": the ground of lines that come, that go, and that the reader wrote; text; what is beside."""

    added: str
    removed: str
    own: str
    text: str
    muted: str


@dataclass(frozen=True, slots=True)
class DiffShown:
    """What is shown of one file: the runs of lines; ``left_out`` lines of them were too many to show."""

    runs: tuple[tuple[DiffLine, ...], ...]
    left_out: int
    come: int
    go: int
    own: int


def shown(merged: Merged) -> DiffShown:
    """Return what to show of a file; may take a while for a large one, so call it beside the window."""
    lines = [*diff_lines(merged.segments)]
    room, runs, left_out = MOST, list[tuple[DiffLine, ...]](), 0
    for run in with_context(lines, own=True):
        if room:
            runs.append(run[:room])
        left_out += max(0, len(run) - room)
        room = max(0, room - len(run))
    come, go = (sum(line.sign == sign for line in lines) for sign in "+-")
    return DiffShown(tuple(runs), left_out, come, go, sum(line.is_own and bool(line.text.strip()) for line in lines))


class DiffPage(QWidget):
    """Shows a DiffShown, with a way from change to change; ``stepped`` carries the change that is at, from 1."""

    stepped = Signal(int)

    def __init__(self, style: DiffStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._shown: DiffShown | None = None
        self._changes: list[int] = []
        self.summary = QLabel()
        self.summary.setTextFormat(Qt.TextFormat.RichText)
        self.summary.setWordWrap(True)
        self.summary.setAccessibleName(say("What will change"))
        self.previous = step_button(say("Previous change"), "Alt+Up")
        self.next = step_button(say("Next change"), "Alt+Down")
        self.lines = QPlainTextEdit()
        self.lines.setReadOnly(True)
        self.lines.setTabChangesFocus(True)
        self.lines.setAccessibleName(say("Lines of the file"))
        self.lines.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.summary, 1)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.lines, 1)
        self.previous.clicked.connect(self._step_back)
        self.next.clicked.connect(self._step_on)
        self._renew_icons()

    def set_style(self, style: DiffStyle) -> None:
        """Show in other colours."""
        self._style = style
        self._renew_icons()
        if self._shown is not None:
            self.show_lines(self._shown)

    def show_lines(self, found: DiffShown) -> None:
        """Show what changes in a file."""
        self._shown = found
        self._changes = []
        self.lines.clear()
        document = self.lines.document()
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        shown_to = 0
        for run in found.runs:
            first = max(run[0].old, run[0].new)
            if first > shown_to + 1:
                self._write(cursor, say("… lines that stay as they are …"), "", muted=True)
            self._write_run(cursor, run)
            shown_to = max(run[-1].old, run[-1].new)
        if found.left_out:
            self._write(
                cursor, count("… and {number} more line", "… and {number} more lines", found.left_out), "", muted=True
            )
        cursor.endEditBlock()
        self.lines.moveCursor(QTextCursor.MoveOperation.Start)
        self._tell(found)

    def clear(self) -> None:
        """Show nothing."""
        self._shown = None
        self.lines.clear()
        self.summary.clear()

    def _write_run(self, cursor: QTextCursor, run: Sequence[DiffLine]) -> None:
        before = " "
        for line in run:
            if line.sign != " " and before == " ":
                self._changes.append(self.lines.document().blockCount() if not cursor.atStart() else 0)
            before = line.sign
            ground = {"+": self._style.added, "-": self._style.removed}.get(line.sign, "")
            self._write(cursor, _SIGNS[line.sign] + line.text, ground or (self._style.own if line.is_own else ""))

    def _write(self, cursor: QTextCursor, text: str, ground: str, *, muted: bool = False) -> None:
        block, letters = QTextBlockFormat(), QTextCharFormat()
        if ground:
            block.setBackground(QColor(ground))
        letters.setForeground(QColor(self._style.muted if muted else self._style.text))
        if cursor.atStart():
            cursor.setBlockFormat(block)
        else:
            cursor.insertBlock(block)
        cursor.insertText(text, letters)

    def _tell(self, found: DiffShown) -> None:
        told = (
            (found.come, self._style.added, count("{number} line comes in", "{number} lines come in", found.come)),
            (found.go, self._style.removed, count("{number} line goes", "{number} lines go", found.go)),
            (
                found.own,
                self._style.own,
                count("{number} line of yours stays", "{number} lines of yours stay", found.own),
            ),
        )
        pieces = [f'<span style="background:{ground}">&nbsp;{words}&nbsp;</span>' for n, ground, words in told if n]
        self.summary.setText(" &nbsp;".join(pieces) or say("Nothing changes."))

    def _step_back(self) -> None:
        self._step([each for each in reversed(self._changes) if each < self._at()])

    def _step_on(self) -> None:
        self._step([each for each in self._changes if each > self._at()])

    def _at(self) -> int:
        return self.lines.textCursor().blockNumber()

    def _step(self, changes: Iterable[int]) -> None:
        number = next(iter(changes), None)
        if number is None:
            return
        cursor = QTextCursor(self.lines.document().findBlockByNumber(number))
        self.lines.setTextCursor(cursor)
        self.lines.centerCursor()
        self.stepped.emit(self._changes.index(number) + 1)

    def _renew_icons(self) -> None:
        self.previous.setIcon(icon("previous", self._style.text))
        self.next.setIcon(icon("next", self._style.text))
