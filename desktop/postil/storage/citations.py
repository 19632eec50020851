"""Which notes cite, and which records are articles: what the list of sources is made of, in few queries."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from postil.domain.records import CslItem
from postil.storage.library import Library

NoteKind = Literal["highlight", "article", "entity"]


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note that is written: ``id`` is that of its highlight, article or entity; ``article_id`` "" for an entity."""

    kind: NoteKind
    id: str
    article_id: str
    body: str


_NOTES = """
SELECT 'article' AS kind, id, id AS article_id, body FROM article_notes
UNION ALL SELECT 'highlight', id, article_id, note FROM highlights WHERE note <> ''
UNION ALL SELECT 'entity', id, '', body FROM entity_notes
"""
_OF_ARTICLE = """
SELECT 'article', id, id, body FROM article_notes WHERE id = ?
UNION ALL SELECT * FROM (
    SELECT 'highlight', id, article_id, note FROM highlights WHERE article_id = ? AND note <> ''
    ORDER BY "start", "end", id
)
"""


def citing_notes(library: Library) -> tuple[NoteRow, ...]:
    """Return every note that has an ``@``, those of articles in the trash too: they may come back."""
    rows = library.rows(f"SELECT * FROM ({_NOTES}) WHERE instr(body, '@')")
    return tuple(NoteRow(*row) for row in rows)


def notes_in(library: Library, article_id: str = "") -> tuple[NoteRow, ...]:
    """Return the notes of an article, or, for "", all that are not in the trash, those on entities included."""
    if article_id:
        rows = library.rows(_OF_ARTICLE, article_id, article_id)
    else:
        trashed = trashed_articles(library)
        rows = [row for row in library.rows(_NOTES) if row[2] not in trashed]
    return tuple(NoteRow(*row) for row in rows if row[3])


def article_ids(library: Library) -> frozenset[str]:
    """Return the ids of all articles."""
    return frozenset(row[0] for row in library.rows("SELECT id FROM articles"))


def trashed_articles(library: Library) -> frozenset[str]:
    """Return the ids of the articles in the trash."""
    return frozenset(row[0] for row in library.rows("SELECT id FROM articles WHERE trashed <> ''"))


def items_by_key(library: Library, keys: Iterable[str]) -> dict[str, CslItem]:
    """Return those of the records with these citation keys that there are, by their keys."""
    wanted = json.dumps(list(keys))
    return {item.key: item for item in library.select(CslItem, "key IN (SELECT value FROM json_each(?))", wanted)}


_AUTHORS = """
COALESCE((SELECT group_concat(COALESCE(json_extract(value, '$.literal'), trim(
    COALESCE(json_extract(value, '$.given'), '') || ' ' || COALESCE(json_extract(value, '$.family'), ''))), ', ')
    FROM json_each(authors)), '')
"""


def works_to_cite(library: Library) -> list[tuple[str, str, str, str, str]]:
    """Return key, title, authors, site or journal and date of everything that can be cited, by key."""
    return library.rows(
        f"SELECT key, title, {_AUTHORS}, container_title, published FROM csl_items WHERE id NOT IN "
        "(SELECT id FROM articles WHERE trashed <> '') ORDER BY key"
    )
