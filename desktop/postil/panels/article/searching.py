"""Find in article: the bar's wishes, answered by the surface."""

from PySide6.QtCore import QObject

from postil.widgets.find_bar import FindBar, FindWish
from postil.widgets.reading import ReadingSurface, TextRange


class Searching(QObject):
    """Keeps the matches and which of them is shown."""

    def __init__(self, surface: ReadingSurface, bar: FindBar) -> None:
        super().__init__(bar)
        self._surface = surface
        self._bar = bar
        self._matches: tuple[TextRange, ...] = ()
        self._current = 0
        self._wish = FindWish("", match_case=False)
        bar.find_requested.connect(self._find)
        bar.next_requested.connect(self.step_on)
        bar.previous_requested.connect(self.step_back)
        bar.closed.connect(self.close)

    def begin(self) -> None:
        """Open the bar with the selected words, where they are one line."""
        words = self._surface.selected_text()
        self._bar.open_with("" if "\n" in words else words)

    def step_on(self) -> None:
        """Show the next match, after the last the first."""
        self._step(1)

    def step_back(self) -> None:
        """Show the match before, before the first the last."""
        self._step(-1)

    def close(self) -> None:
        """Put the bar and the matches away; the match that was shown stays selected."""
        if self._matches:
            match = self._matches[self._current]
            self._surface.select(match.start, match.end)
        self.forget()
        self._bar.hide()
        self._surface.setFocus()

    def forget(self) -> None:
        """Have no matches: another article is open."""
        self._matches = ()
        self._wish = FindWish("", match_case=False)
        self._surface.show_found((), -1)
        self._bar.show_count(0, 0)

    def _find(self, wish: FindWish) -> None:
        if wish == self._wish:
            return
        self._wish = wish
        self._matches = self._surface.find(wish.words, wish.match_case) if wish.words else ()
        here = self._surface.reading_position().position
        later = (place for place, match in enumerate(self._matches) if match.start >= here)
        self._current = next(later, 0)
        self._show()

    def _step(self, by: int) -> None:
        if self._matches:
            self._current = (self._current + by) % len(self._matches)
            self._show()
        elif not self._bar.isVisible():
            self.begin()

    def _show(self) -> None:
        self._surface.show_found(self._matches, self._current if self._matches else -1)
        self._bar.show_count(self._current + 1, len(self._matches))
        if self._matches:
            match = self._matches[self._current]
            self._surface.reveal(match.start, match.end, flash=False)
