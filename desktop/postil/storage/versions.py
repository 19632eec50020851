"""The versions of an article's text, without the texts."""

from dataclasses import dataclass

from postil.domain.records import SourceKind
from postil.storage.library import Library


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version as a list shows it; ``highlights`` is how many the reader marked on it and still has."""

    id: str
    captured: str
    source_kind: SourceKind
    location: str
    words: int
    highlights: int


def versions_of(library: Library, article_id: str) -> tuple[VersionRow, ...]:
    """Return the versions of an article's text, newest first."""
    rows = library.rows(
        """SELECT id, captured, source_kind, location, words,
            (SELECT COUNT(*) FROM highlights
             WHERE article_id = revisions.article_id
             AND COALESCE(NULLIF(made_id, ''), revision_id) = revisions.id)
        FROM revisions WHERE article_id = ? ORDER BY captured DESC, id DESC""",
        article_id,
    )
    return tuple(VersionRow(*row) for row in rows)
