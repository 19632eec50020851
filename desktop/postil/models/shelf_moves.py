"""Which changes put an article in another place of the list, into it or out of it."""

from postil.domain.records import (
    Article,
    Collection,
    CslItem,
    Highlight,
    Membership,
    Reading,
    Record,
    Revision,
)
from postil.storage.listing import Listing

_BY_READING = frozenset({"opened", "progress"})


def moves(before: Record | None, after: Record | None, listing: Listing) -> bool:
    """Say whether a change may change the order of ``listing``, or how many articles a place holds."""
    record = after or before
    match record:
        case Article():
            return _standing(before) != _standing(after)
        case Membership() | Revision():
            return True
        case Collection():
            return after is None or listing.grouping == "collection"
        case CslItem():
            return _said(before) != _said(after)
        case Reading():
            if _is_begun(before) != _is_begun(after) or listing.grouping == "unread":
                return True
            return any(sorting.key in _BY_READING for sorting in listing.sortings)
        case Highlight():
            is_counted = (before is None) != (after is None)
            return is_counted and any(sorting.key == "highlights" for sorting in listing.sortings)
        case _:
            return False


def _standing(article: Record | None) -> object:
    if not isinstance(article, Article):
        return None
    return article.revision_id, article.tags, article.later, article.archived, article.favourite, article.trashed


def _said(item: Record | None) -> object:
    if not isinstance(item, CslItem):
        return None
    return item.title, item.container_title, item.published, item.language


def _is_begun(reading: Record | None) -> bool:
    return isinstance(reading, Reading) and reading.progress > 0
