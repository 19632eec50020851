"""The reader's collections and saved searches, and what stands in the former."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from postil.domain.records import Article, Collection, Membership, SavedSearch
from postil.storage.library import Library


def collections(library: Library) -> tuple[Collection, ...]:
    """Return the collections by name."""
    return library.select(Collection, order="name COLLATE NOCASE, id")


def saved_searches(library: Library) -> tuple[SavedSearch, ...]:
    """Return the searches that the reader kept, by name."""
    return library.select(SavedSearch, order="name COLLATE NOCASE, id")


def memberships_of(library: Library, *article_ids: str) -> tuple[Membership, ...]:
    """Return the places of these articles in collections."""
    return library.select(Membership, "article_id IN (SELECT value FROM json_each(?))", json.dumps(article_ids))


def members_of(library: Library, collection_id: str) -> tuple[Membership, ...]:
    """Return all that stands in a collection, what is in the trash too."""
    return library.select(Membership, "collection_id = ?", collection_id)


@dataclass(frozen=True, slots=True)
class Shared:
    """What holds for all of some articles, ``number`` of them; ``collections`` are the ids of those all stand in."""

    number: int
    trashed: bool
    later: bool
    favourite: bool
    archived: bool
    collections: frozenset[str]


def shared_by(library: Library, numbers: Iterable[int]) -> Shared:
    """Return what holds for all articles with these numbers; 0.15 s for 100,000, where their records take seconds."""
    wanted = json.dumps(list(numbers))
    among = "shelf.number IN (SELECT value FROM json_each(?))"
    number, *flags = library.rows(
        f"""SELECT COUNT(*), COALESCE(MIN(trashed > ''), 0), COALESCE(MIN(later), 1), COALESCE(MIN(favourite), 1),
        COALESCE(MIN(archived), 1) FROM shelf WHERE {among}""",
        wanted,
    )[0]
    held = library.rows(
        f"""SELECT collection_id FROM memberships JOIN shelf ON shelf.id = memberships.article_id WHERE {among}
        GROUP BY collection_id HAVING COUNT(DISTINCT article_id) = ?""",
        wanted,
        number,
    )
    trashed, later, favourite, archived = map(bool, flags)
    return Shared(number, trashed, later, favourite, archived, frozenset(row[0] for row in held))


def articles_with_ids(library: Library, article_ids: Iterable[str]) -> tuple[Article, ...]:
    """Return those of these articles that are there, in one query."""
    return library.select(Article, "id IN (SELECT value FROM json_each(?))", json.dumps(list(article_ids)))
