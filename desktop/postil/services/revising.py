"""Verbs of revisions: an article's newer text comes in, the old one stays, and its highlights are carried over."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from postil.domain.anchoring import State, describe
from postil.domain.edits import Change, Edit
from postil.domain.ids import now
from postil.domain.likeness import contained
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Highlight, Reading, Record, Revision
from postil.domain.sources import Imported, Source
from postil.domain.wording import say
from postil.services.carrying import QUOTATIONS, carry, carry_judgements, carry_position
from postil.services.highlighting import trimmed
from postil.services.importing import make_revision
from postil.services.kinship import Kinship, Why, kin
from postil.storage.library import Library
from postil.storage.revisions import evidence_of, revision_facts

__all__ = [
    "Kinship",
    "Revised",
    "Why",
    "confirm",
    "kin",
    "looks_like_error",
    "newer_place",
    "reattach",
    "refuse",
    "revise",
    "to_review",
]

_LEAST = 10
"""A new text has at least one word for this many of the old one."""

_HALF = 2
"""One with fewer words than one for this many of the old one has some of them in common with it."""

_COMMON = 0.2
"""The share of its runs of words that such a text has in common with the old one."""


@dataclass(frozen=True, slots=True)
class Revised:
    """What a newer version does: ``edit`` adds ``revision`` and carries all over; ``counts`` highlights by state.

    The edit is empty where the article had that very text before: ``revision`` is that version then.
    """

    edit: Edit
    revision: Revision
    counts: Mapping[State, int]


def revise(library: Library, article_id: str, source: Source, imported: Imported, *, force: bool = False) -> Revised:
    """Return the edit that makes ``imported`` the newest version of an article; the old texts stay.

    Every highlight is carried over from the text it was made on, or, where the reader confirmed a "changed" place,
    from there; and so are what was judged at places of the text, and the place where the reader is. Of the
    bibliographic record see ``_restated``. Raises Problem where the article is gone, the text is empty or, unless
    ``force``, looks like an error page (``looks_like_error``), which never replaces anything.
    """
    label = say("New version")
    article, item = library.article(article_id), library.item(article_id)
    old = library.revision(article.revision_id) if article else None
    if article is None or item is None or old is None:
        raise Problem("The article is no longer in the library, so no version of it came in.")
    marked = library.highlights(article_id)
    for version in revision_facts(library, article_id):
        there = library.revision(version.id) if version.text_hash == imported.document.text_hash else None
        if there is not None:
            return Revised(Edit(label, ()), there, _counts(marked))
    _require_words(old, imported, force=force)
    revision = make_revision(article_id, source, imported)
    known = {old.id: old}

    def texts(revision_id: str) -> Revision | None:
        if revision_id not in known:
            found = library.revision(revision_id)
            if found is None:
                return None
            known[revision_id] = found
        return known[revision_id]

    carried = carry(marked, revision, texts)
    changes: list[tuple[Record | None, Record]] = [
        (None, revision),
        *((None, figure) for figure in _new_figures(library, imported)),
        (article, replace(article, revision_id=revision.id, modified=revision.captured)),
        *zip(marked, carried, strict=True),
        *((None, judgement) for judgement in carry_judgements(library.judgements(), old, revision)),
        (item, _restated(library, item, old, revision, imported)),
        *_reading(library, article_id, old, revision),
    ]
    edit = Edit(label, tuple(Change(before, after) for before, after in changes if before != after))
    return Revised(edit, revision, _counts(carried))


def looks_like_error(old: Revision, imported: Imported) -> bool:
    """Return whether what came in looks like an error page, a request to log in or the like instead of an article.

    That is one with less than a tenth of the article's words, or less than half of them and hardly a sentence of it.
    """
    words = imported.document.words
    if old.importer == QUOTATIONS or words * _HALF >= old.words:
        return False
    return words * _LEAST < old.words or contained(imported.document.text, old.document.text) < _COMMON


def newer_place(library: Library, article_id: str) -> str:
    """Return where a newer version of an article is to be looked for: an address, or a file's path.

    Raises Problem where nobody knows.
    """
    article, item = library.article(article_id), library.item(article_id)
    newest = library.revision(article.revision_id) if article else None
    if newest is None or item is None:
        raise Problem("The article is no longer in the library.")
    known = newest.location if newest.source_kind in {"url", "file"} else ""
    if not (known or item.url):
        raise Problem(
            "Nothing says where “{title}” came from: give its address in its record, or add a version from a file.",
            title=item.title,
        )
    return known or item.url


def confirm(highlight: Highlight) -> Edit:
    """Return the edit by which the reader says that a "changed" place is right; empty where nothing waits for that."""
    if highlight.state != "changed" or highlight.reviewed:
        return Edit(say("Confirm passage"), ())
    stamp = now()
    return _change(say("Confirm passage"), highlight, replace(highlight, reviewed=stamp, modified=stamp))


def refuse(highlight: Highlight) -> Edit:
    """Return the edit by which the reader says that it is not: lost, back on the words and version it was made on."""
    refused = replace(
        highlight, revision_id=highlight.quoted_id, selector=highlight.quoted, state="lost", reviewed="", modified=now()
    )
    return _change(say("Refuse passage"), highlight, refused)


def reattach(highlight: Highlight, revision: Revision, start: int, end: int) -> Edit:
    """Return the edit that puts a highlight at ``start``..``end`` (code points) of ``revision`` by hand.

    "exact" where the very words that were marked stand there, else "changed" and confirmed. White space at either
    end is left out; raises ValueError where nothing is left.
    """
    start, end = trimmed(revision.document.text, start, end)
    selector = describe(revision.document.text, start, end)
    stamp = now()
    same = selector.exact == highlight.quoted.exact
    attached = replace(
        highlight,
        revision_id=revision.id,
        selector=selector,
        state="exact" if same else "changed",
        made_id=highlight.quoted_id,
        made=highlight.quoted,
        reviewed="" if same else stamp,
        modified=stamp,
    )
    return _change(say("Attach highlight"), highlight, attached)


def to_review(library: Library, article_id: str) -> tuple[Highlight, ...]:
    """Return the highlights whose "changed" place waits for the reader to confirm or refuse it, in text order."""
    marked = library.highlights(article_id)
    return tuple(highlight for highlight in marked if highlight.state == "changed" and not highlight.reviewed)


def _change(label: str, before: Highlight, after: Highlight) -> Edit:
    return Edit(label, (Change(before, after),))


def _counts(highlights: tuple[Highlight, ...] | list[Highlight]) -> dict[State, int]:
    found = Counter(highlight.state for highlight in highlights)
    order: tuple[State, ...] = ("exact", "moved", "changed", "lost")
    return {state: found[state] for state in order}


def _require_words(old: Revision, imported: Imported, *, force: bool) -> None:
    words = imported.document.words
    if not imported.document.text.strip():
        raise Problem("What came in holds no text, so the article stays as it is.")
    if not force and looks_like_error(old, imported):
        raise Problem(
            "What came in has {words} words where the article has {number}, so it looks like an error page and the "
            "article stays as it is.",
            words=f"{words:,}",
            number=f"{old.words:,}",
        )


def _new_figures(library: Library, imported: Imported) -> list[Record]:
    figures = {figure.id: figure for figure in imported.figures}
    return [figure for figure in figures.values() if library.figure(figure.id) is None]


def _restated(library: Library, item: CslItem, old: Revision, new: Revision, imported: Imported) -> CslItem:
    """Return the bibliographic record as the newer version has it, and the reader.

    Only "updated" follows what the source says now, and only where the reader left what a version said before;
    "accessed" follows the day of the capture where it was that of the last one. What was empty and never stated
    before is filled in. Title, authors and all the rest stay: they name the article.
    """
    stated = evidence_of(library, item.id)
    said = {row.field: row.value for row in imported.evidence if row.value and not row.guess}
    before = {field: {row.value for rows in stated for row in rows if row.field == field} for field in _FIELDS}
    after = item
    if "updated" in said and item.updated in (before["updated"] or {""}):
        after = replace(after, updated=said["updated"])
    if new.source_kind == "url" and item.accessed and item.accessed == old.captured[:10]:
        after = replace(after, accessed=new.captured[:10])
    filled = {
        field: value
        for field, value in {
            "published": imported.published,
            "container_title": imported.site,
            "url": imported.url or (new.location if new.source_kind == "url" else ""),
            "language": imported.language,
        }.items()
        if value and not getattr(item, field) and not before[field] and (field == "url" or field in said)
    }
    if imported.authors and not item.authors and not before["authors"] and "authors" in said:
        after = replace(after, authors=imported.authors)
    after = replace(after, **filled)
    return after if after == item else replace(after, modified=new.captured)


_FIELDS = ("updated", "published", "container_title", "url", "language", "authors")


def _reading(library: Library, article_id: str, old: Revision, new: Revision) -> list[tuple[Reading, Reading]]:
    reading = library.reading(article_id)
    if reading is None:
        return []
    there = 0 if old.importer == QUOTATIONS else carry_position(old.document.text, new.document.text, reading.position)
    return [(reading, replace(reading, position=there))]
