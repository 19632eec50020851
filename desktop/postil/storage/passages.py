"""Claims and links read with the passages that they are about, by article and over the library."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from postil.domain.problems import Problem
from postil.domain.records import Claim, ClaimStatus, Link
from postil.storage.library import Library

SHORTEST_PREFIX = 4
"""Characters of an id that may stand for the whole of it."""

_IDS = "(SELECT value FROM json_each(?))"
# A range of the index of places: nothing else tells of the trash without looking at every article.
_NOT_IN_TRASH = "highlights.article_id NOT IN (SELECT id FROM shelf WHERE trashed > '')"

# The plus keeps SQLite from walking all highlights of the article for each claim: it asks for the one by its id.
_IN = "EXISTS (SELECT 1 FROM highlights WHERE highlights.id = {end} AND +highlights.article_id = ?)"
_CLAIMS_IN = _IN.format(end="claims.id")
_LINKS_IN = f"{_IN.format(end='links.source_id')} OR {_IN.format(end='links.target_id')}"


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A highlight as another article's card or a table names it; ``start`` is in code points of its version."""

    id: str
    article_id: str
    title: str
    quotation: str
    start: int
    color: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with the passage that it is about."""

    claim: Claim
    passage: PassageRow


_PASSAGE = """highlights.id, highlights.article_id, csl_items.title, COALESCE(highlights.made_exact, highlights.exact),
    highlights."start", highlights.color"""
_PASSAGES = f"SELECT {_PASSAGE} FROM highlights JOIN csl_items ON csl_items.id = highlights.article_id"


def claims_in(library: Library, article_id: str) -> tuple[Claim, ...]:
    """Return the claims among an article's highlights."""
    return library.select(Claim, _CLAIMS_IN, article_id)


def links_in(library: Library, article_id: str) -> tuple[Link, ...]:
    """Return the links that begin or end at a highlight of the article, oldest first."""
    return library.select(Link, _LINKS_IN, article_id, article_id)


def passages(library: Library, highlight_ids: Iterable[str]) -> dict[str, PassageRow]:
    """Return those of these highlights that are there, by their ids."""
    rows = library.rows(f"{_PASSAGES} WHERE highlights.id IN {_IDS}", json.dumps(list(highlight_ids)))
    return {row[0]: PassageRow(*row) for row in rows}


def find_passages(
    library: Library, words: str, limit: int, *, first: str = "", only_claims: bool = False
) -> tuple[PassageRow, ...]:
    """Return highlights with all of ``words`` in their quotation, note or article's title, in the order of the text.

    Those of the article ``first`` come before the others, whose articles stand newest first.
    """
    conditions = [_NOT_IN_TRASH, *(["highlights.id IN (SELECT id FROM claims)"] if only_claims else [])]
    values: list[Any] = []
    for word in words.split():
        conditions.append(
            "instr(lower(highlights.exact || char(10) || COALESCE(highlights.made_exact, '') || char(10)"
            " || highlights.note || char(10) || csl_items.title), lower(?)) > 0"
        )
        values.append(word)
    where = f" WHERE {' AND '.join(conditions)}"
    order = ' ORDER BY highlights.article_id = ? DESC, highlights.article_id DESC, highlights."start" LIMIT ?'
    return tuple(PassageRow(*row) for row in library.rows(f"{_PASSAGES}{where}{order}", *values, first, limit))


def claim_rows(library: Library, article_id: str = "", status: ClaimStatus | None = None) -> tuple[ClaimRow, ...]:
    """Return the claims of an article, or of all outside the trash, with their passages, in the order of the texts."""
    conditions = {"+highlights.article_id = ?": article_id, "claims.status = ?": status or ""}
    wanted = [(condition, value) for condition, value in conditions.items() if value]
    every = [condition for condition, _ in wanted] + ([] if article_id else [_NOT_IN_TRASH])
    where = f" WHERE {' AND '.join(every)}"
    rows = library.rows(
        f"""SELECT claims.id, status, judge, reason, claims.number, claims.created, claims.modified, {_PASSAGE}
        FROM claims CROSS JOIN highlights USING (id) JOIN csl_items ON csl_items.id = highlights.article_id{where}
        ORDER BY highlights.article_id DESC, highlights."start", highlights.id""",
        *(value for _, value in wanted),
    )
    return tuple(ClaimRow(Claim(*row[:7]), PassageRow(*row[7:])) for row in rows)


def find_highlight(library: Library, wanted: str) -> str:
    """Return the id of the highlight meant by an id or a unique beginning of one; raises Problem."""
    found = [row[0] for row in library.rows("SELECT id FROM highlights WHERE id = ?", wanted.lower())]
    if not found and len(wanted) >= SHORTEST_PREFIX:
        begins = "SELECT id FROM highlights WHERE substr(id, 1, ?) = ? LIMIT 3"
        found = [row[0] for row in library.rows(begins, len(wanted), wanted.lower())]
    if not found:
        raise Problem("There is no highlight {wanted} in the library; postil highlights lists them.", wanted=wanted)
    if len(found) > 1:
        raise Problem("{wanted} means several highlights; give more of the id.", wanted=wanted)
    return found[0]


def judges_in_use(library: Library) -> tuple[str, ...]:
    """Return everybody who judged a claim, the latest first."""
    rows = library.rows("SELECT judge FROM claims WHERE judge <> '' GROUP BY judge ORDER BY MAX(modified) DESC")
    return tuple(row[0] for row in rows)
