"""Sources that are likely one work: found, and made one."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from postil.domain.csl import from_csl, more_of, to_csl
from postil.domain.edits import Change, Edit
from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.domain.records import CslItem
from postil.domain.wording import say
from postil.importers.marks.identifiers import find_doi, isbn13
from postil.services.citations import renaming
from postil.storage.citations import trashed_articles
from postil.storage.library import Library


def duplicates(library: Library) -> tuple[tuple[CslItem, ...], ...]:
    """Return groups of sources that are likely one work, without those of articles in the trash."""
    trashed = trashed_articles(library)
    return same_works(item for item in library.items() if item.id not in trashed)


def same_works(items: Iterable[CslItem]) -> tuple[tuple[CslItem, ...], ...]:
    """Return groups of records that are likely of one work: the same DOI, ISBN, or title, year and first author."""
    groups: dict[str, list[CslItem]] = defaultdict(list)
    merged: dict[str, str] = {}
    for item in items:
        signs = _signs(item)
        here = next((merged[sign] for sign in signs if sign in merged), item.id)
        for sign in signs:
            merged.setdefault(sign, here)
        groups[here].append(item)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def keeper(items: Sequence[CslItem], articles: Collection[str], cited: Mapping[str, int]) -> CslItem:
    """Return which of some sources the others are best merged into: an article, the one cited most, the oldest."""
    return min(items, key=lambda item: (item.id not in articles, -cited.get(item.key, 0), item.created, item.id))


def merge(library: Library, kept: CslItem, *others: CslItem) -> Edit:
    """Return the edit that fills ``kept`` with what only the others say, and takes those away.

    Notes that cite them cite ``kept`` then. Raises Problem where one of them is an article, or ``kept`` itself.
    """
    after = kept
    for other in others:
        if kept.id == other.id:
            raise Problem("“{key}” is one source already.", key=kept.key)
        if library.article(other.id) is not None:
            raise Problem(
                "“{key}” is an article of the library; keep it, and merge the other one into it.", key=other.key
            )
        filled = from_csl({**to_csl(other), **to_csl(after)}, after)
        after = replace(filled, type=kept.type, note=after.note or other.note, updated=after.updated or other.updated)
    gone = tuple(Change(other, None) for other in others)
    changes = () if not gone else (Change(kept, replace(after, modified=now())), *gone)
    return Edit(say("Merge sources"), (*changes, *renaming(library, {other.key: kept.key for other in others})))


def _signs(item: CslItem) -> tuple[str, ...]:
    more = more_of(item)
    doi = find_doi(f"{more.get('DOI', '')} {item.url} {item.note}")
    isbn = isbn13(str(more.get("ISBN", "")))
    title = "".join(sign for sign in item.title.casefold() if sign.isalnum())
    author = (item.authors[0].family or item.authors[0].literal).casefold() if item.authors else ""
    # A chapter has the ISBN of its book, and another title.
    signs = [f"doi:{doi}"] if doi else []
    signs += [f"isbn:{isbn}:{title}"] if isbn else []
    signs += [f"{title}:{item.published[:4]}:{author}"] if len(title) > 7 and item.published else []
    return tuple(signs)
