"""Articles, highlights on them and newer versions of their texts, for the tests of revisions."""

from desks import document_of, revision_of
from postil.domain.records import Highlight, SourceKind
from postil.domain.sources import Imported, Source
from postil.services import highlighting, importing
from postil.services.revising import Revised, revise
from postil.storage.library import Library

STORY = (
    "The delegation\n"
    "The delegation came back from the mountains late in autumn. It had asked for grain six times, and *** refused "
    "every request with a smile.\n"
    "On June 30 the office of ** in the harbour closed for good; Anna Berg kept the keys. Nobody did agree to the "
    "terms that winter, and 12 ships stayed in the port.\n"
    "In spring the talks began again, in another town, and ** was not invited. The mayor paid for the wine."
)
URL = "https://example.org/2024/delegation"


def page(text: str, *, url: str = URL, kind: SourceKind = "url", importer: str = "html") -> tuple[Source, Imported]:
    """Return a page at ``url`` (or a file of that path) with that text, and what an importer reads of it."""
    document = document_of(text)
    source = Source(kind, f"{kind} {text}".encode(), location=url)
    return source, Imported(importer, document, document.blocks[0].text, language="en")


def bring(library: Library, text: str = STORY, **where: str) -> str:
    """Add a page with that text and return the article's id."""
    arrival = importing.receive(library, *page(text, **where))  # type: ignore[arg-type]
    library.apply(arrival.edit)
    return arrival.article_id


def mark(library: Library, article_id: str, quote: str, *, nth: int = 0) -> Highlight:
    """Highlight the ``nth`` occurrence of the words in the newest version."""
    revision = revision_of(library, article_id)
    start = -1
    for _ in range(nth + 1):
        start = revision.document.text.index(quote, start + 1)
    edit, made = highlighting.add(revision, start, start + len(quote), color="yellow", note="why?")
    library.apply(edit)
    return made


def change(library: Library, article_id: str, text: str, **where: str) -> Revised:
    """Bring a newer version in."""
    revised = revise(library, article_id, *page(text, **where))  # type: ignore[arg-type]
    library.apply(revised.edit)
    return revised


def now_of(library: Library, highlight: Highlight) -> Highlight:
    """Return the highlight as the library has it now."""
    found = library.get(Highlight, highlight.id)
    assert found is not None
    return found
