"""A highlight's quotation with its citation, as it goes into a note."""

from postil.domain.edits import Edit
from postil.domain.locators import citable, locator_of
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Highlight, Revision
from postil.domain.wording import say
from postil.exporters.escaping import block_quote
from postil.services.articles import write_note
from postil.services.highlighting import annotate
from postil.storage.library import Library
from postil.storage.revisions import revision_facts


def quoted(library: Library, highlight: Highlight) -> str:
    """Return what the reader marked as a quotation in Markdown, with a citation of what was read.

    That is the version it was marked on: its place in that text, and the day it was captured where there are others.
    Raises Problem where the article has no record.
    """
    item, revision = library.item(highlight.article_id), library.revision(highlight.quoted_id)
    if item is None or revision is None:
        raise Problem("The article of this highlight is no longer in the library; nothing was quoted.")
    words = block_quote(highlight.quoted.exact)
    return f"{words}\n>\n> {cited(library, item, revision, highlight)}"


def cited(library: Library, item: CslItem, revision: Revision, highlight: Highlight) -> str:
    """Return the citation of a highlight: ``[@key, p. 3, version of 2024-02-25]``."""
    place = highlight.quoted
    locator = citable(highlight.locator) or locator_of(revision.document, place.start, place.end, revision.importer)
    versions = revision_facts(library, item.id)
    version = say("version of {day}", day=revision.captured[:10]) if len(versions) > 1 else ""
    return f"[{', '.join(part for part in (f'@{item.key}', locator, version) if part)}]"


def put_into(library: Library, note_id: str, text: str) -> Edit:
    """Return the edit that puts a paragraph at the end of a note: a highlight's, or an article's by its id."""
    highlight = library.get(Highlight, note_id)
    if highlight is not None:
        edit = annotate(highlight, _joined(highlight.note, text))
    elif library.article(note_id) is not None:
        note = library.note(note_id)
        edit = write_note(note_id, note, _joined(note.body if note else "", text))
    else:
        raise Problem("The note that this was to go into is no longer in the library; nothing was quoted.")
    return Edit(say("Quote in a note"), edit.changes)


def _joined(before: str, text: str) -> str:
    return f"{before.rstrip()}\n\n{text}\n\n" if before.strip() else f"{text}\n\n"
