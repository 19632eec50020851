"""The search index, kept in step with every edit within its transaction."""

import json
import sqlite3
from collections.abc import Iterable, Iterator

from postil.domain.edits import Change
from postil.domain.matching import indexed, is_unequal
from postil.domain.records import Article, ArticleNote, CslItem, EntityNote, Highlight, Judgement, Record
from postil.storage.search_tables import INDEXES, Words, item_words, mark_rows, named_in, put, take, text_rows

Place = tuple[str, str]
"""What a row of an index is made of: "text", "mark" or an entry's kind ("note", "tag", "name", "work"), and an id."""

_NUMBERS = {
    "text": "SELECT number FROM shelf WHERE id = ?",
    "mark": "SELECT number FROM highlights WHERE id = ?",
}
_NAMING = frozenset({"rename", "add"})
_ITEM = "csl_items.title, authors, container_title, publisher, csl_items.url, key"
_TEXT = f"""SELECT {_ITEM}, revisions.text FROM articles JOIN csl_items USING (id)
    JOIN revisions ON revisions.id = articles.revision_id WHERE articles.id = ?"""
_MARK = """SELECT exact, COALESCE(made_exact, exact), note,
    (SELECT group_concat(tag, ' ') FROM highlight_tags WHERE highlight_id = highlights.id)
    FROM highlights WHERE id = ?"""
_ENTRIES = {
    "note": "SELECT '', '', body FROM article_notes WHERE id = ?1",
    "tag": """SELECT ?1, '', '' WHERE EXISTS (SELECT 1 FROM article_tags WHERE tag = ?1)
        OR EXISTS (SELECT 1 FROM highlight_tags WHERE tag = ?1)""",
    "name": """SELECT names, '', COALESCE((SELECT body FROM entity_notes WHERE id = ?1), '') FROM (
        SELECT group_concat(name, ' · ') AS names FROM (
            SELECT name FROM text_entities WHERE entity = ?1
            UNION SELECT value FROM judgements WHERE subject = ?1 AND verdict IN ('rename', 'add')))
        WHERE names IS NOT NULL""",
}
_WORK = f"SELECT {_ITEM} FROM csl_items WHERE id = ? AND id NOT IN (SELECT id FROM articles)"


class SearchIndex:
    """Takes the old words of what changes out of the indexes, and puts the new ones in."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def leave(self, changes: Iterable[Change]) -> tuple[Place, ...]:
        """Take out the words of all that ``changes`` will change, as the library has them; returns what that is."""
        places = tuple(dict.fromkeys(place for change in changes for place in _places(change)))
        for place in places:
            if place[0] in {"text", "mark"}:
                self._take(place)
        return places

    def enter(self, places: Iterable[Place]) -> None:
        """Put in the words of these places, as the library has them now, the shelf with them."""
        for place in places:
            if place[0] in {"text", "mark"}:
                self._put(place)
            else:
                self._renew(place)

    def learn(self, text_hash: str, findings: str) -> None:
        """Keep who and what is named in a text, instead of what was kept for it before."""
        rows = list(named_in(findings))
        found = self._connection.execute("SELECT entity, name FROM text_entities WHERE text_hash = ?", [text_hash])
        before = dict(found.fetchall())
        keys = before.keys() | {row[0] for row in rows}
        self._connection.execute("DELETE FROM text_entities WHERE text_hash = ?", [text_hash])
        self._connection.executemany(
            "INSERT INTO text_entities VALUES (?, ?, ?, ?, ?, ?)", [(text_hash, *row) for row in rows]
        )
        known = "SELECT id, title FROM searched_entries WHERE kind = 'name' AND id IN (SELECT value FROM json_each(?))"
        titles = dict(self._connection.execute(known, [json.dumps(sorted(keys))]).fetchall())
        named = {row[0]: row[1] for row in rows}
        for key in sorted(keys):
            is_same = key in named and before.get(key, named[key]) == named[key]
            if not is_same or indexed(named[key]) not in titles.get(key, "").split(" · "):
                self._renew(("name", key))

    def _number(self, place: Place) -> int | None:
        row = self._connection.execute(_NUMBERS[place[0]], [place[1]]).fetchone()
        return int(row[0]) if row and row[0] is not None else None

    def _take(self, place: Place) -> None:
        number = self._number(place)
        if number is not None:
            for index, words in self._rows(place):
                take(self._connection, index, number, words)

    def _put(self, place: Place) -> None:
        rows = self._rows(place)
        number = self._number(place) if rows else None
        if rows and number is None:
            number = self._next_number(place[1])
        if number is not None:
            for index, words in rows:
                put(self._connection, index, number, words)

    def _next_number(self, highlight_id: str) -> int:
        """Give a new highlight its number: articles have theirs by now, of the shelf."""
        execute = self._connection.execute
        number = int(execute("SELECT COALESCE(max(number), 0) + 1 FROM highlights").fetchone()[0])
        execute("UPDATE highlights SET number = ? WHERE id = ?", [number, highlight_id])
        return number

    def _rows(self, place: Place) -> tuple[tuple[str, Words], ...]:
        """Return each index that has a row for this place, with the words as the library has them now."""
        is_text = place[0] == "text"
        row = self._connection.execute(_TEXT if is_text else _MARK, [place[1]]).fetchone()
        if row is None:
            return ()
        if is_text:
            return text_rows(row[:6], row[6])
        exact, made, note, tags = row
        return mark_rows(made, *(() if made == exact else (exact,)), note, tags or "")

    def _renew(self, place: Place) -> None:
        """Have an entry's row as the library has it now: it keeps its own words, so nothing was taken out before."""
        kind, record_id = place
        execute = self._connection.execute
        old = execute(
            "SELECT number, title, names, note FROM searched_entries WHERE id = ? AND kind = ?", [record_id, kind]
        ).fetchone()
        new = self._entry(place)
        if (tuple(old[1:]) if old else None) == new:
            return
        if old:
            take(self._connection, "entry_index", old[0], tuple(old[1:]))
            execute("DELETE FROM searched_entries WHERE number = ?", [old[0]])
        if new:
            made = execute(
                "INSERT INTO searched_entries(number, kind, id, title, names, note) VALUES (?, ?, ?, ?, ?, ?)",
                [old[0] if old else None, kind, record_id, *new],
            )
            put(self._connection, "entry_index", made.lastrowid or 0, new)

    def _entry(self, place: Place) -> Words | None:
        kind, record_id = place
        row = self._connection.execute(_ENTRIES.get(kind, _WORK), [record_id]).fetchone()
        if row is None:
            return None
        if kind == "work":
            title, names, site = item_words(row)
            return title, f"{names} {site}", ""
        return indexed(row[0]), indexed(row[1]), indexed(row[2])


_INDEXED = (
    "SELECT 1 FROM revisions WHERE is_unequal(text)",
    "SELECT 1 FROM csl_items WHERE is_unequal(title || authors || container_title || publisher)",
    "SELECT 1 FROM highlights WHERE is_unequal(exact || COALESCE(made_exact, '') || note)",
    "SELECT 1 FROM searched_entries WHERE is_unequal(title || names || note)",
    "SELECT 1 FROM highlight_tags WHERE is_unequal(tag)",
)


def is_folded_otherwise(connection: sqlite3.Connection) -> bool:
    """Return whether anything in the indexes has what ``folded`` makes more of than ``plain`` does."""
    connection.create_function("is_unequal", 1, is_unequal, deterministic=True)
    return any(connection.execute(f"{each} LIMIT 1").fetchone() for each in _INDEXED)


def fill(connection: sqlite3.Connection) -> None:
    """Make all indexes anew of what the library holds; the shelf and the highlights have their numbers by then."""
    for index in INDEXES:
        connection.execute(f"INSERT INTO {index}({index}) VALUES ('delete-all')")
    for table in ("searched_entries", "text_entities"):
        connection.execute(f"DELETE FROM {table}")
    index = SearchIndex(connection)
    for (text_hash,) in connection.execute("SELECT text_hash FROM analyses ORDER BY created").fetchall():
        row = connection.execute("SELECT findings FROM analyses WHERE text_hash = ?", [text_hash]).fetchone()
        index.learn(text_hash, row[0])
    for kind, statement in _ALL.items():
        index.enter((kind, row[0]) for row in connection.execute(statement).fetchall())


_ALL = {
    "text": "SELECT id FROM shelf ORDER BY number",
    "mark": "SELECT id FROM highlights ORDER BY number",
    "note": "SELECT id FROM article_notes ORDER BY id",
    "tag": "SELECT tag FROM article_tags UNION SELECT tag FROM highlight_tags",
    "name": "SELECT subject FROM judgements WHERE verdict IN ('rename', 'add') UNION SELECT id FROM entity_notes",
    "work": "SELECT id FROM csl_items WHERE id NOT IN (SELECT id FROM articles) ORDER BY id",
}


def _places(change: Change) -> Iterator[Place]:
    """Yield the rows of the indexes that a change may change."""
    before, after, record = change.before, change.after, change.record
    match record:
        case Article():
            if _facts(before) != _facts(after):
                yield "text", record.id
                yield "work", record.id
        case CslItem():
            if _facts(before) != _facts(after):
                yield "text", record.id
                yield "work", record.id
        case Highlight():
            if _facts(before) != _facts(after):
                yield "mark", record.id
        case ArticleNote():
            yield "note", record.id
        case EntityNote():
            yield "name", record.id
        case Judgement() if record.verdict in _NAMING:
            yield "name", record.subject
        case _:
            return
    for tag in sorted(set(_tags(before)) ^ set(_tags(after))):
        yield "tag", tag


def _facts(record: Record | None) -> object:
    """Return what is indexed of a record, to see whether that changes."""
    match record:
        case Article():
            return record.revision_id
        case CslItem():
            return record.title, record.authors, record.container_title, record.publisher, record.url, record.key
        case Highlight():
            return record.selector.exact, record.quoted.exact, record.note, record.tags
        case _:
            return None


def _tags(record: Record | None) -> tuple[str, ...]:
    return record.tags if isinstance(record, Article | Highlight) else ()
