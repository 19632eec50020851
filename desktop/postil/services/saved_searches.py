"""Verbs of saved searches: kept under a name, and changed. ``services.collections`` renames and deletes them."""

from dataclasses import replace

from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id, now
from postil.domain.problems import Problem
from postil.domain.records import SavedSearch
from postil.domain.wording import say
from postil.storage.collections import saved_searches
from postil.storage.library import Library

LONGEST = 60
"""Characters of a name that is proposed."""


def keep(library: Library, query: str, name: str = "") -> Edit:
    """Return the edit that keeps a query under ``name`` ("": itself); one of that name asks for this from now on.

    Raises Problem where the query is empty.
    """
    wanted = " ".join(query.split())
    if not wanted:
        raise Problem("Type what to look for; then the search can be saved.")
    called = " ".join(name.split()) or proposed(wanted)
    older = next((each for each in saved_searches(library) if each.name.casefold() == called.casefold()), None)
    label = say("Save search “{name}”", name=called)
    if older is None:
        return Edit(label, (Change(None, SavedSearch(new_id(), called, wanted, now())),))
    return Edit(label, () if older.query == wanted else (Change(older, replace(older, query=wanted)),))


def proposed(query: str) -> str:
    """Return a name for a query: its own words, the first of them where they are many."""
    return query if len(query) <= LONGEST else f"{query[: LONGEST - 1].rstrip()}…"
