"""The headline at the head of an article's text, once."""

import re
from collections.abc import Sequence
from dataclasses import replace

from postil.domain.document import Block, make_block


def with_headline(blocks: Sequence[Block], title: str) -> tuple[Block, ...]:
    """Return ``blocks`` with ``title`` as their first heading of level 1, where it does not stand among the first."""
    wanted = _plain(title)
    for index, block in enumerate(blocks[:6]):
        if block.kind == "heading" and wanted and _plain(block.text) == wanted:
            return (*blocks[:index], replace(block, level=1), *blocks[index + 1 :])
    return (make_block(Block("heading", title, level=1)), *blocks) if title else tuple(blocks)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
