"""Newer versions of articles: offered to the reader, made beside the window, and never taken without a word."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from postil.domain.edits import Edit
from postil.domain.problems import Problem
from postil.domain.records import Record
from postil.domain.sources import Imported, Source
from postil.domain.wording import count, say
from postil.services.importing import receive
from postil.services.kinship import Kinship, Why, measured
from postil.services.revising import Revised, looks_like_error, revise
from postil.session.desk import Desk
from postil.storage.library import Library
from postil.storage.revisions import revision_facts


@dataclass(frozen=True, slots=True)
class Offer:
    """What came in and is likely a newer version of an article; ``name`` is its file, address, or what was pasted.

    ``title`` is the article's and ``captured`` when its newest version came in (UTC, ISO 8601); ``words`` and
    ``old_words`` are those of the new text and of that version; ``doubtful``: it looks like an error page.
    """

    kinship: Kinship
    title: str
    captured: str
    name: str
    words: int
    old_words: int
    source: Source
    imported: Imported
    doubtful: bool = False


class Revisions(QObject):
    """Makes newer versions of articles, as the reader decides about each Offer.

    ``revision_offered`` carries an Offer: whoever hears it calls ``accept_revision``, ``add_separately`` or ``leave``
    with it, in its own time; nothing has changed until then. ``revised`` carries the id of an article that got a newer
    version; what became of its highlights is told by the workspace.
    """

    revision_offered = Signal(object)
    revised = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = desk.workspace
        self._jobs = desk.jobs

    def offer(self, kinship: Kinship, name: str, source: Source, imported: Imported) -> None:
        """Offer the reader what came in."""
        library = self._workspace.library
        article, item = library.article(kinship.article_id), library.item(kinship.article_id)
        old = library.revision(article.revision_id) if article else None
        if item is None or old is None:
            return
        words, doubtful = imported.document.words, looks_like_error(old, imported)
        self.revision_offered.emit(
            Offer(kinship, item.title, old.captured, name, words, old.words, source, imported, doubtful)
        )

    def offer_as(self, article_id: str, name: str, source: Source, imported: Imported) -> None:
        """Offer what was read as a newer version of an article, or say that there is none.

        The reader asked for it, and it comes from where the article came from, so that its text may be any.
        """
        library = self._workspace.library
        if any(facts.text_hash == imported.document.text_hash for facts in revision_facts(library, article_id)):
            self._workspace.told.emit(say("No newer version: “{name}” reads as it did.", name=name))
            return
        self.offer(measured(library, article_id, _why(source), imported.document.text), name, source, imported)

    def accept_revision(self, offer: Offer, *, force: bool = False) -> None:
        """Make it the article's newest version; ``force``: even where it looks like an error page."""
        self.add_version(offer.kinship.article_id, offer.source, offer.imported, force=force)

    def add_version(self, article_id: str, source: Source, imported: Imported, *, force: bool = False) -> None:
        """Make what was read the article's newest version, carrying its highlights over beside the window."""
        make = _Making(article_id, source, imported, force)
        prepare = partial(_prepare, self._workspace.library.path, make)
        self._jobs.run(prepare, partial(self._take, make), self._workspace.tell)

    def add_separately(self, offer: Offer) -> None:
        """Bring it in as an article of its own, and open that."""
        library = self._workspace.library
        arrival = receive(library, offer.source, offer.imported)
        if self._workspace.do(arrival.edit) or arrival.was_known:
            self._workspace.open_article(arrival.article_id)

    def leave(self, offer: Offer) -> None:
        """Have nothing come of it, and say so."""
        self._workspace.told.emit(say("“{title}” stays as it is.", title=offer.title))

    def _take(self, make: "_Making", prepared: "_Prepared") -> None:
        library = self._workspace.library

        def edit() -> Edit:
            # What the reader did meanwhile is carried over too.
            current = prepared.revised if _seen(library, make.article_id) == prepared.seen else make.revise(library)
            made.append(current)
            return current.edit

        made: list[Revised] = []
        try:
            is_done = self._workspace.do_anew(edit)
        except Problem as problem:
            self._workspace.tell(problem)
            return
        if is_done:
            self._workspace.told.emit(revised_sentence(made[-1]))
            self.revised.emit(make.article_id)
        elif not made[-1].edit.changes:
            self._workspace.told.emit(say("The article has that version already."))


def _why(source: Source) -> Why:
    return "address" if source.kind == "url" else "file" if source.kind == "file" else "text"


def revised_sentence(revised: Revised) -> str:
    """Return what the status bar says of a newer version: how many highlights wait for the reader."""
    waiting, lost = revised.counts["changed"], revised.counts["lost"]
    if not waiting and not lost:
        return say("The new version is in; every highlight has its place in it.")
    if not lost:
        return count(
            "The new version is in; {number} highlight reads differently now.",
            "The new version is in; {number} highlights read differently now.",
            waiting,
        )
    if not waiting:
        return count(
            "The new version is in; {number} highlight is not in it any more.",
            "The new version is in; {number} highlights are not in it any more.",
            lost,
        )
    return say(
        "The new version is in; of the highlights {waiting} read differently now and {lost} are not in it any more.",
        waiting=f"{waiting:,}",
        lost=f"{lost:,}",
    )


@dataclass(frozen=True, slots=True)
class _Making:
    """A version that is to be made."""

    article_id: str
    source: Source
    imported: Imported
    force: bool

    def revise(self, library: Library) -> Revised:
        return revise(library, self.article_id, self.source, self.imported, force=self.force)


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A version that was made beside the window, from what was ``seen`` then."""

    revised: Revised
    seen: tuple[object, ...]


def _prepare(path: Path, make: _Making) -> _Prepared:
    """Make a version through a connection of its own, on a thread of the pool."""
    library = Library.open_for_reading(path)
    try:
        seen = _seen(library, make.article_id)
        return _Prepared(make.revise(library), seen)
    finally:
        library.close()


def _seen(library: Library, article_id: str) -> tuple[Record | tuple[Record, ...] | None, ...]:
    """Return all that a version of the article is made from."""
    return (
        library.article(article_id),
        library.item(article_id),
        library.reading(article_id),
        library.highlights(article_id),
        library.judgements(),
    )
