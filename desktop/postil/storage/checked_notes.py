"""What the check of notes reads: the few notes that hang on no marked words, and all marks a piece at a time."""

import json
from collections.abc import Iterable

from postil.domain.note_check import CheckedNote
from postil.storage.library import Library

_NOT_IN_TRASH = "article_id NOT IN (SELECT id FROM shelf WHERE trashed > '')"
_LOOSE = f"""
SELECT noted.id, article_id, COALESCE(title, noted.id), body, '', COALESCE(key, '') FROM (
    SELECT id, id AS article_id, body FROM article_notes
    UNION ALL SELECT id, article_id, note FROM highlights WHERE state = 'lost' AND note <> ''
    UNION ALL SELECT id, '', body FROM entity_notes
) AS noted LEFT JOIN csl_items ON csl_items.id = article_id
WHERE body <> '' AND {_NOT_IN_TRASH}
"""
# A note on words that were lost hangs on nothing: it is among the loose ones.
_MARKED = f"NOT (state = 'lost' AND note <> '') AND {_NOT_IN_TRASH}"
_QUOTATION = "COALESCE(made_exact, exact)"
_MAY_QUOTE = " OR ".join(f"instr(note, '{sign}')" for sign in '>“«„"‘')


def loose_notes(library: Library) -> tuple[CheckedNote, ...]:
    """Return the notes on articles, on entities and on lost passages, without those of articles in the trash."""
    return tuple(CheckedNote(*row) for row in library.rows(_LOOSE))


def notes_that_cite(library: Library, article_id: str = "") -> tuple[CheckedNote, ...]:
    """Return the notes with an ``@``, of an article or all, without those of articles in the trash."""
    return tuple(
        CheckedNote(*row)
        for row in library.rows(
            f"""SELECT noted.id, article_id, COALESCE(title, noted.id), body FROM (
                SELECT id, id AS article_id, body FROM article_notes
                UNION ALL SELECT id, article_id, note FROM highlights
                UNION ALL SELECT id, '', body FROM entity_notes
            ) AS noted LEFT JOIN csl_items ON csl_items.id = article_id
            WHERE instr(body, '@') AND ?1 IN ('', article_id) AND {_NOT_IN_TRASH}""",
            article_id,
        )
    )


def known_keys(library: Library, keys: Iterable[str]) -> frozenset[str]:
    """Return those of some citation keys that a work has."""
    wanted = json.dumps(list(keys))
    return frozenset(
        row[0]
        for row in library.rows("SELECT key FROM csl_items WHERE key IN (SELECT value FROM json_each(?))", wanted)
    )


def marks_after_number(library: Library, number: int, most: int) -> list[tuple[int, str, str]]:
    """Return at most ``most`` marks with a higher number: number, quotation, the note ("" where it quotes nothing)."""
    return library.rows(
        f"""SELECT number, {_QUOTATION}, CASE WHEN {_MAY_QUOTE} THEN note ELSE '' END
        FROM highlights WHERE number > ? AND {_MARKED} ORDER BY number LIMIT ?""",
        number,
        most,
    )


def marks_to_check(library: Library, numbers: Iterable[int]) -> tuple[CheckedNote, ...]:
    """Return the marks with these numbers, in that order, with their notes."""
    rows = library.rows(
        f"""SELECT highlights.id, article_id, COALESCE(title, ''), highlights.note, {_QUOTATION}, COALESCE(key, '')
        FROM highlights LEFT JOIN csl_items ON csl_items.id = article_id
        WHERE highlights.number IN (SELECT value FROM json_each(?)) ORDER BY highlights.number""",
        json.dumps(list(numbers)),
    )
    return tuple(CheckedNote(*row) for row in rows)
