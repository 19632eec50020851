"""The reading surface: shows an article and what is marked in it. Values in, signals out."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QImage,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from postil.domain.document import Document
from postil.domain.wording import say
from postil.widgets.reading.adjusting import Adjusting
from postil.widgets.reading.choosing import Choosing
from postil.widgets.reading.decor import Decor
from postil.widgets.reading.finding import Finder
from postil.widgets.reading.flashing import Flashing
from postil.widgets.reading.folding import Folding
from postil.widgets.reading.formats import MARGIN, Formats
from postil.widgets.reading.keys import Keys
from postil.widgets.reading.overlays import Overlays
from postil.widgets.reading.page import Page
from postil.widgets.reading.painting import Inks, paint_ranges
from postil.widgets.reading.plan import is_wide
from postil.widgets.reading.pointing import Pointing
from postil.widgets.reading.values import EntityMark, Mark, ReadingPosition, ReadingStyle, TextRange
from postil.widgets.reading.view import TOP, ArticleBar, View

_REST = 150  # milliseconds of stillness after which a new reading position is told
_RING = 2


class ReadingSurface(QWidget):
    """An article to read, select in and click on. Positions are code points of the document's canonical text.

    All methods may be called at any time after ``show_document``, also while the page is still being laid out: what
    they ask for is then done when it is there.
    """

    selection_changed = Signal(object)  # TextRange | None
    mark_clicked = Signal(object)  # MarkClicked
    entity_clicked = Signal(object)  # EntityClicked
    position_changed = Signal(object)  # ReadingPosition
    link_activated = Signal(str)
    figure_requested = Signal(str)
    mark_adjusted = Signal(object)  # MarkAdjusted
    adjusting_ended = Signal()
    menu_requested = Signal(object)  # MenuWish
    page_shown = Signal()

    def __init__(self, style: ReadingStyle | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._finder = Finder("")
        self._folding = Folding()
        self._overlays = Overlays()
        self._is_new = False
        self._style = style or ReadingStyle()
        self._page = Page(self, self._paint_below, self._paint_above)
        self._bar = ArticleBar(Qt.Orientation.Vertical, self)
        self._view = View(self._page, self._bar, self)
        self._choosing = Choosing(self._page, self._view, self)
        self._adjusting = Adjusting(self._page, self._view, self._overlays, self)
        self._flashing = Flashing(self._page, self._overlays, self)
        self._pointing = Pointing(self._page, self._view, self._adjusting, self._overlays, self)
        self._keys = Keys(self._page, self._view, self._choosing, self._adjusting, self._pointing, self)
        self._sorting = QTimer(self)
        self._sorting.setSingleShot(True)
        self._resting = QTimer(self)
        self._resting.setSingleShot(True)
        self._resting.setInterval(_REST)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 120)
        self.setFocusProxy(self._page)
        self.setAccessibleName(say("Reading surface"))
        self._dress(wide=False)
        self._connect()

    def _connect(self) -> None:
        page = self._page
        page.copied = self._choosing.mime
        page.painted.connect(self._on_painted)
        page.focus_changed.connect(self.update)
        page.anchorClicked.connect(self._on_link)
        self._view.shown.connect(self._on_shown)
        self._view.moved.connect(self._resting.start)
        self._resting.timeout.connect(self._tell_position)
        self._sorting.timeout.connect(self._sort)
        self._choosing.changed.connect(self._on_selection)
        self._adjusting.adjusted.connect(self.mark_adjusted)
        self._adjusting.ended.connect(self.adjusting_ended)
        self._pointing.mark_clicked.connect(self.mark_clicked)
        self._pointing.entity_clicked.connect(self.entity_clicked)
        self._pointing.figure_requested.connect(self.figure_requested)
        self._pointing.turn_requested.connect(self.turn_boilerplate)

    # What is shown

    def show_document(self, document: Document, position: int = 0) -> None:
        """Show ``document`` with the line of ``position`` at the top, and nothing marked, found or selected.

        ``page_shown`` follows when the page has been painted for the first time.
        """
        self.clear()
        self._document = document
        self._folding.forget()
        self._is_new = True
        self._finder = Finder(document.text)
        self._choosing.set(position, position)
        self._dress(is_wide(document))
        self._open(position, TOP)

    def clear(self) -> None:
        """Show an empty page."""
        self._flashing.forget()
        self._document = None
        self._finder = Finder("")
        self._overlays.forget()
        self._pointing.hot = ()
        self._page.show_nothing()
        self._view.close()
        self._choosing.set(0, 0)

    def set_style(self, style: ReadingStyle) -> None:
        """Take on ``style``; the line at the top stays there."""
        if style == self._style:
            return
        self._style = style
        self._dress(self._document is not None and is_wide(self._document))
        self._reopen()

    def set_boilerplate_shown(self, shown: bool) -> None:
        """Show or fold all blocks that are boilerplate. No position moves."""
        if self._folding.show(shown):
            self._reopen()

    def turn_boilerplate(self, position: int) -> None:
        """Show the run of boilerplate at ``position`` that is folded, or fold one that is shown."""
        if self._view.plan is not None:
            self._folding.turn(self._view.plan.run_at(position))
            self._reopen()

    def mark_anew(self, document: Document) -> None:
        """Take ``document`` for the one that is shown: the same text, with other blocks marked as boilerplate."""
        if self._document is not None and document is not self._document:
            self._folding.follow(self._document, document)
            self._document = document
            self._reopen()

    def is_folded(self, block: int) -> bool:
        """Tell whether the block with that index is folded away."""
        return self._view.plan is not None and block in self._view.plan.folded

    def chosen_blocks(self) -> tuple[int, ...]:
        """Return the indexes of the blocks that are selected, or that the caret is on: all of a folded line's."""
        return self._choosing.blocks()

    def set_figures(self, figures: Mapping[str, QImage]) -> None:
        """Show these pictures, by the ``source`` of their blocks; a figure without one shows a frame."""
        self._overlays.figures = dict(figures)
        self._decor = Decor(self._formats)
        if self._document is not None and any(block.kind == "figure" for block in self._document.blocks):
            self._reopen()

    def _dress(self, wide: bool) -> None:
        self._formats = Formats(self._style, wide)
        self._inks = Inks(self._style)
        self._decor = Decor(self._formats)
        self._page.dress(self._formats)
        self._adjusting.dress(self._formats)
        self._arrange()
        self.update()

    def _reopen(self) -> None:
        if self._document is not None:
            self._open(*self._view.here())

    def _open(self, position: int, y: float) -> None:
        if self._document is None:
            return
        plan = self._folding.plan(self._document, self._view.plan)
        heights = self._decor.heights(self._overlays.figures)
        self._view.open(plan, self._formats, heights, self._column(), position, y)

    # Marks

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these highlights and no others."""
        self._overlays.show_marks(marks)
        self._sorting.start()
        self._adjusting.set(None)
        self._page.viewport().update()

    def change_marks(self, removed: Iterable[str], added: Iterable[Mark]) -> None:
        """Take out the highlights of these ids and add others; one that is added replaces the one with its id."""
        touched = self._overlays.marks.change(removed, added)
        adjusted = self._overlays.adjusted
        if adjusted is not None and any(mark.id == adjusted.id for mark in touched):
            self._adjusting.set(self._overlays.marks.get(adjusted.id))
        self._page.viewport().update()

    def set_signs(self, signs: Mapping[str, object]) -> None:
        """Show these signs (``MarginSigns``) beside the highlights of these ids, and no others."""
        self._overlays.signs = signs
        self._page.viewport().update()

    def marks_at(self, position: int) -> tuple[str, ...]:
        """Return the ids of the highlights over the character at ``position``, the shortest first."""
        return self._overlays.marks.at(position)

    def marks_at_caret(self) -> tuple[str, ...]:
        """Return the ids of the highlights over the character at the caret, else of those that end there."""
        head = self._choosing.head
        return self.marks_at(head) or self.marks_at(max(0, head - 1))

    def set_adjusted(self, mark_id: str | None) -> None:
        """Show handles at the ends of this highlight, or none. See ``adjusting`` for the keys."""
        self._adjusting.set(None if mark_id is None else self._overlays.marks.get(mark_id))

    def set_entity_marks(self, marks: Sequence[EntityMark]) -> None:
        """Underline these mentions and no others, as far as their kinds are shown."""
        self._overlays.show_entities(marks)
        self._sorting.start()
        self._page.viewport().update()

    def _sort(self) -> None:
        self._overlays.sort()

    def set_entity_kinds_shown(self, kinds: frozenset[str]) -> None:
        """Underline the mentions of these kinds."""
        self._overlays.kinds = kinds
        self._page.viewport().update()

    def go_to(self, position: int) -> None:
        """Bring the line of ``position`` to the top."""
        self._view.place(position)

    def reveal(self, start: int, end: int, flash: bool = True) -> None:
        """Bring a passage into view if it is not, unfolding the boilerplate it lies in, and flash it."""
        plan = self._view.plan
        if plan is None:
            return
        if hidden := plan.folded_in(start, max(end, start + 1)):
            self._folding.turn(hidden)
            self._reopen()
        if not self._view.is_in_view(start, end):
            self._view.place(start, self._page.viewport().height() / 3)
        if flash and end > start:
            self._flashing.ask(start, end)
            if not self._view.is_waiting():
                self._flashing.begin()

    def reading_position(self) -> ReadingPosition:
        """Return where the reader is."""
        return self._view.reading_position()

    # Selection

    def selected_range(self) -> TextRange | None:
        """Return the selected passage. Folded blocks may lie inside of it, but never at its ends."""
        return self._choosing.range

    def selected_text(self) -> str:
        """Return the selected text to the letter, as copying gives it; folded blocks inside are left out."""
        return self._choosing.text()

    def select(self, start: int, end: int) -> None:
        """Select a passage without scrolling to it."""
        self._choosing.set(start, end)

    def select_all(self) -> None:
        """Select the whole article, all of its sections; Ctrl+A does the same."""
        if self._document is not None:
            self._choosing.set(0, len(self._document.text))

    def clear_selection(self) -> None:
        """Select nothing; the caret stays."""
        self._choosing.set(self._choosing.head, self._choosing.head)

    def copy(self) -> None:
        """Copy the selected text."""
        self._choosing.copy()

    def selection_rectangle(self) -> QRect:
        """Return where the selection is, in this widget's coordinates, as far as it is in view; empty if it is not."""
        area = self._choosing.rectangle()
        return area.translated(self._page.viewport().mapTo(self, QPoint(0, 0))) if area.isValid() else QRect()

    def find(  # pyright: ignore[reportIncompatibleMethodOverride] - Qt's static find() is about window numbers
        self, text: str, case: bool = False
    ) -> tuple[TextRange, ...]:
        """Return where ``text`` stands in the article; see ``Finder.find``."""
        return self._finder.find(text, case)

    def show_found(self, matches: Sequence[TextRange], current: int) -> None:
        """Outline ``matches`` (in the order of the text) and fill the one with index ``current``; -1 for none."""
        self._overlays.show_found(matches, current)
        self._page.viewport().update()

    def _on_link(self, url: QUrl) -> None:
        self.link_activated.emit(url.toString())

    def _on_selection(self) -> None:
        self._overlays.selection = self._choosing.range
        self.selection_changed.emit(self._choosing.range)

    # Painting

    def _paint_below(self, painter: QPainter) -> None:
        sheet = self._view.sheet
        if sheet is None or self._page.document() is not sheet.document:
            return
        viewport = self._page.viewport()
        whole = QRectF(0, self._page.top(), viewport.width(), viewport.height())
        lines = self._page.lines_in(sheet, whole)
        self._pointing.hot = self._decor.paint(painter, sheet, lines, self._overlays)
        paint_ranges(painter, sheet, lines, self._overlays, self._inks)
        self._pointing.paint_signs(painter, sheet, lines)

    def _paint_above(self, painter: QPainter) -> None:
        self._adjusting.paint(painter)

    def _on_painted(self) -> None:
        if self._is_new and not self._view.is_waiting():
            self._is_new = False
            QTimer.singleShot(0, self.page_shown.emit)

    def _on_shown(self) -> None:
        self._flashing.begin()
        self._resting.start()

    def _tell_position(self) -> None:
        if self._document is not None:
            self.position_changed.emit(self.reading_position())

    # The widget itself

    def _column(self) -> int:
        return max(120, min(self._formats.column + 2 * MARGIN, self.width() - self._bar.sizeHint().width() - 2 * _RING))

    def _arrange(self) -> None:
        breadth = self._bar.sizeHint().width()
        width = self._column()
        left = max(_RING, (self.width() - breadth - width) // 2)
        self._page.setGeometry(left, _RING, width, max(1, self.height() - 2 * _RING))
        self._bar.setGeometry(self.width() - breadth, 0, breadth, self.height())
        self._view.set_width(width)

    def resizeEvent(self, event: QResizeEvent, /) -> None:
        """Keep the column in the middle."""
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent, /) -> None:
        """Paint the paper around the column, and a ring while the keyboard goes to it."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._style.page))
        if self._page.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent, /) -> None:
        """Ask for a menu at the pointer, or at the caret where the keyboard asks."""
        wish = self._pointing.wish(event, self._choosing.head, self.marks_at_caret())
        if wish is not None:
            self.menu_requested.emit(wish)
            event.accept()

    def wheelEvent(self, event: QWheelEvent, /) -> None:
        """Scroll from beside the column too."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        QApplication.sendEvent(self._page.verticalScrollBar(), event)
        event.accept()
