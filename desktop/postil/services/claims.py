"""Verbs of claims: judge what a passage states, put passages in relation, count what a claim counts."""

import re
from collections.abc import Sequence
from dataclasses import replace

from postil.domain.claims import linked
from postil.domain.edits import Change, Edit
from postil.domain.ids import new_id, now
from postil.domain.problems import Problem
from postil.domain.records import Claim, ClaimStatus, Highlight, Link, Relation
from postil.domain.wording import say
from postil.storage.claims import links_of
from postil.storage.library import Library

_WORDS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_OTHERS = {"once": "1", "twice": "2", "thrice": "3", "both": "2", "a dozen": "12", "dozen": "12"}
_NUMBER = re.compile(
    rf"(?<![.,])\b(?:(\d{{1,3}}(?:,\d{{3}})+|\d+)|({'|'.join((*_WORDS, *_OTHERS))}))\b(?![.,]\d)", re.IGNORECASE
)

_HOUR = re.compile(r"\s*(?:o['’]clock\b|[ap]\.?m\b|in the (?:morning|afternoon|evening)\b)", re.IGNORECASE)


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
    """Return the edit that puts two highlights in a relation; nothing where they stand in it or are one.

    Raises Problem where passages are to be counted for what is no claim.
    """
    if relation == "counts" and library.get(Claim, target_id) is None:
        raise Problem("Passages are counted for a claim; make the other highlight one first.")
    if source_id == target_id or linked(links_of(library, [source_id]), source_id, target_id, relation):
        return Edit(say("Link passages"), ())
    made = Link(new_id(), relation, source_id, target_id, reason.strip(), now())
    return Edit(say("Link passages"), (Change(None, made),))


def unlink(link: Link) -> Edit:
    """Return the edit that takes a relation away."""
    return Edit(say("Unlink passages"), (Change(link, None),))


def restate(highlight: Highlight, before: Claim | None, status: ClaimStatus) -> Edit:
    """Return the edit that gives the highlight's claim another status alone, or makes a claim of it."""
    return judge(
        highlight, before, status, judge=before.judge if before else "", reason=before.reason if before else ""
    )


def stated_number(quotation: str) -> str:
    """Return the first whole number of something that a quotation states, in digits or in words, else "".

    Dates are none: "In 1941, Stalin asked six times" states 6, and so does "asked six times, 5.5 million in all".
    """
    if not any(letter.isdigit() for letter in quotation) and _NUMBER.search(quotation) is None:
        return ""
    from postil.analysis.dates import find_dates
    from postil.analysis.quantities import find_quantities

    dates = find_dates(quotation)
    quantities = find_quantities(quotation, dates)
    if quantities:
        whole = (each.value for each in quantities if each.value == each.high and each.value.is_integer())
        return next((f"{value:.0f}" for value in whole), "")
    return _plain_number(quotation, [(date.start, date.end) for date in dates])


def load_grammar() -> None:
    """Load what ``stated_number`` reads dates with: 0.1 s that the first claim need not wait for. Any thread may."""
    stated_number("two on 1 May 1941")


def _plain_number(quotation: str, dates: Sequence[tuple[int, int]]) -> str:
    """Return the first number that stands alone, whatever it counts; no year, date, hour or length of time."""
    for match in _NUMBER.finditer(quotation):
        if any(start <= match.start() < end for start, end in dates) or _HOUR.match(quotation, match.end()):
            continue
        digits, word = match.groups()
        if digits:
            value = digits.replace(",", "")
            if "," in digits or not 1000 <= int(value) <= 2100:
                return value
        else:
            word = word.lower()
            return _OTHERS.get(word) or str(_WORDS.index(word))
    return ""
