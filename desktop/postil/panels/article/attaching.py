"""A lost highlight is put in its place by hand: the reader selects the passage, and Enter attaches it there."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from postil.domain.records import Highlight
from postil.domain.wording import say
from postil.panels.article.asking import PassageKeys, page_of, put_above
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.session.workspace import OpenArticle, Passage
from postil.storage.library import Library
from postil.widgets.attach_bar import AttachBar
from postil.widgets.reading import ReadingSurface

ABOVE = 300
"""Code points above the likely place that are shown with it."""


class Attaching(QObject):
    """A mode of the article that a bar above it shows; ``turned`` tells whether it is on. Escape leaves it."""

    turned = Signal(bool)

    def __init__(self, desk: Desk, surface: ReadingSurface) -> None:
        super().__init__(surface)
        self._desk = desk
        self._workspace = desk.workspace
        self._surface = surface
        self._highlight_id = ""
        self._job = 0
        self.bar: AttachBar | None = None
        self._workspace.attach_requested.connect(self.begin)
        self._workspace.selection_changed.connect(self._follow_selection)
        self._workspace.article_opened.connect(self._end_for_another)
        desk.looks.changed.connect(self._dress)
        PassageKeys(surface, self)

    @property
    def active(self) -> bool:
        """Whether a passage is being looked for."""
        return bool(self._highlight_id)

    def begin(self, highlight_id: str) -> None:
        """Ask for the passage that a highlight of the open article belongs to, near the place where it stood."""
        opened, highlight = self._workspace.open, self._workspace.library.get(Highlight, highlight_id)
        if opened is None or highlight is None or highlight.article_id != opened.article.id:
            return
        self._highlight_id = highlight_id
        bar = self._made_bar()
        bar.ask(highlight.quoted.exact)
        bar.set_ready(self._workspace.selection is not None)
        self.turned.emit(True)
        self._surface.setFocus()
        if self._workspace.selection is None:
            text = opened.revision.document.text
            find = partial(_likely_place, self._workspace.library.path, highlight, text)
            self._job = self._desk.jobs.run(find, self._go_near, self._workspace.tell)

    def attach(self) -> None:
        """Attach it to the selected words."""
        opened, passage = self._workspace.open, self._workspace.selection
        highlight = self._workspace.library.get(Highlight, self._highlight_id)
        if opened is None or highlight is None:
            self.end()
            return
        if passage is None:
            self._workspace.told.emit(say("Select the words first, with the mouse or with Shift and the arrow keys."))
            return
        from postil.services import revising

        try:
            edit = revising.reattach(highlight, opened.revision, passage.start, passage.end)
        except ValueError:
            self._workspace.told.emit(say("There are no words in the selection; select the passage."))
            return
        if self._workspace.do(edit):
            self.end()
            self._surface.clear_selection()
            self._workspace.card_requested.emit(highlight.id)
            self._workspace.told.emit(say("The highlight is attached; Ctrl+Z takes that back."))

    def end(self) -> None:
        """Leave the mode; what was attached stays so."""
        if self.active:
            self._highlight_id = ""
            self._desk.jobs.forget(self._job)
            if self.bar is not None:
                self.bar.hide()
            self.turned.emit(False)

    def take(self) -> None:
        """Attach it to the selected words."""
        self.attach()

    def give_up(self) -> None:
        """Leave it lost, and show its card."""
        asked = self._highlight_id
        self.end()
        self._surface.setFocus()
        self._workspace.card_requested.emit(asked)

    def _made_bar(self) -> AttachBar:
        if self.bar is None:
            self.bar = AttachBar(page_of(self._surface))
            self.bar.attached.connect(self.attach)
            self.bar.given_up.connect(self.give_up)
            put_above(self._surface, self.bar)
            self._dress(self._desk.looks.theme)
        return self.bar

    def _go_near(self, position: int) -> None:
        if self.active and self._workspace.selection is None:
            self._surface.go_to(max(0, position - ABOVE))

    def _follow_selection(self, passage: Passage | None) -> None:
        if self.active and self.bar is not None:
            self.bar.set_ready(passage is not None)

    def _end_for_another(self, opened: OpenArticle | None) -> None:
        del opened
        self.end()

    def _dress(self, theme: Theme) -> None:
        if self.bar is not None:
            self.bar.color_icons(theme.window["accent"])


def _likely_place(path: Path, highlight: Highlight, text: str) -> int:
    """Return where in ``text`` a lost highlight likely belongs; for a thread of the pool."""
    from postil.services.carrying import carry_position
    from postil.storage.revisions import text_of

    library = Library.open_for_reading(path)
    try:
        old = text_of(library, highlight.revision_id)
    finally:
        library.close()
    return carry_position(old, text, highlight.selector.start) if old else 0
