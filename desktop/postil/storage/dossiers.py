"""What a dossier is made of: texts with kept findings that may name an entity, and highlights with notes."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from postil.storage.library import Library


@dataclass(frozen=True, slots=True)
class PageRow:
    """The newest text of an article with what was found in it, as ``analysis.messages`` writes that."""

    article_id: str
    revision_id: str
    title: str
    site: str
    published: str
    text_hash: str
    text: str
    findings: str


@dataclass(frozen=True, slots=True)
class MarkRow:
    """A highlight; ``start`` and ``end`` are code points of ``revision_id``, ``quotation`` is what was marked."""

    id: str
    article_id: str
    revision_id: str
    start: int
    end: int
    state: str
    quotation: str
    note: str
    color: str
    title: str


_NEWEST = """
FROM articles JOIN revisions ON revisions.id = articles.revision_id
LEFT JOIN analyses ON analyses.text_hash = revisions.text_hash AND analyses.version = ?
"""
_PAGES = f"""
SELECT articles.id, revisions.id, csl_items.title, csl_items.container_title, csl_items.published,
       revisions.text_hash, revisions.text, analyses.findings
{_NEWEST} JOIN csl_items ON csl_items.id = articles.id
WHERE articles.trashed = '' AND analyses.findings IS NOT NULL
AND (revisions.text_hash IN (SELECT value FROM json_each(?))
     OR EXISTS (SELECT 1 FROM json_each(?) AS wanted WHERE instr(analyses.findings, wanted.value)))
"""
# The kept findings themselves, which are as long as the texts, are not read: the search has a table of who is named.
_NAMED = """
WITH texts AS MATERIALIZED (
    SELECT analyses.text_hash, COUNT(*) AS copies FROM analyses JOIN revisions USING (text_hash)
    JOIN articles ON articles.id = revisions.article_id AND articles.revision_id = revisions.id
    WHERE analyses.version = ? AND articles.trashed = '' GROUP BY analyses.text_hash)
SELECT entity, name, SUM(mentions * copies), SUM(copies) FROM text_entities CROSS JOIN texts USING (text_hash)
GROUP BY entity, name ORDER BY entity
"""
_MARKS = """
SELECT highlights.id, highlights.article_id, highlights.revision_id, highlights."start", highlights."end",
       highlights.state, COALESCE(highlights.made_exact, highlights.exact), highlights.note, highlights.color,
       csl_items.title
FROM highlights JOIN csl_items ON csl_items.id = highlights.article_id
WHERE highlights.article_id IN (SELECT value FROM json_each(?)) OR highlights.note <> ''
ORDER BY highlights.article_id, highlights."start", highlights.id
"""


def pages_with(library: Library, version: str, keys: Iterable[str], hashes: Sequence[str]) -> tuple[PageRow, ...]:
    """Return the texts whose findings by that version of the analyser hold one of ``keys``, and those of ``hashes``."""
    # As json.dumps writes a key into the findings: what is found so is looked at again.
    wanted = [f'"key":{json.dumps(key, ensure_ascii=False)}' for key in keys]
    rows = library.rows(_PAGES, version, json.dumps(list(hashes)), json.dumps(wanted, ensure_ascii=False))
    return tuple(PageRow(*row) for row in rows)


def unsearched(library: Library, version: str) -> int:
    """Return how many articles that version of the analyser has not looked through."""
    statement = f"SELECT COUNT(*) {_NEWEST} WHERE articles.trashed = '' AND analyses.text_hash IS NULL"
    return int(library.rows(statement, version)[0][0])


def named_everywhere(library: Library, version: str) -> list[tuple[str, str, int, int]]:
    """Return (key, name, mentions, articles) of what that version found in the newest texts, by keys.

    An entity that goes by several names has a row for each of them.
    """
    return library.rows(_NAMED, version)


def marks_beside(library: Library, article_ids: Iterable[str]) -> tuple[MarkRow, ...]:
    """Return the highlights of these articles, and all that have a note, in the order of articles and texts."""
    return tuple(MarkRow(*row) for row in library.rows(_MARKS, json.dumps(list(article_ids))))
