"""Verbs of collections: made, renamed, deleted; articles put into them and taken out. Saved searches likewise."""

from collections.abc import Sequence
from dataclasses import replace

from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id, now
from postil.domain.problems import Problem
from postil.domain.records import Collection, Membership, SavedSearch
from postil.domain.wording import count, say
from postil.storage.collections import collections, members_of, memberships_of
from postil.storage.library import Library


def make(library: Library, name: str, article_ids: Sequence[str] = ()) -> tuple[Edit, Collection]:
    """Return the edit that makes a collection, with these articles in it, and the collection.

    Raises Problem where the name is empty or another collection's.
    """
    collection = Collection(new_id(), _free_name(library, name), now())
    placed = [Change(None, _membership(article_id, collection)) for article_id in dict.fromkeys(article_ids)]
    return Edit(say("Make collection “{name}”", name=collection.name), (Change(None, collection), *placed)), collection


def rename(library: Library, collection: Collection, name: str) -> Edit:
    """Return the edit that gives a collection another name; raises Problem as ``make`` does."""
    if " ".join(name.split()) == collection.name:
        return Edit(say("Rename collection"), ())
    after = replace(collection, name=_free_name(library, name, but=collection.id))
    return Edit(say("Rename collection"), (Change(collection, after),))


def delete(library: Library, collection: Collection) -> Edit:
    """Return the edit that takes a collection away; its articles stay in the library."""
    gone = (*members_of(library, collection.id), collection)
    label = say("Delete collection “{name}”", name=collection.name)
    return Edit(label, tuple(Change(record, None) for record in gone))


def put(library: Library, collection: Collection, article_ids: Sequence[str]) -> Edit:
    """Return the edit that puts articles into a collection; those that stand in it already stay as they are."""
    known = {each.article_id for each in members_of(library, collection.id)}
    fresh = [article_id for article_id in dict.fromkeys(article_ids) if article_id not in known]
    label = count(
        "Put into “{collection}”", "Put {number} articles into “{collection}”", len(fresh), collection=collection.name
    )
    return Edit(label, tuple(Change(None, _membership(article_id, collection)) for article_id in fresh))


def take_out(library: Library, collection: Collection, article_ids: Sequence[str]) -> Edit:
    """Return the edit that takes articles out of a collection."""
    found = [each for each in memberships_of(library, *article_ids) if each.collection_id == collection.id]
    label = count(
        "Take out of “{collection}”",
        "Take {number} articles out of “{collection}”",
        len(found),
        collection=collection.name,
    )
    return Edit(label, tuple(Change(record, None) for record in found))


def find(library: Library, name: str) -> Collection:
    """Return the collection of that name, capitals aside, or id; raises Problem where there is none."""
    wanted = " ".join(name.split())
    for collection in collections(library):
        if wanted.casefold() == collection.name.casefold() or wanted == collection.id:
            return collection
    raise Problem("There is no collection “{name}”; see postil collections.", name=wanted)


def rename_search(search: SavedSearch, name: str) -> Edit:
    """Return the edit that gives a saved search another name."""
    cleaned = " ".join(name.split())
    changes = () if cleaned in {"", search.name} else (Change(search, replace(search, name=cleaned)),)
    return Edit(say("Rename saved search"), changes)


def delete_search(search: SavedSearch) -> Edit:
    """Return the edit that takes a saved search away."""
    return Edit(say("Delete saved search “{name}”", name=search.name), (Change(search, None),))


def _membership(article_id: str, collection: Collection) -> Membership:
    return Membership(f"{article_id}:{collection.id}", article_id, collection.id, now())


def _free_name(library: Library, name: str, *, but: str = "") -> str:
    cleaned = " ".join(name.split())
    if not cleaned:
        raise Problem("A collection needs a name.")
    if any(each.name.casefold() == cleaned.casefold() and each.id != but for each in collections(library)):
        raise Problem("There is a collection “{name}” already; choose another name.", name=cleaned)
    return cleaned
