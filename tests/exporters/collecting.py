"""Makes collected articles for the tests of the exporters."""

from collections.abc import Callable, Sequence

from postil.domain.anchoring import Selector
from postil.domain.document import Block, Document
from postil.domain.entities import Analysis
from postil.domain.records import Article, ArticleNote, Color, CslItem, Highlight, Name, Revision
from postil.exporters.collected import Collected, CollectedArticle
from postil.exporters.pages import Printed

WHEN = "2026-11-22T09:30:00Z"


def article(
    quotations: Sequence[str],
    *,
    number: int = 1,
    title: str = "Who was he?",
    notes: Callable[[int], str] = lambda _: "",
    tags: tuple[str, ...] = (),
    note: str = "",
    analysis: Analysis | None = None,
) -> CollectedArticle:
    """Return an article whose text is ``quotations``, a highlight over each."""
    document = Document(tuple(Block("paragraph", line) for line in "\n".join(quotations).split("\n")))
    name, highlights, position = f"article-{number}", list[Highlight](), 0
    for index, exact in enumerate(quotations):
        selector = Selector(position, position + len(exact), exact)
        highlights.append(
            Highlight(f"h{number}-{index}", name, "r", selector, "yellow", notes(index), tags, "exact", WHEN, WHEN)
        )
        position += len(exact) + 1
    item = CslItem(
        name,
        f"mondo2024asked{number}",
        title=title,
        authors=(Name("Mondo", "Ada"),),
        container_title="The Site",
        published="2024-02-25",
        url="https://example.org/a_b?c=1&d=2",
    )
    return CollectedArticle(
        Article(name, "r", ("history",), WHEN, WHEN),
        item,
        Revision("r", name, document, document.text_hash, "text", "", "", "text", "en", 3, (), WHEN),
        ArticleNote(name, note, WHEN, WHEN) if note else None,
        tuple(highlights),
        {"yellow": Color("yellow", "claim", 0)},
        analysis,
    )


def collected(*articles: CollectedArticle) -> Collected:
    """Return ``articles`` with their own records as the works that notes can cite."""
    return Collected(articles, {one.item.key: one.item for one in articles})


def no_printer(page: str, attached: bytes) -> Printed:
    """Stand in for what makes a PDF where none is made."""
    raise AssertionError("nothing was to be printed")
