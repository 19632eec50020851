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
    """What ``Search`` is made of: expressions for FTS5 and conditions that are not in them.

    ``asked`` is what the words ask for, ``refused`` what they do not want; ``quick`` is ``asked`` without the words
    that are three letters which go on, ``heads`` are those letters. ``refuses_within``: ``asked`` itself says of words
    that they may not be there, which an index of some of the words cannot tell.
    """

    asked: str
    refused: str
    quick: str
    heads: tuple[str, ...]
    conditions: tuple[Condition, ...]
    refuses_within: bool = False


_NEVER = Condition("0")
_OF_ARTICLES = frozenset({"article", "highlight", "note"})
_COLUMNS = {"author": "names", "site": "site"}
"""Filters that are words of a column of ``about_index``."""
_BARE = frozenset({"article", "highlight"})
"""Kinds of hits whose index says nothing of where a word stands."""
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
TOGETHER = "stand_together"
"""The function that tells in SQL whether words stand together in a text; ``searching`` lends it to the library."""
_TEXT = "(SELECT text FROM revisions WHERE revisions.id = articles.revision_id)"
_MARKED = """COALESCE(made_exact, exact), exact, highlights.note,
    (SELECT group_concat(tag, ' · ') FROM highlight_tags WHERE highlight_id = highlights.id)"""
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
    required = {part.value for part in parts if isinstance(part, Filter) and part.name == "kind"}
    in_notes = kind == "highlight" and "note" in required
    if required - {kind} - ({"note"} if in_notes else set()):
        return None
    translator = _Translator(library, kind, index, number, in_notes=in_notes)
    wanted = [part for part in parts if not isinstance(part, Not)]
    asked = [(part, found) for part in wanted if (found := translator.expression(part))]
    if not asked and kind not in _OF_ARTICLES and kind not in named:
        return None
    taken = {id(part) for part, found in asked if found.whole}
    refused: list[str] = []
    if asked:
        for part in parts:
            found = translator.expression(part.part) if isinstance(part, Not) else None
            if found and found.whole:
                refused.append(found.sql)
                taken.add(id(part))
    given = {id(part) for part, _ in asked}
    conditions = [
        translator.together(part) if isinstance(part, Word) and id(part) in given else translator.condition(part)
        for part in parts
        if id(part) not in taken
    ]
    if _NEVER in conditions:
        return None
    conditions += [Condition(_EXISTING[kind])] if kind in _EXISTING else []
    is_trash_wanted = any(each == Filter("is", "trashed") for each in filters(root))
    if kind in _OF_ARTICLES and not is_trash_wanted:
        conditions.append(Condition("articles.trashed = ''"))
    heads = {id(part): _head(part) for part, _ in asked if kind == "article" and _head(part)}
    return Meaning(
        " AND ".join(found.sql for _, found in asked),
        " OR ".join(refused),
        " AND ".join(found.sql for part, found in asked if id(part) not in heads),
        tuple(heads.values()),
        tuple(conditions),
        any(found.refuses for _, found in asked),
    )


def _head(part: Node) -> str:
    """Return the expression for ``head_index`` of a word that is just three letters and may go on, else ""."""
    if not isinstance(part, Word) or not part.begins:
        return ""
    words = tokens(part.text)
    return f'"{words[0]}"' if len(words) == 1 and len(words[0]) == HEAD else ""


def _phrase(text: str, *, begins: bool) -> str:
    words = indexed(text).replace('"', " ")
    return f'"{words}" *' if begins else f'"{words}"'


@dataclass(frozen=True, slots=True)
class Expression:
    """What FTS5 is asked; ``whole``: that is all, else what it finds has yet to be looked through.

    ``refuses``: there are words in it that may not be there.
    """

    sql: str
    whole: bool = True
    refuses: bool = False


class _Translator:
    """Translates the parts of a query for one kind of hits; ``in_notes``: highlights, by the words of their notes."""

    def __init__(self, library: Library, kind: HitKind, index: str, number: str, *, in_notes: bool = False) -> None:
        self._library = library
        self._kind: HitKind = kind
        self._index = index
        self._number = number
        self._in_notes = in_notes

    def expression(self, node: Node) -> Expression | None:
        """Return what FTS5 is asked for a part that is of words alone, None for another."""
        match node:
            case Word():
                return self._word(node)
            case Or(parts):
                found = [self.expression(part) for part in parts]
                either = [each for each in found if each]
                if len(either) < len(found):
                    return None
                sql = f"({' OR '.join(each.sql for each in either)})"
                return Expression(sql, all(each.whole for each in either), any(each.refuses for each in either))
            case And(parts):
                asked = [self.expression(part) for part in parts if not isinstance(part, Not)]
                refused = [self.expression(part.part) for part in parts if isinstance(part, Not)]
                both, neither = [each for each in asked if each], [each for each in refused if each and each.whole]
                if not asked or len(both) < len(asked) or len(neither) < len(refused):
                    return None
                sql = " AND ".join(each.sql for each in both)
                if neither:
                    sql = f"({sql}) NOT ({' OR '.join(each.sql for each in neither)})"
                refuses = bool(neither) or any(each.refuses for each in both)
                return Expression(f"({sql})", all(each.whole for each in both), refuses)
            case _:
                return None

    def _word(self, word: Word) -> Expression:
        if self._kind not in _BARE:
            return Expression(_phrase(word.text, begins=word.begins))
        words = [f'"{each}"' for each in tokens(word.text)]
        if word.begins:
            words[-1] += " *"
        whole = len(words) == 1 and not self._in_notes
        return Expression(f"({' AND '.join(words)})" if len(words) > 1 else words[0], whole)

    def condition(self, node: Node) -> Condition:
        """Return any part as a condition on the row."""
        match node:
            case Word():
                expression = self._word(node)
                within = self._within(self._index, expression.sql)
                if expression.whole:
                    return within
                together = self.together(node)
                return Condition(f"{within.sql} AND ({together.sql})", (*within.values, *together.values))
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

    def together(self, word: Word) -> Condition:
        """Return the condition that words stand together in the texts themselves."""
        values = (word.text, int(word.begins))
        if self._kind == "highlight":
            return Condition(f"{TOGETHER}(?, ?, {'highlights.note' if self._in_notes else _MARKED})", values)
        about = self._within("about_index", _phrase(word.text, begins=word.begins))
        return Condition(f"{about.sql} OR {TOGETHER}(?, ?, {_TEXT})", (*about.values, *values))

    def _within(self, index: str, expression: str) -> Condition:
        return Condition(f"+{self._number} IN (SELECT rowid FROM {index} WHERE {index} MATCH ?)", (expression,))

    def _filter(self, asked: Filter) -> Condition:
        name, value, kind = asked.name, asked.value, self._kind
        if name == "kind":
            # A note on a highlight is shown with it.
            is_note = "highlights.note <> ''" if (value, kind) == ("note", "highlight") else "0"
            return Condition("1" if value == kind else is_note)
        if kind == "work" and name in {"author", "date"}:
            return _dated(value) if name == "date" else self._within(self._index, f"names : {_value(value)}")
        if kind not in _OF_ARTICLES:
            return _NEVER
        sql = _PLAIN_FILTERS.get((name, kind)) or _PLAIN_FILTERS.get((name, "article"))
        if sql:
            return Condition(sql, (value,))
        match name:
            case "tag":
                return self._tagged(value)
            case "author" | "site":
                found = "SELECT id FROM about_index JOIN shelf ON shelf.number = about_index.rowid"
                expression = f"{_COLUMNS[name]} : {_value(value)}"
                return Condition(f"articles.id IN ({found} WHERE about_index MATCH ?)", (expression,))
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
