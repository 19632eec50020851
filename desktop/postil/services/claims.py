"""Verbs of claims: judge what a passage states, put passages in relation, count what a claim counts."""

import re
from dataclasses import dataclass, replace

from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id, now
from postil.domain.records import Claim, ClaimStatus, Highlight, Link, Relation
from postil.domain.wording import say
from postil.storage.claims import claims_of, links_of
from postil.storage.library import Library

STATUSES: dict[ClaimStatus, str] = {
    "unsourced": "Unsourced",
    "sourced": "Sourced in the text",
    "checked": "Checked",
    "disputed": "Disputed",
    "refuted": "Refuted",
}
RELATIONS: dict[Relation, str] = {
    "contradicts": "contradicts",
    "supports": "supports",
    "same_event": "tells of the same event as",
    "corrects": "corrects",
    "counts": "counts for",
    "same_figure": "gives another figure than",
}
BOTH_WAYS: frozenset[Relation] = frozenset({"contradicts", "same_event", "same_figure"})
"""Relations that say the same from either end."""

_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_OTHERS = {"once": "1", "twice": "2", "thrice": "3", "both": "2", "a dozen": "12", "dozen": "12"}
_NUMBER = re.compile(
    rf"(?<![.,])\b(?:(\d{{1,3}}(?:,\d{{3}})+|\d+)|({'|'.join((*_WORDS, *_OTHERS))}))\b(?![.,]\d)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Count:
    """What a claim says there are, and what was found: ``claimed`` is None where it is no whole number."""

    claimed: int | None
    found: int


def judge(
    highlight: Highlight,
    before: Claim | None,
    status: ClaimStatus,
    *,
    judge: str = "",
    reason: str = "",
    number: str | None = None,
) -> Edit:
    """Return the edit that makes the highlight a claim of this status, or judges it anew.

    ``number`` is how many it claims of something; None keeps what was there, or reads it from a new claim's quotation.
    """
    made = now()
    first = before or Claim(highlight.id, status, number=stated_number(highlight.quoted.exact), created=made)
    after = replace(
        first,
        status=status,
        judge=" ".join(judge.split()),
        reason=reason.strip(),
        number=first.number if number is None else "".join(number.split()),
    )
    if after == before:
        return Edit(say("Judge claim"), ())
    return Edit(say("Judge claim"), (Change(before, replace(after, modified=made)),))


def unjudge(library: Library, claim: Claim) -> Edit:
    """Return the edit by which a highlight is no claim any more; what was counted for it counts for nothing then."""
    counted = [
        link for link in links_of(library, [claim.id]) if link.relation == "counts" and link.target_id == claim.id
    ]
    return Edit(say("No claim"), tuple(Change(record, None) for record in (*counted, claim)))


def link(library: Library, source_id: str, target_id: str, relation: Relation, reason: str = "") -> Edit:
    """Return the edit that puts two highlights in a relation; nothing where they stand in it or are one."""
    if source_id == target_id or linked(links_of(library, [source_id]), source_id, target_id, relation):
        return Edit(say("Link passages"), ())
    made = Link(new_id(), relation, source_id, target_id, reason.strip(), now())
    return Edit(say("Link passages"), (Change(None, made),))


def unlink(link: Link) -> Edit:
    """Return the edit that takes a relation away."""
    return Edit(say("Unlink passages"), (Change(link, None),))


def linked(links: tuple[Link, ...], source_id: str, target_id: str, relation: Relation) -> Link | None:
    """Return the link of that relation among ``links``, from either end where it goes both ways."""
    ends = {(source_id, target_id)}
    if relation in BOTH_WAYS:
        ends.add((target_id, source_id))
    return next(
        (each for each in links if each.relation == relation and (each.source_id, each.target_id) in ends), None
    )


def counted(claim: Claim, links: tuple[Link, ...]) -> Count:
    """Return what ``claim`` says there are and how many passages are linked to it as counting for it."""
    found = {each.source_id for each in links if each.relation == "counts" and each.target_id == claim.id}
    return Count(int(claim.number) if claim.number.isdecimal() else None, len(found))


def claims_in(library: Library, article_id: str) -> tuple[Claim, ...]:
    """Return the claims among an article's highlights."""
    return claims_of(library, [highlight.id for highlight in library.highlights(article_id)])


def stated_number(quotation: str) -> str:
    """Return the first whole number that a quotation states, in digits or as a word up to twenty, else "".

    What looks like a year is none: "In 1941, Stalin asked six times" states 6.
    """
    for match in _NUMBER.finditer(quotation):
        digits, word = match.groups()
        if digits:
            value = digits.replace(",", "")
            if "," in digits or not 1000 <= int(value) <= 2100:
                return value
        else:
            word = word.lower()
            return _OTHERS.get(word) or str(_WORDS.index(word))
    return ""
