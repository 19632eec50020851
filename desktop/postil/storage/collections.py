"""The reader's collections and saved searches, and what stands in the former."""

import json
from collections.abc import Iterable

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


def articles_with_ids(library: Library, article_ids: Iterable[str]) -> tuple[Article, ...]:
    """Return those of these articles that are there, in one query."""
    return library.select(Article, "id IN (SELECT value FROM json_each(?))", json.dumps(list(article_ids)))
