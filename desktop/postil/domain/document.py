"""An article's text as blocks, and the canonical text that all positions count in."""

import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

from postil.domain.text import canonical, count_words

BlockKind = Literal["heading", "paragraph", "quotation", "list_item", "code", "table", "figure", "rule"]
SpanKind = Literal["emphasis", "strong", "link", "code", "note"]


@dataclass(frozen=True, slots=True)
class Span:
    """An inline run within one block: ``start`` and ``end`` are code points into that block's text.

    ``target`` is a link's URL (``http``, ``https``, ``mailto`` or ``#fragment``) or a note reference's label.
    """

    start: int
    end: int
    kind: SpanKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article, its text already canonical.

    ``level``: 1 to 6 for a heading, the nesting from 1 for list items and quotations, else 0.
    ``marker``: "•" or "3." for a list item, the language of a code block.
    ``boilerplate``: the name of the rule that took the block for boilerplate, else "".
    ``source``: where a figure's picture is: an ``http(s)`` URL, or ``figure:SHA256`` for one kept in the library.
    A table's rows are separated by a newline and its cells by a tab; its first row is the head if ``level`` is 1.
    A figure's text is its caption or alternative text.
    ``page``: the label of the printed page that the block begins on ("12", "xiv"), "" where there are none.
    """

    kind: BlockKind
    text: str
    spans: tuple[Span, ...] = ()
    level: int = 0
    marker: str = ""
    boilerplate: str = ""
    source: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A block with its place: ``start`` and ``end`` in code points of the canonical text."""

    index: int
    start: int
    end: int
    block: Block


@dataclass(frozen=True)
class Document:
    """The blocks of one revision. ``text`` is their texts joined by one newline: the canonical text."""

    blocks: tuple[Block, ...]

    @cached_property
    def text(self) -> str:
        """The canonical text."""
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The position of each block's first character in ``text``."""
        starts: list[int] = []
        position = 0
        for block in self.blocks:
            starts.append(position)
            position += len(block.text) + 1
        return tuple(starts)

    @cached_property
    def text_hash(self) -> str:
        """SHA-256 of the canonical text in UTF-8, as hexadecimal."""
        return hash_text(self.text)

    @cached_property
    def words(self) -> int:
        """The number of words of the canonical text; a book takes a fifth of a second."""
        return count_words(self.text)

    @cached_property
    def sketch(self) -> tuple[int, ...]:
        """What nearly the same texts have in common, to be found by; a book takes a tenth of a second."""
        from postil.domain.likeness import sketch

        return sketch(self)

    def placed(self) -> Iterator[Placed]:
        """Give every block with its place in the canonical text, in order."""
        for index, (start, block) in enumerate(zip(self.starts, self.blocks, strict=True)):
            yield Placed(index, start, start + len(block.text), block)

    def block_at(self, position: int) -> int:
        """Return the index of the block that holds ``position``; the newline after a block belongs to that block."""
        return max(0, bisect.bisect_right(self.starts, position) - 1)


def hash_text(text: str) -> str:
    """Return the SHA-256 of ``text`` in UTF-8, as 64 hexadecimal digits."""
    import hashlib  # OpenSSL takes a while to load, and a start hashes nothing

    return hashlib.sha256(text.encode()).hexdigest()


def make_block(block: Block) -> Block:
    """Return ``block`` with its text made canonical and its spans moved along.

    Spans that end up empty are dropped; each stays within the text.
    """
    text = canonical(block.text)
    if text == block.text:
        moved: Iterable[Span] = block.spans
    else:
        moved = (
            replace(span, start=len(canonical(block.text[: span.start])), end=len(canonical(block.text[: span.end])))
            for span in block.spans
        )
    spans = tuple(
        span if span.end <= len(text) else replace(span, end=len(text))
        for span in moved
        if span.start < min(span.end, len(text))
    )
    return replace(block, text=text, spans=spans)
