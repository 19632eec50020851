"""Is the library sound? SQLite's own checks, then the promises Postil makes."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from postil.domain.document import hash_text
from postil.domain.problems import Problem
from postil.domain.wording import say
from postil.storage.blocks import decode_blocks
from postil.storage.digests import TAGS, digest_of, selection
from postil.storage.index_checking import broken_indexes
from postil.storage.library import Library
from postil.storage.walking import Walked, walk

_FINDINGS_OF_SQLITE = 1000
_KEYS = {"analyses": "text_hash"}
_AT_ONCE = 100


def check(library: Library) -> tuple[str, ...]:
    """Return one sentence for each thing that is wrong; none means that the library is sound.

    Reads every text and record, also where parts of the file cannot be read: seconds for a large library.
    """
    parts = (_file, _records, _texts, _pictures, _quotations, _searching)
    return tuple(dict.fromkeys(finding for part in parts for finding in _calmly(library, part)))


def altered(library: Library) -> tuple[str, ...]:
    """Return one sentence for each text, picture or other record that is not as it was written.

    It asks for nothing that libraries of an older shape do not have.
    """
    return tuple(dict.fromkeys(finding for part in (_records, _texts, _pictures) for finding in _calmly(library, part)))


def _calmly(library: Library, part: Callable[[Library], Iterable[str]]) -> Iterator[str]:
    """Yield what ``part`` finds, and what stops it."""
    try:
        yield from part(library)
    except Problem as problem:
        yield str(problem)


def _file(library: Library) -> Iterator[str]:
    yield from _calmly(library, _pages)
    for table, row, target, _ in library.rows("PRAGMA foreign_key_check"):
        yield say(
            "Row {row} of {table} refers to a row of {target} that is not there.", row=row, table=table, target=target
        )
    orphans = "SELECT articles.id FROM articles LEFT JOIN csl_items USING (id) WHERE csl_items.id IS NULL"
    for (article_id,) in library.rows(orphans):
        yield say("Article {article} has no bibliographic record.", article=article_id)


def _pages(library: Library) -> Iterator[str]:
    for (finding,) in library.rows(f"PRAGMA integrity_check({_FINDINGS_OF_SQLITE})"):
        if finding != "ok":
            yield say("SQLite found damage: {finding}.", finding=finding)


def _records(library: Library) -> Iterator[str]:
    """Compare each record with its digest."""
    names = library.rows(
        "SELECT tables.name FROM sqlite_schema AS tables, pragma_table_info(tables.name) AS columns "
        "WHERE tables.type = 'table' AND columns.name = 'digest' ORDER BY tables.rowid"
    )
    for (table,) in names:
        yield from _calmly(library, partial(_rows, table=table))


def _rows(library: Library, table: str) -> Iterator[str]:
    columns = [row[0] for row in library.rows("SELECT name FROM pragma_table_info(?)", table)]
    digest = columns.index("digest")
    some: list[Walked] = []
    for walked in walk(library.rows, table, selection(table, columns), key=_KEYS.get(table, "id")):
        if walked.values is None:
            yield say("Row {row} of {table} cannot be read.", row=walked.number, table=table)
        elif walked.values[digest] is not None:
            some.append(walked)
        if len(some) == _AT_ONCE:
            yield from _compared(library, table, columns, some)
            some.clear()
    yield from _compared(library, table, columns, some)


def _compared(library: Library, table: str, columns: Sequence[str], some: Sequence[Walked]) -> Iterator[str]:
    digest = columns.index("digest")
    rows: list[Sequence[Any]] = [walked.values for walked in some if walked.values is not None]
    tags = _tags(library, table, [row[0] for row in rows])
    for row in rows:
        if digest_of(table, columns, row, tags.get(row[0], ())) != row[digest]:
            yield say(
                "{record} in {table} is not as Postil wrote it: it was damaged, or changed by another program.",
                record=row[0],
                table=table,
            )


def _tags(library: Library, table: str, ids: Sequence[object]) -> dict[object, list[str]]:
    found: dict[object, list[str]] = {}
    if table in TAGS and ids:
        name, owner = TAGS[table]
        statement = (
            f"SELECT {owner}, tag FROM {name} WHERE {owner} IN (SELECT value FROM json_each(?)) "
            f"ORDER BY {owner}, position"
        )
        for record_id, tag in library.rows(statement, json.dumps([str(each) for each in ids])):
            found.setdefault(record_id, []).append(tag)
    return found


def _texts(library: Library) -> Iterator[str]:
    for walked in walk(library.rows, "revisions", "id, text, blocks, text_hash"):
        if walked.values is None:
            yield say("Row {row} of {table} cannot be read.", row=walked.number, table="revisions")
            continue
        revision_id, text, blocks, text_hash = walked.values
        if not isinstance(text, str) or hash_text(text) != text_hash:
            yield say("The text of version {version} is not the one that was stored.", version=revision_id)
        try:
            decode_blocks(text, blocks)
        except (ValueError, TypeError):
            yield say("The blocks of version {version} do not fit its text.", version=revision_id)


def _pictures(library: Library) -> Iterator[str]:
    for walked in walk(library.rows, "figures", "id, content"):
        if walked.values is None:
            continue  # it is among the records that cannot be read
        picture, content = walked.values
        if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != picture:
            yield say("The picture {picture} is not the one that was stored.", picture=picture)


# SQLite's substr counts code points from 1, as our positions do from 0. What came from another program without a place
# in the text ends where it begins.
_MISPLACED = """
SELECT highlights.id FROM highlights JOIN revisions ON revisions.id = highlights.revision_id
WHERE (state <> 'lost' OR "end" > "start")
AND substr(revisions.text, highlights."start" + 1, highlights."end" - highlights."start") <> highlights.exact
"""
_MISQUOTED = """
SELECT highlights.id FROM highlights
JOIN revisions ON revisions.id = COALESCE(NULLIF(highlights.made_id, ''), highlights.revision_id)
WHERE made_end > made_start AND substr(revisions.text, made_start + 1, made_end - made_start) <> made_exact
"""
_OVERSTATED = """
SELECT id FROM highlights WHERE state IN ('exact', 'moved') AND made_exact IS NOT NULL AND made_exact <> exact
"""


def _quotations(library: Library) -> Iterator[str]:
    for highlight_id in _found(library, _MISPLACED):
        yield say("Highlight {highlight} does not quote what stands at its place.", highlight=highlight_id)
    for highlight_id in _found(library, _MISQUOTED):
        yield say("Highlight {highlight} does not quote the version that it was made on.", highlight=highlight_id)
    for highlight_id in _found(library, _OVERSTATED):
        yield say("Highlight {highlight} passes other words for those that were marked.", highlight=highlight_id)


def _found(library: Library, statement: str) -> list[str]:
    """Return the highlights that ``statement`` finds; one by one where not all of them can be read at once."""
    try:
        return [row[0] for row in library.rows(f"{statement} ORDER BY highlights.id")]
    except Problem:
        pass
    found: list[str] = []
    for walked in walk(library.rows, "highlights", "id"):
        try:
            if walked.values and library.rows(f"{statement} AND highlights.id = ?", walked.values[0]):
                found.append(walked.values[0])
        except Problem:
            continue  # its row or its text is among the findings already
    return found


def _searching(library: Library) -> Iterator[str]:
    """Look whether what is searched by is there and holds together; SQLite's own check passes over it."""
    for (article_id,) in library.rows("SELECT id FROM articles WHERE id NOT IN (SELECT id FROM shelf)"):
        yield say("Article {article} is not in the list of articles.", article=article_id)
    for index in broken_indexes(library):
        yield say("The index for searching is damaged ({index}).", index=index)
