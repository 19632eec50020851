"""What is in the trash, and what would go with it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from postil.storage.library import Library


@dataclass(frozen=True, slots=True)
class Holding:
    """What hangs on some articles: how many of them there are, their highlights, and notes on either."""

    articles: int
    highlights: int
    notes: int

    def with_more(self, more: "Holding") -> "Holding":
        """Return both together."""
        return Holding(self.articles + more.articles, self.highlights + more.highlights, self.notes + more.notes)


def holding_of(library: Library, article_ids: Iterable[str]) -> Holding:
    """Count what would go with these articles."""
    wanted = json.dumps(list(article_ids))
    row = library.rows(
        """SELECT (SELECT COUNT(*) FROM articles WHERE id IN ids),
            (SELECT COUNT(*) FROM highlights WHERE article_id IN ids),
            (SELECT COUNT(*) FROM highlights WHERE article_id IN ids AND note <> '')
                + (SELECT COUNT(*) FROM article_notes WHERE id IN ids AND body <> '')
        """.replace("IN ids", "IN (SELECT value FROM json_each(?1))"),
        wanted,
    )[0]
    return Holding(*row)


def trashed_ids(library: Library) -> tuple[str, ...]:
    """Return the ids of all articles in the trash, those put there last first."""
    rows = library.rows("SELECT id FROM shelf WHERE trashed > '' ORDER BY trashed DESC, id DESC")
    return tuple(row[0] for row in rows)


def is_trashed(library: Library, article_id: str) -> bool:
    """Say whether an article is in the trash."""
    return bool(library.rows("SELECT 1 FROM shelf WHERE id = ? AND trashed > ''", article_id))
