"""What came from other programs, and what articles and sources can be known again by."""

from postil.domain.records import Highlight
from postil.domain.removed_marks import RemovedMark
from postil.storage.library import Library


def foreign_highlights(library: Library) -> dict[str, Highlight]:
    """Return the highlights that came from other programs by their names there ("readwise:1234")."""
    return {found.foreign: found for found in library.select(Highlight, "\"foreign\" <> ''")}


def removed_marks(library: Library) -> dict[str, RemovedMark]:
    """Return what was deleted here of other programs' highlights, by their names there."""
    return {found.id: found for found in library.select(RemovedMark)}


def newest_revisions(library: Library) -> dict[str, tuple[str, str]]:
    """Return the id of every article's newest version and the address that it came from, by the articles' ids.

    The address is "" for what came from none.
    """
    statement = (
        "SELECT articles.id, revisions.id, CASE revisions.source_kind WHEN 'url' THEN revisions.location ELSE '' END "
        "FROM articles JOIN revisions ON revisions.id = articles.revision_id"
    )
    return {row[0]: (row[1], row[2]) for row in library.rows(statement)}
