"""Verbs of figures: two passages that give different numbers for the same thing are paired."""

from collections.abc import Sequence

from postil.domain.edits import Change, Edit
from postil.domain.entities import Quantity
from postil.domain.problems import Problem
from postil.domain.records import Highlight, Link, Revision
from postil.domain.wording import say
from postil.services import claims, highlighting
from postil.storage.claims import links_of
from postil.storage.library import Library


def marked(quantity: Quantity, highlights: Sequence[Highlight], revision: Revision) -> Highlight | None:
    """Return the smallest highlight of this version that holds the quantity, or None."""
    holding = [
        each
        for each in highlights
        if each.state != "lost"
        and each.revision_id == revision.id
        and each.selector.start <= quantity.start
        and quantity.end <= each.selector.end
    ]
    return min(holding, key=lambda each: (each.selector.end - each.selector.start, each.id), default=None)


def mark(revision: Revision, quantity: Quantity, highlights: Sequence[Highlight], color: str) -> tuple[Edit, Highlight]:
    """Return the edit that highlights a quantity, empty where a highlight holds it already, and that highlight."""
    there = marked(quantity, highlights, revision)
    if there is not None:
        return Edit(say("Highlight"), ()), there
    return highlighting.add(revision, quantity.start, quantity.end, color=color)


def pair(library: Library, revision: Revision, one: Quantity, other: Quantity, color: str, *, reason: str = "") -> Edit:
    """Return the edit that says that two quantities of a text are different figures for the same thing.

    A quantity that no highlight holds is highlighted in ``color``. Raises Problem where one highlight holds both.
    """
    highlights = library.highlights(revision.article_id)
    first, source = mark(revision, one, highlights, color)
    second, target = mark(revision, other, highlights, color)
    if source.id == target.id:
        raise Problem("Both figures stand in one highlight; highlight each by itself to pair them.")
    link = claims.link(library, source.id, target.id, "same_figure", reason)
    return Edit(say("Pair figures"), (*first.changes, *second.changes, *link.changes))


def pair_with(
    library: Library, revision: Revision, one: Quantity, highlight_id: str, color: str, *, reason: str = ""
) -> Edit:
    """Return the edit that pairs a quantity with the passage of a highlight, which may be another article's."""
    first, source = mark(revision, one, library.highlights(revision.article_id), color)
    if source.id == highlight_id:
        raise Problem("This figure stands in the highlight that it is to be paired with.")
    link = claims.link(library, source.id, highlight_id, "same_figure", reason)
    return Edit(say("Pair figures"), (*first.changes, *link.changes))


def pairs(library: Library, highlight_ids: Sequence[str]) -> tuple[Link, ...]:
    """Return the links of these highlights that pair figures."""
    return tuple(each for each in links_of(library, highlight_ids) if each.relation == "same_figure")


def unpair(links: Sequence[Link]) -> Edit:
    """Return the edit that takes pairings back; the highlights stay."""
    return Edit(say("Unpair figures"), tuple(Change(each, None) for each in links))
