"""Which notes cite, and which records are articles: what the list of sources is made of, in few queries."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from postil.domain.matching import tokens
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


def citing_notes(library: Library) -> tuple[NoteRow, ...]:
    """Return every note that has an ``@``, those of articles in the trash too: they may come back."""
    rows = library.rows(f"SELECT * FROM ({_NOTES}) WHERE instr(body, '@')")
    return tuple(NoteRow(*row) for row in rows)


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
_KEY_BEGINS = "key LIKE ?1 ESCAPE '\\'"
_SOMEWHERE = "(key LIKE ?1 ESCAPE '\\' OR title LIKE ?1 ESCAPE '\\')"
# Of thousands of works with such a word, those that came last: to put all of them in order takes a second.
_WORDS_BEGIN = """id IN (
    SELECT id FROM shelf WHERE number IN (
        SELECT rowid FROM about_index WHERE about_index MATCH ?1 ORDER BY rowid DESC LIMIT 10 * ?2)
    UNION ALL SELECT * FROM (SELECT id FROM searched_entries WHERE kind = 'work' AND number IN (
        SELECT rowid FROM entry_index WHERE entry_index MATCH ?1) ORDER BY number DESC LIMIT 10 * ?2))"""
_NOT_IN_TRASH = "id NOT IN (SELECT id FROM articles WHERE trashed <> '')"


def works_to_cite(library: Library, typed: str, most: int) -> list[tuple[str, str, str, str]]:
    """Return key, title, authors and date of at most ``most`` works that ``typed`` may mean, the likeliest first.

    First those whose key begins so, then those with words of author, title or site that do, then those with it anywhere
    in key or title; each by key. Nothing typed means all of them.
    """
    anything = typed.translate({ord(sign): f"\\{sign}" for sign in "\\%_"})
    words = " ".join(f'"{word}"*' for word in tokens(typed))
    found: dict[str, tuple[str, str, str, str]] = {}
    for condition, given in (
        (_KEY_BEGINS, f"{anything}%"),
        (_WORDS_BEGIN if words else "", words),
        (_SOMEWHERE, f"%{anything}%"),
    ):
        if condition and len(found) < most:
            query = f"""SELECT key, title, {_AUTHORS}, published FROM csl_items WHERE key IN (
                SELECT key FROM csl_items WHERE {condition} AND {_NOT_IN_TRASH} ORDER BY key LIMIT ?2) ORDER BY key"""
            found |= {row[0]: row for row in library.rows(query, given, most) if row[0] not in found}
    return list(found.values())[:most]
