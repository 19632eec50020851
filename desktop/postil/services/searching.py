"""Searching the whole library: a query as it is typed, and hits with what to show of them and where they stand."""

from dataclasses import dataclass

from postil.domain.matching import Snippet, pattern, snippet
from postil.domain.queries import Misreading, Names, Node, parse, wanted
from postil.domain.records import Collection
from postil.storage.library import Library
from postil.storage.search_meaning import HitKind
from postil.storage.searching import Row, Search, place_of_name, searches, texts_of

__all__ = ["Found", "Hit", "HitKind", "counted", "names_in", "search"]

_TITLE_LENGTH = 400


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

    ``counts`` says how many there are of each kind, where that was counted. ``misreading`` says why a query could
    not be read; nothing is found then.
    """

    query: str
    hits: tuple[Hit, ...] = ()
    ranked: bool = False
    counts: tuple[tuple[HitKind, int], ...] = ()
    misreading: Misreading | None = None


def names_in(library: Library) -> Names:
    """Return the names of colours and collections that a query may use."""
    colors = {color.name: color.id for color in library.colors()}
    return Names(colors, {each.name: each.id for each in library.select(Collection, order="name")})


def search(library: Library, query: str, limit: int = 50, *, ranked: bool = True, typing: bool = False) -> Found:
    """Return at most ``limit`` hits of each kind; ``typing``: the last word may go on.

    Unranked hits, the newest first, come in milliseconds; ranked ones have all that is found read.
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
    rows = asked.rows(library, limit, ranked=ranked)
    sought = pattern(wanted(root))
    texts = texts_of(library, tuple(row.id for row in rows)) if asked.kind == "article" else {}
    hits: list[Hit] = []
    for row in rows:
        shown = snippet(texts.get(row.id, row.text), sought)
        article_id, start, end = _place(library, row, shown)
        hits.append(
            Hit(
                row.kind,
                row.id,
                article_id,
                snippet(row.title, sought, _TITLE_LENGTH),
                shown,
                snippet(row.note, sought),
                row.site,
                row.published,
                row.color,
                row.tags,
                start,
                end,
            )
        )
    return hits


def _place(library: Library, row: Row, shown: Snippet) -> tuple[str, int, int]:
    if row.kind == "article":
        return row.article_id, shown.first, shown.last
    if row.kind == "name":
        return place_of_name(library, row.id) or ("", -1, -1)
    return row.article_id, row.start, row.end
