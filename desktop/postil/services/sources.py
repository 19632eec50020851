"""Verbs of sources: works added, edited, merged and taken away, duplicates among them, what is wrong with a record."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from postil.domain.citing import cited_keys, make_key
from postil.domain.csl import faults, from_csl, more_of, to_csl
from postil.domain.edits import Change, Edit
from postil.domain.foreign import ForeignWork
from postil.domain.ids import new_id, now
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Name
from postil.domain.wording import say
from postil.importers.marks.identifiers import find_doi, isbn13
from postil.services.adopting import Adoption, adopt
from postil.storage.library import Library
from postil.storage.shelf import keys_in_use


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source of the library: its record, and whether it is an article of it or only cited."""

    item: CslItem
    is_article: bool


def sources(library: Library) -> tuple[SourceRow, ...]:
    """Return all sources by citation key."""
    return tuple(SourceRow(item, library.article(item.id) is not None) for item in library.items())


def add_work(
    library: Library, title: str, *, kind: str = "book", authors: Sequence[Name] = (), published: str = ""
) -> tuple[Edit, CslItem]:
    """Return the edit that adds a work by hand, under a new citation key, and its record."""
    stamp = now()
    key = make_key(authors, title, published, keys_in_use(library))
    item = CslItem(new_id(), key, kind, title, tuple(authors), published=published, created=stamp, modified=stamp)
    return Edit(say("Add source"), (Change(None, item),)), item


def add_records(library: Library, works: Iterable[ForeignWork]) -> Adoption:
    """Return what has to be done to have the bibliographic records of ``works``; their highlights are left out."""
    records = [replace(work, marks=(), imported=None) for work in works if work.record is not None]
    if not records:
        raise Problem("There are no bibliographic records in it; highlights come in with: postil add --highlights FILE")
    adoption = adopt(library, records)
    return replace(adoption, edit=replace(adoption.edit, label=say("Add sources")))


def find_source(library: Library, key: str) -> CslItem:
    """Return the record with this citation key or id; raises Problem where there is none."""
    wanted = key.removeprefix("@")
    for item in library.items():
        if wanted in {item.key, item.id}:
            return item
    raise Problem("No source in the library has the key “{key}”; see postil sources list.", key=wanted)


def remove(library: Library, item: CslItem) -> Edit:
    """Return the edit that takes a work away; raises Problem for the record of an article, which goes with that."""
    if library.article(item.id) is not None:
        raise Problem("“{key}” is an article of the library; delete the article to be rid of its record.", key=item.key)
    return Edit(say("Remove source"), (Change(item, None),))


def check(item: CslItem) -> tuple[str, ...]:
    """Return what is wrong with a record, a sentence for each: what CSL does not know, a DOI or ISBN that is none."""
    wrong = list(faults(to_csl(item)))
    more = more_of(item)
    doi, isbn = str(more.get("DOI", "")), str(more.get("ISBN", ""))
    if doi and not is_doi(doi):
        wrong.append(say("“{doi}” does not have the form of a DOI.", doi=doi))
    if isbn and not is_isbn(isbn):
        wrong.append(say("“{isbn}” is no ISBN: its last digit does not fit the others.", isbn=isbn))
    return tuple(wrong)


def is_doi(printed: str) -> bool:
    """Say whether this has the form of a DOI."""
    from importlib import import_module

    forms: Any = import_module("idutils")
    return bool(forms.is_doi(printed))


def is_isbn(printed: str) -> bool:
    """Say whether each of what stands between commas or spaces is an ISBN with a sound check digit."""
    from importlib import import_module

    forms: Any = import_module("isbnlib")
    found: list[str] = forms.get_isbnlike(printed)
    return bool(found) and all(not forms.notisbn(each) for each in found)


def duplicates(library: Library) -> tuple[tuple[CslItem, ...], ...]:
    """Return groups of sources that are likely one work: the same DOI, ISBN, or title, year and first author."""
    groups: dict[str, list[CslItem]] = defaultdict(list)
    merged: dict[str, str] = {}
    for item in library.items():
        signs = _signs(item)
        here = next((merged[sign] for sign in signs if sign in merged), item.id)
        for sign in signs:
            merged.setdefault(sign, here)
        groups[here].append(item)
    return tuple(tuple(group) for group in groups.values() if len(group) > 1)


def merge(library: Library, kept: CslItem, other: CslItem) -> Edit:
    """Return the edit that fills ``kept`` with what only ``other`` says, and takes ``other`` away.

    Raises Problem where both are articles, or where notes cite ``other``: they would cite nothing then.
    """
    if kept.id == other.id:
        raise Problem("“{key}” is one source already.", key=kept.key)
    if library.article(other.id) is not None:
        raise Problem("“{key}” is an article of the library; keep it, and merge the other one into it.", key=other.key)
    if other.key in _cited(library):
        raise Problem("Notes cite “{key}”; keep that one, or change the notes first.", key=other.key)
    told = to_csl(other)
    mine = to_csl(kept)
    filled = from_csl({**told, **mine}, kept)
    after = replace(filled, type=kept.type, modified=now())
    return Edit(say("Merge sources"), (Change(kept, after), Change(other, None)))


def from_object(found: object, like: CslItem) -> CslItem:
    """Return a record changed to what an item of CSL-JSON says; raises Problem, naming the first fault."""
    item = {**found, "id": like.key} if isinstance(found, dict) else {}  # pyright: ignore[reportUnknownVariableType]
    wrong = faults(item)  # pyright: ignore[reportUnknownArgumentType]
    if wrong:
        raise Problem("{fault}", fault=wrong[0])
    return from_csl(item, like)  # pyright: ignore[reportUnknownArgumentType]


def as_json(items: Iterable[CslItem]) -> str:
    """Return records as CSL-JSON."""
    return json.dumps([to_csl(item) for item in items], ensure_ascii=False, indent=2)


def _cited(library: Library) -> frozenset[str]:
    keys: set[str] = set()
    for item in library.items():
        note = library.note(item.id)
        bodies = [note.body if note else "", *(highlight.note for highlight in library.highlights(item.id))]
        keys.update(key for body in bodies if "@" in body for key in cited_keys(body))
    return frozenset(keys)


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
