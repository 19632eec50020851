"""Notes as HTML, with the library's works cited in them in the reader's style."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from postil.domain.citing import cited_keys, format_citation
from postil.domain.records import CslItem
from postil.session.desk import Desk
from postil.storage.citations import items_by_key

if TYPE_CHECKING:
    from postil.session.citing import Citations

REMEMBERED = 400
"""Notes whose HTML is kept."""

# One line of words alone reads the same in Markdown as it stands, and needs no parser.
_WORDS = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.;:?!’“”()–—])*")


class Rendering(QObject):
    """Renders notes and remembers; ``changed`` tells that notes which cite now read otherwise."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._library = desk.workspace.library
        self._citations: Citations | None = None
        self._rendered: dict[str, str] = {}
        self._closed = False
        desk.workspace.closing.connect(self._close)

    def render(self, note: str) -> str:
        """Return a note as HTML that is safe to show; citations that are not formatted yet stand as they are typed."""
        if _WORDS.fullmatch(note):
            return f"<p>{note}</p>"
        known = self._rendered.get(note)
        if known is not None:
            return known
        from postil.services.rendering import render

        if len(self._rendered) >= REMEMBERED:
            self._rendered.clear()
        keys = cited_keys(note) if "@" in note else ()
        if not keys:
            known = self._rendered[note] = render(note, cite=_nobody)
            return known
        # A preview may be drawn once more while the window goes.
        return self._render_citing(note, {} if self._closed else items_by_key(self._library, keys))

    def forget(self) -> None:
        """Render all notes anew: works have changed."""
        self._rendered.clear()

    def _render_citing(self, note: str, items: dict[str, CslItem]) -> str:
        from postil.domain.citing import parse
        from postil.domain.text import canonical
        from postil.services.rendering import render

        def cite(key: str) -> str | None:
            return format_citation(items[key]) if key in items else None

        if not items:
            return render(note, cite=cite)
        formatted = self._format().shown(parse(canonical(note)), items)
        if formatted is None:
            return render(note, cite=cite, pending=True)
        rendered = render(note, cite=cite, formatted=None if formatted.problem else formatted)
        self._rendered[note] = rendered
        return rendered

    def _format(self) -> "Citations":
        if self._citations is None:
            from postil.session.citing import citations_of

            self._citations = citations_of(self._desk)
            self._citations.came.connect(self.changed)
            self._citations.restyled.connect(self._restyle)
        return self._citations

    def _close(self) -> None:
        self._closed = True

    def _restyle(self) -> None:
        self._rendered.clear()
        self.changed.emit()


def _nobody(key: str) -> None:
    del key
