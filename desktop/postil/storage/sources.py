"""The list of sources: which there are, in which order, all of that in SQL; rows are read a page at a time.

A source goes by the number of its row in ``csl_items``, which holds as long as the library is open.
"""

import json
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from postil.domain.records import CslItem
from postil.storage.library import Library
from postil.storage.numbering import numbers_in

SourceKey = Literal["key", "authors", "title", "published", "type", "cited"]
Which = Literal["", "articles", "works", "cited", "uncited"]

_NOT_IN_TRASH = "id NOT IN (SELECT id FROM shelf WHERE trashed > '')"
_NUMBERS = "(SELECT value FROM json_each(?))"
_FIRST_AUTHOR = """COALESCE(NULLIF(authors ->> '$[0].family', ''), NULLIF(authors ->> '$[0].literal', ''),
    authors ->> '$[0].given', '')"""
_SORTED_BY: Mapping[SourceKey, str] = {
    "key": "key",
    "authors": _FIRST_AUTHOR,
    "title": "CASE WHEN trim(title) = '' THEN url ELSE trim(title) END",
    # As it is cited: by its last update where it names no other day.
    "published": "COALESCE(NULLIF(published, ''), updated)",
    "type": "COALESCE((SELECT label FROM labels WHERE labels.type = csl_items.type), type)",
    "cited": "COALESCE((SELECT number FROM cited WHERE cited.key = csl_items.key), 0)",
}
_SEARCHED = ("key", "title", "container_title", "publisher", "published", "updated", "url", "more")
_AUTHOR_PARTS = ("family", "given", "literal")
# What comes as JSON is made tables first, which SQLite looks up by an index.
_ORDER = """
WITH cited AS MATERIALIZED (SELECT key, value AS number FROM json_each(?)),
labels AS MATERIALIZED (SELECT key AS type, value AS label FROM json_each(?)),
places AS MATERIALIZED (SELECT key AS place, value AS number FROM json_each(?)),
listed AS MATERIALIZED (
    SELECT csl_items.rowid AS number, {column} AS shown, key AS named FROM csl_items WHERE {where})
SELECT number FROM listed ORDER BY {order}
"""
_NAME = " || ' ' || ".join(f"COALESCE(value ->> '$.{part}', '')" for part in _AUTHOR_PARTS)
_NAMES = f"COALESCE((SELECT group_concat({_NAME}, char(10)) FROM json_each(authors)), '')"
_ALL_WORDS = " || char(10) || ".join((*_SEARCHED, _NAMES))


def _is_beyond_ascii(column: str) -> str:
    """Return what holds where a text has letters beyond ASCII: more bytes than letters, which is counted quickly."""
    return f"length(CAST({column} AS BLOB)) > length({column})"


# In JSON such letters may be spelt out as well.
_BEYOND_ASCII = f"({' OR '.join(map(_is_beyond_ascii, (*_SEARCHED, 'authors')))} OR instr(authors, '\\u'))"


@dataclass(frozen=True, slots=True)
class SourceListing:
    """What to list: a kind of sources with all of ``words``, by a column, ``falls`` from its end.

    ``among``: only the sources with these numbers, or None; ``as_given``: in just that order. ``labels`` are the names
    of types, which are looked through, too, and ``cited`` the number of notes that cite a key.
    """

    which: Which = ""
    words: tuple[str, ...] = ()
    key: SourceKey = "authors"
    falls: bool = False
    among: Sequence[int] | None = None
    as_given: bool = False
    labels: Mapping[str, str] | None = None
    cited: Mapping[str, int] | None = None


@dataclass(frozen=True, slots=True)
class SourceOrder:
    """The numbers of the sources that are listed, in their order, and how many there are outside the trash."""

    numbers: "array[int]"
    total: int


def source_order(library: Library, listing: SourceListing) -> SourceOrder:
    """Return what is listed; 0.3 s in a library of 100,000 sources, nearly all of it within SQLite."""
    library.lend("folded", _folded)
    conditions, values = _conditions(listing)
    shown = "shown" if listing.key == "cited" else _fold("shown")
    order = f"shown = '', {shown} {'DESC' if listing.falls else 'ASC'}, {_fold('named')}, number"
    if listing.as_given:
        order = "(SELECT place FROM places WHERE places.number = listed.number)"
    given = (listing.cited or {}, listing.labels or {}, list(listing.among or ()) if listing.as_given else [])
    statement = _ORDER.format(column=_SORTED_BY[listing.key], where=" AND ".join(conditions), order=order)
    numbers = numbers_in(library, statement, *map(json.dumps, given), *values)
    total = library.rows(f"SELECT COUNT(*) FROM csl_items WHERE {_NOT_IN_TRASH}")[0][0]
    return SourceOrder(numbers, int(total))


def sources_numbered(library: Library, numbers: Iterable[int]) -> dict[int, tuple[CslItem, bool]]:
    """Return the records with these numbers, and whether each is an article of the library."""
    wanted = json.dumps(list(numbers))
    items = {item.id: item for item in library.select(CslItem, f"rowid IN {_NUMBERS}", wanted)}
    rows = library.rows(
        f"""SELECT rowid, id, EXISTS (SELECT 1 FROM articles WHERE articles.id = csl_items.id)
        FROM csl_items WHERE rowid IN {_NUMBERS}""",
        wanted,
    )
    return {row[0]: (items[row[1]], bool(row[2])) for row in rows if row[1] in items}


def sources_after(library: Library, number: int, most: int) -> list[tuple[int, CslItem]]:
    """Return at most ``most`` sources outside the trash with a higher number than that, by their numbers."""
    rows = library.rows(
        f"SELECT rowid, id FROM csl_items WHERE rowid > ? AND {_NOT_IN_TRASH} ORDER BY rowid LIMIT ?", number, most
    )
    wanted = json.dumps([row[0] for row in rows])
    items = {item.id: item for item in library.select(CslItem, f"rowid IN {_NUMBERS}", wanted, order="rowid")}
    return [(found, items[item_id]) for found, item_id in rows if item_id in items]


def last_source(library: Library) -> int:
    """Return the highest number of a source, 0 where there is none."""
    return int(library.rows("SELECT COALESCE(MAX(rowid), 0) FROM csl_items")[0][0])


def number_of_source(library: Library, item_id: str) -> int | None:
    """Return the number of a source, None where there is no such one."""
    rows = library.rows("SELECT rowid FROM csl_items WHERE id = ?", item_id)
    return int(rows[0][0]) if rows else None


def types_in_use(library: Library) -> tuple[str, ...]:
    """Return the types of all sources."""
    return tuple(row[0] for row in library.rows("SELECT DISTINCT type FROM csl_items"))


def _conditions(listing: SourceListing) -> tuple[list[str], list[object]]:
    conditions, values = [_NOT_IN_TRASH], list[object]()
    match listing.which:
        case "articles":
            conditions.append("id IN (SELECT id FROM articles)")
        case "works":
            conditions.append("id NOT IN (SELECT id FROM articles)")
        case "cited":
            conditions.append("key IN (SELECT key FROM cited)")
        case "uncited":
            conditions.append("key NOT IN (SELECT key FROM cited)")
        case _:
            pass
    if listing.among is not None:
        conditions.append(f"csl_items.rowid IN {_NUMBERS}")
        values.append(json.dumps(list(listing.among)))
    for word in listing.words:
        condition, more = _saying(word, listing.labels or {})
        conditions.append(condition)
        values += more
    return conditions, values


def _saying(word: str, labels: Mapping[str, str]) -> tuple[str, list[object]]:
    """Return the condition that a record, or the name of its type, has a case-folded word, with its values."""
    types = json.dumps([kind for kind, label in labels.items() if word in label.casefold()])
    # LIKE knows A and a for one letter, not Ä and ä, nor ß and ss: Python is asked of texts with letters beyond ASCII.
    folded = f"({_BEYOND_ASCII} AND instr(folded({_ALL_WORDS}), ?))"
    if not word.isascii():
        return f"({folded} OR type IN {_NUMBERS})", [word, types]
    found = " OR ".join(f"{column} LIKE ? ESCAPE '\\'" for column in _SEARCHED)
    named = " OR ".join(f"value ->> '$.{part}' LIKE ? ESCAPE '\\'" for part in _AUTHOR_PARTS)
    # The first look is at the JSON of the names, which costs little; the second is at the names.
    authors = f"(authors LIKE ? ESCAPE '\\' AND EXISTS (SELECT 1 FROM json_each(authors) WHERE {named}))"
    like = f"%{_escaped(word)}%"
    values: list[object] = [
        *[like] * len(_SEARCHED),
        f"%{_escaped(json.dumps(word)[1:-1])}%",
        *[like] * len(_AUTHOR_PARTS),
        types,
    ]
    if "s" not in word:
        return f"({found} OR {authors} OR type IN {_NUMBERS})", values
    return f"({found} OR {authors} OR type IN {_NUMBERS} OR {folded})", [*values, word]


def _escaped(word: str) -> str:
    return word.translate({ord(sign): f"\\{sign}" for sign in "\\%_"})


def _fold(column: str) -> str:
    """Return what a column is sorted by, whatever is upper case in it; only beyond ASCII is Python asked."""
    return f"CASE WHEN {_is_beyond_ascii(column)} THEN folded({column}) ELSE lower({column}) END"


def _folded(text: object) -> object:
    return text.casefold() if isinstance(text, str) else text
