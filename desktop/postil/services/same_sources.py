"""Sources that are likely one work: found, and made one."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from postil.domain.csl import from_csl, more_of, to_csl
from postil.domain.edits import Change, Edit
from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.domain.records import CslItem
from postil.domain.text import plain_title
from postil.domain.wording import say
from postil.importers.marks.identifiers import find_doi, isbn13
from postil.services.citations import renaming
from postil.storage.citations import trashed_articles
from postil.storage.library import Library

Known = TypeVar("Known")
_NO_LETTERS = re.compile(r"[\W_]+")


def duplicates(library: Library) -> tuple[tuple[CslItem, ...], ...]:
    """Return groups of sources that are likely one work, without those of articles in the trash."""
    trashed = trashed_articles(library)
    return same_works(item for item in library.items() if item.id not in trashed)


class Grouping(Generic[Known]):
    """Groups records that are likely of one work, as they come: the same DOI, ISBN, or title, year and first author.

    Records are kept by what the caller knows them by.
    """

    def __init__(self) -> None:
        # A group goes by its place: a list for each of 100,000 records would keep the collector of garbage busy.
        self._known: list[Known] = []
        self._places: list[int] = []
        self._merged: dict[int, int] = {}
        self._joined: dict[int, int] = {}

    def add(self, known: Known, item: CslItem) -> None:
        """Take in a record."""
        # By hashes, an eighth of the size of the signs: that two differ and have one hash is not met with.
        signs = [hash(sign) for sign in _signs(item)]
        there = {self._place(self._merged[sign]) for sign in signs if sign in self._merged}
        here = min(there, default=len(self._known))
        # A record that is like those of two groups makes them one.
        self._joined.update((place, here) for place in there if place != here)
        for sign in signs:
            self._merged.setdefault(sign, here)
        self._known.append(known)
        self._places.append(here)

    def groups(self) -> tuple[tuple[Known, ...], ...]:
        """Return the groups of more than one, in the order of their first records."""
        places = [self._place(place) for place in self._places] if self._joined else self._places
        several = {place for place, number in Counter(places).items() if number > 1}
        found: dict[int, list[Known]] = defaultdict(list)
        for known, place in zip(self._known, places, strict=True):
            if place in several:
                found[place].append(known)
        return tuple(tuple(group) for group in found.values())

    def _place(self, place: int) -> int:
        while place in self._joined:
            place = self._joined[place]
        return place


def same_works(items: Iterable[CslItem]) -> tuple[tuple[CslItem, ...], ...]:
    """Return groups of records that are likely of one work."""
    grouping = Grouping[CslItem]()
    for item in items:
        grouping.add(item, item)
    return grouping.groups()


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
    isbn = isbn13(str(more["ISBN"])) if "ISBN" in more else ""
    title = _NO_LETTERS.sub("", unicodedata.normalize("NFKC", plain_title(item.title)).casefold())
    author = (item.authors[0].family or item.authors[0].literal).casefold() if item.authors else ""
    # A chapter has the ISBN of its book, and another title.
    signs = [f"doi:{doi}"] if doi else []
    signs += [f"isbn:{isbn}:{title}"] if isbn else []
    signs += [f"{title}:{item.published[:4]}:{author}"] if len(title) > 7 and item.published else []
    return tuple(signs)
