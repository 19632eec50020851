"""What other programs do to the library while it is open here: the command line, or a script."""

from postil.storage.library import Library

Standing = tuple[object, ...]
"""All that a window shows of an article, short enough to be compared: its newest version's id, when it was put into the
trash ("" where it was not), and more that nobody need know."""


def writings(library: Library) -> int:
    """Return a number that differs from the one before where another connection has written meanwhile (PRAGMA
    data_version); what was written through this one does not count. It costs some microseconds.
    """
    return int(library.rows("PRAGMA data_version")[0][0])


def standing(library: Library, article_id: str) -> Standing | None:
    """Return how an article, its record, note, highlights, claims and links stand now; None where it is not there."""
    whole = library.rows(_ARTICLE, article_id)
    if not whole:
        return None
    marks = hash(tuple(library.rows(_HIGHLIGHTS, article_id)))
    return (*whole[0], marks, *library.rows(_CLAIMS, article_id), *library.rows(_LINKS, article_id, article_id))


_ARTICLE = """
SELECT articles.revision_id, articles.trashed, articles.modified, csl_items.modified, article_notes.modified
FROM articles JOIN csl_items USING (id) LEFT JOIN article_notes USING (id) WHERE articles.id = ?
"""
_HIGHLIGHTS = """
SELECT id, revision_id, "start", "end", color, state, reviewed, modified FROM highlights WHERE article_id = ?
ORDER BY "start", "end", id
"""
_CLAIMS = """
SELECT claims.id, claims.modified FROM claims JOIN highlights USING (id) WHERE highlights.article_id = ? ORDER BY 1
"""
_LINKS = """
SELECT links.id, links.relation FROM links JOIN highlights ON highlights.id = source_id WHERE article_id = ?
UNION SELECT links.id, links.relation FROM links JOIN highlights ON highlights.id = target_id WHERE article_id = ?
ORDER BY 1
"""
