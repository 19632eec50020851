"""The plain-text editor of a note: it grows with the text and offers works to cite."""

import math
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from postil.domain.citing import KeyPrefix, key_prefix_at
from postil.domain.wording import say
from postil.widgets.notes.completion import CitationCompleter
from postil.widgets.notes.values import Offered, Work

FEWEST_LINES = 2
MOST_LINES = 14


class NoteEditor(QPlainTextEdit):
    """Markdown as it is typed.

    ``typed`` carries the text after each change by the reader; ``ended`` when Escape or Ctrl+Return is pressed;
    ``left`` when the focus goes elsewhere; ``grown`` when another height fits.
    """

    typed = Signal(str)
    ended = Signal()
    left = Signal()
    grown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(say("Note"))
        self.setPlaceholderText(say("Write in Markdown; @ cites"))
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._ask: Callable[[str, Offered], None] | None = None
        self._completer: CitationCompleter | None = None
        self._quiet = False
        self._lines = 0
        self.textChanged.connect(self._hear_text)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)

    def set_offers(self, ask: Callable[[str, Offered], None]) -> None:
        """Say where to ask for the works that what is typed of a citation key may mean."""
        self._ask = ask

    def begin(self, text: str) -> None:
        """Start writing at the end of ``text``, with nothing to undo."""
        self._replace(text)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def follow(self, text: str) -> None:
        """Show ``text`` as it was changed elsewhere, the caret staying about where it is."""
        if text == self.toPlainText():
            return
        place = self.textCursor().position()
        self._replace(text)
        cursor = self.textCursor()
        cursor.setPosition(min(place, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def insert_block(self, text: str) -> None:
        """Put a paragraph where the caret is, with an empty line around it, and go on writing below."""
        cursor = self.textCursor()
        cursor.clearSelection()
        before = cursor.block().text()[: cursor.positionInBlock()]
        cursor.insertText(("\n\n" if before.strip() else "") + text + "\n\n")
        self.setTextCursor(cursor)
        self.ensureCursorVisible()

    def sizeHint(self) -> QSize:
        """Return a height that holds all lines, between FEWEST_LINES and MOST_LINES."""
        lines = min(max(self._lines, FEWEST_LINES), MOST_LINES)
        around = self.height() - self.viewport().height() if self.isVisible() else 12
        margins = 2 * self.document().documentMargin()
        return QSize(120, math.ceil(lines * self.fontMetrics().lineSpacing() + margins) + around)

    def minimumSizeHint(self) -> QSize:
        """Never get lower than what is wanted."""
        return QSize(40, self.sizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Leave Tab to the works on offer, Ctrl+Z and Ctrl+Y to the window where no typing here is to be undone."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._offers_take(event):
            # Before keyPressEvent, a widget gives Tab to the next one.
            event.ignore()
            return False
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._is_beyond(event):
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; end with Escape or Ctrl+Return; offer works after ``@``."""
        key = Qt.Key(event.key())
        if self._offers_take(event):
            event.ignore()
            return
        done = key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and bool(
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        )
        if key == Qt.Key.Key_Escape or done:
            self.ended.emit()
            return
        if self._is_beyond(event):
            event.ignore()
            return
        if event.text() == "]" and self._is_closed():
            self.moveCursor(QTextCursor.MoveOperation.Right)
            return
        super().keyPressEvent(event)
        if event.text() or key == Qt.Key.Key_Backspace:
            self._complete()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the height to the lines at another width."""
        super().resizeEvent(event)
        self._fit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the reader has gone elsewhere; the popup of works counts as here."""
        super().focusOutEvent(event)
        if self._completer is None or not self._completer.showing:
            self.left.emit()

    def _offers_take(self, event: QKeyEvent) -> bool:
        """Return whether the key is one for the works that are offered."""
        return self._completer is not None and self._completer.showing and Qt.Key(event.key()) in _POPUP_KEYS

    def _is_beyond(self, event: QKeyEvent) -> bool:
        """Return whether the key asks to undo or redo more than was typed here."""
        if event.matches(QKeySequence.StandardKey.Undo):
            return not self.document().isUndoAvailable()
        return event.matches(QKeySequence.StandardKey.Redo) and not self.document().isRedoAvailable()

    def _replace(self, text: str) -> None:
        self._quiet = True
        self.setPlainText(text)
        self._quiet = False

    def _hear_text(self) -> None:
        self._fit()
        if not self._quiet:
            self.typed.emit(self.toPlainText())

    def _fit(self) -> None:
        # The document's own size counts only those wrapped lines that have been in view.
        height = 0.0
        most = MOST_LINES * self.fontMetrics().lineSpacing()
        block = self.document().firstBlock()
        while block.isValid() and height < most:
            height += self.blockBoundingRect(block).height()
            block = block.next()
        lines = math.ceil(height / self.fontMetrics().lineSpacing())
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()
            self.grown.emit()

    def _is_closed(self) -> bool:
        """Return whether the caret stands before the bracket that ends a citation: typing it again steps over it."""
        cursor = self.textCursor()
        units, caret = _units(cursor.block().text()), 2 * cursor.positionInBlock()
        before, after = units[:caret].decode("utf-16-le"), units[caret:].decode("utf-16-le")
        _, opened, inside = before.rpartition("[")
        is_citing = bool(opened) and "@" in inside and "]" not in inside
        return is_citing and after.startswith("]") and not cursor.hasSelection()

    def _prefix(self) -> KeyPrefix | None:
        cursor = self.textCursor()
        if cursor.hasSelection():
            return None
        line = cursor.block().text()
        return key_prefix_at(line, len(_units(line)[: 2 * cursor.positionInBlock()].decode("utf-16-le")))

    def _complete(self) -> None:
        prefix = self._prefix()
        if prefix is None or self._ask is None:
            if self._completer is not None:
                self._completer.dismiss()
            return
        self._ask(prefix.typed, self._offer)

    def _offer(self, typed: str, works: Sequence[Work]) -> None:
        prefix = self._prefix()
        if prefix is None or prefix.typed != typed or not self.isVisible():
            return
        if self._completer is None:
            self._completer = CitationCompleter(self)
            self._completer.chosen.connect(self._cite)
        finished = len(works) == 1 and works[0].key == typed
        caret = self.cursorRect().translated(self.viewport().pos())
        self._completer.offer(() if finished else works, QRect(0, caret.top(), self.width(), caret.height() + 4))

    def _cite(self, key: str) -> None:
        prefix = self._prefix()
        if prefix is None:
            return
        cursor = self.textCursor()
        line, begins = cursor.block().text(), cursor.block().position()
        cursor.setPosition(begins + len(_units(line[: prefix.start])) // 2)
        cursor.setPosition(begins + len(_units(line[: prefix.end])) // 2, QTextCursor.MoveMode.KeepAnchor)
        opened = line[: prefix.start].rfind("[") > line[: prefix.start].rfind("]")
        closed = "]" in line[prefix.end :].partition("[")[0]
        cursor.insertText(key)
        if opened and not closed:
            cursor.insertText("]")
            cursor.movePosition(QTextCursor.MoveOperation.Left)
        self.setTextCursor(cursor)


_POPUP_KEYS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


def _units(text: str) -> bytes:
    """Return the UTF-16 units that Qt counts positions in, two bytes each."""
    return text.encode("utf-16-le")
