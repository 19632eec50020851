"""Verbs of whole articles, many at once: into the trash and back, read later, archived, favourite, tags; and the purge.

All but the purge can be undone. What is purged is gone from the library, so a copy of all of it is made before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from postil.domain.edits import Change, Edit
from postil.domain.ids import now
from postil.domain.wording import count, say
from postil.services import articles
from postil.services.highlighting import clean_tags
from postil.storage.collections import articles_with_ids
from postil.storage.library import Library
from postil.storage.trash import Holding

AT_ONCE = 50
"""Articles that are purged in one transaction."""


def put_away(library: Library, article_ids: Iterable[str]) -> Edit:
    """Return the edit that puts articles into the trash; those that are there stay as they are."""
    stamp = now()
    found = [each for each in articles_with_ids(library, article_ids) if not each.trashed]
    label = count("Delete article", "Delete {number} articles", len(found))
    return Edit(label, tuple(Change(each, replace(each, trashed=stamp)) for each in found))


def restore(library: Library, article_ids: Iterable[str]) -> Edit:
    """Return the edit that takes articles out of the trash."""
    found = [each for each in articles_with_ids(library, article_ids) if each.trashed]
    label = count("Restore article", "Restore {number} articles", len(found))
    return Edit(label, tuple(Change(each, replace(each, trashed="")) for each in found))


def mark(
    library: Library,
    article_ids: Iterable[str],
    *,
    later: bool | None = None,
    archived: bool | None = None,
    favourite: bool | None = None,
) -> Edit:
    """Return the edit that says of articles whether they are to be read later, archived, favourites; None: as before.

    What is archived is done with: it is no longer to be read later.
    """
    changes: list[Change] = []
    for article in articles_with_ids(library, article_ids):
        after = replace(
            article,
            later=article.later if later is None else later,
            archived=article.archived if archived is None else archived,
            favourite=article.favourite if favourite is None else favourite,
        )
        if archived:
            after = replace(after, later=False)
        if after != article:
            changes.append(Change(article, replace(after, modified=now())))
    return Edit(_label(later, archived, favourite), tuple(changes))


def tag(library: Library, article_ids: Iterable[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> Edit:
    """Return the edit that adds tags to articles and takes others from them; what else they have stays."""
    changes: list[Change] = []
    gone = set(clean_tags(remove))
    for article in articles_with_ids(library, article_ids):
        tags = tuple(dict.fromkeys((*(each for each in article.tags if each not in gone), *clean_tags(add))))
        if tags != article.tags:
            changes.append(Change(article, replace(article, tags=tags, modified=now())))
    return Edit(count("Change tags", "Change tags of {number} articles", len(changes)), tuple(changes))


def purge(library: Library, article_ids: Sequence[str]) -> Edit:
    """Return the edit that takes articles out of the library for good, of at most some dozens at a time.

    It is to be applied as no step of undo, after a backup (``backup_path``).
    """
    edit = articles.delete(library, *article_ids)
    return Edit(count("Purge article", "Purge {number} articles", len(article_ids)), edit.changes)


def still_in_trash(library: Library, article_ids: Iterable[str]) -> list[str]:
    """Return those in the trash now: while the reader was asked, others may have been brought back, or have gone."""
    wanted = list(article_ids)
    there = {each.id for each in articles_with_ids(library, wanted) if each.trashed}
    return [each for each in wanted if each in there]


def backup_path(library: Path) -> Path:
    """Return where the copy before a purge goes: beside those that are made before migrations."""
    stamp = now().replace(":", "").replace("-", "")
    folder, number = library.parent / "backups", 1
    while True:
        again = f"-{number}" if number > 1 else ""
        path = folder / f"{library.stem}-{stamp}{again}-before-purge{library.suffix}"
        if not path.exists():
            return path
        number += 1


def told(holding: Holding) -> str:
    """Return what would go, in words: "2 articles, 5 highlights and 1 note"."""
    return say(
        "{articles}, {highlights} and {notes}",
        articles=count("{number} article", "{number} articles", holding.articles),
        highlights=count("{number} highlight", "{number} highlights", holding.highlights),
        notes=count("{number} note", "{number} notes", holding.notes),
    )


def _label(later: bool | None, archived: bool | None, favourite: bool | None) -> str:
    if archived is not None:
        return say("Archive") if archived else say("Take out of the archive")
    if favourite is not None:
        return say("Make a favourite") if favourite else say("No longer a favourite")
    return say("Read later") if later else say("Not to be read later")
