"""The selection and caret as positions in the article, wherever the sheet in view begins and ends."""

from PySide6.QtCore import QMimeData, QObject, QRect, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor

from postil.widgets.reading.geometry import row_of
from postil.widgets.reading.page import Page
from postil.widgets.reading.values import TextRange
from postil.widgets.reading.view import View


class Choosing(QObject):
    """Keeps ``anchor`` and ``head`` through every change of sheet; Qt's own cursor is the part of them in view."""

    changed = Signal()

    def __init__(self, page: Page, view: View, parent: QObject) -> None:
        super().__init__(parent)
        self._page, self._view = page, view
        self.anchor = 0
        self.head = 0
        self.range: TextRange | None = None
        self._syncing = False
        # Where Qt's anchor stands for one that lies beyond the sheet.
        self._clipped: int | None = None
        page.cursorPositionChanged.connect(self._on_cursor)
        page.selectionChanged.connect(self._on_cursor)
        view.shown.connect(self.show)

    def set(self, anchor: int, head: int) -> None:
        """Select from ``anchor`` to ``head``, where the caret stands then; nothing where they are the same."""
        self.anchor, self.head = anchor, head
        self.show()
        low, high = sorted((anchor, head))
        self._tell(TextRange(low, high) if low < high else None)

    def show(self) -> None:
        """Put Qt's cursor where the selection is, without scrolling."""
        sheet = self._view.sheet
        if sheet is None or self._page.document() is not sheet.document:
            return
        cursor = QTextCursor(sheet.document)
        cursor.setPosition(sheet.to_unit(self.anchor))
        cursor.setPosition(sheet.to_unit(self.head), QTextCursor.MoveMode.KeepAnchor)
        self._clipped = None if sheet.holds(self.anchor) else cursor.anchor()
        scroll = self._page.verticalScrollBar()
        before = scroll.value()
        self._syncing = True
        self._page.setTextCursor(cursor)
        self._syncing = False
        scroll.setValue(before)
        self._page.viewport().update()

    def _on_cursor(self) -> None:
        sheet = self._view.sheet
        if self._syncing or self._view.changing or sheet is None or self._page.document() is not sheet.document:
            return
        cursor = self._page.textCursor()
        self.head = sheet.to_position(cursor.position())
        if self._clipped is not None and cursor.hasSelection() and cursor.anchor() == self._clipped:
            low, high = sorted((self.anchor, self.head))
            self._tell(TextRange(low, high) if low < high else None)
            return
        self._clipped = None
        self.anchor = sheet.to_position(cursor.anchor())
        chosen = sheet.to_range(cursor.selectionStart(), cursor.selectionEnd()) if cursor.hasSelection() else None
        self._tell(chosen)

    def _tell(self, chosen: TextRange | None) -> None:
        if chosen is not None and self._view.plan is not None:
            # What a reader does not see is not marked because the caret passed it.
            chosen = TextRange(*self._view.plan.between_folds(chosen.start, chosen.end))
        if chosen != self.range:
            self.range = chosen
            self._page.viewport().update()
            self.changed.emit()

    def text(self) -> str:
        """Return the selected text to the letter, without folded passages."""
        if self.range is None or self._view.plan is None:
            return ""
        return self._view.plan.visible(self.range.start, self.range.end)

    def blocks(self) -> tuple[int, ...]:
        """Return the blocks that are selected, or that the caret is on: all that a folded line stands for."""
        chosen, plan = self.range or TextRange(self.head, self.head + 1), self._view.plan
        return plan.blocks_of(chosen.start, chosen.end) if plan is not None else ()

    def copy(self) -> None:
        """Put the selected text on the clipboard; where nothing is selected, what is there stays.

        As text, which is Qt's own: data made in Python would outlive Python on the clipboard.
        """
        if self.range is not None:
            QGuiApplication.clipboard().setText(self.text())

    def mime(self) -> QMimeData | None:
        """Return the selected text for the clipboard, as plain text alone."""
        if self.range is None:
            return None
        copied = QMimeData()
        copied.setText(self.text())
        return copied

    def is_caret_in_view(self) -> bool:
        """Tell whether the caret can be seen."""
        return self._view.is_in_view(self.head, self.head)

    def rectangle(self) -> QRect:
        """Return the part of the selection's rows that is in view, in the page's viewport; empty if none is."""
        sheet, chosen = self._view.sheet, self.range
        if sheet is None or chosen is None or self._view.is_waiting():
            return QRect()
        if chosen.end <= sheet.start or chosen.start >= sheet.end:
            return QRect()
        first, last = row_of(sheet, chosen.start), row_of(sheet, max(chosen.start, chosen.end - 1))
        area = first.united(last).translated(0, -self._page.top())
        if first.top() == last.top():
            cursor = QTextCursor(sheet.document)
            cursor.setPosition(sheet.to_unit(chosen.start))
            area.setLeft(self._page.cursorRect(cursor).left())
            cursor.setPosition(sheet.to_unit(chosen.end))
            area.setRight(self._page.cursorRect(cursor).right())
        return area.normalized().toAlignedRect().intersected(self._page.viewport().rect())
