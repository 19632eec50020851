"""A page of HTML on the pages of a PDF."""

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextBlock, QTextDocument, QTextFormat

from postil.session.paged import RESOLUTION, lay_out
from postil.session.print_worker import print_page, read_pdf

PAGE = "<html><head><title>T</title><style>{style}</style></head><body>{body}</body></html>"
STYLE = "body {{ margin: 3rem; }} blockquote { margin: 1rem 0 1rem 0.5rem; } blockquote p { margin: 0; }"


@pytest.fixture
def writer(qapp):
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    made = QPdfWriter(buffer)
    made.setResolution(RESOLUTION)
    made.setPageLayout(
        QPageLayout(QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(57, 57, 57, 57))
    )
    yield made
    del made


def page_of(body: str) -> str:
    return PAGE.format(style=STYLE, body=body)


def blocks_of(document: QTextDocument) -> list[QTextBlock]:
    return [document.findBlockByNumber(number) for number in range(document.blockCount())]


def place_of(document: QTextDocument, block: QTextBlock) -> float:
    """The page that a block's first line stands on, counted from 0, with a fraction."""
    top = document.documentLayout().blockBoundingRect(block).top() + block.layout().lineAt(0).y()
    return top / document.pageSize().height()


def test_all_paragraphs_of_a_quotation_are_set_in_and_what_follows_is_not(writer):
    document = lay_out(page_of("<p>Before</p><blockquote><p>One</p><p>Two</p></blockquote><p>After</p>"), writer)
    before, one, two, after = blocks_of(document)
    assert one.blockFormat().leftMargin() == two.blockFormat().leftMargin()
    assert one.blockFormat().leftMargin() > before.blockFormat().leftMargin() == after.blockFormat().leftMargin() == 0
    levels = [each.blockFormat().property(QTextFormat.Property.BlockQuoteLevel) for each in (before, one, two, after)]
    assert [bool(level) for level in levels] == [False, True, True, False]


def test_a_heading_and_what_stands_over_a_quotation_go_to_its_page(writer):
    filling = "<p>x</p>" * 200
    whole = lay_out(page_of(filling), writer)
    last = next(n for n, block in enumerate(blocks_of(whole)) if place_of(whole, block) >= 1) - 1
    body = "<p>x</p>" * (last - 1) + "<h4>Heading</h4><p>About it</p><blockquote><p>Quoted</p></blockquote>"
    document = lay_out(page_of(body), writer)
    *_, before, heading, about, quoted = blocks_of(document)
    assert heading.text() == "Heading"
    assert int(place_of(document, before)) == 0
    assert [int(place_of(document, each)) for each in (heading, about, quoted)] == [1, 1, 1]


def test_a_quotation_over_two_pages_is_read_back_without_the_number_between(qapp):
    words = [f"word{number}" for number in range(2000)]
    content = print_page(page_of(f"<blockquote><p>{' '.join(words)}</p></blockquote>"), b"attached")
    text, attached = read_pdf(content)
    assert text.split() == words
    assert attached == b"attached"


@pytest.mark.parametrize("element", ["p", "li", "td", "h4", "pre"])
def test_what_goes_on_over_a_page_is_read_once_and_stays_where_it_was(qapp, writer, element):
    words = [f"word{number}" for number in range(1500)]
    outer = {"li": "ul", "td": "table"}.get(element, "div")
    inner = f"<{element}>{' '.join(words)}</{element}>" if element != "td" else f"<tr><td>{' '.join(words)}</td></tr>"
    page = page_of(f"<{outer}>{inner}</{outer}><p>End</p>").replace("<style>", "<style>pre { white-space: pre-wrap; }")
    text, _ = read_pdf(print_page(page, b"x"))
    assert [word for word in text.split() if word[0].isalpha()] == [*words, "End"]
    document = lay_out(page, writer)
    whole = [block for block in blocks_of(document) if block.text().strip()]
    assert len(whole) - 1 == int(place_of(document, whole[-2])) + 1 > 3, "a piece for each page"
    lefts = {block.layout().lineAt(0).x() for block in whole[:-1]}
    assert len(lefts) == 1, "all of it begins at the same margin"
    assert all(place_of(document, block) % 1 < 0.05 for block in whole[1:-1]), "at the top of a page"


def test_a_bar_stands_beside_a_quotation_and_beside_nothing_else(qapp):
    from importlib import import_module

    content = print_page(page_of("<p>Before</p><blockquote><p>One</p><p>Two</p></blockquote><p>After</p>"), b"")
    page = import_module("pypdfium2").PdfDocument(content)[0].render(scale=2)
    pixels, wide, bits = bytes(page.buffer), page.width, page.n_channels
    # All of it stands in the upper third; red and blue differ in what is neither black, grey nor white.
    tinted = [
        (x, y)
        for y in range(page.height // 3)
        for x in range(wide)
        if abs(pixels[(at := y * page.stride + x * bits)] - pixels[at + 2]) > 40
    ]
    columns, rows = {x for x, _ in tinted}, {y for _, y in tinted}
    assert 0 < max(columns) - min(columns) < 6, "one thin bar"
    assert rows == set(range(min(rows), max(rows) + 1)), "without a gap between its paragraphs"
