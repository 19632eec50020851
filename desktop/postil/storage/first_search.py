"""The tables for searching as migration 0004 made them.

Only the migrations use this: what 0009 makes of them is in ``search_tables.py``.
"""

_TOKENIZE = "tokenize = 'unicode61 remove_diacritics 2'"

FIRST_SEARCH = f"""
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
