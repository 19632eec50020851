"""What is known of the versions of articles without reading their texts, and which of them are akin."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from postil.domain.records import Evidence
from postil.storage.library import Library


@dataclass(frozen=True, slots=True)
class RevisionFacts:
    """One version of an article's text; ``captured`` in UTC, ISO 8601; ``importer`` is the one that read it."""

    id: str
    captured: str
    words: int
    text_hash: str
    importer: str


def revision_facts(library: Library, article_id: str) -> tuple[RevisionFacts, ...]:
    """Return what is known of the versions of an article's text, oldest first."""
    statement = "SELECT id, captured, words, text_hash, importer FROM revisions WHERE article_id = ? ORDER BY id"
    return tuple(RevisionFacts(*row) for row in library.rows(statement, article_id))


def evidence_of(library: Library, article_id: str) -> tuple[tuple[Evidence, ...], ...]:
    """Return what each version said of the article's bibliography, oldest first."""
    rows = library.rows("SELECT evidence FROM revisions WHERE article_id = ? ORDER BY id", article_id)
    return tuple(tuple(Evidence(**found) for found in json.loads(row[0])) for row in rows)


# What is asked of all revisions is answered by an index alone: their rows hold whole texts.
_ADDRESSES = """
SELECT article_id, location FROM revisions WHERE source_kind = 'url' AND location IN
    (SELECT location FROM revisions WHERE instr(lower(location), ?))
UNION
SELECT csl_items.id, url FROM csl_items JOIN articles ON articles.id = csl_items.id
WHERE url <> '' AND instr(lower(url), ?)
"""


def addresses_with(library: Library, part: str) -> list[tuple[str, str]]:
    """Return (id of the article, address) for all addresses of articles that hold ``part``, in small letters."""
    return library.rows(_ADDRESSES, part, part)


def articles_from_file(library: Library, path: str) -> tuple[str, ...]:
    """Return the ids of the articles that a version of came from the file at ``path``, the latest first."""
    statement = "SELECT article_id FROM revisions WHERE location = ? AND source_kind = 'file' ORDER BY id DESC"
    return tuple(dict.fromkeys(row[0] for row in library.rows(statement, path)))


_SKETCHED = """
SELECT revisions.article_id, revisions.id FROM sketches JOIN revisions USING (number)
WHERE sketches.hash IN (SELECT value FROM json_each(?))
GROUP BY revisions.id ORDER BY COUNT(*) DESC, revisions.id DESC LIMIT ?
"""


def sketched_alike(library: Library, sketch: Iterable[int], most: int) -> list[tuple[str, str]]:
    """Return (id of the article, of the version) for versions with hashes of ``sketch``, those with most first."""
    return library.rows(_SKETCHED, json.dumps(list(sketch)), most)


def text_of(library: Library, revision_id: str) -> str:
    """Return the canonical text of a version, "" where it is gone."""
    rows = library.rows("SELECT text FROM revisions WHERE id = ?", revision_id)
    return rows[0][0] if rows else ""


def newest_of(library: Library, article_id: str) -> str:
    """Return the id of an article's newest version, "" where the article is gone."""
    rows = library.rows("SELECT revision_id FROM articles WHERE id = ?", article_id)
    return rows[0][0] if rows else ""


def importer_of(library: Library, revision_id: str) -> str:
    """Return the name of the importer that read a version, "" where it is gone."""
    rows = library.rows("SELECT importer FROM revisions WHERE id = ?", revision_id)
    return rows[0][0] if rows else ""
