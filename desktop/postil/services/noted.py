"""All highlights and notes of the library, or those that a query finds: their numbers first, rows as they are seen."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from postil.domain.matching import Sought, pattern
from postil.domain.queries import And, Filter, Misreading, Node, parse, wanted
from postil.services.searching import Hit, hit_of, names_in, shown_text
from postil.storage.library import Library
from postil.storage.searching import Search, owners, searches

NotedKind = Literal["highlight", "note"]
NotedOrder = Literal["newest", "oldest", "article"]

_ORDERS = {
    ("highlight", "oldest"): "highlights.number",
    ("highlight", "article"): 'articles.id DESC, highlights."start", highlights.number',
    ("note", "oldest"): "searched_entries.number",
    ("note", "article"): "articles.id DESC",
}
_LENGTH = 400
_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Noted:
    """What was found: numbers of highlights, and of notes on articles below 0, in their order; or a ``misreading``.

    ``sought`` is what to set off in them.
    """

    numbers: "array[int]" = field(default_factory=lambda: array("q"))
    sought: Sought | None = None
    misreading: Misreading | None = None


def noted(library: Library, query: str, order: NotedOrder = "newest", *, typing: bool = False) -> Noted:
    """Return all highlights and notes on articles that a query finds, all there are where it is empty.

    The notes on articles stand before the highlights. Of 500,000 it takes about a second.
    """
    read = parse(query, names_in(library), typing=typing)
    if read.misreading is not None:
        return Noted(misreading=read.misreading)
    found: array[int] = array("q")
    for kind, sign in (("note", -1), ("highlight", 1)):
        asked = _search(library, kind, read.root)
        if asked is not None:
            numbers = asked.numbers(library, _ORDERS.get((kind, order), ""))
            found.extend(numbers if sign > 0 else array("q", (-number for number in numbers)))
    return Noted(found, pattern(wanted(read.root)))


def noted_at(library: Library, numbers: Sequence[int], sought: Sought | None = None) -> dict[int, Hit]:
    """Return the highlights and notes that are there of some hundred numbers, by these."""
    hits: dict[int, Hit] = {}
    for kind, sign in (("note", -1), ("highlight", 1)):
        of_kind = [number * sign for number in numbers if number * sign > 0]
        asked = _search(library, kind, None) if of_kind else None
        if asked is not None:
            for number, row in asked.at(library, of_kind).items():
                hits[number * sign] = hit_of(library, row, shown_text(row, sought, length=_LENGTH), sought)
    return hits


@dataclass(frozen=True, slots=True)
class Chosen:
    """Highlights and notes that the reader chose, as an export takes them.

    ``article_ids`` are those of their articles, each once; ``ids`` those of the highlights, and of the articles whose
    notes were chosen.
    """

    article_ids: tuple[str, ...]
    ids: frozenset[str]


def chosen(library: Library, numbers: Sequence[int]) -> Chosen:
    """Return what some numbers stand for, in their order; of 500,000 it takes some seconds."""
    articles: dict[str, None] = {}
    ids: set[str] = set()
    for start in range(0, len(numbers), _AT_ONCE):
        part = numbers[start : start + _AT_ONCE]
        found = owners(library, part)
        for number in part:
            article_id, highlight_id = found.get(number, ("", ""))
            if article_id:
                articles[article_id] = None
                ids.add(highlight_id or article_id)
    return Chosen(tuple(articles), frozenset(ids))


def _search(library: Library, kind: str, root: Node | None) -> Search | None:
    only = Filter("kind", kind)
    asked = searches(
        library, only if root is None else And((*(root.parts if isinstance(root, And) else (root,)), only))
    )
    return next((each for each in asked if each.kind == kind), None)
