"""The open article's highlights in text order, and those of them that pass the reader's filter."""

import bisect
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from postil.domain.anchoring import State
from postil.domain.edits import Edit
from postil.domain.records import Highlight

MANY = 50
"""Changes in one edit from which on the list is shown anew instead of card by card."""

_Place = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class HighlightFilter:
    """What to show: any of ``colors`` (ids), all of ``tags``, every word of ``text`` in quotation, note or tags.

    Of ``standings`` any: a state, or "review" for what waits for the reader's decision. Of ``claims`` any: a claim's
    status, "claim" for every claim, "linked" for what is linked with another passage.
    """

    text: str = ""
    colors: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    standings: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.text.strip() or self.colors or self.tags or self.standings or self.claims)


def waits_for_review(highlight: Highlight) -> bool:
    """Return whether the words under a highlight have changed and the reader has not yet said whether it belongs."""
    return highlight.state == "changed" and not highlight.reviewed


class Highlights(QObject):
    """Highlights by start, end and id; positions count the ones shown.

    ``was_reset`` when any may have changed; ``appended`` carries how many were put at the end, ``inserted`` and
    ``updated`` a position, ``removed`` the position and id of what was there. A highlight that is shown stays so
    while it changes, until the filter is set again. ``kinds_of`` tells what ``HighlightFilter.claims`` asks for.
    """

    was_reset = Signal()
    appended = Signal(int)
    inserted = Signal(int)
    removed = Signal(int, str)
    updated = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.filter = HighlightFilter()
        self._article = ""
        self._all: dict[str, Highlight] = {}
        self._shown: list[Highlight] = []
        self._words: dict[str, str] = {}
        self._waiting: set[str] = set()
        self.kinds_of: Callable[[str], frozenset[str]] = _no_kinds

    @property
    def total(self) -> int:
        """How many there are, shown or not."""
        return len(self._all)

    @property
    def shown(self) -> tuple[Highlight, ...]:
        """Those that pass the filter."""
        return tuple(self._shown)

    def __len__(self) -> int:
        return len(self._shown)

    def at(self, position: int) -> Highlight:
        """Return the highlight shown at ``position``."""
        return self._shown[position]

    def get(self, highlight_id: str) -> Highlight | None:
        """Return a highlight by its id, shown or not."""
        return self._all.get(highlight_id)

    def position(self, highlight_id: str) -> int:
        """Return where a highlight is shown, or -1."""
        highlight = self._all.get(highlight_id)
        return -1 if highlight is None else self._find(highlight)

    def color_counts(self) -> Counter[str]:
        """Return how many highlights there are of each colour id."""
        return Counter(highlight.color for highlight in self._all.values())

    def tag_counts(self) -> Counter[str]:
        """Return how many highlights have each tag."""
        return Counter(tag for highlight in self._all.values() for tag in highlight.tags)

    def state_counts(self) -> Counter[State]:
        """Return how many highlights there are in each state."""
        return Counter(highlight.state for highlight in self._all.values())

    @property
    def waiting(self) -> int:
        """How many wait for the reader to say whether they are where they belong, shown or not."""
        return len(self._waiting)

    def to_review(self) -> tuple[Highlight, ...]:
        """Return those that wait for the reader's decision, in text order, shown or not."""
        return tuple(sorted((self._all[one] for one in self._waiting), key=_place))

    def load(self, article_id: str, highlights: Iterable[Highlight]) -> None:
        """Show another article's highlights, given in text order."""
        self._article = article_id
        self._all = {highlight.id: highlight for highlight in highlights}
        self._words = {}
        self._waiting = {highlight.id for highlight in self._all.values() if waits_for_review(highlight)}
        self._sift()

    def append(self, highlights: Iterable[Highlight]) -> None:
        """Add highlights of the article that stand after those loaded so far; known ones are left as they are."""
        new = [highlight for highlight in highlights if highlight.id not in self._all]
        self._all.update((highlight.id, highlight) for highlight in new)
        self._waiting.update(highlight.id for highlight in new if waits_for_review(highlight))
        passing = [highlight for highlight in new if self._passes(highlight)]
        if passing and self._shown and _place(self._shown[-1]) > _place(passing[0]):
            self._sift()
        elif passing:
            self._shown += passing
            self.appended.emit(len(passing))

    def set_filter(self, wanted: HighlightFilter) -> None:
        """Show what passes another filter."""
        if wanted != self.filter:
            self.filter = wanted
            self._sift()

    def hear(self, edit: Edit) -> None:
        """Follow an edit of the library."""
        changes = [change for change in edit.changes if isinstance(change.record, Highlight)]
        wholesale = len(changes) > MANY
        for change in changes:
            before, after = change.before, change.after
            if isinstance(before, Highlight) and before.article_id == self._article:
                self._words.pop(before.id, None)
            if isinstance(after, Highlight):
                if after.article_id == self._article:
                    self._put(after, quietly=wholesale)
            elif isinstance(before, Highlight) and before.id in self._all:
                self._take(before.id, quietly=wholesale)
        if wholesale:
            self._sift()

    def _put(self, highlight: Highlight, *, quietly: bool) -> None:
        before = self._all.get(highlight.id)
        position = -1 if before is None or quietly else self._find(before)
        self._all[highlight.id] = highlight
        if waits_for_review(highlight):
            self._waiting.add(highlight.id)
        else:
            self._waiting.discard(highlight.id)
        if quietly:
            return
        if position >= 0 and before is not None and _place(before) == _place(highlight):
            self._shown[position] = highlight
            self.updated.emit(position)
            return
        if position >= 0:
            del self._shown[position]
            self.removed.emit(position, highlight.id)
        if position >= 0 or self._passes(highlight):
            position = bisect.bisect_left(self._shown, _place(highlight), key=_place)
            self._shown.insert(position, highlight)
            self.inserted.emit(position)

    def _take(self, highlight_id: str, *, quietly: bool) -> None:
        highlight = self._all[highlight_id]
        position = -1 if quietly else self._find(highlight)
        del self._all[highlight_id]
        self._waiting.discard(highlight_id)
        if position >= 0:
            del self._shown[position]
            self.removed.emit(position, highlight_id)

    def _find(self, highlight: Highlight) -> int:
        position = bisect.bisect_left(self._shown, _place(highlight), key=_place)
        found = position < len(self._shown) and self._shown[position].id == highlight.id
        return position if found else -1

    def _sift(self) -> None:
        self._shown = sorted((one for one in self._all.values() if self._passes(one)), key=_place)
        self.was_reset.emit()

    def _passes(self, highlight: Highlight) -> bool:
        wanted = self.filter
        if not wanted:
            return True
        if wanted.colors and highlight.color not in wanted.colors:
            return False
        if not wanted.tags.issubset(highlight.tags):
            return False
        if wanted.standings and not (
            highlight.state in wanted.standings or ("review" in wanted.standings and waits_for_review(highlight))
        ):
            return False
        if wanted.claims and wanted.claims.isdisjoint(self.kinds_of(highlight.id)):
            return False
        return not wanted.text or contains_words(self._searched(highlight), wanted.text)

    def _searched(self, highlight: Highlight) -> str:
        words = self._words.get(highlight.id)
        if words is None:
            marked = highlight.made.exact if highlight.made else ""
            words = "\n".join((highlight.selector.exact, marked, highlight.note, *highlight.tags)).casefold()
            self._words[highlight.id] = words
        return words


def contains_words(folded: str, wanted: str) -> bool:
    """Return whether every word of ``wanted`` is in ``folded``, a case-folded text."""
    return all(word in folded for word in wanted.casefold().split())


def _no_kinds(highlight_id: str) -> frozenset[str]:
    del highlight_id
    return frozenset()


def _place(highlight: Highlight) -> _Place:
    return highlight.selector.start, highlight.selector.end, highlight.id
