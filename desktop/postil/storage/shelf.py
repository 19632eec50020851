"""The list of articles and the ways to find one in it."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass

from postil.domain.anchoring import State
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Highlight, Revision
from postil.storage.library import Library

SHORTEST_PREFIX = 4
"""Characters of an id that may stand for the whole of it."""


@dataclass(frozen=True, slots=True)
class ShelfRow:
    """One article as the list shows it; ``progress`` from 0 to 1, ``opened`` "" if it never was.

    ``trashed`` is when it was put into the trash, "" where it is not there.
    """

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
    later: bool = False
    archived: bool = False
    favourite: bool = False
    trashed: str = ""


_SHELF = """
SELECT shelf.number, shelf.id, csl_items.key, csl_items.title, shelf.site, shelf.published, shelf.language, shelf.words,
       shelf.highlights, shelf.progress,
       (SELECT json_group_array(tag) FROM
           (SELECT tag FROM article_tags WHERE article_tags.article_id = shelf.id ORDER BY position)),
       articles.created, shelf.opened, shelf.later, shelf.archived, shelf.favourite, shelf.trashed
FROM shelf JOIN articles ON articles.id = shelf.id JOIN csl_items ON csl_items.id = shelf.id
"""


def shelf(library: Library, *article_ids: str) -> tuple[ShelfRow, ...]:
    """Return the articles' rows, newest first; of all that are not in the trash where no id is given."""
    if article_ids:
        import json

        return tuple(
            shelf_rows(library, "shelf.id IN (SELECT value FROM json_each(?))", json.dumps(article_ids)).values()
        )
    return tuple(shelf_rows(library, "shelf.trashed = ''").values())


def kept_articles(library: Library) -> tuple[str, ...]:
    """Return the ids of all articles that are not in the trash, newest first."""
    import json

    # In one piece: with a row for each of 100,000, the collector of garbage stops every thread now and then.
    listed = "SELECT id FROM shelf WHERE trashed = '' ORDER BY id DESC"
    return tuple(json.loads(library.rows(f"SELECT json_group_array(id) FROM ({listed})")[0][0]))


def shelf_rows(library: Library, where: str, *values: object) -> dict[int, ShelfRow]:
    """Return the rows for which ``where`` holds by their numbers, newest first (for use within storage)."""
    import json

    return {
        row[0]: ShelfRow(
            *row[1:10],
            tags=tuple(json.loads(row[10])) if row[10] != "[]" else (),
            created=row[11],
            opened=row[12],
            later=bool(row[13]),
            archived=bool(row[14]),
            favourite=bool(row[15]),
            trashed=row[16],
        )
        for row in library.rows(f"{_SHELF} WHERE {where} ORDER BY shelf.id DESC", *values)
    }


def find_article(library: Library, wanted: str) -> str:
    """Return the id of the article meant by an id, a unique prefix of one, or an exact title.

    Raises Problem where there is none, or more than one.
    """
    found = [row[0] for row in library.rows("SELECT id FROM articles WHERE id = ?", wanted.lower())]
    if not found:
        titled = "SELECT articles.id, trashed = '' FROM articles JOIN csl_items USING (id) WHERE title = ?"
        rows = library.rows(titled, wanted)
        # What is in the trash is meant only where nothing else is.
        found = [row[0] for row in rows if row[1]] or [row[0] for row in rows]
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

    One that is in the trash counts too, where there is no other.

    A ``location`` alone does not make two texts the same: a page or file may have changed since.
    """
    statement = (
        "SELECT article_id FROM revisions JOIN articles ON articles.id = article_id "
        "WHERE (source_hash = ? OR text_hash = ?) ORDER BY trashed <> '', (location = ?) DESC, revisions.id"
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


_TAGS = """
WITH RECURSIVE of_articles(tag) AS (
    SELECT MIN(tag) FROM article_tags
    UNION ALL SELECT (SELECT MIN(tag) FROM article_tags WHERE tag > before.tag) FROM of_articles AS before
    WHERE before.tag IS NOT NULL
), of_highlights(tag) AS (
    SELECT MIN(tag) FROM highlight_tags
    UNION ALL SELECT (SELECT MIN(tag) FROM highlight_tags WHERE tag > before.tag) FROM of_highlights AS before
    WHERE before.tag IS NOT NULL
)
SELECT tag FROM of_articles WHERE tag IS NOT NULL UNION SELECT tag FROM of_highlights WHERE tag IS NOT NULL ORDER BY tag
"""


def tags_in_use(library: Library) -> tuple[str, ...]:
    """Return every tag of articles and highlights, by name.

    From one to the next in the index: to go through 200,000 tagged articles and highlights takes 40 ms.
    """
    return tuple(row[0] for row in library.rows(_TAGS))


def items_called(library: Library, name: str) -> tuple[CslItem, ...]:
    """Return the bibliographic records whose citation key, or id, is ``name``."""
    return library.select(CslItem, "key = ? OR id = ?", name, name)


def revisions_of(library: Library, article_id: str) -> tuple[Revision, ...]:
    """Return all versions of an article's text, oldest first."""
    return library.select(Revision, "article_id = ?", article_id)


def last_opened(library: Library) -> str | None:
    """Return the id of the article that was opened last, or None."""
    rows = library.rows(
        "SELECT readings.id FROM readings JOIN articles USING (id) WHERE trashed = '' "
        "ORDER BY opened DESC, readings.id DESC LIMIT 1"
    )
    return rows[0][0] if rows else None


def holds_articles(library: Library) -> bool:
    """Return whether there is any article, be it in the trash."""
    return bool(library.rows("SELECT 1 FROM articles LIMIT 1"))


def recently_opened(library: Library, most: int) -> tuple[tuple[str, str], ...]:
    """Return the ids and titles of the articles opened last, the latest first."""
    statement = (
        "SELECT readings.id, csl_items.title FROM readings JOIN csl_items USING (id) JOIN articles USING (id) "
        "WHERE trashed = '' ORDER BY opened DESC, readings.id DESC LIMIT ?"
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
    return library.rows(_MARKS.format('"start" BETWEEN ? AND ?'), article_id, revision_id, max(first, 0), last, -1)


def marks_after(
    library: Library, article_id: str, revision_id: str, before: MarkRow | None, most: int
) -> list[MarkRow]:
    """Return at most ``most`` of what ``marks_of`` gives: those that follow ``before``, or the first."""
    place = (before[1], before[2], before[0]) if before is not None else (-1, -1, "")
    return library.rows(_MARKS.format('("start", "end", id) > (?, ?, ?)'), article_id, revision_id, *place, most)


_MARKS = """
SELECT id, "start", "end", color, state, reviewed <> '' FROM highlights
WHERE article_id = ? AND revision_id = ? AND state <> 'lost' AND {} ORDER BY "start", "end", id LIMIT ?
"""
