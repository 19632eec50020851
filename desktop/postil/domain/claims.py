"""The words for claims and for how two passages stand to each other, and what a claim counts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from postil.domain.records import Claim, ClaimStatus, Link, Relation
from postil.domain.wording import count, say

STATUSES: Mapping[ClaimStatus, str] = {
    "unsourced": "Unsourced",
    "sourced": "Sourced in the text",
    "checked": "Checked",
    "disputed": "Disputed",
    "refuted": "Refuted",
}
OPEN: frozenset[ClaimStatus] = frozenset({"unsourced", "disputed", "refuted"})
"""What stands out: here the reader may not rely on the text."""
RELATIONS: Mapping[Relation, str] = {
    "contradicts": "contradicts",
    "supports": "supports",
    "same_event": "tells of the same event as",
    "corrects": "corrects",
    "counts": "counts for",
    "same_figure": "gives another figure than",
}
BACKWARDS: Mapping[Relation, str] = {
    **RELATIONS,
    "supports": "is supported by",
    "corrects": "is corrected by",
    "counts": "counts",
}
"""The same relations as the target has them."""
BOTH_WAYS: frozenset[Relation] = frozenset({"contradicts", "same_event", "same_figure"})
"""Relations that say the same from either end."""

COUNTABLE = 100
"""The highest number of passages that anybody will collect: a claim of more is only counted where some were."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a claim says there are, and what was found: ``claimed`` is None where it is no whole number."""

    claimed: int | None
    found: int

    @property
    def is_told(self) -> bool:
        """Whether it is worth a line: something was found, or could be."""
        return bool(self.found) or (self.claimed is not None and self.claimed <= COUNTABLE)

    def __str__(self) -> str:
        if self.claimed is None:
            return count("Found {number}", "Found {number}", self.found)
        return say("Claimed {claimed}, found {found}", claimed=f"{self.claimed:,}", found=f"{self.found:,}")


def relation_words(link: Link, highlight_id: str) -> str:
    """Return how a highlight stands to the other end of ``link``: "contradicts", "is supported by"."""
    return say((RELATIONS if link.source_id == highlight_id else BACKWARDS)[link.relation])


def other_end(link: Link, highlight_id: str) -> str:
    """Return the id of the highlight at the other end of ``link``."""
    return link.target_id if link.source_id == highlight_id else link.source_id


def counted(claim: Claim, links: Iterable[Link]) -> Count:
    """Return what ``claim`` says there are and how many passages are linked to it as counting for it."""
    found = {each.source_id for each in links if each.relation == "counts" and each.target_id == claim.id}
    return Count(int(claim.number) if claim.number.isdecimal() else None, len(found))


def linked(links: Iterable[Link], source_id: str, target_id: str, relation: Relation) -> Link | None:
    """Return the link of that relation among ``links``, from either end where it goes both ways."""
    ends = {(source_id, target_id)}
    if relation in BOTH_WAYS:
        ends.add((target_id, source_id))
    return next(
        (each for each in links if each.relation == relation and (each.source_id, each.target_id) in ends), None
    )
