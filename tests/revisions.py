"""Newer versions of articles, for tests."""

from dataclasses import replace

from desks import document_of, revision_of
from postil.domain.document import Document
from postil.domain.records import Highlight
from postil.domain.sources import Imported, Source
from postil.services import highlighting, revising
from postil.session.workspace import Workspace

OLD = (
    "The third telegram\n"
    "In the night of June 30, 1941, Comrade ** wrote to *** about the grain of the southern district. The answer came "
    "after four days, and it was short.\n"
    "Nobody who was there, he said later, had counted how often the line had failed; the clerk thought of six times in "
    "a single week.\n"
    "The harbour master kept a book of his own. In it every ship stands under its day, with the cargo.\n"
    "The archive burned in the winter of 1943, and what is left of it lies in two boxes on the second floor.\n"
    "What the boxes hold was never listed. A student tried to do so in 1978 and gave up after a month."
)
NEW = (
    "The third telegram\n"
    "The harbour master kept a book of his own. In it every ship stands under its day, with the cargo.\n"
    "In the night of June 20, 1941, Comrade ** wrote to *** about the grain of the southern district. The answer came "
    "after four days, and it was short.\n"
    "Nobody who was there, he said later, had counted how often the line had failed; the clerk thought of three times "
    "in a single week.\n"
    "What the boxes hold was never listed. A student tried to do so in 1978 and gave up after a month."
)
MARKED = {
    "exact": "gave up after a month",
    "moved": "The harbour master kept a book",
    "changed": "six times in a single week",
    "lost": "what is left of it lies in two boxes",
}
"""Words of OLD by the state that they have in NEW."""


def source_of(text: str, location: str = "") -> Source:
    """Return the source of a text at an address, or of a pasted one."""
    return Source("url" if location else "text", text.encode(), location=location, media_type="text/plain")


def imported_of(content: Document | str) -> Imported:
    """Return what an importer makes of a text."""
    document = document_of(content) if isinstance(content, str) else content
    return Imported("text", document, document.blocks[0].text, language="en")


def revise(workspace: Workspace, article_id: str, text: str = NEW, location: str = "") -> revising.Revised:
    """Bring a newer text of an article in."""
    revised = revising.revise(workspace.library, article_id, source_of(text, location), imported_of(text))
    assert workspace.do(revised.edit)
    return revised


def mark(workspace: Workspace, article_id: str, words: str, color: str = "yellow", note: str = "") -> Highlight:
    """Highlight the first place where ``words`` stand in an article."""
    revision = revision_of(workspace.library, article_id)
    start = revision.document.text.index(words)
    edit, made = highlighting.add(revision, start, start + len(words), color=color, note=note)
    assert workspace.do(edit)
    return made


def in_every_state(workspace: Workspace, article_id: str) -> dict[str, Highlight]:
    """Highlight in an article of OLD and bring NEW in; return the highlights by the state they have then."""
    made = {state: mark(workspace, article_id, words) for state, words in MARKED.items()}
    revise(workspace, article_id)
    stored = {highlight.id: highlight for highlight in workspace.library.highlights(article_id)}
    found = {state: stored[highlight.id] for state, highlight in made.items()}
    assert {state: highlight.state for state, highlight in found.items()} == {state: state for state in found}
    return {state: replace(highlight) for state, highlight in found.items()}
