"""All paragraphs of a PDF in the order in which they are read: joined over columns and pages, notes after each page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from postil.domain.records import Figure
from postil.importers.pdf_headings import looks_like_heading
from postil.importers.pdf_lines import Line
from postil.importers.pdf_measures import Measures
from postil.importers.pdf_paragraphs import (
    BULLET,
    CAPTION,
    NOTE_MARK,
    NUMBER,
    Paragraph,
    ends_sentence,
    has_room,
    is_note_start,
    split_paragraphs,
)
from postil.importers.pdf_pictures import Picture
from postil.importers.pdf_running_heads import Stripped

_SMALL = 0.93
"""Notes are set smaller than this part of the body."""


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture among the paragraphs, on the page with number ``page``."""

    figure: Figure
    page: int


Item = Paragraph | Plate


def flow(pages: Sequence[Stripped], measures: Measures) -> list[Item]:
    """Return what stands on all pages, one thing after the other."""
    flowing = _Flow(measures)
    for page in pages:
        flowing.add(page)
    return flowing.items


class _Flow:
    """The items so far; ``_tail`` is the place of the last piece of running text, where another column may go on."""

    def __init__(self, measures: Measures) -> None:
        self.items: list[Item] = []
        self._measures = measures
        self._tail: int | None = None
        self._indents = False

    def add(self, page: Stripped) -> None:
        """Add one page: its head, its columns, the notes of them all, its foot."""
        index = page.page.index
        self.items.extend(_of_rule(page.head, index))
        start = len(self.items)
        notes: list[Paragraph] = []
        for region in page.regions:
            column = split_paragraphs(region, index, self._measures)
            kept, noted = _part_notes(column, self._measures, page.page.height)
            notes.extend(noted)
            self._indents = self._indents or any(_is_indented(paragraph) for paragraph in kept)
            self._add_column(kept)
        for picture in page.page.pictures:
            place = start + _place(self.items[start:], picture)
            self.items.insert(place, Plate(picture.figure, index))
            if self._tail is not None and place <= self._tail:
                self._tail += 1
        self.items.extend(notes)
        self.items.extend(_of_rule(page.foot, index))

    def _add_column(self, column: list[Paragraph]) -> None:
        """Add the paragraphs of a column; the first of its running text may go on with that of another."""
        running = [place for place, paragraph in enumerate(column) if _is_running(paragraph, self._measures)]
        before = None if self._tail is None else self.items[self._tail]
        if running and self._tail is not None and isinstance(before, Paragraph):
            first = running[0]
            if _goes_on(before, column[first], indents=self._indents, skipped=first > 0):
                self.items[self._tail] = replace(before, lines=(*before.lines, *column[first].lines))
                del column[first]
                running = [place - 1 for place in running[1:]]
                if not running and not column:
                    return
        start = len(self.items)
        self.items.extend(column)
        headed = running and any(looks_like_heading(p, self._measures) for p in column[running[-1] :])
        if running and not headed:
            self._tail = start + running[-1]
        elif column:
            self._tail = None


def _of_rule(lines: Iterable[tuple[Line, str]], page: int) -> list[Paragraph]:
    return [Paragraph((line,), page, line.left, line.right, rule) for line, rule in lines]


def _part_notes(column: list[Paragraph], measures: Measures, height: float) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs of a column without its footnotes, and those."""
    start = len(column)
    while start and column[start - 1].size < _SMALL * measures.body and not CAPTION.match(column[start - 1].text):
        start -= 1
    while start < len(column) and not _is_note(column[start]):
        start += 1
    if start < len(column) and column[start].lines[0].base > 0.35 * height:
        return column[:start], [replace(note, is_note=True) for note in column[start:]]
    return column, []


def _is_note(paragraph: Paragraph) -> bool:
    return is_note_start(paragraph.lines[0]) or bool(NOTE_MARK.match(paragraph.lines[0].text))


def note_marks(paragraph: Paragraph) -> frozenset[str]:
    """Return the mark that a footnote begins with."""
    match = NOTE_MARK.match(paragraph.lines[0].text) if paragraph.is_note else None
    return frozenset([match.group(1)] if match else [])


def _is_running(paragraph: Paragraph, measures: Measures) -> bool:
    """Say whether this is a piece of the running text, that can go on in another column or on another page."""
    return (
        0.95 * measures.body <= paragraph.size <= 1.08 * measures.body
        and not paragraph.rule
        and not CAPTION.match(paragraph.text)
        and not looks_like_heading(paragraph, measures)
        and "\t" not in paragraph.lines[-1].text.strip()
    )


def _is_indented(paragraph: Paragraph) -> bool:
    first, *rest = paragraph.lines
    return len(rest) > 1 and first.left - min(line.left for line in rest) > 0.7 * first.size


def _goes_on(before: Paragraph, after: Paragraph, *, indents: bool, skipped: bool) -> bool:
    """Say whether ``after``, at the head of a column, goes on with the paragraph ``before``, at the foot of another."""
    last, first = before.lines[-1], after.lines[0]
    if abs(last.size - first.size) > 0.06 * last.size or before.bold != after.bold or before.fixed != after.fixed:
        return False
    text, following = last.text.rstrip(), first.text.lstrip()
    if not following or BULLET.match(following) or NUMBER.match(following):
        return False
    if text.endswith(("-", "\u2010", "\u00ad")) and following[0].isalpha():
        return True
    if not ends_sentence(text):
        if following[0].islower():
            return True
        return not skipped and not has_room(last, first, before.left, before.right)
    # A sentence may end with a page: what follows is of the same paragraph where paragraphs are told by indents.
    indented = first.left - after.left > 0.7 * first.size
    full = not has_room(last, first, before.left, before.right)
    return indents and not indented and not skipped and full and len(after.lines) > 1 and not before.fixed


def _place(body: Sequence[Item], picture: Picture) -> int:
    """Return the place among a page's paragraphs that ``picture`` stands at."""
    below: list[tuple[float, int]] = []
    above: list[tuple[float, int]] = []
    for index, paragraph in enumerate(body):
        if not isinstance(paragraph, Paragraph):
            continue
        first = paragraph.lines[0]
        left, right = min(line.left for line in paragraph.lines), max(line.right for line in paragraph.lines)
        if min(right, picture.right) - max(left, picture.left) <= 0:
            continue
        if first.base >= picture.bottom - first.size:
            below.append((first.base, index))
        else:
            above.append((-first.base, index))
    if below:
        return min(below)[1]
    return min(above)[1] + 1 if above else len(body)
