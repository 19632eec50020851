"""What hangs on highlights: claims and links. On the way to the first page: what else is read stands in passages.py."""

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING

from postil.storage.library import Library

if TYPE_CHECKING:
    from postil.domain.records import Claim, Link

_IDS = "(SELECT value FROM json_each(?))"


def claims_of(library: Library, highlight_ids: Iterable[str]) -> "tuple[Claim, ...]":
    """Return what the reader claimed of these highlights."""
    from postil.domain.records import Claim

    return library.select(Claim, f"id IN {_IDS}", json.dumps(list(highlight_ids)))


def links_of(library: Library, highlight_ids: Iterable[str]) -> "tuple[Link, ...]":
    """Return the links that begin or end at one of these highlights, oldest first."""
    from postil.domain.records import Link

    ids = json.dumps(list(highlight_ids))
    return library.select(Link, f"source_id IN {_IDS} OR target_id IN {_IDS}", ids, ids)


def claims_with(library: Library, status: str) -> "tuple[Claim, ...]":
    """Return the claims of all articles that the reader gave this status."""
    from postil.domain.records import Claim

    return library.select(Claim, "status = ?", status)


def links_saying(library: Library, relation: str) -> "tuple[Link, ...]":
    """Return the links of all articles that say this of their ends."""
    from postil.domain.records import Link

    return library.select(Link, "relation = ?", relation)
