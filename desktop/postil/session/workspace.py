"""What one window works on: the open article, the undo stack, and the one way in which it changes the library."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from postil.domain.edits import Edit
from postil.domain.problems import Busy, Overtaken, Problem
from postil.domain.records import Article, CslItem, Highlight, Record, Revision
from postil.session.jobs import Jobs
from postil.session.turns import Turns
from postil.storage.library import Library

if TYPE_CHECKING:
    from postil.session.places import Places

LONG = 100_000
"""Words from which on an article is read from the disk beside the window."""


@dataclass(frozen=True, slots=True)
class OpenArticle:
    """The article that is open, as it stood when it was opened; ``position`` is where to show it, in code points."""

    article: Article
    revision: Revision
    item: CslItem
    position: int
    progress: float

    def holds(self, highlight: Highlight) -> bool:
        """Return whether a highlight stands in the version that is open: a lost one stands in none."""
        return highlight.revision_id == self.revision.id and highlight.state != "lost"


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of the open article's canonical text, in code points."""

    start: int
    end: int


EntityVerb = Literal[
    "rename", "merge", "split", "add", "distinct", "identify", "date", "numbers", "decisions", "dossier"
]


@dataclass(frozen=True, slots=True)
class EntityWish:
    """A wish to decide about an entity, a mask or a date in a dialog, or to see what is known.

    ``key`` is the entity's; ``start`` and ``end`` are the mention to split off, the words to add as a mention, the mask
    to identify or the date to correct, in code points, 0 where they do not apply; ``kind`` the one to begin with when
    adding, or "". "numbers" shows all dates and figures, "decisions" why something is listed and what was decided about
    it, "dossier" what the library holds about an entity, chosen by the reader where ``key`` is "".
    """

    verb: EntityVerb
    key: str = ""
    start: int = 0
    end: int = 0
    kind: str = ""


class Steps(QUndoStack):
    """The steps of undo. One that the disk or another program forbids for now stays where it was."""

    def undo(self) -> None:
        """Take the last step back; where it is refused, it is the last step still."""
        step = self.command(self.index() - 1)
        super().undo()
        if getattr(step, "refused", False):
            super().redo()

    def redo(self) -> None:
        """Do the next step again; where it is refused, it is the next step still."""
        step = self.command(self.index())
        super().redo()
        if getattr(step, "refused", False):
            super().undo()


class Workspace(QObject):
    """Owns the open article, the selection and the undo stack.

    ``changed`` carries every Edit after it is on disk; ``article_opened`` an OpenArticle, or None where none is open;
    ``selection_changed`` a Passage or None; ``problem_met`` a Problem that stopped a wish; ``told`` a short sentence
    for the status bar, ``offered`` one with the name of a button and what that does.

    Wishes that one view has of another: ``passage_requested`` (a Passage to scroll to and flash),
    ``highlight_requested`` (the id of a highlight to scroll to and flash) and ``card_requested`` (the id of a
    highlight whose card to show; ``note_requested``: and to begin writing in). ``position_changed`` carries the
    Passage that is in view, from its first line's start to its last line's end, whenever the reader moves;
    ``mention_requested`` a Passage whose entity to show in the sidebar (a click on a mark in the text).

    Wishes for a dialog, which the window opens: ``entity_requested`` (an EntityWish), ``record_requested`` (the id of
    an article), ``tags_requested``, ``export_requested`` and ``purge_requested`` (a tuple of ids of articles),
    ``duplicates_requested``, ``saved_search_requested`` (a SavedSearch to show the hits of), ``import_requested``
    ("file", "paste" or "url"), ``colors_requested`` (to rename the highlight colours).
    ``adjust_requested`` is the id of a highlight whose ends the reader wants to move in the text, ``attach_requested``
    of one to put on a passage by hand, ``link_requested`` a ``postil://`` link to follow. ``review_requested`` is
    about highlights whose words have changed: "next", "previous", "confirm", "refuse", "attach", "all" (to show just
    them, and those that were lost). ``versions_requested`` is the id of an article whose versions to show.
    ``copying_requested`` is a tuple of ids of articles and the id of a highlight or "": what to copy in some form.
    ``timeline_requested`` asks for the timeline: "" to see it, "export" to take it out.
    ``claim_requested`` is the id of a highlight to judge as a claim, "" for the current one, and
    ``relation_requested`` a RelationWish; ``quotation_requested`` of one to quote in a note, with its citation.
    ``linking_changed`` carries the id of the highlight that a link is to begin at, while the reader looks for its other
    end, and "" when that is over; ``linking`` is the same. ``altered`` tells that another program has written to the
    library, or a backup was restored, nobody knows what; ``closing`` that it is about to be left. ``waiting`` tells
    that an edit waits until another program has written to the library (True), or waits no more. ``opening`` carries
    the id of an article before anything of it is read; ``writings_before`` is what ``Library.writings`` said then.
    """

    changed = Signal(object)
    opening = Signal(str)
    article_opened = Signal(object)
    altered = Signal()
    selection_changed = Signal(object)
    problem_met = Signal(object)
    told = Signal(str)
    offered = Signal(str, str, object)
    waiting = Signal(bool)
    passage_requested = Signal(object)
    highlight_requested = Signal(str)
    card_requested = Signal(str)
    note_requested = Signal(str)
    position_changed = Signal(object)
    mention_requested = Signal(object)
    entity_requested = Signal(object)
    record_requested = Signal(str)
    tags_requested = Signal(object)
    export_requested = Signal(object)
    copying_requested = Signal(object, str)
    import_requested = Signal(str)
    adjust_requested = Signal(str)
    attach_requested = Signal(str)
    review_requested = Signal(str)
    versions_requested = Signal(str)
    timeline_requested = Signal(str)
    purge_requested = Signal(object)
    duplicates_requested = Signal()
    saved_search_requested = Signal(object)
    colors_requested = Signal()
    link_requested = Signal(str)
    claim_requested = Signal(str)
    relation_requested = Signal(object)
    quotation_requested = Signal(str)
    linking_changed = Signal(str)
    closing = Signal()

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.library = library
        self.undo_stack = Steps(self)
        self.open: OpenArticle | None = None
        self.selection: Passage | None = None
        self.linking = ""
        self.is_waiting = False
        self.writings_before = 0
        self.met: Problem | None = None
        self.places: Places | None = None
        self.turns = Turns(self)
        self._jobs = Jobs(self)
        self._job = 0
        self._position = 0
        self.position_changed.connect(self._note_position)
        library.listen(self.changed.emit)

    def do(self, edit: Edit, *, waits: bool = True) -> bool:
        """Apply an edit as a step that can be undone; return whether it was, having told of the problem if not.

        ``waits``: while another program is writing to the library, wait for it, with the window painting on.
        """
        if not edit.changes:
            return False
        if not self._apply(edit, waits=waits):
            return False
        self._push(edit)
        return True

    def do_anew(self, make: Callable[[], Edit]) -> bool:
        """Do what ``make`` gives; where another program was quicker, what it gives when it is asked once more.

        Returns as ``do`` does, and raises what ``make`` raises, and Busy: its caller can wait, and so can the reader.
        """
        if self.is_waiting:
            raise Busy(
                "The library {file} is in use by another program; try again in a moment.", file=self.library.path
            )
        edit = make()
        try:
            self.library.apply(edit)
        except Overtaken:
            return self.do(make())
        except Busy:
            raise
        except Problem as problem:
            self.problem_met.emit(problem)
            return False
        if not edit.changes:
            return False
        self.follow(edit)
        self._push(edit)
        return True

    def _push(self, edit: Edit) -> None:
        from postil.session.steps import EditStep

        self.undo_stack.push(EditStep(self, edit))

    def record(self, edit: Edit) -> bool:
        """Apply an edit that is no step of undo: where the reader is, what was imported at the first start."""
        return self._apply(edit)

    def open_article(self, article_id: str, *, position: int | None = None) -> bool:
        """Open an article where it was left, or at ``position`` (code points); return whether it is there.

        A book is read beside the window: ``article_opened`` comes a moment later then. What is to be done in the
        article waits for it with ``turns.when_shown``.
        """
        self.writings_before = self.library.writings()
        self.opening.emit(article_id)
        article, item = self.library.article(article_id), self.library.item(article_id)
        words = self.library.words(article.revision_id) if article else None
        if article is None or item is None or words is None:
            self.problem_met.emit(Problem("That article is not in this library; it may have been deleted."))
            return False
        self._jobs.forget(self._job)
        self.turns.clear()
        if words < LONG:
            self._show(article, item, position, self.library.revision(article.revision_id))
        else:
            self.turns.wait()
            read = partial(_read_revision, self.library.path, article.revision_id)
            self._job = self._jobs.run(read, partial(self._show, article, item, position), self._give_up)
        return True

    def _show(self, article: Article, item: CslItem, position: int | None, revision: Revision | None) -> None:
        if revision is None:
            self._give_up(Problem("That article is not in this library; it may have been deleted."))
            return
        reading = self.library.reading(article.id)
        if position is not None:
            place = position
        elif self.open is not None and self.open.article.id == article.id and self.open.revision.id != revision.id:
            place = _same_place(self.open.revision, revision, self._position)
        else:
            place = reading.position if reading else 0
        self._position = place
        self.open = OpenArticle(article, revision, item, place, reading.progress if reading else 0.0)
        self.select(None)
        self.turns.opening()
        self.article_opened.emit(self.open)
        self.turns.opened()

    def _note_position(self, passage: Passage) -> None:
        self._position = passage.start

    def _give_up(self, problem: Problem) -> None:
        self.turns.clear()
        self.problem_met.emit(problem)

    def close_article(self) -> None:
        """Have no article open."""
        self.open = None
        self.select(None)
        self._jobs.forget(self._job)
        self.turns.clear()
        self.article_opened.emit(None)

    def close(self) -> None:
        """Put nothing off any more, and forget the steps of undo: what hears of them may be gone before they are.

        No article counts as open, so that a view that lives a little longer asks the library for nothing.
        """
        self.closing.emit()
        self.open = None
        self._jobs.close()
        self.turns.clear()
        self.undo_stack.clear()

    def select(self, passage: Passage | None) -> None:
        """Say what the reader has selected in the open article."""
        if passage != self.selection:
            self.selection = passage
            self.selection_changed.emit(passage)

    def begin_link(self, highlight_id: str) -> None:
        """Remember where a link is to begin; "" gives it up."""
        if highlight_id != self.linking:
            self.linking = highlight_id
            self.linking_changed.emit(highlight_id)

    def remember_position(self, position: int, progress: float) -> None:
        """Keep how far the reader is in the open article, and that it was open just now."""
        if self.open is not None:
            if self.places is None:
                from postil.session.places import Places

                self.places = Places(self)
            self.places.keep(self.open.article.id, position, progress)

    def tell(self, problem: Problem) -> None:
        """Show a problem to the reader."""
        self.problem_met.emit(problem)

    def _apply(self, edit: Edit, *, waits: bool = True) -> bool:
        self.met = None
        if self.is_waiting:
            # A timer of the window's own: what waits already comes first, and who asked asks again.
            return False
        try:
            self._apply_in_turn(edit, waits=waits)
        except Problem as problem:
            self.met = problem
            if waits or not isinstance(problem, Busy):
                self.problem_met.emit(problem)
            return False
        self.follow(edit)
        return True

    def _apply_in_turn(self, edit: Edit, *, waits: bool) -> None:
        try:
            self.library.apply(edit)
        except Busy:
            self.waiting.emit(True)
            if not waits:
                raise
            from postil.session.patience import Waiting

            self.is_waiting = True
            try:
                Waiting(self.library, edit).apply()
            finally:
                self.is_waiting = False
                self.waiting.emit(False)

    def follow(self, edit: Edit) -> None:
        """Close the open article where the edit took it away, and keep its records current."""
        if self.linking and any(each.after is None and each.record.id == self.linking for each in edit.changes):
            self.begin_link("")
        if self.open is None:
            return
        article_id = self.open.article.id
        for change in edit.changes:
            if change.record.id != article_id:
                continue
            before = change.before
            if isinstance(before, Article) and (change.after is None or is_away(change.after) > bool(before.trashed)):
                self.close_article()
                return
            if isinstance(change.after, Article):
                if change.after.revision_id != self.open.revision.id:
                    # A newer version came in, or was taken back: that is what is read on, at the same words.
                    self.open_article(article_id)
                    return
                self.open = OpenArticle(
                    change.after, self.open.revision, self.open.item, self.open.position, self.open.progress
                )
            elif isinstance(change.after, CslItem):
                self.open = OpenArticle(
                    self.open.article, self.open.revision, change.after, self.open.position, self.open.progress
                )


def is_away(article: Record | None) -> bool:
    """Whether an article is in the trash, or not there at all."""
    return not isinstance(article, Article) or bool(article.trashed)


def _same_place(old: Revision, new: Revision, position: int) -> int:
    """Return where the reader is in another version of the same article."""
    from postil.services.carrying import carry_position

    return carry_position(old.document.text, new.document.text, position)


def _read_revision(library: Path, revision_id: str) -> Revision | None:
    """Read one version of an article's text through a connection of its own, on a thread of the pool."""
    other = Library.open_for_reading(library)
    try:
        return other.revision(revision_id)
    finally:
        other.close()
