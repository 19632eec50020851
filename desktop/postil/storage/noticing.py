"""What other programs do to the library while it is open here: the command line, or a script."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from postil.domain.edits import Change, Edit
from postil.domain.further_records import ArticleNote, Claim, Link
from postil.domain.records import Article, CslItem, Highlight, Record
from postil.storage.digests import digest_of
from postil.storage.library import Library
from postil.storage.tables import table_of

_SHORT = (1 << 32) - 1


@dataclass(frozen=True, slots=True)
class Told:
    """Some rows, short enough to be compared: how many, how many without a digest, and the sum of the digests."""

    count: int
    blank: float
    digests: int

    def moved(self, record: Record, times: int) -> "Told":
        """Return what it is with ``record`` counted ``times`` more (fewer, where below 0)."""
        table = table_of(type(record))
        tags = record.tags if isinstance(record, Article | Highlight) else ()
        digest = digest_of(table.name, table.columns, table.encode(record), tags) & _SHORT
        return Told(self.count + times, self.blank, self.digests + times * digest)


@dataclass(frozen=True, slots=True)
class Standing:
    """All that a window shows of an article, short enough to be compared.

    ``revision_id`` is its newest version, ``trashed`` when it was put into the trash or "", ``modified`` when the
    article, its record and its note were changed, ``latest`` when a highlight was, None where that is not known.
    """

    revision_id: str
    trashed: str
    modified: tuple[str | None, ...]
    highlights: Told
    latest: str | None
    claims: Told
    links: Told

    def is_same(self, other: "Standing | None") -> bool:
        """Whether nothing was changed between the two, as far as either can say."""
        if other is None:
            return False
        if None in {self.latest, other.latest}:
            return replace(self, latest=None) == replace(other, latest=None)
        return self == other


def standing(library: Library, article_id: str) -> Standing | None:
    """Return how an article, its record, note, highlights, claims and links stand now; None where it is not there."""
    whole = library.rows(_ARTICLE, article_id)
    if not whole:
        return None
    revision_id, trashed, *modified = whole[0]
    (*marks, latest), claims, links = (library.rows(query, article_id)[0] for query in (_HIGHLIGHTS, _CLAIMS, _LINKS))
    return Standing(revision_id, trashed, tuple(modified), Told(*marks), latest or "", Told(*claims), Told(*links))


def follow(before: Standing, library: Library, article_id: str, edits: Iterable[Edit]) -> Standing:
    """Return how an article that stood as ``before`` stands after ``edits``, if nobody else changes anything of it.

    Nothing but whose highlights they are about is looked up: what others have done by now is not in it.
    """
    now: Standing = before
    changes = [change for edit in edits for change in edit.changes]
    ours = {one.id for change in changes for one in _sides(change) if _is_marked_in(one, article_id)}
    for change in changes:
        record = change.record
        for one, times in ((change.before, -1), (change.after, 1)):
            if isinstance(one, Highlight) and one.article_id == article_id:
                now = replace(now, highlights=now.highlights.moved(one, times), latest=None)
            elif isinstance(one, Claim) and _count(library, article_id, ours, {one.id}):
                now = replace(now, claims=now.claims.moved(one, times))
            elif isinstance(one, Link):
                ends = _count(library, article_id, ours, {one.source_id, one.target_id})
                now = replace(now, links=now.links.moved(one, times * ends)) if ends else now
        if record.id == article_id:
            now = _with_record(now, change)
    return now


def _with_record(now: Standing, change: Change) -> Standing:
    article, item, note = now.modified
    match change.after if change.after is not None else change.before:
        case Article() as one:
            modified = (one.modified, item, note)
            return replace(now, revision_id=one.revision_id, trashed=one.trashed, modified=modified)
        case CslItem() as one:
            return replace(now, modified=(article, one.modified, note))
        case ArticleNote() as one:
            return replace(now, modified=(article, item, one.modified if change.after is not None else None))
        case _:
            return now


def _sides(change: Change) -> list[Record]:
    return [one for one in (change.before, change.after) if one is not None]


def _is_marked_in(record: Record, article_id: str) -> bool:
    return isinstance(record, Highlight) and record.article_id == article_id


def _count(library: Library, article_id: str, ours: set[str], highlight_ids: set[str]) -> int:
    """Return how many of these highlights are, or were, the article's."""
    return sum(1 for one in highlight_ids if one in ours or library.rows(_IS_OURS, one, article_id))


_ARTICLE = """
SELECT articles.revision_id, articles.trashed, articles.modified, csl_items.modified, article_notes.modified
FROM articles JOIN csl_items USING (id) LEFT JOIN article_notes USING (id) WHERE articles.id = ?
"""
_IS_OURS = "SELECT 1 FROM highlights WHERE id = ? AND article_id = ?"
# By the sums of the rows' digests: ten thousand highlights are told in a few milliseconds, none of them brought here.
# 32 bits of each, so that the sum is a number for SQLite.
_TOLD = f"COUNT(*), TOTAL({{0}}.digest IS NULL), COALESCE(SUM(COALESCE({{0}}.digest, 0) & {_SHORT}), 0)"
_HIGHLIGHTS = f"SELECT {_TOLD.format('highlights')}, MAX(modified) FROM highlights WHERE article_id = ?"
# CROSS JOIN is SQLite's word for the order: there are fewer claims than highlights.
_CLAIMS = f"""
SELECT {_TOLD.format("claims")} FROM claims CROSS JOIN highlights ON highlights.id = claims.id WHERE article_id = ?
"""
_LINKS = f"""
SELECT {_TOLD.format("links")} FROM links CROSS JOIN highlights ON highlights.id IN (source_id, target_id)
WHERE article_id = ?
"""
