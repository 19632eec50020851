"""Queries as SQL over the search index: which articles, highlights, notes, tags, names and works are found.

What a query says of words goes to FTS5 as one expression; filters are conditions beside it. The first hits come
unranked, the newest first, which takes a few milliseconds whatever is looked for; ranked ones need all that is found
to be read.
"""

import json
from dataclasses import dataclass

from postil.domain.queries import Node
from postil.storage.library import Library
from postil.storage.search_meaning import Condition, HitKind, meaning


@dataclass(frozen=True, slots=True)
class Row:
    """What was found, before its snippet is cut: ``text`` is what the words stand in, ``start`` where that begins.

    ``id`` is that of the article, highlight, tag, entity or work; ``start`` is in code points of the article's text, -1
    where it has no place in one.
    """

    kind: HitKind
    id: str
    article_id: str
    title: str
    site: str
    published: str
    text: str
    note: str = ""
    color: str = ""
    start: int = -1
    end: int = -1
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """Where a kind of hits is looked for: its index, the column that has the row's number there, tables and columns."""

    kind: HitKind
    index: str
    number: str
    tables: str
    columns: str


_ARTICLE = """JOIN articles ON articles.id = {owner} JOIN csl_items ON csl_items.id = articles.id"""
_ABOUT = "csl_items.title, csl_items.container_title, csl_items.published"
_SOURCES: tuple[_Source, ...] = (
    _Source(
        "article",
        "text_index",
        "searched_articles.number",
        f"searched_articles {_ARTICLE.format(owner='searched_articles.id')}",
        f"articles.id, articles.id, {_ABOUT}, '', '', '', -1, -1, ''",
    ),
    _Source(
        "highlight",
        "mark_index",
        "searched_highlights.number",
        "searched_highlights JOIN highlights ON highlights.id = searched_highlights.id "
        + _ARTICLE.format(owner="highlights.article_id"),
        f"""highlights.id, articles.id, {_ABOUT}, COALESCE(made_exact, exact), highlights.note, highlights.color,
        CASE WHEN highlights.state = 'lost' THEN -1 ELSE highlights."start" END, highlights."end",
        (SELECT group_concat(tag, char(10)) FROM highlight_tags WHERE highlight_id = highlights.id)""",
    ),
    _Source(
        "note",
        "entry_index",
        "searched_entries.number",
        "searched_entries JOIN article_notes ON article_notes.id = searched_entries.id "
        + _ARTICLE.format(owner="article_notes.id"),
        f"articles.id, articles.id, {_ABOUT}, article_notes.body, '', '', -1, -1, ''",
    ),
    _Source(
        "name",
        "entry_index",
        "searched_entries.number",
        "searched_entries",
        """searched_entries.id, '', COALESCE(
            (SELECT value FROM judgements WHERE verdict = 'rename' AND subject = searched_entries.id
                ORDER BY id DESC LIMIT 1),
            (SELECT name FROM text_entities WHERE entity = searched_entries.id LIMIT 1),
            (SELECT value FROM judgements WHERE verdict = 'add' AND subject = searched_entries.id LIMIT 1), ''), '', '',
        COALESCE((SELECT body FROM entity_notes WHERE entity_notes.id = searched_entries.id), ''),
        '', '', -1, -1, ''""",
    ),
    _Source(
        "tag",
        "entry_index",
        "searched_entries.number",
        "searched_entries",
        "searched_entries.id, '', searched_entries.id, '', '', '', '', '', -1, -1, ''",
    ),
    _Source(
        "work",
        "entry_index",
        "searched_entries.number",
        "searched_entries JOIN csl_items ON csl_items.id = searched_entries.id",
        f"csl_items.id, '', {_ABOUT}, csl_items.authors, '', '', -1, -1, ''",
    ),
)
KINDS: tuple[HitKind, ...] = tuple(source.kind for source in _SOURCES)
"""The kinds of hits, in the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class Search:
    """One kind of hits of a query as SQL.

    ``match`` is the whole of what FTS5 is asked. Where words of it are three letters that go on, ``quick`` is the rest
    of it, and ``heads`` are those letters: that finds the same, much sooner, and cannot rank.
    """

    source: _Source
    match: str
    quick: str
    heads: tuple[str, ...]
    conditions: tuple[Condition, ...]

    @property
    def kind(self) -> HitKind:
        """The kind of the hits."""
        return self.source.kind

    def rows(self, library: Library, limit: int, *, ranked: bool) -> tuple[Row, ...]:
        """Return at most ``limit`` of what is found, the best or the newest first."""
        statement, values = self._statement(self.source.columns, ranked=ranked)
        found = library.rows(f"{statement} LIMIT ?", *values, limit)
        return tuple(Row(self.kind, *row[:-1], tags=_lines(row[-1])) for row in found)

    def count(self, library: Library) -> int:
        """Return how many are found."""
        statement, values = self._statement("count(*)", ranked=None)
        return int(library.rows(statement, *values)[0][0])

    def ids(self, library: Library, most: int) -> tuple[str, ...]:
        """Return the ids of the first ``most`` that are found, the newest first."""
        statement, values = self._statement(self.source.columns.partition(",")[0], ranked=False)
        return tuple(row[0] for row in library.rows(f"{statement} LIMIT ?", *values, most))

    def _statement(self, columns: str, *, ranked: bool | None) -> tuple[str, list[object]]:
        source = self.source
        index, match, heads = source.index, self.match, list[str]()
        if not ranked and self.heads:
            match, heads = self.quick, list(self.heads)
            if not match:
                index, match = "head_index", heads.pop()
        tables, order = source.tables, f"{source.number} DESC"
        conditions = list(self.conditions)
        if match:
            # The index drives: each row that it gives is looked up in the other tables, never the other way round.
            tables = f"{index} CROSS JOIN {tables}"
            within = [
                Condition(f"+{index}.rowid IN (SELECT rowid FROM head_index WHERE head_index MATCH ?)", (head,))
                for head in heads
            ]
            conditions[:0] = [
                Condition(f"{index} MATCH ?", (match,)),
                Condition(f"{source.number} = {index}.rowid"),
                *within,
            ]
            order = "rank" if ranked else f"{index}.rowid DESC"
        where = " AND ".join(f"({condition.sql})" for condition in conditions) or "1"
        values = [value for condition in conditions for value in condition.values]
        ending = "" if ranked is None else f" ORDER BY {order}"
        return f"SELECT {columns} FROM {tables} WHERE {where}{ending}", values


def searches(library: Library, root: Node) -> tuple[Search, ...]:
    """Return what to look for in each kind of hits; kinds that the query rules out are left out."""
    found: list[Search] = []
    for source in _SOURCES:
        meant = meaning(library, root, source.kind, source.index, source.number)
        if meant is not None:
            found.append(Search(source, meant.match, meant.quick, meant.heads, meant.conditions))
    return tuple(found)


def texts_of(library: Library, article_ids: tuple[str, ...]) -> dict[str, str]:
    """Return the newest texts of some articles, by their ids."""
    return dict(
        library.rows(
            "SELECT articles.id, revisions.text FROM articles JOIN revisions ON revisions.id = articles.revision_id "
            "WHERE articles.id IN (SELECT value FROM json_each(?))",
            json.dumps(article_ids),
        )
    )


def place_of_name(library: Library, key: str) -> tuple[str, int, int] | None:
    """Return the newest article that names an entity, with the first place where it does; None where none does."""
    rows = library.rows(
        'SELECT articles.id, "start", "end" FROM text_entities JOIN revisions USING (text_hash) '
        "JOIN articles ON articles.revision_id = revisions.id WHERE entity = ? AND articles.trashed = '' "
        "ORDER BY articles.id DESC LIMIT 1",
        key,
    )
    return rows[0] if rows else None


def _lines(value: str | None) -> tuple[str, ...]:
    return tuple(value.split("\n")) if value else ()
