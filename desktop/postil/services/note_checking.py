"""The check of the reader's notes over an article or the library, with the claims that one article alone makes."""

from collections.abc import Generator, Iterator, Sequence
from itertools import chain, islice
from typing import cast

from postil.domain.citing import cited_keys
from postil.domain.note_check import CheckedNote, Finding, Repeats, citing_nothing, quoted_twice, unsupported
from postil.domain.wording import count, say
from postil.storage.checked_notes import (
    known_keys,
    loose_notes,
    marks_after_number,
    marks_to_check,
    notes_that_cite,
)
from postil.storage.citations import trashed_articles
from postil.storage.claims import claims_with, links_saying
from postil.storage.library import Library
from postil.storage.passages import passages

_NOTES = 20
_MARKS = 250
"""Notes, and marks, that are looked at before the window has its turn: a millisecond or two."""
_SAID = {
    "unsupported": "States something, and rests on no quotation or citation",
    "twice": "Quoted twice",
    "unknown": "Cites a key that no work has",
    "alone": "Rests on one unsourced article alone",
}


def check_notes(library: Library, article_id: str = "") -> tuple[Finding, ...]:
    """Return what there is to look at in the notes of an article, or of the library, in the order of the kinds.

    Quotations are compared with those of the whole library; the notes on entities are checked with the library.
    """
    checking = checking_notes(library, article_id)
    while True:
        try:
            next(checking)
        except StopIteration as end:
            return cast("tuple[Finding, ...]", end.value)


def checking_notes(library: Library, article_id: str = "") -> Generator[None, None, tuple[Finding, ...]]:
    """Do the same in small pieces, for ``Seeker.run_in_pieces``: every quotation of the library is looked at."""
    loose, found = loose_notes(library), list[Finding]()
    for number, note in enumerate(loose):
        if not article_id or note.article_id == article_id:
            found += unsupported(note)
        if number % _NOTES == 0:
            yield
    twice = quoted_twice((yield from _that_may_repeat(library, loose)))
    for number, each in enumerate(twice):
        if not article_id or each.article_id == article_id:
            found.append(each)
        if number % _MARKS == 0:
            yield
    found += yield from _unknown(library, article_id)
    found += _alone(library, article_id)
    return tuple(found)


def _unknown(library: Library, article_id: str) -> Generator[None, None, list[Finding]]:
    """Return the citations of works that are not there."""
    found, citing = list[Finding](), notes_that_cite(library, article_id)
    for start in range(0, len(citing), _NOTES):
        piece = citing[start : start + _NOTES]
        known = known_keys(library, {key for note in piece for key in cited_keys(note.body)})
        for note in piece:
            found += citing_nothing(note, known)
        yield
    return found


def _that_may_repeat(library: Library, loose: Sequence[CheckedNote]) -> Generator[None, None, list[CheckedNote]]:
    """Return the notes and marks with a quotation that may stand elsewhere, too."""
    repeats, last = Repeats(), 0
    for place, note in enumerate(loose):
        # Marks have numbers from 1 on.
        repeats.add(-place, note.quotation, note.body)
        if place % _NOTES == 0:
            yield
    while piece := marks_after_number(library, last, _MARKS):
        for number, quotation, note in piece:
            repeats.add(number, quotation, note)
        last = piece[-1][0]
        yield
    owners, again = set[int](), repeats.owners()
    while piece_of_owners := list(islice(again, _MARKS)):
        owners.update(piece_of_owners)
        yield
    found = [note for place, note in enumerate(loose) if -place in owners]
    numbers = sorted(owner for owner in owners if owner > 0)
    for start in range(0, len(numbers), _MARKS):
        found += marks_to_check(library, numbers[start : start + _MARKS])
        yield
    return found


def trouble_words(finding: Finding) -> str:
    """Return what is the matter, as a list says it."""
    if finding.trouble == "twice" and finding.others:
        return count("Quoted also in {number} other note", "Quoted also in {number} other notes", len(finding.others))
    return finding.reason or say(_SAID[finding.trouble])


def trouble_label(trouble: str) -> str:
    """Return the name of a kind of finding."""
    return say(_SAID[trouble])


def _alone(library: Library, article_id: str) -> Iterator[Finding]:
    """Give the claims that the reader judged to be unsourced, and that no passage of another article supports."""
    claims = claims_with(library, "unsourced")
    links = links_saying(library, "supports") if claims else ()
    supporting: dict[str, set[str]] = {claim.id: set() for claim in claims}
    for link in links:
        if link.target_id in supporting:
            supporting[link.target_id].add(link.source_id)
    marked = passages(library, {*supporting, *chain.from_iterable(supporting.values())}) if claims else {}
    trashed = trashed_articles(library) if claims else frozenset[str]()
    for claim_id, sources in supporting.items():
        passage = marked.get(claim_id)
        if passage is None or passage.article_id in trashed or article_id not in {"", passage.article_id}:
            continue
        if {marked[each].article_id for each in sources if each in marked} <= {passage.article_id}:
            words = " ".join(passage.quotation.split())
            yield Finding("alone", passage.id, passage.article_id, passage.title, words)
