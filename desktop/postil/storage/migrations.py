"""The shape of the library file, one migration after the other: appended, atomic, never edited once released."""

import contextlib
import functools
from typing import TYPE_CHECKING

from postil.storage.blocks import decode_blocks

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x506F7374
"""What ``PRAGMA application_id`` says of a Postil library: "Post"."""

SCHEMA_VERSION = 10
"""The number of migrations; kept in ``PRAGMA user_version`` so that an up-to-date file opens without sqlite-utils."""

FIRST_COLORS = (
    ("yellow", "important"),
    ("red", "doubt"),
    ("green", "fact"),
    ("blue", "claim"),
    ("purple", "question"),
    ("orange", "quote"),
)


@functools.cache
def migrations() -> "Migrations":
    """Return all migrations in order (imports sqlite-utils)."""
    from sqlite_utils import Migrations

    library = Migrations("postil")
    _add_released(library)
    _add_later(library)
    return library


def _add_released(library: "Migrations") -> None:
    @library(name="0001_first_library")
    def _first_library(db: "Database") -> None:
        execute = db.conn.execute
        for statement in _FIRST_LIBRARY.split(";\n"):
            execute(statement)
        for position, (tone, name) in enumerate(FIRST_COLORS):
            execute("INSERT INTO colors VALUES (?, ?, ?)", [tone, name, position])
        execute(f"PRAGMA application_id = {APPLICATION_ID}")
        execute("PRAGMA user_version = 1")

    @library(name="0002_versions_and_claims")
    def _versions_and_claims(db: "Database") -> None:
        _run(db, *_VERSIONS_AND_CLAIMS.split(";\n"))
        for (revision_id,) in db.conn.execute("SELECT id FROM revisions").fetchall():
            text, blocks = db.conn.execute("SELECT text, blocks FROM revisions WHERE id = ?", [revision_id]).fetchone()
            # "postil check" tells of a damaged text; the others are no worse for it.
            with contextlib.suppress(ValueError, TypeError):
                rows = [(value, revision_id) for value in decode_blocks(text, blocks).sketch]
                db.conn.executemany("INSERT INTO sketches VALUES (?, ?)", rows)
        db.conn.execute("PRAGMA user_version = 2")

    @library(name="0003_collections_and_works")
    def _collections_and_works(db: "Database") -> None:
        _run(db, *_COLLECTIONS_AND_WORKS.split(";\n"), "PRAGMA user_version = 3")

    @library(name="0004_search")
    def _search(db: "Database") -> None:
        from postil.storage.first_search import FIRST_SEARCH

        # What is in them is made by 0009, which puts others in the place of most.
        _run(db, *FIRST_SEARCH.split(";\n"))
        db.conn.execute("PRAGMA user_version = 4")


def _add_later(library: "Migrations") -> None:
    @library(name="0005_removed_marks")
    def _removed_marks(db: "Database") -> None:
        db.conn.execute("CREATE TABLE removed_marks (id TEXT PRIMARY KEY, removed TEXT NOT NULL)")
        db.conn.execute("PRAGMA user_version = 5")

    @library(name="0006_views")
    def _views(db: "Database") -> None:
        from postil.storage.judged import fill_keys
        from postil.storage.views import JUDGED_INDEXES, JUDGED_KEYS, VIEWS

        _run(db, JUDGED_KEYS, *JUDGED_INDEXES, *VIEWS)
        fill_keys(db.conn)
        db.conn.execute("PRAGMA user_version = 6")

    @library(name="0007_digests")
    def _digests(db: "Database") -> None:
        from postil.storage.digests import RECORDS, fill

        _run(db, *(f"ALTER TABLE {table} ADD COLUMN digest INTEGER" for table in RECORDS))
        fill(db.conn, RECORDS)
        db.conn.execute("PRAGMA user_version = 7")

    @library(name="0008_shelf")
    def _shelf(db: "Database") -> None:
        from postil.storage.shelving import SHELF, fill

        _run(db, *SHELF)
        fill(db.conn)
        db.conn.execute("PRAGMA user_version = 8")

    @library(name="0009_lean_search")
    def _lean_search(db: "Database") -> None:
        from postil.storage.indexing import fill
        from postil.storage.search_tables import make_lean

        make_lean(db.conn)
        fill(db.conn)
        db.conn.execute("PRAGMA user_version = 9")

    @library(name="0010_words_with_marks")
    def _words_with_marks(db: "Database") -> None:
        from postil.storage.indexing import fill, is_folded_otherwise

        # Words came to be compared without marks that Unicode keeps apart: only texts that have any are in otherwise.
        if is_folded_otherwise(db.conn):
            fill(db.conn)
        db.conn.execute("PRAGMA user_version = 10")


def _run(db: "Database", *statements: str) -> None:
    for statement in statements:
        db.conn.execute(statement)


_COLLECTIONS_AND_WORKS = """
ALTER TABLE articles ADD COLUMN later INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN archived INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN favourite INTEGER NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN trashed TEXT NOT NULL DEFAULT '';
ALTER TABLE csl_items ADD COLUMN more TEXT NOT NULL DEFAULT '';
CREATE TABLE collections (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    created TEXT NOT NULL
);
CREATE TABLE memberships (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
    collection_id TEXT NOT NULL REFERENCES collections(id) DEFERRABLE INITIALLY DEFERRED,
    created TEXT NOT NULL
);
CREATE INDEX memberships_by_article ON memberships(article_id);
CREATE INDEX memberships_by_collection ON memberships(collection_id);
CREATE TABLE saved_searches (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    created TEXT NOT NULL
);
CREATE TABLE exported_files (
    id TEXT PRIMARY KEY,
    format TEXT NOT NULL,
    options TEXT NOT NULL,
    parts TEXT NOT NULL,
    watched INTEGER NOT NULL,
    written TEXT NOT NULL
)
"""


_VERSIONS_AND_CLAIMS = """
ALTER TABLE highlights ADD COLUMN made_id TEXT REFERENCES revisions(id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE highlights ADD COLUMN made_start INTEGER;
ALTER TABLE highlights ADD COLUMN made_end INTEGER;
ALTER TABLE highlights ADD COLUMN made_exact TEXT;
ALTER TABLE highlights ADD COLUMN made_prefix TEXT;
ALTER TABLE highlights ADD COLUMN made_suffix TEXT;
ALTER TABLE highlights ADD COLUMN reviewed TEXT NOT NULL DEFAULT '';
ALTER TABLE highlights ADD COLUMN "foreign" TEXT NOT NULL DEFAULT '';
ALTER TABLE highlights ADD COLUMN locator TEXT NOT NULL DEFAULT '';
CREATE INDEX highlights_by_foreign ON highlights("foreign") WHERE "foreign" <> '';
DROP INDEX highlights_by_article;
CREATE INDEX highlights_by_article
    ON highlights(article_id, "start", "end", id, color, state, revision_id, reviewed);
ALTER TABLE judgements ADD COLUMN reason TEXT NOT NULL DEFAULT '';
ALTER TABLE judgements ADD COLUMN confidence TEXT NOT NULL DEFAULT '';
CREATE TABLE claims (
    id TEXT PRIMARY KEY REFERENCES highlights(id) DEFERRABLE INITIALLY DEFERRED,
    status TEXT NOT NULL,
    judge TEXT NOT NULL,
    reason TEXT NOT NULL,
    number TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL
);
CREATE TABLE links (
    id TEXT PRIMARY KEY,
    relation TEXT NOT NULL,
    source_id TEXT NOT NULL REFERENCES highlights(id) DEFERRABLE INITIALLY DEFERRED,
    target_id TEXT NOT NULL REFERENCES highlights(id) DEFERRABLE INITIALLY DEFERRED,
    reason TEXT NOT NULL,
    created TEXT NOT NULL
);
CREATE INDEX links_by_source ON links(source_id);
CREATE INDEX links_by_target ON links(target_id);
CREATE TABLE folds (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    rule TEXT NOT NULL,
    words TEXT NOT NULL,
    folded INTEGER NOT NULL,
    created TEXT NOT NULL
);
CREATE INDEX folds_by_site ON folds(site);
CREATE TABLE entity_notes (
    id TEXT PRIMARY KEY,
    body TEXT NOT NULL,
    wikidata TEXT NOT NULL,
    viaf TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL
);
CREATE TABLE sketches (
    hash INTEGER NOT NULL,
    revision_id TEXT NOT NULL,
    PRIMARY KEY (hash, revision_id)
) WITHOUT ROWID
"""


# References are deferred: an edit may write its records in any order within its transaction.
_FIRST_LIBRARY = """
CREATE TABLE articles (
    id TEXT PRIMARY KEY,
    revision_id TEXT NOT NULL REFERENCES revisions(id) DEFERRABLE INITIALLY DEFERRED,
    created TEXT NOT NULL,
    modified TEXT NOT NULL
);
CREATE TABLE article_tags (
    article_id TEXT NOT NULL REFERENCES articles(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    tag TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (article_id, tag)
) WITHOUT ROWID;
CREATE TABLE revisions (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
    text TEXT NOT NULL,
    blocks TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    location TEXT NOT NULL,
    source_hash TEXT NOT NULL,
    importer TEXT NOT NULL,
    language TEXT NOT NULL,
    words INTEGER NOT NULL,
    evidence TEXT NOT NULL,
    captured TEXT NOT NULL
);
CREATE INDEX revisions_by_article ON revisions(article_id);
CREATE INDEX revisions_by_text_hash ON revisions(text_hash);
CREATE INDEX revisions_by_source_hash ON revisions(source_hash);
CREATE INDEX revisions_by_location ON revisions(location);
CREATE TABLE csl_items (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    title TEXT NOT NULL,
    authors TEXT NOT NULL,
    container_title TEXT NOT NULL,
    publisher TEXT NOT NULL,
    published TEXT NOT NULL,
    updated TEXT NOT NULL,
    accessed TEXT NOT NULL,
    url TEXT NOT NULL,
    language TEXT NOT NULL,
    note TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL
);
CREATE TABLE highlights (
    id TEXT PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
    revision_id TEXT NOT NULL REFERENCES revisions(id) DEFERRABLE INITIALLY DEFERRED,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    exact TEXT NOT NULL,
    prefix TEXT NOT NULL,
    suffix TEXT NOT NULL,
    color TEXT NOT NULL REFERENCES colors(id) DEFERRABLE INITIALLY DEFERRED,
    note TEXT NOT NULL,
    state TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL
);
CREATE INDEX highlights_by_article ON highlights(article_id, "start", "end", id, color, state);
CREATE TABLE highlight_tags (
    highlight_id TEXT NOT NULL REFERENCES highlights(id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED,
    tag TEXT NOT NULL,
    position INTEGER NOT NULL,
    PRIMARY KEY (highlight_id, tag)
) WITHOUT ROWID;
CREATE TABLE article_notes (
    id TEXT PRIMARY KEY REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
    body TEXT NOT NULL,
    created TEXT NOT NULL,
    modified TEXT NOT NULL
);
CREATE TABLE colors (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    position INTEGER NOT NULL
);
CREATE TABLE readings (
    id TEXT PRIMARY KEY REFERENCES articles(id) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL,
    progress REAL NOT NULL,
    opened TEXT NOT NULL
);
CREATE TABLE figures (
    id TEXT PRIMARY KEY,
    url TEXT NOT NULL,
    media_type TEXT NOT NULL,
    content BLOB NOT NULL
);
CREATE TABLE judgements (
    id TEXT PRIMARY KEY,
    verdict TEXT NOT NULL,
    subject TEXT NOT NULL,
    value TEXT NOT NULL,
    article_id TEXT NOT NULL,
    text_hash TEXT NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    created TEXT NOT NULL
);
CREATE TABLE analyses (
    text_hash TEXT NOT NULL,
    version TEXT NOT NULL,
    findings TEXT NOT NULL,
    created TEXT NOT NULL,
    PRIMARY KEY (text_hash, version)
);
"""
