"""Made-up documents for the reading surface."""

from hypothesis import strategies as st
from PySide6.QtCore import QPoint

from postil.domain.document import Block, Document, Span, make_block
from postil.domain.text import canonical
from postil.widgets.reading import ReadingSurface
from postil.widgets.reading.sheet import Sheet

LETTERS = st.one_of(
    st.text(max_size=40),
    st.text(alphabet="ab *#_\n\t\u00a0", max_size=40),
    st.text(alphabet="🙂𝔸a\u0301e\u0308 שלוםمرحبا\u200f\u200d漢字", max_size=40),
).map(canonical)


@st.composite
def block_values(draw: st.DrawFn) -> Block:
    """Any block of any kind, its spans inside its text."""
    kind = draw(st.sampled_from(("heading", "paragraph", "quotation", "list_item", "code", "table", "figure", "rule")))
    if kind == "table":
        rows = draw(st.lists(st.lists(LETTERS, min_size=1, max_size=4), min_size=1, max_size=4))
        text = "\n".join("\t".join(cell.replace("\t", " ").replace("\n", " ") for cell in row) for row in rows)
    elif kind == "rule":
        text = draw(st.sampled_from(("", "***", "* * *")))
    else:
        text = draw(LETTERS)
    spans: list[Span] = []
    for _ in range(draw(st.integers(0, 3)) if text else 0):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        spans.append(Span(start, end, draw(st.sampled_from(("emphasis", "strong", "link", "code", "note"))), "#x"))
    return make_block(
        Block(
            kind,
            text,
            tuple(spans),
            level=draw(st.integers(0, 3)),
            marker=draw(st.sampled_from(("", "•", "3."))),
            boilerplate=draw(st.sampled_from(("", "", "", "plea"))),
            source=draw(st.sampled_from(("", "figure:1", "https://example.org/p.png"))) if kind == "figure" else "",
        )
    )


DOCUMENTS = st.lists(block_values(), min_size=1, max_size=12).map(lambda blocks: Document(tuple(blocks)))


def shown_sheet(surface: ReadingSurface) -> Sheet:
    """Return the sheet in view."""
    sheet = surface._view.sheet
    assert sheet is not None
    return sheet


def qt_slice(sheet: Sheet, start: int, end: int) -> str:
    """Return what Qt holds between two positions of the canonical text, separators as the article has them.

    Read from the QTextDocument through the sheet's own mapping of both ends of every line between them.
    """
    text = sheet.plan.document.text
    parts: list[str] = []
    at = start
    for line in sheet.lines:
        if line.fold or line.end < start or line.start > end:
            continue
        begin, finish = max(start, line.start), min(end, line.end)
        parts.append(text[at:begin])  # only separators may lie here
        assert set(text[at:begin]) <= {"\n", "\t"}
        raw = sheet.document.findBlock(line.unit)
        units = raw.text().encode("utf-16-le")
        first, last = sheet.to_unit(begin) - raw.position(), sheet.to_unit(finish) - raw.position()
        if begin == line.start:
            first = sheet.within(line, begin)
        if finish == line.end:
            last = sheet.within(line, finish)
        parts.append(units[2 * first : 2 * last].decode("utf-16-le").replace("\u2028", "\n"))
        at = finish
    parts.append(text[at:end])
    return "".join(parts)


def viewport_point(surface: ReadingSurface, position: int) -> QPoint:
    """Return a point on the character at ``position``, in the page's viewport."""
    from postil.widgets.reading.geometry import Shape

    sheet = shown_sheet(surface)
    line = sheet.lines[sheet.line_index(position)]
    box = next(iter(Shape(sheet, line).rectangles(position, position + 1)))
    return QPoint(round(box.center().x()), round(box.center().y()) - surface._page.top())


def prose(words: int) -> Document:
    """Return a long text of numbered sentences, so that no two passages are the same."""
    blocks: list[Block] = [Block("heading", "A long walk", level=1)]
    count = 0
    while count < words:
        text = " ".join(f"Step {count + each} goes on over the hill." for each in range(0, 80, 8))
        blocks.append(Block("paragraph", text))
        count += 80
    return Document(tuple(blocks))
