"""Texts of nothing but quotations: what is there of a work whose text is not, until it comes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from postil.domain.document import Block, Document
from postil.domain.foreign import ForeignMark
from postil.domain.text import canonical


@dataclass(frozen=True, slots=True)
class Quotations:
    """A text of quotations: ``places`` has where each mark stands, by its name, in code points.

    ``moved`` has, for a text that was made of a former one, where each of its blocks stands now, by its number there.
    """

    document: Document
    places: Mapping[str, tuple[int, int]]
    moved: Mapping[int, int]


def quotation_lines(exact: str) -> tuple[str, ...]:
    """Return the lines of a quotation as they stand in such a text, one to a block."""
    return tuple(stripped for line in canonical(exact).split("\n") if (stripped := line.strip()))


def quote_all(marks: Sequence[tuple[str, ForeignMark]], title: str) -> Quotations:
    """Return a new text of the quotations of ``marks``, each with its name, in their order; the title where none is."""
    return _laid_out([(name, mark, None) for name, mark in marks], (), title)


def quote_more(
    former: Document, known: Mapping[str, int], order: Sequence[str], marks: Mapping[str, ForeignMark]
) -> Quotations:
    """Return the text ``former`` with the quotations of ``marks`` put in where ``order`` has them.

    ``known`` has the block that begins each quotation that is there already, by its name; ``order`` holds the names of
    all marks of the work as the other program orders them, old and new. What has no neighbour there comes last.
    """
    after: dict[int, list[str]] = {}
    first: list[str] = []
    last_block: int | None = None
    for name in order:
        if name in known:
            last_block = known[name]
        elif name in marks and last_block is None:
            first.append(name)
        elif name in marks and last_block is not None:
            after.setdefault(last_block, []).append(name)
    starts = sorted({*known.values(), *after})
    laid: list[tuple[str, ForeignMark | None, int | None]] = []
    if not starts:
        # Nothing of the former text is among these marks: they follow it.
        laid = [("", None, number) for number in range(len(former.blocks))]
        laid += [(name, marks[name], None) for name in first]
        return _laid_out(laid, former.blocks, "")
    laid += [(name, marks[name], None) for name in first]
    waiting: list[str] = []
    for number in range(len(former.blocks)):
        if number in starts:
            laid += [(name, marks[name], None) for name in waiting]
            waiting = after.get(number, [])
        laid.append(("", None, number))
    laid += [(name, marks[name], None) for name in waiting]
    return _laid_out(laid, former.blocks, "")


def _laid_out(
    laid: Sequence[tuple[str, ForeignMark | None, int | None]], former: Sequence[Block], title: str
) -> Quotations:
    blocks: list[Block] = []
    places: dict[str, tuple[int, int]] = {}
    moved: dict[int, int] = {}
    position = 0
    for name, mark, number in laid:
        if number is not None:
            moved[number] = position
            blocks.append(former[number])
            position += len(former[number].text) + 1
        if mark is not None:
            lines = quotation_lines(mark.exact)
            start = position
            for line in lines:
                blocks.append(Block("quotation", line, level=1, page=_page(mark.locator)))
                position += len(line) + 1
            if lines:
                places[name] = (start, position - 1)
    if not blocks:
        blocks.append(Block("heading", canonical(title).replace("\n", " ").strip() or "…", level=1))
    return Quotations(Document(tuple(blocks)), places, moved)


def _page(locator: str) -> str:
    """Return the page that a locator begins with, "" where it names none."""
    kind, _, place = locator.partition(" ")
    return place.partition("-")[0].strip() if kind in {"p.", "pp."} else ""
