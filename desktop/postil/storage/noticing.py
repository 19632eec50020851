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
    marks, claims, links = (library.rows(query, article_id)[0] for query in (_HIGHLIGHTS, _CLAIMS, _LINKS))
    return (*whole[0], *marks, *claims, *links)


_ARTICLE = """
SELECT articles.revision_id, articles.trashed, articles.modified, csl_items.modified, article_notes.modified
FROM articles JOIN csl_items USING (id) LEFT JOIN article_notes USING (id) WHERE articles.id = ?
"""
# By the sums of the rows' digests: ten thousand highlights are told in a few milliseconds, none of them brought here.
# 32 bits of each, so that the sum is a number for SQLite.
_TOLD = "COUNT(*), TOTAL({0}.digest IS NULL), SUM(COALESCE({0}.digest, 0) & 4294967295)"
_HIGHLIGHTS = f"SELECT {_TOLD.format('highlights')}, MAX(modified) FROM highlights WHERE article_id = ?"
# CROSS JOIN is SQLite's word for the order: there are fewer claims than highlights.
_CLAIMS = f"""
SELECT {_TOLD.format("claims")} FROM claims CROSS JOIN highlights ON highlights.id = claims.id WHERE article_id = ?
"""
_LINKS = f"""
SELECT {_TOLD.format("links")} FROM links CROSS JOIN highlights ON highlights.id IN (source_id, target_id)
WHERE article_id = ?
"""
