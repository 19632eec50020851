"""The sheet in view: Qt's own text browser for caret, selection and accessible text, painted under and over by us."""

import weakref
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextBrowser, QTextEdit, QWidget
from shiboken6 import delete

from postil.domain.wording import say
from postil.widgets.reading.formats import MARGIN, Formats
from postil.widgets.reading.sheet import Line, Sheet

_NO_KIND = QTextDocument.ResourceType.UnknownResource

Painting = Callable[[QPainter], None]


class Page(QTextBrowser):
    """Shows one sheet. Coordinates of its viewport plus the scrolled pixels are those of the sheet's document."""

    scrolled = Signal()
    pressed = Signal(object)  # QPointF in the document
    dragged = Signal(object)
    released = Signal()
    clicked = Signal(object)
    pointed = Signal(object)
    painted = Signal()
    focus_changed = Signal()

    def __init__(self, parent: QWidget, below: Painting, above: Painting) -> None:
        super().__init__(parent)
        # Found by name, the viewport is a QWidget to PySide at once; asked for by ``viewport()``, it would go through
        # every kind of widget and make all of their enumerations to find that out, 15 ms before the first page.
        self._known_viewport = self.findChild(QWidget, "qt_scrollarea_viewport")
        self._below, self._above = below, above
        self._pressed_at: QPoint | None = None
        self.grabs: Callable[[QPointF], bool] | None = None
        self.key_first: Callable[[QKeyEvent], bool] | None = None
        self.copied: Callable[[], QMimeData | None] | None = None
        self._grabbed = False
        self._blank = QTextDocument(self)
        self._worn: list[tuple[QTextDocument, weakref.ref[Sheet]]] = []
        self.setProperty("role", "reading")
        self.setOpenLinks(False)
        self.setAcceptDrops(False)  # files dropped here are the window's
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setReadOnly(True)
        flags = Qt.TextInteractionFlag
        self.setTextInteractionFlags(
            flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
            | flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard
        )  # fmt: skip
        self.setCursorWidth(2)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(say("Article text"))
        self.verticalScrollBar().valueChanged.connect(self._tell_scrolled)

    def dress(self, formats: Formats) -> None:
        """Take on a style's colours and face."""
        style = formats.style
        palette = self.palette()
        groups, roles = QPalette.ColorGroup, QPalette.ColorRole
        for group in (groups.Active, groups.Inactive, groups.Disabled):
            palette.setColor(group, roles.Base, QColor(style.page))
            palette.setColor(group, roles.Text, QColor(style.text))
            palette.setColor(group, roles.Link, QColor(style.link))
            # The selection is painted below the text, so that it shows the passage that is really selected.
            palette.setColor(group, roles.Highlight, QColor(0, 0, 0, 0))
            palette.setColor(group, roles.HighlightedText, QColor(style.text))
        self.setPalette(palette)
        self.setFont(formats.font)

    def show_sheet(self, sheet: Sheet, width: int) -> None:
        """Show a sheet in a column of ``width`` pixels and lay all of it out."""
        if self.lineWrapColumnOrWidth() != width:
            self.setLineWrapColumnOrWidth(width)
        self.setDocument(sheet.document)
        self._free_all_but(sheet)
        self._lay_out()

    def show_nothing(self) -> None:
        """Show an empty page."""
        self.setDocument(self._blank)
        self._free_all_but(None)

    def _free_all_but(self, shown: Sheet | None) -> None:
        """Free the documents of sheets that are no more.

        PySide has every document that was ever set belong to this widget: without this, each article that is opened
        would stay in memory until the window closes.
        """
        worn, self._worn = self._worn, []
        for document, owner in worn:
            if owner() is None:
                delete(document)
            elif shown is None or document is not shown.document:
                self._worn.append((document, owner))
        if shown is not None:
            self._worn.append((shown.document, weakref.ref(shown)))

    def set_column(self, width: int) -> None:
        """Lay the sheet out anew in ``width`` pixels."""
        if self.lineWrapColumnOrWidth() != width:
            self.setLineWrapColumnOrWidth(width)
            self._lay_out()

    def _lay_out(self) -> None:
        self.document().documentLayout().documentSize()
        # Qt tells its scroll bars of a finished layout later; we scroll now.
        self.resizeEvent(QResizeEvent(self.viewport().size(), self.viewport().size()))

    def top(self) -> int:
        """Return how many pixels of the document are above the viewport."""
        return self.verticalScrollBar().value()

    def to_document(self, point: QPointF) -> QPointF:
        """Return a point of the viewport in the document's pixels."""
        return point + QPointF(0, self.top())

    def _tell_scrolled(self) -> None:
        self.scrolled.emit()

    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Paint highlights below and handles above what Qt paints."""
        self._paint(self._below)
        super().paintEvent(event)
        self._paint(self._above)
        self.painted.emit()

    def _paint(self, painting: Painting) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(0, -self.top())
        painting(painter)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        """Begin a click, a selection, or the dragging of a handle."""
        at = self.to_document(event.position())
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed_at = event.position().toPoint() if left else None
        if left and self.grabs is not None and self.grabs(at):
            self._grabbed = True
            self.pressed.emit(at)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        """Drag a handle, select, or tell where the pointer is."""
        at = self.to_document(event.position())
        if self._grabbed:
            self.dragged.emit(at)
            return
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton:
            self.pointed.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent, /) -> None:
        """End what the press began; a press and release in one place is a click."""
        at = self.to_document(event.position())
        if self._grabbed:
            self._grabbed = False
            self.released.emit()
            return
        is_link = bool(self.anchorAt(event.position().toPoint()))
        super().mouseReleaseEvent(event)
        self.scrolled.emit()  # a selection that was dragged to the sheet's end has come to the next one
        if self._pressed_at is None:
            return
        moved = (event.position().toPoint() - self._pressed_at).manhattanLength()
        self._pressed_at = None
        if moved < QApplication.startDragDistance() and not is_link and not self.textCursor().hasSelection():
            self.clicked.emit(at)

    def is_pressed(self) -> bool:
        """Tell whether the reader is holding the mouse button down in the text."""
        return self._pressed_at is not None or self._grabbed

    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Let the surface have the keys that reach beyond this sheet."""
        if self.key_first is not None and self.key_first(event):
            event.accept()
            return
        # Qt's text browser goes back and forward in its history on these; there is none.
        if event.modifiers() & Qt.KeyboardModifier.AltModifier or event.key() == Qt.Key.Key_Backspace:
            event.ignore()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Scroll; with Ctrl the wheel is left to the window."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().wheelEvent(event)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        """Leave the menu to whoever owns the surface."""
        event.ignore()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the canonical text: Qt's own copy turns no-break spaces into spaces."""
        copied = self.copied() if self.copied is not None else None
        return copied if copied is not None else QMimeData()

    def loadResource(self, type: int, name: QUrl | str, /) -> object:  # noqa: A002, ARG002 - Qt's names
        """Load nothing, from nowhere."""
        return None

    def doSetSource(self, name: QUrl | str, type: QTextDocument.ResourceType = _NO_KIND) -> None:  # noqa: A002 - Qt's name
        """Go nowhere."""

    def event(self, event: QEvent, /) -> bool:
        """Tell when the focus comes or goes."""
        done = super().event(event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.focus_changed.emit()
        return done

    def lines_in(self, sheet: Sheet, area: QRectF) -> list[tuple[Line, QRectF]]:
        """Return the lines of ``sheet`` that reach into ``area`` (document pixels) with their rectangles."""
        layout = sheet.document.documentLayout()
        unit = layout.hitTest(QPointF(MARGIN, area.top()), Qt.HitTestAccuracy.FuzzyHit)
        index = sheet.lines[sheet.index_at_unit(max(0, unit))].row
        index = sheet.lines[max(0, index - 1)].row
        found: list[tuple[Line, QRectF]] = []
        for line in sheet.lines[index:]:
            rectangle = sheet.rectangle(line)
            if rectangle.top() > area.bottom() and line.block.kind != "figure":
                break
            found.append((line, rectangle))
            if rectangle.top() > area.bottom():
                break  # a figure: its picture stands above its caption
        return found
