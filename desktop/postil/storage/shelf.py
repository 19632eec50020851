"""The list of articles and the ways to find one in it."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from postil.domain.anchoring import State
from postil.domain.problems import Problem
from postil.domain.records import Highlight, Revision
from postil.storage.library import Library

SHORTEST_PREFIX = 4
"""Characters of an id that may stand for the whole of it."""


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One article as the list shows it; ``progress`` from 0 to 1, ``opened`` "" if it never was."""

    id: str
    key: str
    title: str
    site: str
    published: str
    language: str
    words: int
    highlights: int
    progress: float
    tags: tuple[str, ...]
    created: str
    opened: str


_SHELF = """
SELECT articles.id, csl_items.key, csl_items.title, csl_items.container_title, csl_items.published,
       revisions.language, revisions.words,
       (SELECT COUNT(*) FROM highlights WHERE highlights.article_id = articles.id),
       COALESCE(readings.progress, 0), articles.created, COALESCE(readings.opened, ''),
       (SELECT json_group_array(tag) FROM
           (SELECT tag FROM article_tags WHERE article_tags.article_id = articles.id ORDER BY position))
FROM articles
JOIN revisions ON revisions.id = articles.revision_id
JOIN csl_items ON csl_items.id = articles.id
LEFT JOIN readings ON readings.id = articles.id
"""


def shelf(library: Library, *article_ids: str) -> tuple[ShelfRow, ...]:
    """Return the articles' rows, newest first; all articles where no id is given."""
    where = f"WHERE articles.id IN ({', '.join('?' * len(article_ids))}) " if article_ids else ""
    return _shelf_rows(library.rows(f"{_SHELF} {where}ORDER BY articles.id DESC", *article_ids))


def shelf_part(library: Library, limit: int, *, older_than: str = "") -> tuple[ShelfRow, ...]:
    """Return at most ``limit`` rows, newest first, of articles that came in before ``older_than`` (an id)."""
    where = "WHERE articles.id < ? " if older_than else ""
    values = (older_than, limit) if older_than else (limit,)
    return _shelf_rows(library.rows(f"{_SHELF} {where}ORDER BY articles.id DESC LIMIT ?", *values))


def _shelf_rows(rows: list[Any]) -> tuple[ShelfRow, ...]:
    import json

    return tuple(
        ShelfRow(*row[:9], tags=tuple(json.loads(row[11])) if row[11] != "[]" else (), created=row[9], opened=row[10])
        for row in rows
    )


def find_article(library: Library, wanted: str) -> str:
    """Return the id of the article meant by an id, a unique prefix of one, or an exact title.

    Raises Problem where there is none, or more than one.
    """
    found = [row[0] for row in library.rows("SELECT id FROM articles WHERE id = ?", wanted.lower())]
    if not found:
        titled = "SELECT articles.id FROM articles JOIN csl_items USING (id) WHERE title = ?"
        found = [row[0] for row in library.rows(titled, wanted)]
    if not found and len(wanted) >= SHORTEST_PREFIX:
        begins = "SELECT id FROM articles WHERE substr(id, 1, ?) = ?"
        found = [row[0] for row in library.rows(begins, len(wanted), wanted.lower())]
    if not found:
        raise Problem(
            "There is no article {wanted} in the library; give an id, its beginning or an exact title.", wanted=wanted
        )
    if len(found) > 1:
        raise Problem("{wanted} means {number} articles; give more of the id.", wanted=wanted, number=len(found))
    return found[0]


def known_article(library: Library, *, source_hash: str, text_hash: str, location: str) -> str | None:
    """Return the id of the article that came from the same bytes or has the same text, else None.

    A ``location`` alone does not make two texts the same: a page or file may have changed since.
    """
    statement = (
        "SELECT article_id FROM revisions WHERE (source_hash = ? OR text_hash = ?) ORDER BY (location = ?) DESC, id"
    )
    rows = library.rows(statement, source_hash, text_hash, location)
    return rows[0][0] if rows else None


def article_of_highlight(library: Library, highlight_id: str) -> str | None:
    """Return the id of the article that a highlight is in, or None."""
    rows = library.rows("SELECT article_id FROM highlights WHERE id = ?", highlight_id)
    return rows[0][0] if rows else None


def highlight_ids(library: Library, article_id: str) -> tuple[str, ...]:
    """Return the ids of an article's highlights in text order: a tenth of the time that the records would take."""
    rows = library.rows('SELECT id FROM highlights WHERE article_id = ? ORDER BY "start", "end", id', article_id)
    return tuple(row[0] for row in rows)


def highlights_by_id(library: Library, ids: Sequence[str]) -> tuple[Highlight, ...]:
    """Return those of these highlights (some hundreds at most) that are there, in text order."""
    return library.select(Highlight, f"id IN ({', '.join('?' * len(ids))})", *ids, order='"start", "end", id')


def tags_in_use(library: Library) -> tuple[str, ...]:
    """Return every tag of articles and highlights, by name."""
    rows = library.rows("SELECT tag FROM article_tags UNION SELECT tag FROM highlight_tags ORDER BY tag")
    return tuple(row[0] for row in rows)


def keys_in_use(library: Library) -> frozenset[str]:
    """Return every citation key."""
    return frozenset(row[0] for row in library.rows("SELECT key FROM csl_items"))


def revisions_of(library: Library, article_id: str) -> tuple[Revision, ...]:
    """Return all versions of an article's text, oldest first."""
    return library.select(Revision, "article_id = ?", article_id)


def last_opened(library: Library) -> str | None:
    """Return the id of the article that was opened last, or None."""
    rows = library.rows("SELECT id FROM readings ORDER BY opened DESC, id DESC LIMIT 1")
    return rows[0][0] if rows else None


def recently_opened(library: Library, most: int) -> tuple[tuple[str, str], ...]:
    """Return the ids and titles of the articles opened last, the latest first."""
    statement = (
        "SELECT readings.id, csl_items.title FROM readings JOIN csl_items USING (id) "
        "ORDER BY opened DESC, readings.id DESC LIMIT ?"
    )
    return tuple((row[0], row[1]) for row in library.rows(statement, most))


MarkRow = tuple[str, int, int, str, State, bool]
"""What paints a highlight: id, start and end (code points), colour, state, whether the reader confirmed its place."""


def marks_of(
    library: Library, article_id: str, revision_id: str, first: int = 0, last: int = sys.maxsize
) -> list[MarkRow]:
    """Return what paints the highlights that stand in one version of an article's text, in text order.

    Those that begin between two positions, and none that is lost. What paints ten thousand of them needs no more, and
    has it five times as fast as whole records.
    """
    return library.rows(
        """SELECT id, "start", "end", color, state, reviewed <> '' FROM highlights
        WHERE article_id = ? AND revision_id = ? AND state <> 'lost' AND "start" BETWEEN ? AND ?
        ORDER BY "start", "end", id""",
        article_id,
        revision_id,
        max(first, 0),
        last,
    )
