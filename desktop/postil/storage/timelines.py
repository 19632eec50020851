"""What a timeline asks of the library: texts without their blocks, and passages that tell of the same event."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from postil.domain.records import Link
from postil.storage.library import Library

_IDS = "(SELECT value FROM json_each(?))"


@dataclass(frozen=True, slots=True)
class TextRow:
    """The newest text of an article."""

    article_id: str
    title: str
    revision_id: str
    text_hash: str
    text: str


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """Where a highlight stands, in code points of the version ``revision_id``."""

    id: str
    article_id: str
    revision_id: str
    start: int
    end: int


def dated_articles(library: Library) -> tuple[str, ...]:
    """Return the ids of all articles that are not in the trash, newest first."""
    return tuple(row[0] for row in library.rows("SELECT id FROM articles WHERE trashed = '' ORDER BY id DESC"))


def titles(library: Library) -> tuple[tuple[str, str], ...]:
    """Return id and title of all articles that are not in the trash, newest first."""
    statement = (
        "SELECT articles.id, csl_items.title FROM articles JOIN csl_items USING (id) WHERE trashed = '' "
        "ORDER BY articles.id DESC"
    )
    return tuple((row[0], row[1]) for row in library.rows(statement))


def newest_text(library: Library, article_id: str) -> TextRow | None:
    """Return an article's newest text; None where the article is gone."""
    rows = library.rows(
        "SELECT articles.id, csl_items.title, revisions.id, revisions.text_hash, revisions.text FROM articles "
        "JOIN csl_items USING (id) JOIN revisions ON revisions.id = articles.revision_id WHERE articles.id = ?",
        article_id,
    )
    return TextRow(*rows[0]) if rows else None


def same_events(library: Library) -> tuple[Link, ...]:
    """Return the links by which the reader paired passages as telling of the same event, oldest first."""
    return library.select(Link, "relation = 'same_event'")


def places_of(library: Library, highlight_ids: Iterable[str]) -> dict[str, PlaceRow]:
    """Return where these highlights stand, by their ids; a lost one stands nowhere."""
    rows = library.rows(
        f'SELECT id, article_id, revision_id, "start", "end" FROM highlights WHERE state <> \'lost\' AND id IN {_IDS}',
        json.dumps(list(highlight_ids)),
    )
    return {row[0]: PlaceRow(*row) for row in rows}
