"""What the places of elements among the blocks tell: printed pages, and tables of contents within the text."""

from collections.abc import Sequence
from dataclasses import replace

from postil.domain.document import Block
from postil.importers.html_blocks import Place


def fold(blocks: list[Block], start: int, end: int, rule: str) -> None:
    """Mark blocks as the boilerplate of ``rule``, and with them the headings where ``blocks`` hold nothing else."""
    blocks[start:end] = [replace(block, boilerplate=rule) for block in blocks[start:end]]
    if all(block.boilerplate or block.kind in {"heading", "rule"} for block in blocks):
        blocks[:] = [replace(block, boilerplate=rule) for block in blocks]


def set_pages(blocks: list[Block], breaks: Sequence[tuple[Place, str]], page: str) -> str:
    """Give each block the page that it begins on; returns the last block's last page."""
    waiting = sorted(breaks, key=lambda one: (one[0].index, not one[0].begins))
    next_break = 0
    for index, block in enumerate(blocks):
        while next_break < len(waiting) and _is_before(waiting[next_break][0], index):
            page = waiting[next_break][1]
            next_break += 1
        if page:
            blocks[index] = replace(block, page=page)
    return waiting[-1][1] if next_break < len(waiting) else page


def _is_before(place: Place, index: int) -> bool:
    return place.index < index or (place.index == index and place.begins)
