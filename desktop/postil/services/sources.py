"""Verbs of sources: works added, edited and taken away, what is wrong with a record."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from postil.domain.citation_keys import make_key
from postil.domain.csl import DATES, OWN_FIELDS, TYPES, faults, more_of, to_csl
from postil.domain.edits import Change, Edit
from postil.domain.foreign import ForeignWork
from postil.domain.ids import new_id, now
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Name
from postil.domain.wording import count, say
from postil.services.adopting import Adoption, adopt
from postil.services.articles import edit_item
from postil.services.bibliography import check_dates, read_authors
from postil.services.citations import citation_counts
from postil.services.csl_typing import changed_more
from postil.storage.citations import KeysInUse, article_ids, trashed_articles
from postil.storage.library import Library
from postil.storage.shelf import items_called


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One source of the library: its record, whether it is an article of it or only cited, and by how many notes."""

    item: CslItem
    is_article: bool
    cited: int = 0


def sources(library: Library) -> tuple[SourceRow, ...]:
    """Return all sources by citation key, without those of articles in the trash."""
    articles, trashed, counts = article_ids(library), trashed_articles(library), citation_counts(library)
    return tuple(
        SourceRow(item, item.id in articles, counts.get(item.key, 0))
        for item in library.items()
        if item.id not in trashed
    )


def new_item(kind: str = "book") -> CslItem:
    """Return an empty record for a work to be added, without a citation key."""
    stamp = now()
    return CslItem(new_id(), "", kind, created=stamp, modified=stamp)


def add_item(library: Library, item: CslItem) -> tuple[Edit, CslItem]:
    """Return the edit that adds a work, and its record: under a new citation key where it has none.

    Raises Problem where nothing is known of it, or where its key cannot be one or belongs to another source.
    """
    if not (item.title or item.authors or item.url):
        raise Problem("There is nothing to cite yet; give a title, an author or an address.")
    named = item.authors or ((Name(literal=item.container_title),) if item.container_title else ())
    key = item.key or make_key(named, item.title, item.published, KeysInUse(library))
    added = replace(item, key=key)
    edit_item(library, replace(item, key=""), added)
    return Edit(say("Add source"), (Change(None, added),)), added


def add_work(
    library: Library, title: str, *, kind: str = "book", authors: Sequence[Name] = (), published: str = ""
) -> tuple[Edit, CslItem]:
    """Return the edit that adds a work by hand, under a new citation key, and its record."""
    return add_item(library, replace(new_item(kind), title=title, authors=tuple(authors), published=published))


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
    for item in items_called(library, wanted):
        return item
    raise Problem("No source in the library has the key “{key}”; see postil sources list.", key=wanted)


def with_fields(item: CslItem, texts: Mapping[str, str]) -> CslItem:
    """Return a record with fields as they are typed, by CSL's names or ours; "" empties one.

    Raises Problem where CSL has no such field, or a date is none.
    """
    ours = {**OWN_FIELDS, "citation-key": "key", "type": "type", "note": "note", "updated": "updated"}
    plain = {ours[name]: " ".join(text.split()) for name, text in texts.items() if name in ours}
    dates = {name: text.strip() for name, text in texts.items() if name in DATES or name == "updated"}
    check_dates(dates)
    if plain.get("type", item.type) not in TYPES:
        raise Problem("“{type}” is not a type that CSL knows.", type=plain["type"])
    authors = read_authors(texts["author"].replace(";", "\n")) if "author" in texts else item.authors
    others = {name: text for name, text in texts.items() if name not in ours and name != "author"}
    more = changed_more(more_of(item), others)
    written = json.dumps(more, ensure_ascii=False, sort_keys=True) if more else ""
    return replace(item, **plain, authors=authors, more=written if more != more_of(item) else item.more)


def rekey(library: Library, item: CslItem, key: str) -> Edit:
    """Return the edit that gives a source another citation key, also in the notes that cite it.

    Raises Problem where it cannot be a key, or belongs to another source.
    """
    return replace(edit_item(library, item, replace(item, key=key)), label=say("Change citation key"))


def remove(library: Library, *items: CslItem) -> Edit:
    """Return the edit that takes works away; raises Problem for the record of an article, which goes with that."""
    for item in items:
        if library.article(item.id) is not None:
            raise Problem(
                "“{key}” is an article of the library; delete the article to remove its record.", key=item.key
            )
    label = count("Remove source", "Remove {number} sources", len(items))
    return Edit(label, tuple(Change(item, None) for item in items))


def check(item: CslItem) -> tuple[str, ...]:
    """Return what is wrong with a record, a sentence for each: what CSL does not know, a DOI or ISBN that is none."""
    wrong = list(faults(to_csl(item)))
    more = more_of(item)
    wrong += [form_fault(name, str(more.get(name, ""))) for name in ("DOI", "ISBN")]
    return tuple(sentence for sentence in wrong if sentence)


def form_fault(name: str, value: str) -> str:
    """Return what is wrong with the form of a DOI or ISBN (``name`` says which), "" for nothing."""
    if name == "DOI" and value and not is_doi(value):
        return say("“{doi}” does not have the form of a DOI.", doi=value)
    if name == "ISBN" and value and not is_isbn(value):
        return say("“{isbn}” is not an ISBN: its last digit does not fit the others.", isbn=value)
    return ""


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


def as_json(items: Iterable[CslItem]) -> str:
    """Return records as CSL-JSON."""
    return json.dumps([to_csl(item) for item in items], ensure_ascii=False, indent=2)
