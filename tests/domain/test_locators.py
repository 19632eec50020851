import pytest

from postil.domain.citing import parse
from postil.domain.document import Block, Document
from postil.domain.locators import citable, locator_of

PAGES = Document(
    (
        Block("heading", "One", level=1, page="xi"),
        Block("paragraph", "First.", page="xi"),
        Block("paragraph", "Second."),
        Block("paragraph", "Third.", page="12"),
    )
)
BOOK = Document(
    (
        Block("paragraph", "Before."),
        Block("heading", "The beginning", level=1),
        Block("paragraph", "First."),
        Block("heading", "A part of it", level=2),
        Block("paragraph", "Second."),
        Block("heading", "Chapter IV. The end", level=1),
        Block("paragraph", "Third."),
    )
)
ARTICLE = Document(
    (
        Block("heading", "One", level=1),
        Block("paragraph", "Share this.", boilerplate="sharing"),
        Block("paragraph", "First."),
        Block("list_item", "Second.", level=1),
        Block("figure", "A picture"),
        Block("quotation", "Third."),
    )
)


def place(document: Document, first: str, importer: str, last: str = "") -> str:
    start = document.text.index(first)
    end = document.text.index(last or first) + len(last or first)
    return locator_of(document, start, end, importer)


@pytest.mark.parametrize(
    ("document", "importer", "first", "last", "expected"),
    [
        (PAGES, "pdf", "First", "", "p. xi"),
        (PAGES, "pdf", "Second", "", "p. xi"),
        (PAGES, "epub", "Second", "Third", "pp. xi-12"),
        (BOOK, "epub", "Second", "", "ch. 1"),
        (BOOK, "epub", "Third", "", "ch. IV"),
        (BOOK, "epub", "Before", "", "para. 1"),
        (BOOK, "html", "Third", "", "para. 4"),
        (ARTICLE, "html", "First", "", "para. 1"),
        (ARTICLE, "html", "First", "Third", "paras. 1-3"),
        (ARTICLE, "html", "Share", "", ""),
    ],
)
def test_a_passage_is_placed_by_page_chapter_or_paragraph(
    document: Document, importer: str, first: str, last: str, expected: str
) -> None:
    found = place(document, first, importer, last)
    assert found == expected
    if found:
        assert parse(f"[@key, {found}]")[0].citations[0].locator == found


def test_an_empty_document_has_no_places() -> None:
    assert not locator_of(Document(()), 0, 0, "html")


@pytest.mark.parametrize(
    ("printed", "expected"), [("p. 12", "p. 12"), ("loc. 345-350", ""), ("", ""), ("page 3", "page 3")]
)
def test_what_another_program_printed_is_cited_where_citations_know_it(printed: str, expected: str) -> None:
    assert citable(printed) == expected
