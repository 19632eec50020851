"""The tables that searching needs, and what is put into them.

Three full-text indexes without content of their own (FTS5, https://www.sqlite.org/fts5.html#contentless_tables), so
that no text stands in the library twice. Their row numbers are given by tables with an INTEGER PRIMARY KEY, the only
numbers that VACUUM leaves as they are. A contentless row is taken out by giving the very words that were put in:
whatever changes a record has ``SearchIndex`` take the old words out before, and put the new ones in after.

``text_index`` holds an article's newest text, ``mark_index`` its highlights, ``entry_index`` notes on articles, tags,
names and cited works. ``head_index`` has the first three letters of each word of a text once: what begins with three
letters is found in a fraction of the time that the words themselves take, and at a fifteenth of the text's size.
"""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from postil.domain.matching import indexed, tokens

HEAD = 3
"""Letters of a word in ``head_index``."""

_TOKENIZE = "tokenize = 'unicode61 remove_diacritics 2'"

SEARCH_TABLES = f"""
CREATE TABLE searched_articles (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);
CREATE TABLE searched_highlights (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE
);
CREATE TABLE searched_entries (
    number INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    names TEXT NOT NULL,
    note TEXT NOT NULL,
    UNIQUE (id, kind)
);
CREATE TABLE text_entities (
    text_hash TEXT NOT NULL,
    entity TEXT NOT NULL,
    name TEXT NOT NULL,
    mentions INTEGER NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    PRIMARY KEY (entity, text_hash)
) WITHOUT ROWID;
CREATE INDEX text_entities_by_text ON text_entities(text_hash);
CREATE INDEX article_tags_by_tag ON article_tags(tag);
CREATE INDEX highlight_tags_by_tag ON highlight_tags(tag);
CREATE VIRTUAL TABLE text_index USING fts5(title, names, site, body, content = '', {_TOKENIZE});
CREATE VIRTUAL TABLE head_index USING fts5(heads, content = '', detail = none, columnsize = 0, {_TOKENIZE});
CREATE VIRTUAL TABLE mark_index USING fts5(quotation, note, tags, content = '', prefix = '3', {_TOKENIZE});
CREATE VIRTUAL TABLE entry_index USING fts5(title, names, note, content = '', prefix = '3', {_TOKENIZE});
INSERT INTO text_index(text_index, rank) VALUES ('rank', 'bm25(6.0, 3.0, 1.0, 1.0)');
INSERT INTO mark_index(mark_index, rank) VALUES ('rank', 'bm25(1.0, 1.5, 2.0)');
INSERT INTO entry_index(entry_index, rank) VALUES ('rank', 'bm25(3.0, 1.5, 1.0)')
"""

Words = tuple[str, ...]

_INDEXES = {
    "text_index": ("title", "names", "site", "body"),
    "head_index": ("heads",),
    "mark_index": ("quotation", "note", "tags"),
    "entry_index": ("title", "names", "note"),
}


def put(connection: sqlite3.Connection, index: str, number: int, words: Words) -> None:
    """Put a row's words into an index."""
    columns = _INDEXES[index]
    marks = ", ".join("?" * (len(columns) + 1))
    connection.execute(f"INSERT INTO {index}(rowid, {', '.join(columns)}) VALUES ({marks})", (number, *words))


def take(connection: sqlite3.Connection, index: str, number: int, words: Words) -> None:
    """Take the words that were put in out of an index."""
    columns = _INDEXES[index]
    marks = ", ".join("?" * (len(columns) + 1))
    connection.execute(
        f"INSERT INTO {index}({index}, rowid, {', '.join(columns)}) VALUES ('delete', {marks})", (number, *words)
    )


def heads(*texts: str) -> str:
    """Return the beginnings of all words of ``texts``, each once."""
    return " ".join(sorted({word[:HEAD] for text in texts for word in tokens(text) if len(word) >= HEAD}))


def item_words(item: tuple[Any, ...]) -> Words:
    """Return what is indexed of a bibliographic record: title, names and site.

    ``item`` has title, authors (JSON), container_title, publisher, url, key.
    """
    title, authors, container, publisher, url, key = item
    try:
        people: Any = json.loads(authors)
        names = [str(name.get(part, "")) for name in people for part in ("given", "family", "literal")]
    except (ValueError, AttributeError, TypeError):
        names = []
    return indexed(title), indexed(" ".join((*names, key))), indexed(" ".join((container, publisher, _host(url))))


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def named_in(findings: str) -> Iterable[tuple[str, str, int, int, int]]:
    """Return the entities of kept findings (JSON Lines): key, name, mentions, start and end of the first."""
    found: dict[str, tuple[str, str, int, int, int]] = {}
    for line in findings.split("\n"):
        if not line.startswith('{"entity"'):
            continue
        try:
            entity = json.loads(line)["entity"]
            places = entity["mentions"]
            first = min(places, key=lambda place: place["start"]) if places else {"start": 0, "end": 0}
            row = (str(entity["key"]), str(entity["name"]), len(places), int(first["start"]), int(first["end"]))
        except (ValueError, KeyError, TypeError):
            continue
        found.setdefault(row[0], row)
    return found.values()
