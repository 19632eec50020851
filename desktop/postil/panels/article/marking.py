"""Highlights in the text: shown, made from the selection, adjusted."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from postil.domain.edits import Edit
from postil.domain.records import Color, Highlight
from postil.domain.wording import say
from postil.services import highlighting, judging
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.workspace import EntityWish, Passage
from postil.storage.shelf import MarkRow, marks_after
from postil.widgets.highlight_toolbar import HighlightToolbar
from postil.widgets.reading import Mark, ReadingSurface, TextRange
from postil.widgets.reading.events import MarkAdjusted, MarkClicked
from postil.widgets.swatches import color_choices

_SELECTION_RESTS = 220
"""Milliseconds for which a selection must not change before the toolbar appears."""


AT_ONCE = 1_500
"""Highlights that are handed to the surface in one turn of the event loop."""


class Marking(QObject):
    """Between the highlights of the open article and the surface that paints them."""

    def __init__(self, desk: Desk, surface: ReadingSurface, toolbar: HighlightToolbar) -> None:
        super().__init__(surface)
        self._desk = desk
        self._workspace = desk.workspace
        self._surface = surface
        self._toolbar = toolbar
        self._gives_way = False
        self._hint = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_SELECTION_RESTS)
        self._rest.timeout.connect(self._show_toolbar)
        self._workspace.changed.connect(self._hear)
        self._workspace.highlight_requested.connect(self.reveal)
        self._workspace.adjust_requested.connect(self.adjust)
        self._workspace.told.connect(self._hear_told)
        self._workspace.problem_met.connect(self._hear_told)
        surface.selection_changed.connect(self._take_selection)
        surface.mark_clicked.connect(self._open_card)
        surface.mark_adjusted.connect(self._adjust)
        surface.position_changed.connect(self._put_toolbar_away)
        toolbar.color_chosen.connect(self.highlight_in)
        toolbar.note_requested.connect(self.highlight_and_note)
        toolbar.copy_requested.connect(surface.copy)
        toolbar.entity_requested.connect(self.add_entity)
        toolbar.dismissed.connect(surface.setFocus)
        desk.looks.changed.connect(self._renew_colors)
        view = surface.focusProxy() or surface
        view.installEventFilter(self)

    def show_article(self) -> None:
        """Paint the highlights that are far from the first page of an article that was opened, too."""
        self._renew_colors(self._desk.looks.theme)
        self._workspace.turns.when_shown(self._show_all)

    def _show_all(self) -> None:
        if self._workspace.open is not None:
            self._show_more(self._workspace.open.article.id, None)

    def _show_more(self, article_id: str, before: MarkRow | None) -> None:
        """Paint the next few, as they stand now, and the others in turns to come."""
        opened = self._workspace.open
        if opened is None or opened.article.id != article_id:
            return
        rows = marks_after(self._workspace.library, article_id, opened.revision.id, before, AT_ONCE)
        # Those near the first page are there already: they give way to themselves.
        self._surface.change_marks([row[0] for row in rows], [Mark(*row) for row in rows])
        if len(rows) == AT_ONCE:
            self._workspace.turns.when_free(partial(self._show_more, article_id, rows[-1]))

    def highlight(self) -> None:
        """Highlight the selection in the colour used last."""
        self.highlight_in(self._desk.settings.text("highlights/color"))

    def highlight_in(self, color: str) -> Highlight | None:
        """Highlight the selection in the colour with that id; return what was made of it."""
        return self._make(color)

    def highlight_and_note(self) -> None:
        """Highlight the selection and begin a note on it; without one, a note on the highlight at the caret."""
        if self._workspace.selection is None and (here := self._surface.marks_at_caret()):
            self._workspace.note_requested.emit(here[0])
            return
        made = self._make(self._desk.settings.text("highlights/color"))
        if made is not None:
            self._workspace.note_requested.emit(made.id)

    def add_entity(self, kind: str) -> None:
        """Take the selection as a mention of an entity of that kind, its name the words themselves."""
        passage, opened = self._workspace.selection, self._workspace.open
        if passage is None or opened is None:
            self._workspace.told.emit(say("Select the name first, with the mouse or with Shift and the arrow keys."))
            return
        if kind in ("person", "place", "organisation", "event"):
            edit = judging.add(opened.revision, passage.start, passage.end, kind)
            if self._workspace.do(edit):
                self._surface.clear_selection()
        else:
            self._workspace.entity_requested.emit(EntityWish("add", start=passage.start, end=passage.end))

    def reveal(self, highlight_id: str) -> None:
        """Scroll to a highlight of the open article and flash it."""
        highlight = self._workspace.library.get(Highlight, highlight_id)
        opened = self._workspace.open
        if highlight is None or opened is None or highlight.article_id != opened.article.id:
            return
        if opened.holds(highlight):
            self._surface.reveal(highlight.selector.start, highlight.selector.end)
        else:
            self._workspace.told.emit(say("This version of the text does not have these words; the card is kept."))

    def give_way(self, away: bool) -> None:
        """Show no toolbar while a selection is for something else."""
        self._gives_way = away
        self._toolbar.hide()

    def adjust(self, highlight_id: str) -> None:
        """Show handles at a highlight's ends; one that stands nowhere is to be attached."""
        highlight, opened = self._workspace.library.get(Highlight, highlight_id), self._workspace.open
        if highlight is not None and opened is not None and not opened.holds(highlight):
            self._workspace.attach_requested.emit(highlight_id)
            return
        self.reveal(highlight_id)
        self._surface.set_adjusted(highlight_id)
        self._surface.setFocus()
        self._workspace.told.emit(
            say(
                "Drag the ends. Or Left and Right move the beginning, with Shift the end, with Ctrl by words;"
                " Enter when they are right."
            )
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the toolbar have the keys it knows while the text keeps the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            chosen = self._workspace.selection is not None and not self._gives_way
            if self._toolbar.offer_key(event, chosen=chosen):
                return True
        if event.type() == QEvent.Type.MouseButtonPress:
            self._toolbar.hide()
        return super().eventFilter(watched, event)

    def _make(self, color: str) -> Highlight | None:
        passage, opened = self._workspace.selection, self._workspace.open
        if passage is None or opened is None:
            hint = say("Select words first, with the mouse or with Shift and the arrow keys.")
            self._workspace.told.emit(hint)
            self._hint = hint
            return None
        try:
            edit, made = highlighting.add(opened.revision, passage.start, passage.end, color=color)
        except ValueError:
            self._workspace.told.emit(say("There are no words in the selection; nothing was highlighted."))
            return None
        if not self._workspace.do(edit):
            return None
        self._desk.settings.put("highlights/color", color)
        self._renew_colors(self._desk.looks.theme)
        self._toolbar.hide()
        self._surface.clear_selection()
        self._workspace.card_requested.emit(made.id)
        return made

    def _hear(self, edit: Edit) -> None:
        if edit.touched(Color):
            self._renew_colors(self._desk.looks.theme)
        opened = self._workspace.open
        changes = edit.touched(Highlight)
        if opened is None or not changes:
            return
        removed: list[str] = []
        added: list[Mark] = []
        for change in changes:
            if isinstance(change.before, Highlight) and change.before.article_id == opened.article.id:
                removed.append(change.before.id)
            if isinstance(change.after, Highlight) and opened.holds(change.after):
                added.append(_mark(change.after))
        if removed or added:
            self._surface.change_marks(removed, added)

    def _renew_colors(self, theme: Theme) -> None:
        choices = color_choices(self._workspace.library.colors(), theme.tones, theme.inks)
        self._toolbar.set_colors(choices, self._desk.settings.text("highlights/color"))

    def _take_selection(self, chosen: TextRange | None) -> None:
        self._workspace.select(Passage(chosen.start, chosen.end) if chosen else None)
        if chosen is None:
            self._rest.stop()
            self._toolbar.hide()
        else:
            self._rest.start()
            if self._hint:
                # What it asked for is done; said any longer it would speak against what is seen.
                self._workspace.told.emit("")

    def _hear_told(self, sentence: object) -> None:
        """Whatever else is said takes the place of the hint."""
        del sentence
        self._hint = ""

    def _show_toolbar(self) -> None:
        if self._workspace.selection is None or self._gives_way:
            return
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._rest.start()
            return
        rectangle = self._surface.selection_rectangle()
        if not rectangle.isEmpty():
            self._toolbar.show_at(QRect(self._surface.mapToGlobal(rectangle.topLeft()), rectangle.size()))

    def _put_toolbar_away(self) -> None:
        if self._toolbar.isVisible() and self._workspace.selection is not None:
            self._toolbar.hide()
            self._rest.start()

    def _open_card(self, clicked: MarkClicked) -> None:
        if clicked.ids:
            self._workspace.card_requested.emit(clicked.ids[0])

    def _adjust(self, adjusted: MarkAdjusted) -> None:
        highlight = self._workspace.library.get(Highlight, adjusted.id)
        opened = self._workspace.open
        if highlight is None or opened is None:
            return
        try:
            edit = highlighting.adjust(highlight, opened.revision, adjusted.start, adjusted.end)
        except ValueError:
            return
        self._workspace.do(edit)


def _mark(highlight: Highlight) -> Mark:
    selector = highlight.selector
    settled = bool(highlight.reviewed)
    return Mark(highlight.id, selector.start, selector.end, highlight.color, highlight.state, settled)
