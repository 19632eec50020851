"""The table that the list of articles is sorted, grouped and filtered by, kept in step with every edit.

It repeats what stands elsewhere, in narrow rows: to sort 100,000 articles by what is in five tables would take seconds.
"""

import json
import re
import sqlite3
from collections.abc import Iterable

from postil.domain.edits import Change
from postil.domain.matching import plain
from postil.domain.records import Article, CslItem, Highlight, Reading, Revision

SHELF = (
    """CREATE TABLE shelf (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE REFERENCES articles(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    title TEXT NOT NULL,
    about TEXT NOT NULL,
    site TEXT NOT NULL,
    published TEXT NOT NULL,
    language TEXT NOT NULL,
    words INTEGER NOT NULL,
    highlights INTEGER NOT NULL,
    progress REAL NOT NULL,
    opened TEXT NOT NULL,
    later INTEGER NOT NULL,
    archived INTEGER NOT NULL,
    favourite INTEGER NOT NULL,
    trashed TEXT NOT NULL
)""",
    "CREATE INDEX shelf_by_place ON shelf(trashed, archived, id)",
)
"""``title`` and ``about`` (site and tags) are in small letters without accents; ``opened`` is "" if it never was."""

_FACTS = """
SELECT articles.id, csl_items.title, csl_items.container_title,
    (SELECT group_concat(tag, ' ') FROM article_tags WHERE article_id = articles.id),
    csl_items.published, COALESCE(NULLIF(revisions.language, ''), csl_items.language), revisions.words,
    (SELECT COUNT(*) FROM highlights WHERE highlights.article_id = articles.id),
    COALESCE(readings.progress, 0), COALESCE(readings.opened, ''), later, archived, favourite, trashed
FROM articles
JOIN revisions ON revisions.id = articles.revision_id
JOIN csl_items ON csl_items.id = articles.id
LEFT JOIN readings ON readings.id = articles.id
"""
_PUT = """
INSERT INTO shelf (id, title, about, site, published, language, words, highlights, progress, opened, later, archived,
    favourite, trashed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (id) DO UPDATE SET title = excluded.title, about = excluded.about, site = excluded.site,
    published = excluded.published, language = excluded.language, words = excluded.words,
    highlights = excluded.highlights, progress = excluded.progress, opened = excluded.opened, later = excluded.later,
    archived = excluded.archived, favourite = excluded.favourite, trashed = excluded.trashed
"""
_BEFORE_WORDS = re.compile(r"^[\W_]+(?=\w)")


def fill(connection: sqlite3.Connection) -> None:
    """Make the table anew of what the library holds."""
    connection.execute("DELETE FROM shelf")
    _put(connection, connection.execute(f"{_FACTS} ORDER BY articles.id"))


def follow(connection: sqlite3.Connection, changes: Iterable[Change]) -> None:
    """Bring the rows of the articles that ``changes`` touched up to date, after those were written."""
    ids = articles_touched(changes)
    if ids:
        wanted = "WHERE articles.id IN (SELECT value FROM json_each(?))"
        _put(connection, connection.execute(f"{_FACTS} {wanted}", [json.dumps(ids)]).fetchall())


def articles_touched(changes: Iterable[Change]) -> list[str]:
    """Return the ids of the articles whose row these changes may change, each once."""
    ids: dict[str, None] = {}
    for change in changes:
        record, before = change.record, change.before
        if isinstance(record, Article | CslItem | Reading):
            ids[record.id] = None
        elif isinstance(record, Highlight | Revision):
            owners = {each.article_id for each in (before, change.after) if isinstance(each, Highlight | Revision)}
            if isinstance(record, Revision) or before is None or change.after is None or len(owners) > 1:
                ids.update(dict.fromkeys(owners))
    return list(ids)


def _put(connection: sqlite3.Connection, rows: Iterable[tuple[object, ...]]) -> None:
    connection.executemany(_PUT, map(_encode, rows))


def _encode(row: tuple[object, ...]) -> tuple[object, ...]:
    title, site, tags = str(row[1]), str(row[2]), str(row[3] or "")
    return (row[0], _BEFORE_WORDS.sub("", plain(title)), plain(f"{site} {tags}").strip(), site, *row[4:])
