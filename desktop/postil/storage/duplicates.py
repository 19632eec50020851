"""Which articles have the same text, or share so many sentences that they may: by hashes, without reading a text."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from postil.storage.library import Library

_OFTEN = 40
"""Versions with one sentence in common from which on it says nothing: a notice that stands on every page of a site."""
_SHARED = 2

_SAME = """
SELECT ids.text_hash, articles.id FROM revisions AS ids JOIN articles ON articles.revision_id = ids.id
WHERE articles.id = ids.article_id AND articles.trashed = '' AND ids.text_hash IN
    (SELECT text_hash FROM revisions GROUP BY text_hash HAVING COUNT(*) > 1)
ORDER BY ids.text_hash, articles.id
"""
_PAIRS = """
WITH telling AS (SELECT hash FROM sketches GROUP BY hash HAVING COUNT(*) BETWEEN 2 AND ?),
pairs AS (
    SELECT one.number AS first, other.number AS second FROM telling
    JOIN sketches AS one ON one.hash = telling.hash JOIN sketches AS other ON other.hash = telling.hash
    WHERE one.number < other.number GROUP BY 1, 2 HAVING COUNT(*) >= ?
)
SELECT a.id, b.id, a.revision_id, b.revision_id FROM pairs
JOIN revisions AS ra ON ra.number = pairs.first JOIN articles AS a ON a.id = ra.article_id AND a.revision_id = ra.id
JOIN revisions AS rb ON rb.number = pairs.second JOIN articles AS b ON b.id = rb.article_id AND b.revision_id = rb.id
WHERE a.id <> b.id AND a.trashed = '' AND b.trashed = ''
"""


@dataclass(frozen=True, slots=True)
class Twin:
    """One of several articles with one text, as a list shows it; ``location`` is its address or file, or ""."""

    id: str
    title: str
    site: str
    location: str
    created: str
    words: int
    highlights: int
    notes: int


def same_texts(library: Library) -> list[list[str]]:
    """Return groups of ids of articles whose newest texts are the same to the letter."""
    groups: dict[str, list[str]] = {}
    for text_hash, article_id in library.rows(_SAME):
        groups.setdefault(text_hash, []).append(article_id)
    return [group for group in groups.values() if len(group) > 1]


def alike_pairs(library: Library) -> list[tuple[str, str, str, str]]:
    """Return (article, article, version, version) whose newest texts share sentences; no article in the trash."""
    return library.rows(_PAIRS, _OFTEN, _SHARED)


def twins(library: Library, article_ids: Iterable[str]) -> dict[str, Twin]:
    """Return what a list shows of these articles."""
    rows = library.rows(
        """SELECT articles.id, csl_items.title, csl_items.container_title,
            COALESCE(NULLIF(csl_items.url, ''), revisions.location), articles.created, revisions.words,
            (SELECT COUNT(*) FROM highlights WHERE article_id = articles.id),
            (SELECT COUNT(*) FROM highlights WHERE article_id = articles.id AND note <> '')
                + (SELECT COUNT(*) FROM article_notes WHERE article_notes.id = articles.id AND body <> '')
        FROM articles JOIN csl_items ON csl_items.id = articles.id JOIN revisions ON revisions.id = articles.revision_id
        WHERE articles.id IN (SELECT value FROM json_each(?))""",
        json.dumps(list(article_ids)),
    )
    return {row[0]: Twin(*row) for row in rows}
