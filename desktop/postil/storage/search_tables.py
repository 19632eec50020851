"""The tables that searching needs, and what is put into them.

Full-text indexes without content of their own (FTS5, https://www.sqlite.org/fts5.html#contentless_tables), so that no
text stands in the library twice. A contentless row is taken out by giving the very words that were put in: whatever
changes a record has ``SearchIndex`` take the old words out before, and put the new ones in after.

``word_index`` and ``mark_index`` say in which articles and highlights a word stands, and nothing more: places of words
would be four times the size, and whether words stand together is seen in the texts themselves (``domain/matching.py``).
For ranking there are ``about_index``, with title, authors and site in columns, and ``chief_index``, with the words of
the title and those that the text comes back to: tiers, as in Manning, Raghavan and Schütze, Introduction to Information
Retrieval, section 7.2.1. ``head_index`` has the first three letters of each word once: what begins with three letters
is found in a fraction of the time that the words themselves take. ``entry_index`` has notes on articles, tags, names
and cited works.

The number of an article's rows is ``shelf.number``, of a highlight's ``highlights.number``. In the same way a version's
sketches (``domain/likeness.py``) have ``revisions.number``: an id in each row would make the file a twentieth larger.
"""

import json
import math
import sqlite3
from collections import Counter
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from postil.domain.matching import indexed, tokens

HEAD = 3
"""Letters of a word in ``head_index``."""
_CHIEF = 3
"""A chief word comes at least so often; in a text of more than 600 words, an eighth of the square root of these."""

# The words are folded and parted in Python: this takes each for what it is, whatever SQLite knows of Unicode.
_BARE = "content = '', detail = none, columnsize = 0, tokenize = 'ascii'"

_LEAN_SEARCH = f"""
DROP TABLE text_index;
DROP TABLE head_index;
DROP TABLE mark_index;
DROP TABLE searched_articles;
DROP TABLE searched_highlights;
ALTER TABLE highlights ADD COLUMN number INTEGER;
UPDATE highlights SET number = rowid;
CREATE UNIQUE INDEX highlights_by_number ON highlights(number);
ALTER TABLE revisions ADD COLUMN number INTEGER;
UPDATE revisions SET number = rowid;
CREATE UNIQUE INDEX revisions_by_number ON revisions(number);
DROP INDEX highlights_by_article;
CREATE INDEX highlights_by_article ON highlights(article_id, "start", "end");
CREATE VIRTUAL TABLE word_index USING fts5(words, {_BARE});
CREATE VIRTUAL TABLE chief_index USING fts5(words, {_BARE});
CREATE VIRTUAL TABLE head_index USING fts5(heads, {_BARE});
CREATE VIRTUAL TABLE mark_index USING fts5(words, prefix = '3', {_BARE});
CREATE VIRTUAL TABLE about_index USING fts5(title, names, site, content = '', columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2')
"""

_SKETCHES = """
CREATE TABLE sketches (
    hash INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (hash, number)
) WITHOUT ROWID
"""

INDEXES = ("word_index", "chief_index", "head_index", "mark_index", "about_index", "entry_index")
"""All full-text indexes."""

Words = tuple[str, ...]

_COLUMNS = {
    "word_index": ("words",),
    "chief_index": ("words",),
    "head_index": ("heads",),
    "mark_index": ("words",),
    "about_index": ("title", "names", "site"),
    "entry_index": ("title", "names", "note"),
}


def make_lean(connection: sqlite3.Connection) -> None:
    """Put these tables in the place of the first ones, empty but for the sketches."""
    for statement in _LEAN_SEARCH.split(";\n"):
        connection.execute(statement)
    # Not through a table that is renamed or temporary: the log could then not be emptied as long as this is open.
    sketches = connection.execute("SELECT hash, number FROM sketches JOIN revisions ON revisions.id = revision_id")
    kept = sketches.fetchall()
    connection.execute("DROP TABLE sketches")
    connection.execute(_SKETCHES)
    connection.executemany("INSERT INTO sketches VALUES (?, ?)", kept)


def put(connection: sqlite3.Connection, index: str, number: int, words: Words) -> None:
    """Put a row's words into an index."""
    columns = _COLUMNS[index]
    marks = ", ".join("?" * (len(columns) + 1))
    connection.execute(f"INSERT INTO {index}(rowid, {', '.join(columns)}) VALUES ({marks})", (number, *words))


def take(connection: sqlite3.Connection, index: str, number: int, words: Words) -> None:
    """Take the words that were put in out of an index."""
    columns = _COLUMNS[index]
    marks = ", ".join("?" * (len(columns) + 1))
    connection.execute(
        f"INSERT INTO {index}({index}, rowid, {', '.join(columns)}) VALUES ('delete', {marks})", (number, *words)
    )


def text_rows(item: tuple[Any, ...], text: str) -> tuple[tuple[str, Words], ...]:
    """Return what each index has of an article: of its bibliographic record (as in ``item_words``) and its text."""
    title, names, site = item_words(item)
    about = tokens("\n".join((title, names, site)))
    often = Counter(tokens(text))
    least = max(_CHIEF, round(math.sqrt(often.total()) / 8))
    words = dict.fromkeys((*about, *often))
    chief = dict.fromkeys((*tokens(title), *(word for word, times in often.items() if times >= least)))
    heads = dict.fromkeys(sorted({word[:HEAD] for word in words if len(word) >= HEAD}))
    return (
        ("word_index", (" ".join(words),)),
        ("chief_index", (" ".join(chief),)),
        ("head_index", (" ".join(heads),)),
        ("about_index", (title, names, site)),
    )


def mark_rows(*texts: str) -> tuple[tuple[str, Words], ...]:
    """Return what the index has of a highlight, of its quotations, note and tags."""
    return (("mark_index", (" ".join(dict.fromkeys(tokens("\n".join(texts)))),)),)


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
