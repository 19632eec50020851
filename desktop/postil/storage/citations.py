"""Which notes cite, and which records are articles: what the list of sources is made of, in few queries."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import partial
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
UNION ALL SELECT 'highlight', id, article_id, note FROM highlights WHERE {highlights}
UNION ALL SELECT 'entity', id, '', body FROM entity_notes
"""
_FOUND = "highlights.number IN (SELECT rowid FROM mark_index WHERE mark_index MATCH ?)"
_MANY = 5000
"""Highlights of which reading each takes as long as going through all notes does."""
_MANY_KEYS = 50


def citing_notes(library: Library) -> tuple[NoteRow, ...]:
    """Return every note that has an ``@``, those of articles in the trash too: they may come back."""
    notes = _NOTES.format(highlights="note <> ''")
    return tuple(NoteRow(*row) for row in library.rows(f"SELECT * FROM ({notes}) WHERE instr(body, '@')"))


def notes_with(library: Library, keys: Collection[str]) -> tuple[NoteRow, ...]:
    """Return every note that has an ``@`` and one of these citation keys, some others perhaps among them.

    The search index knows which highlights have the words of a key: some milliseconds in a library of 500,000, where
    going through all of them takes a quarter of a second.
    """
    queries = [_words_of(key) for key in keys]
    if len(queries) > _MANY_KEYS or not all(map(partial(_is_rare, library), queries)):
        return citing_notes(library)
    statement = f"SELECT * FROM ({_NOTES.format(highlights=_FOUND)}) WHERE instr(body, '@') AND instr(body, ?)"
    rows = [row for key, words in zip(keys, queries, strict=True) for row in library.rows(statement, words, key)]
    return tuple(NoteRow(*row) for row in dict.fromkeys(rows))


def _words_of(key: str) -> str:
    """Return what has the index find the words of a key, "" where it has none."""
    words = [f'"{word}"' for word in tokens(key)]
    # What follows a key is no part of it, but of a word with its end to the index, perhaps: "smithⒶ".
    return f"{' '.join(words)}*" if words else ""


def _is_rare(library: Library, words: str) -> bool:
    if not words:
        return False
    found = "SELECT COUNT(*) FROM (SELECT 1 FROM mark_index WHERE mark_index MATCH ? LIMIT ?)"
    return int(library.rows(found, words, _MANY)[0][0]) < _MANY


class KeysInUse:
    """All citation keys, asked one by one: to read 100,000 of them takes a tenth of a second."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def __contains__(self, key: object) -> bool:
        return bool(self._library.rows("SELECT 1 FROM csl_items WHERE key = ?", key))


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
