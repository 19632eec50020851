"""The headings of a book at the levels of its table of contents; where the text has none, the contents' own words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from postil.domain.document import Block, make_block
from postil.importers.epub_chapters import Book, Mark

_WINDOW = 8
_LONGEST = 200


@dataclass(slots=True)
class _Outline:
    """What was decided: ``levels`` of the blocks that are headings of the contents, and lines to ``insert``."""

    levels: dict[int, int] = field(default_factory=dict[int, int])
    insert: dict[int, list[Block]] = field(default_factory=dict[int, list[Block]])


def with_outline(book: Book) -> tuple[Block, ...]:
    """Return the blocks of ``book`` with a heading for every line of its table of contents.

    A heading at the place that the line leads to counts as its heading, and so does a short paragraph of the same
    words. The other headings stand below those.
    """
    outline = _Outline()
    for mark, end in zip(book.marks, _ends(book), strict=True):
        _decide(book.blocks, mark, end, outline)
    return tuple(_built(book, outline))


def _ends(book: Book) -> list[int]:
    """Return for each line of the contents the block that the next line with another place leads to."""
    ends: list[int] = []
    end = following = len(book.blocks)
    for mark in reversed(book.marks):
        if mark.index < following:
            end, following = following, mark.index
        ends.append(end)
    return ends[::-1]


def _decide(blocks: Sequence[Block], mark: Mark, end: int, outline: _Outline) -> None:
    window = [
        index
        for index in range(mark.index, min(end, mark.index + _WINDOW, len(blocks)))
        if blocks[index].text.strip() and blocks[index].kind != "figure" and not blocks[index].boilerplate
    ]
    level = min(mark.entry.level, 6)
    found = _heading_of(blocks, mark, [index for index in window if index not in outline.levels])
    if found >= 0:
        outline.levels[found] = level
    elif window:
        heading = make_block(Block("heading", mark.entry.label, level=level, page=blocks[mark.index].page))
        outline.insert.setdefault(mark.index, []).append(heading)


def _heading_of(blocks: Sequence[Block], mark: Mark, window: Sequence[int]) -> int:
    """Return the block that is the heading of a line of the contents, -1 where there is none."""
    label = _words(mark.entry.label)
    headings = [index for index in window if blocks[index].kind == "heading"]
    for index in headings:
        if _words(blocks[index].text) == label:
            return index
    for index in headings:
        if _is_part(_words(blocks[index].text), label):
            return index
    for place, index in enumerate(window[:2]):
        joined: list[str] = []
        for following in window[place : place + 3]:
            if blocks[following].kind != "paragraph" or len(blocks[following].text) > _LONGEST:
                break
            joined += _words(blocks[following].text)
            if joined == label:
                return index
    return window[0] if mark.entry.certain and window and window[0] in headings else -1


def _is_part(words: list[str], label: list[str]) -> bool:
    """Say whether one begins or ends with the other: "Chapter 1" and "Chapter 1: The lake"."""
    shorter, longer = sorted((words, label), key=len)
    return bool(shorter) and (longer[: len(shorter)] == shorter or longer[-len(shorter) :] == shorter)


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _built(book: Book, outline: _Outline) -> list[Block]:
    """Return the blocks with the decided levels; a heading of none of the lines stands below the line before it.

    One of the same rank as that line's heading, in a file of its own, stands beside it.
    """
    built: list[Block] = []
    starts = frozenset(book.starts)
    level, rank, same_file = 0, 0, False
    for index, block in enumerate(book.blocks):
        if index in starts:
            same_file = False
        for heading in outline.insert.get(index, ()):
            built.append(heading)
            level, rank, same_file = heading.level, 0, True
        if index in outline.levels:
            level, rank, same_file = outline.levels[index], block.level if block.kind == "heading" else 0, True
            built.append(replace(block, kind="heading", level=level, marker=""))
        elif block.kind == "heading" and level:
            below = max(block.level - rank, 1 if same_file or not rank else 0)
            built.append(replace(block, level=min(6, level + below)))
        else:
            built.append(block)
    return built
