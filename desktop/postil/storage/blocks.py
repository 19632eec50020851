"""A document's blocks as JSON beside the canonical text, which is stored once."""

import json
from typing import Any, cast

from postil.domain.document import Block, Document, Span
from postil.domain.quiet import without_collecting


def encode_blocks(document: Document) -> str:
    """Return the blocks without their texts, as a JSON list.

    A block is ``[kind, length, spans, level, marker, boilerplate, source, page]`` with ``length`` in code points; the
    blocks follow each other with one newline between; all after ``length`` is left out where it is empty, and so is
    ``page`` alone.
    """
    return json.dumps([_encode(block) for block in document.blocks], ensure_ascii=False, separators=(",", ":"))


def decode_blocks(text: str, blocks: str) -> Document:
    """Return the document of a canonical ``text`` and its encoded ``blocks``; raises ValueError if they do not fit."""
    made: list[Block] = []
    position = 0
    with without_collecting():
        for kind, length, *rest in cast("list[Any]", json.loads(blocks)):
            words = text[position : position + length]
            if rest:
                spans, *others = rest
                made.append(Block(kind, words, tuple(Span(*span) for span in spans), *others))
            else:
                made.append(Block(kind, words))
            position += length + 1
    if position != len(text) + 1 and (made or text):
        raise ValueError(f"the blocks cover {position - 1} code points of {len(text)}")
    return Document(tuple(made))


def _encode(block: Block) -> list[object]:
    row: list[object] = [block.kind, len(block.text)]
    if block != Block(block.kind, block.text):
        spans = [[span.start, span.end, span.kind, span.target] for span in block.spans]
        row += [spans, block.level, block.marker, block.boilerplate, block.source]
        if block.page:
            row.append(block.page)
    return row
