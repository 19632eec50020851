"""The chapters of a book as blocks, with the places that its table of contents and list of pages lead to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from postil.domain.document import Block
from postil.domain.problems import Problem
from postil.domain.records import Figure
from postil.importers.archive_pictures import Pictures
from postil.importers.archives import Archive, too_large
from postil.importers.block_places import fold, set_pages
from postil.importers.boilerplate import CONTENTS, LICENCE
from postil.importers.encoding import naming
from postil.importers.epub_figures import keep_pictures
from postil.importers.epub_markup import chapter_tree, prepare, semantics
from postil.importers.epub_navigation import Entry, Navigation
from postil.importers.epub_notes import Chapter, label_note, mark_notes
from postil.importers.epub_package import Package
from postil.importers.epub_pages import find_page_breaks, page_label
from postil.importers.html_blocks import BlockBuilder, Place
from postil.importers.html_tree import MOST_ELEMENTS, prune, too_many_elements
from postil.importers.limits import MOST_BLOCKS, too_many_blocks

MOST_LETTERS = 24_000_000
"""Books of more letters are refused: that is four million words."""

_SHOWING = ("hidden", "style", "aria-hidden")


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of the table of contents at its place: before or in the block of this ``index``."""

    entry: Entry
    index: int


@dataclass(slots=True)
class Book:
    """All blocks of a book, the places that its contents lead to in the order of the text, and its pictures.

    ``starts`` are the indices of the blocks that its chapters' files begin with.
    """

    blocks: list[Block] = field(default_factory=list[Block])
    starts: list[int] = field(default_factory=list[int])
    marks: list[Mark] = field(default_factory=list[Mark])
    figures: tuple[Figure, ...] = ()


@dataclass(slots=True)
class _Wanted:
    """The elements of one chapter whose places matter."""

    contents: list[tuple[Entry, Any]] = field(default_factory=list[tuple[Entry, Any]])
    pages: dict[Any, str] = field(default_factory=dict[Any, str])


def read_chapters(archive: Archive, package: Package, navigation: Navigation) -> Book:
    """Return the chapters in reading order, after them what stands outside of it and holds notes.

    Raises Problem where the book is too large, or none of its chapters is there.
    """
    chapters = _load(archive, package.spine, MOST_ELEMENTS)
    if not chapters:
        raise Problem(
            "{name} lists chapters that are not in it. Fetch or save the book again and import that.",
            name=naming(archive.source),
        )
    room = MOST_ELEMENTS - sum(sum(1 for _ in chapter.root.iter()) for chapter in chapters)
    asides = _load(archive, tuple(name for name in package.asides if name != package.nav), room)
    everything = [*chapters, *asides]
    navs = frozenset(nav for chapter in everything for nav in chapter.root.iter("nav"))
    wanted = _wanted(everything, navigation)
    notes = mark_notes(archive, everything, navs)
    kept = [*chapters, *(chapter for chapter in asides if any(note in notes for note in chapter.root.iter()))]
    binder = _Binder(Pictures(archive), notes)
    for chapter in kept:
        binder.add(chapter, wanted[chapter.member])
        if len(binder.book.blocks) > MOST_BLOCKS:
            raise too_many_blocks()
    book = binder.book
    used = {block.source for block in book.blocks}
    book.figures = tuple(figure for name, figure in binder.pictures.figures.items() if f"figure:{name}" in used)
    return book


def _load(archive: Archive, members: Sequence[str], room: int) -> list[Chapter]:
    """Return the chapters that are there; raises Problem where they have more than ``room`` elements in all."""
    chapters: list[Chapter] = []
    letters = 0
    for member in members:
        root = chapter_tree(archive, member)
        if root is None:
            continue
        prepare(root)
        chapter = Chapter(member, root)
        letters += sum(map(len, root.itertext()))
        if letters > MOST_LETTERS:
            raise too_large(archive.source)
        for element in root.iter():
            room -= 1
            name = element.get("id")
            if name:
                chapter.ids.setdefault(name, element)
        if room < 0:
            raise too_many_elements(archive.source)
        chapters.append(chapter)
    return chapters


def _wanted(chapters: Sequence[Chapter], navigation: Navigation) -> dict[str, _Wanted]:
    wanted = {chapter.member: _Wanted() for chapter in chapters}
    by_member = {chapter.member: chapter for chapter in chapters}
    for entry in navigation.contents:
        if entry.member in by_member:
            element = by_member[entry.member].ids.get(entry.fragment) if entry.fragment else None
            wanted[entry.member].contents.append((entry, element))
    for entry in navigation.pages:
        if entry.member in by_member:
            chapter = by_member[entry.member]
            element = chapter.ids.get(entry.fragment) if entry.fragment else _body(chapter.root)
            if element is not None:
                wanted[entry.member].pages.setdefault(element, page_label(entry.label))
    for chapter in chapters:
        find_page_breaks(chapter.root, wanted[chapter.member].pages)
    return wanted


def _body(root: Any) -> Any:
    return next(root.iter("body"), root)


@dataclass(slots=True)
class _Binder:
    """Puts one chapter's blocks after the other; ``page`` is the printed page that the last of them ends on."""

    pictures: Pictures
    notes: Mapping[Any, str]
    book: Book = field(default_factory=Book)
    page: str = ""

    def add(self, chapter: Chapter, wanted: _Wanted) -> None:
        """Add the blocks of ``chapter``, whose tree is given up."""
        body = _body(chapter.root)
        notes = [element for element in body.iter() if element in self.notes]
        folded = _folded(body)
        _show(notes)
        for figure in prune(chapter.root):
            self.pictures.figures[figure.id] = figure
        keep_pictures(self.pictures, chapter.root, chapter.member)
        asked = {element for _, element in wanted.contents if element is not None} | set(wanted.pages)
        asked |= {*notes, *folded, *map(_after, folded)}
        builder = BlockBuilder(kept=self.pictures.sources(), asked=frozenset(asked))
        builder.walk(body)
        blocks, places = list(builder.finish()), builder.places
        for note in notes:
            if note in places:
                label_note(blocks, places[note].index, self.notes[note])
        for element, rule in folded.items():
            if element in places:
                end = places.get(_after(element))
                fold(blocks, places[element].index, end.index if end else len(blocks), rule)
        breaks = [(places[element], label) for element, label in wanted.pages.items() if label and element in places]
        self.page = set_pages(blocks, breaks, self.page)
        start = len(self.book.blocks)
        self.book.starts.append(start)
        self.book.marks.extend(_marks(wanted, places, start))
        self.book.blocks.extend(blocks)
        chapter.root, chapter.ids = None, {}


def _folded(body: Any) -> dict[Any, str]:
    """Return the elements that are no part of the book's text, with the rule that says so."""
    folded = {nav: CONTENTS for nav in body.iter("nav") if semantics(nav) & {"toc", "landmarks", "page-list"}}
    for element in body.iter("section", "div"):
        # Project Gutenberg's, before and after each of its books.
        if "pg-boilerplate" in (element.get("class") or "").split():
            folded[element] = LICENCE
    return folded


def _show(notes: Sequence[Any]) -> None:
    """Let the notes be seen: where they open in a window of their own, they are hidden in the text."""
    for note in notes:
        for element in (note, *note.iterancestors()):
            for attribute in _SHOWING:
                element.attrib.pop(attribute, None)


def _after(element: Any) -> Any:
    """Return the element that follows ``element`` and all that is in it; None at the end."""
    while element is not None:
        following = element.getnext()
        if following is not None:
            return following
        element = element.getparent()
    return None


def _marks(wanted: _Wanted, places: Mapping[Any, Place], start: int) -> list[Mark]:
    """Return the lines of the contents that lead into one chapter, in the order of the text.

    One that leads to a place that is not there leads to the chapter's beginning, if no other does.
    """
    found = [
        Mark(entry, start + (places[element].index if element is not None else 0))
        for entry, element in wanted.contents
        if element in places or not entry.fragment
    ]
    if not any(mark.index == start for mark in found):
        lost = (entry for entry, element in wanted.contents if element not in places and entry.fragment)
        found[:0] = [Mark(entry, start) for entry in list(lost)[:1]]
    return sorted(found, key=lambda mark: mark.index)
