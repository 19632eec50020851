"""Cut an article into pieces that Qt can lay out in a few milliseconds, and those into sections."""

import bisect
import functools
import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from postil.domain.document import Block, Document

SECTION = 24_000
"""The characters that a section has of its own: 4,000 words."""
OVERLAP = 8_000
"""The characters of its neighbours that it shows before and after: more than any window holds at once."""
LONGEST = 8_000
"""Characters that are laid out in one go; a longer block is cut at a space or line end."""
WIDEST = 24
"""Columns of a table; a wider one is shown as lines of text."""
_CELLS = 240
_PER_BLOCK = 60  # what a paragraph of its own costs, in characters
# Compiled when a text first needs it: most starts show one that does not.
_WIDE = "[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"

Role = Literal["text", "table", "fold"]


class Piece(NamedTuple):
    """What is laid out as one: a block, a part of a long one, or a run of folded blocks.

    ``start`` and ``end`` are code points of the canonical text, ``first`` and ``last`` the indexes of the blocks
    (the same but for a fold), ``head`` whether it begins its block. ``weight`` says what laying it out costs.
    """

    role: Role
    first: int
    last: int
    start: int
    end: int
    weight: int
    head: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    """A stretch of pieces that is shown as one document.

    Pieces ``first`` up to ``last`` are its own, ``before`` up to ``after`` those that it shows. ``start`` and ``end``
    are the code points of its own pieces.
    """

    index: int
    first: int
    last: int
    before: int
    after: int
    start: int
    end: int


def is_wide(document: Document) -> bool:
    """Tell whether the article is mostly Chinese, Japanese or Korean, by samples from its beginning, middle and end."""
    text = document.text
    if text.isascii():
        return False
    middle = len(text) // 2
    sample = text[:2000] + text[middle : middle + 2000] + text[-2000:]
    return len(re.findall(_WIDE, sample)) * 3 > len(sample)


class Plan:
    """The pieces and sections of an article, with the blocks at the indexes ``folded`` folded away."""

    def __init__(self, document: Document, folded: frozenset[int]) -> None:
        self.document = document
        self.folded = folded
        self.wide = is_wide(document)
        self.pieces = tuple(_pieces(document, folded))
        self.sections = tuple(_sections(self.pieces, 3 if self.wide else 1))
        self._starts = [section.start for section in self.sections]

    def section_at(self, position: int) -> Section:
        """Return the section that owns ``position``."""
        return self.sections[max(0, bisect.bisect_right(self._starts, position) - 1)]

    def folds(self) -> Iterator[Piece]:
        """Give the runs of folded boilerplate, in order."""
        return (self.pieces[index] for index in self._folds)

    def folded_in(self, start: int, end: int) -> tuple[int, ...]:
        """Return the blocks of the folded runs that share a code point with ``start``..``end``."""
        runs = (range(fold.first, fold.last + 1) for fold in self.folds() if fold.start < end and fold.end > start)
        return tuple(itertools.chain.from_iterable(runs))

    def between_folds(self, start: int, end: int) -> tuple[int, int]:
        """Return ``start``..``end`` without the folded runs at its ends; unchanged where nothing else has words."""
        text, first, last = self.document.text, start, end
        touched = [fold for fold in self.folds() if fold.start < end and fold.end > start]
        for fold in reversed(touched):
            if text[fold.end : last].strip():
                break
            last = max(first, fold.start)
        for fold in touched:
            if text[first : fold.start].strip():
                break
            first = min(last, fold.end)
        return (first, last) if text[first:last].strip() else (start, end)

    def run_at(self, position: int) -> range:
        """Return the run of boilerplate at ``position`` that is folded, or shown, as one; empty where there is none."""
        return self.run_around(self.document.block_at(position))

    def run_around(self, index: int) -> range:
        """Return the run of boilerplate that the block ``index`` is in."""
        blocks, first = self.document.blocks, index
        if not blocks or not blocks[index].boilerplate:
            return range(index, index)
        here = index in self.folded
        while first > 0 and blocks[first - 1].boilerplate and ((first - 1) in self.folded) == here:
            first -= 1
        while index < len(blocks) and blocks[index].boilerplate and (index in self.folded) == here:
            index += 1
        return range(first, index)

    def blocks_of(self, start: int, end: int) -> tuple[int, ...]:
        """Return the blocks from ``start`` to ``end``, all of a folded run that one of them is in."""
        if not self.document.blocks:
            return ()
        first, last = self.document.block_at(start), self.document.block_at(max(start, end - 1))
        first = self.run_around(first).start if first in self.folded else first
        after = self.run_around(last).stop if last in self.folded else last + 1
        return tuple(range(first, after))

    def visible(self, start: int, end: int) -> str:
        """Return the canonical text from ``start`` to ``end``, without the blocks that are folded away."""
        parts: list[str] = []
        text = self.document.text
        for fold in self.folds():
            if fold.end <= start or fold.start >= end:
                continue
            parts.append(text[start : max(start, fold.start)])
            start = min(end, fold.end + 1)
        parts.append(text[start:end])
        return "".join(parts)

    @functools.cached_property
    def _folds(self) -> tuple[int, ...]:
        return tuple(index for index, piece in enumerate(self.pieces) if piece.role == "fold")


def _pieces(document: Document, folded: frozenset[int]) -> Iterator[Piece]:
    blocks, starts = document.blocks, document.starts
    index = 0
    while index < len(blocks):
        block, start = blocks[index], starts[index]
        length = len(block.text)
        if index in folded:
            last = index
            while last + 1 in folded:
                last += 1
            yield Piece("fold", index, last, start, starts[last] + len(blocks[last].text), _PER_BLOCK)
            index = last
        elif block.kind == "table" and block.text and widest_row(block.text) <= WIDEST:
            yield from _table(block, index, start)
        elif length <= LONGEST:
            weight = length + _PER_BLOCK * (10 if block.kind == "figure" else 1)
            yield Piece("text", index, index, start, start + length, weight)
        else:
            yield from _parts(block, index, start)
        index += 1


def _parts(block: Block, index: int, start: int) -> Iterator[Piece]:
    """Cut a long block after a space, or at a line end, whose newline then lies between two pieces."""
    text, at = block.text, 0
    while at < len(text):
        end = len(text)
        after = end
        if end - at > LONGEST:
            line, space = text.rfind("\n", at + 1, at + LONGEST), text.rfind(" ", at, at + LONGEST)
            if line > at + LONGEST // 2:
                end, after = line, line + 1
            else:
                end = after = space + 1 if space > at else at + LONGEST
        yield Piece("text", index, index, start + at, start + end, end - at + _PER_BLOCK, head=at == 0)
        at = after


def _table(block: Block, index: int, start: int) -> Iterator[Piece]:
    """Cut a long table between rows."""
    columns = widest_row(block.text)
    rows = max(1, _CELLS // columns)
    at = 0
    lines = block.text.split("\n")
    for first in range(0, len(lines), rows):
        length = sum(len(line) + 1 for line in lines[first : first + rows]) - 1
        weight = length + _PER_BLOCK * columns * len(lines[first : first + rows])
        yield Piece("table", index, index, start + at, start + at + length, weight, head=first == 0)
        at += length + 1


def widest_row(text: str) -> int:
    """Return the number of columns of a table's text."""
    return max(line.count("\t") for line in text.split("\n")) + 1


def _sections(pieces: tuple[Piece, ...], cost: int) -> Iterator[Section]:
    """Give the sections, each as long as it may be; they overlap, so where one is cut cannot be seen."""
    section, overlap = SECTION // cost, OVERLAP // cost
    cuts = [0]
    weight = 0
    for index, piece in enumerate(pieces):
        weight += piece.weight
        if weight > section and index > cuts[-1]:
            cuts.append(index)
            weight = piece.weight
    if pieces:
        cuts.append(len(pieces))
    for number, (first, last) in enumerate(itertools.pairwise(cuts)):
        before = _reach(pieces, first, -1, overlap)
        after = _reach(pieces, last - 1, 1, overlap) + 1
        yield Section(number, first, last, before, after, pieces[first].start, pieces[last - 1].end)


def _reach(pieces: tuple[Piece, ...], index: int, step: int, overlap: int) -> int:
    weight = 0
    while 0 <= index + step < len(pieces) and weight < overlap:
        index += step
        weight += pieces[index].weight
    return index
