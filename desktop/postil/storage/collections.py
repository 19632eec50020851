"""The reader's collections and what stands in them."""

from postil.domain.records import Collection, Membership
from postil.storage.library import Library


def collections(library: Library) -> tuple[Collection, ...]:
    """Return the collections by name."""
    return library.select(Collection, order="name COLLATE NOCASE, id")


def memberships_of(library: Library, article_id: str) -> tuple[Membership, ...]:
    """Return an article's places in collections."""
    return library.select(Membership, "article_id = ?", article_id)
