"""Queries as SQL over the search index: which articles, highlights, notes, tags, names and works are found.

What a query says of words goes to FTS5 as one expression; filters are conditions beside it. Articles come in tiers:
those with the words in their titles, those whose text comes back to them, all others, each the newest first. So the
best are there in a few milliseconds, and nobody has to read all that is found. Whether words stand together is seen in
the texts, one after the other, until there are enough.
"""

import json
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from postil.domain.matching import Sought, Wanted, pattern, stands
from postil.domain.queries import Node
from postil.storage.library import Library
from postil.storage.numbering import numbers_in
from postil.storage.search_meaning import TOGETHER, Condition, HitKind, Meaning, meaning
from postil.storage.troubles import damaged


@dataclass(frozen=True, slots=True)
class Row:
    """What was found, before its snippet is cut: ``text`` is what the words stand in, ``start`` where that begins.

    ``id`` is that of the article, highlight, tag, entity or work; ``start`` is in code points of the article's text, -1
    where it has no place in one. Rows of a lower ``tier`` are better.
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
    tier: int = 0


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
        "word_index",
        "shelf.number",
        f"shelf {_ARTICLE.format(owner='shelf.id')}",
        f"articles.id, articles.id, {_ABOUT}, '', '', '', -1, -1, ''",
    ),
    _Source(
        "highlight",
        "mark_index",
        "highlights.number",
        f"highlights {_ARTICLE.format(owner='highlights.article_id')}",
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


Tier = Literal["title", "chief", "word"]
"""Where in an article the words stand: in its title, in the words it comes back to, or anywhere."""
TIERS: tuple[Tier, ...] = ("title", "chief", "word")


@dataclass(frozen=True, slots=True)
class Search:
    """One kind of hits of a query as SQL."""

    source: _Source
    meaning: Meaning

    @property
    def kind(self) -> HitKind:
        """The kind of the hits."""
        return self.source.kind

    def rows(self, library: Library, limit: int, *, ranked: bool) -> tuple[Row, ...]:
        """Return at most ``limit`` of what is found, the best or the newest first; ``Row.tier`` says of which tier."""
        is_tiered = ranked and self.kind == "article" and bool(self.meaning.asked)
        found: dict[str, Row] = {}
        for number, tier in enumerate(TIERS if is_tiered else TIERS[-1:]):
            if len(found) >= limit:
                break
            statement, values = self._statement(self.source.columns, tier, self._order(tier, ranked=ranked))
            for row in library.rows(f"{statement} LIMIT ?", *values, limit + len(found)):
                found.setdefault(row[0], self._row(library, row, number))
        return tuple(found.values())[:limit]

    def count(self, library: Library) -> int:
        """Return how many are found."""
        statement, values = self._statement("count(*)", "word", "")
        return int(library.rows(statement, *values)[0][0])

    def ids(self, library: Library, most: int) -> tuple[str, ...]:
        """Return the ids of the first ``most`` that are found, the newest first."""
        order = self._order("word", ranked=False)
        statement, values = self._statement(self.source.columns.partition(",")[0], "word", order)
        return tuple(row[0] for row in library.rows(f"{statement} LIMIT ?", *values, most))

    def numbers(self, library: Library, order: str = "") -> "array[int]":
        """Return the numbers of all that is found, for ``at``: the newest first, or by ``order`` (SQL)."""
        wanted = f"{self.source.number} AS number"
        statement, values = self._statement(wanted, "word", order or self._order("word", ranked=False))
        return numbers_in(library, statement, *values)

    def at(self, library: Library, numbers: Sequence[int]) -> dict[int, Row]:
        """Return those of the rows with these numbers that are there."""
        source = self.source
        statement = (
            f"SELECT {source.number}, {source.columns} FROM {source.tables} "
            f"WHERE {source.number} IN (SELECT value FROM json_each(?))"
        )
        found = library.rows(statement, json.dumps(list(numbers)))
        return {row[0]: self._row(library, row[1:]) for row in found}

    def _row(self, library: Library, row: Sequence[Any], tier: int = 0) -> Row:
        """Return what SQL gave as a row; raises Damaged where its words are none, which SQLite lets pass."""
        if not all(isinstance(each, str) for each in row[:-3]):
            raise damaged(library.path)
        return Row(self.kind, *row[:-1], tags=_lines(row[-1]), tier=tier)

    def _order(self, tier: Tier, *, ranked: bool) -> str:
        if self.meaning.asked and ranked and self.source.index == "entry_index":
            return "rank"
        return f"{self._driver(tier)[0]}.rowid DESC" if self.meaning.asked else f"{self.source.number} DESC"

    def _driver(self, tier: Tier) -> tuple[str, str, tuple[str, ...]]:
        """Return the index whose rows are gone through, what it is asked, and the beginnings that are looked up."""
        meaning = self.meaning
        if tier == "title":
            return "about_index", f"title : ({meaning.asked})", ()
        if tier == "chief":
            return "chief_index", meaning.asked, ()
        if not meaning.heads:
            return self.source.index, meaning.asked, ()
        if meaning.quick:
            return self.source.index, meaning.quick, meaning.heads
        return "head_index", meaning.heads[-1], meaning.heads[:-1]

    def _statement(self, columns: str, tier: Tier, order: str) -> tuple[str, list[object]]:
        source, meaning = self.source, self.meaning
        tables, conditions = source.tables, list(meaning.conditions)
        if meaning.asked:
            # The index drives: each row that it gives is looked up in the other tables, never the other way round.
            index, match, heads = self._driver(tier)
            tables = f"{index} CROSS JOIN {tables}"
            within = [_in_index(f"+{index}.rowid IN", "head_index", head) for head in heads]
            if meaning.refuses_within and tier != "word":
                within.append(_in_index(f"+{index}.rowid IN", source.index, meaning.asked))
            if meaning.refused and index == source.index:
                match = f"({match}) NOT ({meaning.refused})"
            elif meaning.refused:
                within.append(_in_index(f"+{index}.rowid NOT IN", source.index, meaning.refused))
            conditions[:0] = [
                Condition(f"{index} MATCH ?", (match,)),
                Condition(f"{source.number} = {index}.rowid"),
                *within,
            ]
        where = " AND ".join(f"({condition.sql})" for condition in conditions) or "1"
        values = [value for condition in conditions for value in condition.values]
        ending = f" ORDER BY {order}" if order else ""
        return f"SELECT {columns} FROM {tables} WHERE {where}{ending}", values


def _in_index(is_in: str, index: str, match: str) -> Condition:
    return Condition(f"{is_in} (SELECT rowid FROM {index} WHERE {index} MATCH ?)", (match,))


def searches(library: Library, root: Node) -> tuple[Search, ...]:
    """Return what to look for in each kind of hits; kinds that the query rules out are left out."""
    library.lend(TOGETHER, _stand_together())
    found: list[Search] = []
    for source in _SOURCES:
        meant = meaning(library, root, source.kind, source.index, source.number)
        if meant is not None:
            found.append(Search(source, meant))
    return tuple(found)


def _stand_together() -> Callable[..., bool]:
    """Return a function for SQL, of a phrase, whether its last word goes on, and texts: does it stand in one of them.

    It remembers the expressions that it made.
    """
    made: dict[tuple[str, int], Sought | None] = {}

    def stand_together(words: str, begins: int, *texts: str | None) -> bool:
        sought = made.get((words, begins))
        if sought is None:
            sought = made[words, begins] = pattern([Wanted(words, bool(begins))])
        return any(stands(text, sought) for text in texts if text)

    return stand_together


def texts_of(library: Library, article_ids: tuple[str, ...]) -> dict[str, str]:
    """Return the newest texts of some articles, by their ids."""
    return dict(
        library.rows(
            "SELECT articles.id, revisions.text FROM articles JOIN revisions ON revisions.id = articles.revision_id "
            "WHERE articles.id IN (SELECT value FROM json_each(?))",
            json.dumps(article_ids),
        )
    )


def owners(library: Library, numbers: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return (id of the article, of the highlight) by the numbers of highlights; of notes, below 0, the article's."""
    marks = "SELECT number, article_id, id FROM highlights WHERE number IN (SELECT value FROM json_each(?))"
    notes = "SELECT -number, id, '' FROM searched_entries WHERE -number IN (SELECT value FROM json_each(?))"
    wanted = json.dumps(list(numbers))
    return {row[0]: row[1:] for statement in (marks, notes) for row in library.rows(statement, wanted)}


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
