"""Articles whose newest text this version of the analyser has not looked through for names and dates."""

from dataclasses import dataclass

from postil.storage.library import Library

_NEWEST = """
FROM articles JOIN revisions ON revisions.id = articles.revision_id
LEFT JOIN analyses ON analyses.text_hash = revisions.text_hash AND analyses.version = ?
WHERE articles.trashed = ''
"""

# By the index of hashes: CROSS JOIN keeps SQLite from going through all articles.
_TEXT = """
SELECT revisions.text, revisions.language FROM revisions CROSS JOIN articles ON revisions.id = articles.revision_id
LEFT JOIN analyses ON analyses.text_hash = revisions.text_hash AND analyses.version = ?
WHERE revisions.text_hash = ? AND articles.trashed = '' AND analyses.text_hash IS NULL LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Unsearched:
    """How many of the library's articles, those in the trash left out, were not looked through."""

    missing: int
    articles: int


def count_unsearched(library: Library, version: str) -> Unsearched:
    """Return how many articles that version of the analyser has not looked through, and how many there are."""
    statement = f"SELECT COUNT(*) - COUNT(analyses.text_hash), COUNT(*) {_NEWEST}"
    return Unsearched(*library.rows(statement, version)[0])


def unsearched_texts(library: Library, version: str) -> tuple[str, ...]:
    """Return the hashes of the texts that it has not looked through, those of the newest articles first."""
    statement = f"SELECT revisions.text_hash {_NEWEST} AND analyses.text_hash IS NULL ORDER BY articles.id DESC"
    return tuple(dict.fromkeys(row[0] for row in library.rows(statement, version)))


def unsearched_text(library: Library, version: str, text_hash: str) -> tuple[str, str] | None:
    """Return a text with its language; None where it is gone, or was looked through meanwhile."""
    rows = library.rows(_TEXT, version, text_hash)
    return (rows[0][0], rows[0][1]) if rows else None


def outdated_findings(library: Library, text_hash: str, version: str) -> str | None:
    """Return the kept findings (JSON) of a text by another version of the analyser than this one, or None."""
    rows = library.rows("SELECT findings FROM analyses WHERE text_hash = ? AND version <> ?", text_hash, version)
    return rows[0][0] if rows else None
