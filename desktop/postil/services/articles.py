"""Verbs of articles: tags, the note on the whole, the bibliographic record, reading position, taking one away."""

from collections.abc import Iterable
from dataclasses import replace

from postil.domain.edits import Change, Edit
from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.domain.records import Article, ArticleNote, CslItem, Reading, Record
from postil.domain.wording import count, say
from postil.services.citations import renaming
from postil.services.highlighting import clean_tags, removal
from postil.storage.citations import KeysInUse
from postil.storage.collections import memberships_of
from postil.storage.library import Library
from postil.storage.shelf import revisions_of


def retag(article: Article, tags: Iterable[str]) -> Edit:
    """Return the edit that gives the article exactly these tags."""
    after = replace(article, tags=clean_tags(tags))
    changes = () if after == article else (Change(article, replace(after, modified=now())),)
    return Edit(say("Change tags"), changes)


def write_note(article_id: str, before: ArticleNote | None, body: str, *, burst: str = "") -> Edit:
    """Return the edit that makes ``body`` (Markdown) the note on the article; an empty one is removed."""
    label = say("Write article note")
    made = now()
    if body == (before.body if before else ""):
        return Edit(label, ())
    after = ArticleNote(article_id, body, before.created if before else made, made) if body else None
    return Edit(label, (Change(before, after),), f"{burst}:{article_id}" if burst else "")


def edit_item(library: Library, before: CslItem, after: CslItem) -> Edit:
    """Return the edit that replaces a bibliographic record.

    Notes that cite it go along with another citation key. Raises Problem where the key is empty, holds a character no
    citation may hold, or is another record's.
    """
    notes: tuple[Change, ...] = ()
    if after.key != before.key:
        allowed = all(character.isalnum() or character in "_:.#$%&-+?<>~/" for character in after.key)
        if not after.key or not allowed or not (after.key[0].isalnum() or after.key[0] == "_"):
            raise Problem("“{key}” cannot be a citation key; use letters, digits and - _ : . only.", key=after.key)
        if after.key in KeysInUse(library):
            raise Problem("The citation key {key} belongs to another source; choose another key.", key=after.key)
        notes = renaming(library, {before.key: after.key}) if before.key else ()
    changes = () if after == before else (Change(before, replace(after, modified=now())),)
    return Edit(say("Edit source"), (*changes, *notes))


def remember_position(before: Reading | None, article_id: str, position: int, progress: float) -> Edit:
    """Return the edit that keeps how far the reader is: ``position`` in code points, ``progress`` from 0 to 1."""
    after = Reading(article_id, position, round(min(max(progress, 0.0), 1.0), 4), now())
    return Edit(say("Read"), (Change(before, after),))


def delete(library: Library, *article_ids: str) -> Edit:
    """Return the edit that takes articles away with all that hangs on them; its inverse brings all of it back.

    Raises Problem where one of them is no longer there.
    """
    changes = tuple(change for article_id in article_ids for change in _removal(library, article_id))
    return Edit(count("Delete article", "Delete {number} articles", len(article_ids)), changes)


def _removal(library: Library, article_id: str) -> tuple[Change, ...]:
    article = library.article(article_id)
    if article is None:
        raise Problem("The article is no longer in the library; nothing was deleted.")
    found: tuple[Record | None, ...] = (
        *memberships_of(library, article_id),
        library.reading(article_id),
        library.note(article_id),
        library.item(article_id),
        *revisions_of(library, article_id),
        article,
    )
    marks = removal(library, library.highlights(article_id))
    return (*marks, *(Change(record, None) for record in found if record is not None))
