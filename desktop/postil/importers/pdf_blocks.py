"""From the paragraphs of a PDF to the blocks of a document."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from postil.domain.document import Block, Span, make_block
from postil.importers.pdf_flow import Item, Plate, note_marks
from postil.importers.pdf_headings import find_headings
from postil.importers.pdf_joining import Joined, Vocabulary, join_lines, join_verbatim
from postil.importers.pdf_measures import Measures
from postil.importers.pdf_outline import Entry
from postil.importers.pdf_paragraphs import BULLET, CAPTION, NUMBER, Paragraph, follows
from postil.importers.pdf_tables import find_tables, table_text


def build_blocks(
    items: Sequence[Item], measures: Measures, outline: Sequence[Entry], labels: Sequence[str]
) -> tuple[Block, ...]:
    """Return the blocks of ``items``; ``labels`` has the label of each page."""
    return tuple(make_block(block) for block in _Builder(items, measures, outline, labels).build())


class _Builder:
    def __init__(
        self, items: Sequence[Item], measures: Measures, outline: Sequence[Entry], labels: Sequence[str]
    ) -> None:
        self._items = items
        self._measures = measures
        self._labels = labels
        paragraphs = [item for item in items if isinstance(item, Paragraph)]
        self._vocabulary = Vocabulary(line for paragraph in paragraphs for line in paragraph.lines)
        self._tables = find_tables(items)
        in_tables = {place for start, end in self._tables.items() for place in range(start, end)}
        places = [i for i, item in enumerate(items) if isinstance(item, Paragraph) and i not in in_tables]
        headings = find_headings([p for i in places if isinstance(p := items[i], Paragraph)], measures, outline)
        self._headings = {places[index]: level for index, level in headings.items()}
        self._notes: dict[int, frozenset[str]] = defaultdict(frozenset)
        for paragraph in paragraphs:
            self._notes[paragraph.page] |= note_marks(paragraph)
        self._levels: list[float] = []
        self._marks: dict[str, str] = {}

    def build(self) -> list[Block]:
        """Return all blocks, not yet canonical."""
        blocks: list[Block] = []
        place = 0
        while place < len(self._items):
            item = self._items[place]
            if isinstance(item, Plate):
                block, taken = self._figure(item, place)
            elif place in self._tables:
                block, taken = self._table(place)
            elif not item.rule and item.fixed and not self._measures.fixed:
                block, taken = self._code(place)
            else:
                block, taken = self._paragraph(item, place), 1
            if block.text.strip() or block.kind == "figure":
                blocks.append(block)
            place += taken
        return blocks

    def _page(self, item: Item) -> str:
        return self._labels[item.page] if item.page < len(self._labels) else str(item.page + 1)

    def _joined(self, paragraph: Paragraph) -> Joined:
        marks = self._notes[paragraph.page] | self._notes[paragraph.page + 1]
        return join_lines(paragraph.lines, self._vocabulary, notes=marks)

    def _paragraph(self, paragraph: Paragraph, place: int) -> Block:
        joined = self._joined(paragraph)
        page = self._page(paragraph)
        if paragraph.rule:
            return Block("paragraph", joined.text, boilerplate=paragraph.rule, page=page)
        level = self._headings.get(place)
        if level is not None:
            self._levels = []
            return Block("heading", joined.text, _beside_heading(joined), level=level, page=page)
        spans = self._plain_spans(joined)
        item = None if paragraph.is_note else self._list_item(Joined(joined.text, spans), paragraph, page)
        if item is not None:
            return item
        if not paragraph.is_note:
            self._levels = []
        return Block("paragraph", joined.text, spans, page=page)

    def _plain_spans(self, joined: Joined) -> tuple[Span, ...]:
        """Return the spans but for those that say of everything what the body's face says already."""
        kinds = {kind for kind, usual in (("strong", self._measures.bold), ("code", self._measures.fixed)) if usual}
        return tuple(span for span in joined.spans if span.kind not in kinds)

    def _list_item(self, joined: Joined, paragraph: Paragraph, page: str) -> Block | None:
        bullet = BULLET.match(joined.text)
        number = None if bullet else NUMBER.match(joined.text)
        match = bullet or number
        if match is None or match.end() >= len(joined.text):
            return None
        if number and not self._is_counted(number.group(1), paragraph):
            return None
        if (
            bullet
            and bullet.group(1) in "–—-*"
            and len(paragraph.lines) == 1
            and not self._levels
            and len(joined.text) < 3
        ):
            return None
        left = paragraph.lines[0].left
        while self._levels and left < self._levels[-1] - 4:
            self._levels.pop()
        if not self._levels or left > self._levels[-1] + 4:
            self._levels.append(left)
        if number:
            self._marks[_form(number.group(1))] = number.group(1)
        cut = match.end()
        spans = tuple(
            replace(span, start=max(0, span.start - cut), end=span.end - cut) for span in joined.spans if span.end > cut
        )
        marker = number.group(1) if number else "•"
        return Block("list_item", joined.text[cut:], spans, min(6, len(self._levels)), marker, page=page)

    def _is_counted(self, mark: str, paragraph: Paragraph) -> bool:
        """Say whether a number begins a list or goes on with one: "1914. " alone is none."""
        before = self._marks.get(_form(mark))
        if before and follows(before, mark):
            return True
        if mark.strip("()[].") in {"1", "a", "i", "A"}:
            return True
        hangs = len(paragraph.lines) > 1 and paragraph.lines[1].left > paragraph.lines[0].left + 0.6 * paragraph.size
        return hangs or mark.startswith("[")

    def _code(self, place: int) -> tuple[Block, int]:
        """Return a block of code: all paragraphs in a face of fixed width that follow each other."""
        end = place
        lines: list[Paragraph] = []
        while end < len(self._items):
            item = self._items[end]
            if not isinstance(item, Paragraph) or item.rule or not item.fixed or end in self._tables:
                break
            if lines and item.page != lines[-1].page and item.lines[0].size != lines[-1].lines[0].size:
                break
            lines.append(item)
            end += 1
        pages = sorted({paragraph.page for paragraph in lines})
        texts = [join_verbatim([line for p in lines if p.page == page for line in p.lines]) for page in pages]
        return Block("code", "\n".join(texts), page=self._page(self._items[place])), end - place

    def _table(self, place: int) -> tuple[Block, int]:
        end = self._tables[place]
        rows = [item for item in self._items[place:end] if isinstance(item, Paragraph)]
        lines = [line for row in rows for line in row.lines]
        head = 1 if lines[0].bold and not all(line.bold for line in lines) else 0
        return Block("table", table_text(lines), level=head, page=self._page(rows[0])), end - place

    def _figure(self, plate: Plate, place: int) -> tuple[Block, int]:
        """Return a picture with the caption that follows it."""
        source = f"figure:{plate.figure.id}"
        following = self._items[place + 1] if place + 1 < len(self._items) else None
        if isinstance(following, Paragraph) and following.page == plate.page and CAPTION.match(following.text):
            joined = self._joined(following)
            return Block("figure", joined.text, joined.spans, source=source, page=self._page(plate)), 2
        return Block("figure", "", source=source, page=self._page(plate)), 1


def _form(mark: str) -> str:
    """Return what the marks of one list share: "1.", "a)", "[1]"."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "1", mark))


def _beside_heading(joined: Joined) -> tuple[Span, ...]:
    """Return the spans of a heading but for the weight or slant that all of it has."""
    whole = len(re.sub(r"\W", "", joined.text))
    return tuple(
        span
        for span in joined.spans
        if span.kind in {"link", "note"} or len(re.sub(r"\W", "", joined.text[span.start : span.end])) < 0.9 * whole
    )
