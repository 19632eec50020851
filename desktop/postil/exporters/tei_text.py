"""The blocks of a text as TEI, with elements and anchors at their places."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from postil.domain.document import Block, Placed
from postil.exporters.writable import escape, quoteattr


@dataclass(frozen=True, slots=True)
class Piece:
    """An element around ``start``..``end`` (code points of the whole text), or an empty one where both are the same."""

    start: int
    end: int
    opening: str
    closing: str


def blocks_with(blocks: Sequence[Block], starts: Sequence[int], pieces: Sequence[Piece]) -> Iterator[str]:
    """Give the text in ``div``s, one from each heading on. Boilerplate stays out unless something stands in it.

    Of elements that overlap the first stands, the longer of two that begin together.
    """
    ordered = sorted(pieces, key=lambda piece: (piece.start, -piece.end))
    placed = (
        Placed(index, start, start + len(block.text), block)
        for index, (start, block) in enumerate(zip(starts, blocks, strict=True))
    )
    written: list[tuple[str, str]] = []
    first = 0
    for each in placed:
        while first < len(ordered) and ordered[first].start < each.start and ordered[first].end < each.start:
            first += 1
        here = [piece for piece in _until(ordered, first, each.end) if piece.start >= each.start]
        if each.block.text.strip() and (not each.block.boilerplate or any(not piece.closing for piece in here)):
            written.append((each.block.kind, _block(each, here)))
    yield from _divided(written)


def _until(ordered: Sequence[Piece], first: int, end: int) -> Iterator[Piece]:
    for piece in ordered[first:]:
        if piece.start > end:
            return
        yield piece


def _divided(written: Sequence[tuple[str, str]]) -> Iterator[str]:
    open_div = False
    for kind, group in groupby(written, key=lambda each: each[0]):
        texts = [text for _, text in group]
        if kind == "heading":
            for text in texts:
                yield f"{'</div>' if open_div else ''}\n<div>\n{text}".lstrip("\n")
                open_div = True
            continue
        if not open_div:
            yield "<div>"
            open_div = True
        yield from ["<list>", *texts, "</list>"] if kind == "list_item" else texts
    yield "</div>" if open_div else "<div><p/></div>"


def _block(placed: Placed, pieces: Sequence[Piece]) -> str:
    block = placed.block
    inner = _with_pieces(placed, pieces)
    match block.kind:
        case "heading":
            return f"<head>{inner}</head>"
        case "list_item":
            marker = f" n={quoteattr(block.marker)}" if block.marker and block.marker != "•" else ""
            return f"<item{marker}>{inner}</item>"
        case "quotation":
            return f"<quote><p>{inner}</p></quote>"
        case "code":
            return f'<ab type="code">{inner}</ab>'
        case "table":
            return f'<ab type="table">{inner}</ab>'
        case "figure":
            return f"<figure><figDesc>{inner}</figDesc></figure>"
        case _:
            return f"<p>{inner}</p>"


def _with_pieces(placed: Placed, pieces: Sequence[Piece]) -> str:
    """Return the text of a block with what stands in it; an element that reaches out of the block is left out."""
    at: dict[int, list[str]] = {}
    reached = placed.start
    for piece in pieces:
        if not piece.closing:
            at.setdefault(piece.start, []).append(piece.opening)
        elif piece.start >= reached and piece.end <= placed.end and piece.start < piece.end:
            at.setdefault(piece.start, []).append(piece.opening)
            at.setdefault(piece.end, []).insert(0, piece.closing)
            reached = piece.end
    parts, position = list[str](), placed.start
    for place in sorted(at):
        parts += [_lines(placed, position, place), *at[place]]
        position = place
    return "".join([*parts, _lines(placed, position, placed.end)])


def _lines(placed: Placed, start: int, end: int) -> str:
    return "<lb/>".join(
        escape(line) for line in placed.block.text[start - placed.start : end - placed.start].split("\n")
    )
