"""Who cites what: citations in notes counted, and notes that follow when a citation key is changed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from postil.domain.citing import cited_keys, with_key
from postil.domain.edits import Change
from postil.domain.ids import now
from postil.domain.records import ArticleNote, EntityNote, Highlight, Record
from postil.storage.citations import NoteRow, citing_notes, notes_with
from postil.storage.library import Library


def citation_counts(library: Library) -> Mapping[str, int]:
    """Return how many notes cite each key; a key that no note cites is left out."""
    return Counter(key for row in citing_notes(library) for key in cited_keys(row.body))


def notes_citing(library: Library, key: str) -> tuple[NoteRow, ...]:
    """Return the notes that cite a key."""
    return tuple(row for row in notes_with(library, [key]) if key in row.body and key in cited_keys(row.body))


def renaming(library: Library, keys: Mapping[str, str]) -> tuple[Change, ...]:
    """Return the changes by which every note that cites one of ``keys`` cites what that becomes."""
    changes: list[Change] = []
    for row in notes_with(library, keys) if keys else ():
        body = row.body
        for old, new in keys.items():
            body = with_key(body, old, new)
        record = _record(library, row) if body != row.body else None
        if record is not None:
            changes.append(Change(record, _with_body(record, body)))
    return tuple(changes)


def _record(library: Library, row: NoteRow) -> Record | None:
    kinds: dict[str, type[Highlight] | type[ArticleNote] | type[EntityNote]] = {
        "highlight": Highlight,
        "article": ArticleNote,
        "entity": EntityNote,
    }
    return library.get(kinds[row.kind], row.id)


def _with_body(record: Record, body: str) -> Record:
    if isinstance(record, Highlight):
        return replace(record, note=body, modified=now())
    if isinstance(record, ArticleNote | EntityNote):
        return replace(record, body=body, modified=now())
    raise TypeError(record)
