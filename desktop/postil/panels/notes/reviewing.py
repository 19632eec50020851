"""Highlights whose words have changed: walked through, confirmed, refused, put in their place by hand."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout

from postil.domain.records import Highlight
from postil.domain.wording import count, say
from postil.models.highlights import Highlights, waits_for_review
from postil.session.desk import Desk
from postil.session.looks import Theme
from postil.widgets.notes.card_list import CardList
from postil.widgets.notes.review_bar import ReviewBar

REVIEW = frozenset({"review"})
UNSURE = frozenset({"review", "lost"})
DOUBTS = frozenset({"confirm", "refuse", "attach"})


class Reviewing(QObject):
    """Answers what the reader wishes of highlights that may not be where they belong.

    ``sift_wanted`` carries the standings to show just now, empty for all; ``reach`` makes sure that a card is among
    those shown and returns whether it is; ``finish`` loads all highlights.
    """

    sift_wanted = Signal(object)

    def __init__(  # noqa: PLR0917 - the parts of the pane that a walk goes through
        self,
        desk: Desk,
        highlights: Highlights,
        cards: CardList,
        column: QVBoxLayout,
        reach: Callable[[str], bool],
        finish: Callable[[], None],
    ) -> None:
        super().__init__(cards)
        self._workspace = desk.workspace
        self._highlights = highlights
        self._list = cards
        self._column = column
        self._reach, self._finish = reach, finish
        self._theme = desk.looks.theme
        self.bar: ReviewBar | None = None
        self._at = ""
        cards.place_judged.connect(self.judge)

    def hear_wish(self, wish: str) -> None:
        """Do what the menu asks for: go to the "next" or "previous", show "all", or judge the current card."""
        if wish in {"next", "previous"}:
            self.step(1 if wish == "next" else -1)
        elif wish == "all":
            self.sift_wanted.emit(UNSURE)
        else:
            self.judge(self._list.current, wish)

    def step(self, step: int) -> None:
        """Go to the next (1) or previous (-1) highlight that waits for review, round and round."""
        self._finish()
        waiting = self._highlights.to_review()
        if not waiting:
            self._workspace.told.emit(say("Nothing is to be reviewed in this article."))
            return
        ids = [highlight.id for highlight in waiting]
        here = self._highlights.get(self._list.current)
        if here is not None and here.id in ids:
            at = (ids.index(here.id) + step) % len(ids)
        elif here is not None:
            later = [n for n, each in enumerate(waiting) if each.selector.start >= here.selector.start]
            at = later[0] if step > 0 and later else 0 if step > 0 else (later[0] if later else 0) - 1
        else:
            at = 0 if step > 0 else -1
        self._at = ids[at]
        if self._reach(self._at):
            self._workspace.highlight_requested.emit(self._at)
            self._list.show_card(self._at)
            self._list.take_focus()
        self.tell()

    def judge(self, highlight_id: str, wish: str) -> None:
        """Confirm or refuse the place of a highlight, or begin to attach it by hand, where that applies to it."""
        highlight = self._highlights.get(highlight_id)
        if highlight is None or wish not in doubts(highlight):
            self._workspace.told.emit(_why_not(wish))
            return
        if wish == "attach":
            self._workspace.attach_requested.emit(highlight_id)
            return
        from postil.services import revising

        edit = revising.confirm(highlight) if wish == "confirm" else revising.refuse(highlight)
        if not self._workspace.do(edit):
            return
        # A refused one has gone to where it stood in the text it was made on.
        if self._reach(highlight_id):
            self._list.show_card(highlight_id, flash=False)
            self._list.take_focus()
        self._workspace.told.emit(_outcome(wish, self._highlights.waiting))

    def tell(self) -> None:
        """Say how many are to be reviewed."""
        waiting = self._highlights.waiting
        if self.bar is None and waiting:
            self.bar = ReviewBar(self._list.parentWidget())
            self.bar.stepped.connect(self.step)
            self.bar.sifted.connect(self._sift)
            self._column.insertWidget(1, self.bar)
            self.dress(self._theme)
        if self.bar is not None:
            ids = [highlight.id for highlight in self._highlights.to_review()] if self._at else []
            here = self._list.current
            self.bar.tell(waiting, ids.index(here) if here in ids else -1)
            self.bar.set_sifted(self._highlights.filter.standings == REVIEW)

    def forget(self) -> None:
        """Begin anew: another article, or another version of it, is open."""
        self._at = ""

    def dress(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        if self.bar is not None:
            self.bar.set_inks(theme.window["muted"], theme.window["danger"])

    def _sift(self, sifted: bool) -> None:
        self.sift_wanted.emit(REVIEW if sifted else frozenset())


def doubts(highlight: Highlight) -> tuple[str, ...]:
    """Return what can be said about a highlight's place: "confirm", "refuse", "attach"."""
    if highlight.state == "lost":
        return ("attach",)
    return ("confirm", "refuse") if waits_for_review(highlight) else ()


def _why_not(wish: str) -> str:
    if wish == "attach":
        return say("Choose the card of a lost highlight first; the filter shows them.")
    return say("Choose a card whose words have changed first; F4 goes to the next one.")


def _outcome(wish: str, left: int) -> str:
    if not left:
        done = (
            "Confirmed; nothing else is to be reviewed." if wish == "confirm" else "Refused; the card is kept as lost."
        )
        return say(done)
    if wish == "confirm":
        return count("Confirmed; {number} more to review (F4).", "Confirmed; {number} more to review (F4).", left)
    return count(
        "Refused, and kept as lost; {number} more to review (F4).",
        "Refused, and kept as lost; {number} more to review (F4).",
        left,
    )
