"""What a query means for one kind of hits: an expression for FTS5, and conditions in SQL beside it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from postil.domain.judgements import current_key
from postil.domain.matching import indexed, plain, tokens
from postil.domain.queries import And, Filter, Node, Not, Or, Word, filters
from postil.storage.library import Library
from postil.storage.search_tables import HEAD

HitKind = Literal["article", "highlight", "note", "tag", "name", "work"]

_IDS = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition in SQL with the values of its places."""

    sql: str
    values: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Meaning:
    """What ``Search`` is made of."""

    match: str
    quick: str
    heads: tuple[str, ...]
    conditions: tuple[Condition, ...]


_NEVER = Condition("0")
_OF_ARTICLES = frozenset({"article", "highlight", "note"})
_COLUMNS = {"author": "names", "site": "site"}
"""Filters that are words of a column of ``text_index``."""
_EXISTING: Mapping[HitKind, str] = {
    "note": "searched_entries.kind = 'note'",
    "tag": "searched_entries.kind = 'tag'",
    "work": "searched_entries.kind = 'work'",
    "name": """searched_entries.kind = 'name'
        AND NOT EXISTS (SELECT 1 FROM judgements WHERE verdict = 'reject' AND subject = searched_entries.id)
        AND (EXISTS (SELECT 1 FROM text_entities JOIN revisions USING (text_hash)
                JOIN articles ON articles.revision_id = revisions.id
                WHERE entity = searched_entries.id AND articles.trashed = '')
            OR EXISTS (SELECT 1 FROM judgements WHERE verdict IN ('add', 'rename') AND subject = searched_entries.id)
            OR EXISTS (SELECT 1 FROM entity_notes WHERE entity_notes.id = searched_entries.id))""",
}
_PLAIN_FILTERS: Mapping[tuple[str, HitKind], str] = {
    ("color", "highlight"): "highlights.color = ?",
    ("state", "highlight"): "highlights.state = ?",
    ("claim", "highlight"): "highlights.id IN (SELECT id FROM claims WHERE status = ?)",
    ("in", "article"): "articles.id IN (SELECT article_id FROM memberships WHERE collection_id = ?)",
}
_READ = "articles.id IN (SELECT id FROM readings WHERE progress > 0)"
_STANDING = {
    "unread": f"NOT {_READ}",
    "read": _READ,
    "later": "articles.later",
    "archived": "articles.archived",
    "favourite": "articles.favourite",
    "trashed": "articles.trashed <> ''",
}
_HAS = {
    "note": "articles.id IN (SELECT id FROM article_notes WHERE body <> '')",
    "tag": "EXISTS (SELECT 1 FROM article_tags WHERE article_id = articles.id)",
    "highlight": "EXISTS (SELECT 1 FROM highlights AS any_h WHERE any_h.article_id = articles.id)",
    "claim": "EXISTS (SELECT 1 FROM claims JOIN highlights AS any_h USING (id) WHERE any_h.article_id = articles.id)",
}
_HIGHLIGHT_HAS = {
    "note": "highlights.note <> ''",
    "tag": "EXISTS (SELECT 1 FROM highlight_tags WHERE highlight_id = highlights.id)",
    "highlight": "1",
    "claim": "highlights.id IN (SELECT id FROM claims)",
}


def meaning(library: Library, root: Node, kind: HitKind, index: str, number: str) -> Meaning | None:
    """Return what ``root`` means for hits of ``kind``, whose rows in ``index`` bear ``number``; None: nothing."""
    named = {each.value for each in filters(root) if each.name == "kind"}
    parts = root.parts if isinstance(root, And) else (root,)
    if any(isinstance(part, Filter) and part.name == "kind" and part.value != kind for part in parts):
        return None
    translator = _Translator(library, kind, index, number)
    matches = [(part, translator.expression(part)) for part in parts if not isinstance(part, Not)]
    excluded = [(part, translator.expression(part.part)) for part in parts if isinstance(part, Not)]
    asked = [(part, found) for part, found in matches if found]
    taken = {id(part) for part, _ in asked}
    refused = [(part, found) for part, found in excluded if found] if asked else []
    taken |= {id(part) for part, _ in refused}
    if not asked and kind not in _OF_ARTICLES and kind not in named:
        return None
    conditions = [translator.condition(part) for part in parts if id(part) not in taken]
    if _NEVER in conditions:
        return None
    conditions += [Condition(_EXISTING[kind])] if kind in _EXISTING else []
    is_trash_wanted = any(each == Filter("is", "trashed") for each in filters(root))
    if kind in _OF_ARTICLES and not is_trash_wanted:
        conditions.append(Condition("articles.trashed = ''"))
    heads = {id(part): _head(part) for part, _ in asked if kind == "article" and _head(part)}
    quick = _joined([found for part, found in asked if id(part) not in heads], [found for _, found in refused])
    if refused and len(heads) == len(asked):
        # Nothing is left for the others to be taken from.
        heads, quick = {}, ""
    match = _joined([found for _, found in asked], [found for _, found in refused])
    return Meaning(match, quick, tuple(heads.values()), tuple(conditions))


def _head(part: Node) -> str:
    """Return the expression for ``head_index`` of a word that is just three letters and may go on, else ""."""
    if not isinstance(part, Word) or not part.begins:
        return ""
    words = tokens(part.text)
    return f'"{words[0]}"' if len(words) == 1 and len(words[0]) == HEAD else ""


def _joined(asked: list[str], refused: list[str]) -> str:
    if not asked:
        return ""
    match = " AND ".join(asked)
    return f"({match}) NOT ({' OR '.join(refused)})" if refused else match


def _phrase(text: str, *, begins: bool) -> str:
    words = indexed(text).replace('"', " ")
    return f'"{words}" *' if begins else f'"{words}"'


class _Translator:
    """Translates the parts of a query for one kind of hits."""

    def __init__(self, library: Library, kind: HitKind, index: str, number: str) -> None:
        self._library = library
        self._kind: HitKind = kind
        self._index = index
        self._number = number

    def expression(self, node: Node) -> str | None:
        """Return what FTS5 is asked for a part that is of words alone, None for another."""
        match node:
            case Word(text, begins):
                return _phrase(text, begins=begins)
            case Filter(name, value) if name in _COLUMNS and self._kind == "article":
                return f"{_COLUMNS[name]} : {_value(value)}"
            case Or(parts):
                found = [self.expression(part) for part in parts]
                return f"({' OR '.join(each for each in found if each)})" if all(found) else None
            case And(parts):
                asked = [self.expression(part) for part in parts if not isinstance(part, Not)]
                refused = [self.expression(part.part) for part in parts if isinstance(part, Not)]
                if not asked or not all(asked) or not all(refused):
                    return None
                return f"({_joined([each for each in asked if each], [each for each in refused if each])})"
            case _:
                return None

    def condition(self, node: Node) -> Condition:
        """Return any part as a condition on the row."""
        match node:
            case Word():
                return self._within(self._index, self._number, self.expression(node) or '""')
            case Filter():
                return self._filter(node)
            case Not(part):
                inner = self.condition(part)
                return Condition(f"NOT ({inner.sql})", inner.values)
            case And(parts) | Or(parts):
                inside = [self.condition(part) for part in parts]
                word = " AND " if isinstance(node, And) else " OR "
                return Condition(
                    word.join(f"({each.sql})" for each in inside),
                    tuple(value for each in inside for value in each.values),
                )

    def _within(self, index: str, number: str, expression: str) -> Condition:
        return Condition(f"+{number} IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)", (expression,))

    def _filter(self, asked: Filter) -> Condition:
        name, value, kind = asked.name, asked.value, self._kind
        if name == "kind":
            return Condition("1" if value == kind else "0")
        if kind == "work" and name in {"author", "date"}:
            return (
                _dated(value) if name == "date" else self._within(self._index, self._number, f"names : {_value(value)}")
            )
        if kind not in _OF_ARTICLES:
            return _NEVER
        sql = _PLAIN_FILTERS.get((name, kind)) or _PLAIN_FILTERS.get((name, "article"))
        if sql:
            return Condition(sql, (value,))
        match name:
            case "tag":
                return self._tagged(value)
            case "author" | "site":
                found = self._within("text_index", "sa.number", f"{_COLUMNS[name]} : {_value(value)}")
                return Condition(
                    f"articles.id IN (SELECT sa.id FROM searched_articles AS sa WHERE {found.sql})", found.values
                )
            case "date":
                return _dated(value)
            case "is":
                return Condition(_STANDING[value])
            case "has":
                return Condition((_HIGHLIGHT_HAS if kind == "highlight" else _HAS)[value])
            case "entity":
                return self._about(value)
            case _:
                return _NEVER

    def _tagged(self, value: str) -> Condition:
        wanted, begins = plain(value.rstrip("*")), value.endswith("*")
        known = self._library.rows("SELECT id FROM searched_entries WHERE kind = 'tag'")
        tags = [tag for (tag,) in known if plain(tag) == wanted or (begins and plain(tag).startswith(wanted))]
        values = json.dumps(tags)
        of_article = f"articles.id IN (SELECT article_id FROM article_tags WHERE tag IN {_IDS})"
        if self._kind != "highlight":
            return Condition(of_article, (values,))
        of_highlight = f"highlights.id IN (SELECT highlight_id FROM highlight_tags WHERE tag IN {_IDS})"
        return Condition(f"{of_highlight} OR {of_article}", (values, values))

    def _about(self, value: str) -> Condition:
        """Return the condition that an article names an entity, as the reader's judgements have it."""
        rows = self._library.rows(
            "SELECT id FROM searched_entries JOIN entry_index ON entry_index.rowid = number "
            "WHERE entry_index MATCH ? AND kind = 'name'",
            f"title : {_value(value)}",
        )
        judgements = self._library.judgements()
        current = {current_key(row[0], judgements) for row in rows}
        # Whatever goes under the name now, under whatever name it was found.
        moved = {each.subject for each in judgements if each.verdict in {"rename", "kind", "merge"}}
        keys = {key for key in {row[0] for row in rows} | moved | current if current_key(key, judgements) in current}
        keys -= {each.subject for each in judgements if each.verdict == "reject"}
        added = {each.text_hash for each in judgements if each.verdict == "add" and each.subject in keys}
        added |= {each.text_hash for each in judgements if each.verdict == "identify" and each.value in keys}
        return Condition(
            "articles.revision_id IN (SELECT revisions.id FROM revisions WHERE text_hash IN "
            f"(SELECT text_hash FROM text_entities WHERE entity IN {_IDS}) OR text_hash IN {_IDS})",
            (json.dumps(sorted(keys)), json.dumps(sorted(added))),
        )


def _value(value: str) -> str:
    return _phrase(value.rstrip("*"), begins=value.endswith("*"))


def _dated(value: str) -> Condition:
    """Return the condition that the published date (EDTF level 0) and the range have a day in common."""
    first, _, last = value.partition("..")
    parts, values = ["csl_items.published <> ''"], list[object]()
    if first:
        # A year reaches over its months: what is dated 1941 may be of June 1941.
        parts.append("(csl_items.published >= ? OR ? LIKE csl_items.published || '-%')")
        values += [first, first]
    if last:
        parts.append("substr(csl_items.published, 1, ?) <= ?")
        values += [len(last), last]
    return Condition(" AND ".join(parts), tuple(values))
