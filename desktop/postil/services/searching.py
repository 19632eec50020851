"""Searching the whole library: a query as it is typed, and hits with what to show of them and where they stand."""

from dataclasses import dataclass

from postil.domain.matching import Snippet, Sought, pattern, snippet
from postil.domain.plain_notes import plain_words
from postil.domain.queries import Misreading, Names, Node, parse, wanted
from postil.domain.text import plain_title
from postil.storage.collections import collections
from postil.storage.library import Library
from postil.storage.search_meaning import HitKind
from postil.storage.searching import Row, Search, place_of_name, searches, texts_of

__all__ = ["Found", "Hit", "HitKind", "counted", "names_in", "search"]

_TITLE_LENGTH = 400
_LENGTH = 160
"""Characters that are shown of a text."""
_SCORED = 60
"""Articles whose texts are looked through to put the best first."""
_USUAL = 3000
"""Characters that a text is taken to have more, so that a short one with one word is not the best of all."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found.

    ``title`` is the article's, the work's, the name or the tag itself, ``snippet`` what to show of the text found in,
    ``note`` what to show of a highlight's note. ``start`` and ``end`` are where to go in ``article_id``, in code points
    of its text, -1 where there is no such place.
    """

    kind: HitKind
    id: str
    article_id: str
    title: Snippet
    snippet: Snippet
    note: Snippet
    site: str
    published: str
    color: str = ""
    tags: tuple[str, ...] = ()
    start: int = -1
    end: int = -1


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: each kind of hit in its order, ``ranked`` or the newest first.

    ``counts`` says how many there are of each kind, where that was counted, else None. ``misreading`` says why a query
    could not be read; nothing is found then.
    """

    query: str
    hits: tuple[Hit, ...] = ()
    ranked: bool = False
    counts: tuple[tuple[HitKind, int], ...] | None = None
    misreading: Misreading | None = None


def names_in(library: Library) -> Names:
    """Return the names of colours and collections that a query may use."""
    colors = {color.name: color.id for color in library.colors()}
    return Names(colors, {each.name: each.id for each in collections(library)})


def search(library: Library, query: str, limit: int = 50, *, ranked: bool = True, typing: bool = False) -> Found:
    """Return at most ``limit`` hits of each kind; ``typing``: the last word may go on.

    Ranked articles stand in tiers (``storage.searching``), in each those first in whose text the words are densest.
    """
    read = parse(query, names_in(library), typing=typing)
    if read.root is None:
        return Found(query, misreading=read.misreading)
    hits = [
        hit for each in searches(library, read.root) for hit in _hits(library, read.root, each, limit, ranked=ranked)
    ]
    return Found(query, tuple(hits), ranked)


def counted(library: Library, query: str, *, typing: bool = False) -> tuple[tuple[HitKind, int], ...]:
    """Return how many hits of each kind a query has; kinds without any are left out."""
    root = parse(query, names_in(library), typing=typing).root
    asked = searches(library, root) if root is not None else ()
    counts: list[tuple[HitKind, int]] = [(each.kind, each.count(library)) for each in asked]
    return tuple(each for each in counts if each[1])


def _hits(library: Library, root: Node, asked: Search, limit: int, *, ranked: bool) -> list[Hit]:
    sought = pattern(wanted(root))
    is_scored = ranked and asked.kind == "article" and sought is not None
    rows = asked.rows(library, max(limit, _SCORED) if is_scored else limit, ranked=ranked)
    texts = texts_of(library, tuple(row.id for row in rows)) if asked.kind == "article" else {}
    shown = [(row, shown_text(row, sought, texts.get(row.id, ""))) for row in rows]
    if is_scored:
        shown.sort(key=lambda each: (each[0].tier, -each[1].times / (_USUAL + len(texts.get(each[0].id, "")))))
    return [hit_of(library, row, found, sought) for row, found in shown[:limit]]


def hit_of(library: Library, row: Row, shown: Snippet, sought: Sought | None) -> Hit:
    """Return a row as a hit, with ``shown`` of its text and what was ``sought`` set off in its title and note."""
    article_id, start, end = _place(library, row, shown)
    return Hit(
        row.kind,
        row.id,
        article_id,
        snippet(plain_title(row.title), sought, _TITLE_LENGTH),
        shown,
        _note_snippet(row.note, sought),
        row.site,
        row.published,
        row.color,
        row.tags,
        start,
        end,
    )


def shown_text(row: Row, sought: Sought | None, text: str = "", length: int = _LENGTH) -> Snippet:
    """Return what to show of a row's text, or of ``text`` in its place: a note in its words, all else to the letter."""
    if row.kind in {"note", "name"}:
        return _note_snippet(row.text, sought, length)
    return snippet(text or row.text, sought, length)


def _note_snippet(note: str, sought: Sought | None, length: int = _LENGTH) -> Snippet:
    """Return what to show of a note: its words without Markdown, unless what was sought stands in that alone."""
    shown = snippet(plain_words(note), sought, length)
    if sought is not None and not shown.times:
        as_written = snippet(note, sought, length)
        return as_written if as_written.times else shown
    return shown


def _place(library: Library, row: Row, shown: Snippet) -> tuple[str, int, int]:
    if row.kind == "article":
        return row.article_id, shown.first, shown.last
    if row.kind == "name":
        return place_of_name(library, row.id) or ("", -1, -1)
    return row.article_id, row.start, row.end
