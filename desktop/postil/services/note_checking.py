"""The check of the reader's notes over an article or the library, with the claims that one article alone makes."""

from collections.abc import Iterator
from pathlib import Path

from postil.domain.note_check import CheckedNote, Finding, quoted_twice, unsupported
from postil.domain.records import CslItem, Highlight
from postil.domain.wording import count, say
from postil.storage.citations import notes_in, trashed_articles
from postil.storage.claims import claims_with, links_saying
from postil.storage.library import Library

_SAID = {
    "unsupported": "States something, and rests on no quotation or citation",
    "twice": "Quoted twice",
    "alone": "Rests on one unsourced article alone",
}


def check_notes(library: Library, article_id: str = "") -> tuple[Finding, ...]:
    """Return what there is to look at in the notes of an article, or of the library, in the order of the kinds.

    Quotations are compared with those of the whole library; the notes on entities are checked with the library.
    """
    everything = tuple(_notes(library))
    wanted = [note for note in everything if not article_id or note.article_id == article_id]
    found = [finding for note in wanted for finding in unsupported(note)]
    found += [each for each in quoted_twice(everything) if not article_id or each.article_id == article_id]
    found += _alone(library, article_id)
    return tuple(found)


def check_library(path: Path, article_id: str = "") -> tuple[Finding, ...]:
    """Check through a connection of its own, on a thread of the pool."""
    library = Library.open_for_reading(path)
    try:
        return check_notes(library, article_id)
    finally:
        library.close()


def trouble_words(finding: Finding) -> str:
    """Return what is the matter, as a list says it."""
    if finding.trouble == "twice" and finding.others:
        return count("Quoted also in {number} other note", "Quoted also in {number} other notes", len(finding.others))
    return finding.reason or say(_SAID[finding.trouble])


def trouble_label(trouble: str) -> str:
    """Return the name of a kind of finding."""
    return say(_SAID[trouble])


def _notes(library: Library) -> Iterator[CheckedNote]:
    titles = {item.id: (item.title, item.key) for item in library.items()}
    marked = {highlight.id: highlight for highlight in library.select(Highlight)}
    trashed = trashed_articles(library)
    seen: set[str] = set()
    for row in notes_in(library):
        title, key = titles.get(row.article_id, ("", ""))
        highlight = marked.get(row.id) if row.kind == "highlight" else None
        quotation = highlight.quoted.exact if highlight is not None and highlight.state != "lost" else ""
        seen.add(row.id)
        yield CheckedNote(row.id, row.article_id, title or row.id, row.body, quotation, key)
    # What is marked without a note is quoted all the same, where it is exported.
    for highlight in marked.values():
        if highlight.id not in seen and highlight.article_id not in trashed:
            title, key = titles.get(highlight.article_id, ("", ""))
            yield CheckedNote(highlight.id, highlight.article_id, title, "", highlight.quoted.exact, key)


def _alone(library: Library, article_id: str) -> Iterator[Finding]:
    """Give the claims that the reader judged to be unsourced, and that no passage of another article supports."""
    claims = claims_with(library, "unsourced")
    links = links_saying(library, "supports") if claims else ()
    ids = {claim.id for claim in claims} | {link.source_id for link in links}
    marked = {each.id: each for each in library.select(Highlight) if each.id in ids} if ids else {}
    trashed = trashed_articles(library)
    for claim in claims:
        highlight = marked.get(claim.id)
        if highlight is None or highlight.article_id in trashed or article_id not in {"", highlight.article_id}:
            continue
        supporting = {
            marked[link.source_id].article_id
            for link in links
            if link.target_id == claim.id and link.source_id in marked
        }
        if supporting <= {highlight.article_id}:
            item = library.get(CslItem, highlight.article_id)
            words = " ".join(highlight.quoted.exact.split())
            yield Finding("alone", highlight.id, highlight.article_id, item.title if item else "", words)
