"""A text in pieces that the model takes one at a time, cut between paragraphs."""

import re
from collections.abc import Iterator

SIZE = 12_000
"""Code points in a piece: about 2,000 words of English, so that a book never stands in memory as a parse."""

_SENTENCE_END = re.compile(r"[.!?…。！？]['\"”’)\]]*\s")


def chunks(text: str, size: int = SIZE) -> Iterator[tuple[int, int]]:
    """Yield ``(start, end)`` of consecutive pieces that cover ``text``, none longer than ``size`` code points.

    A piece ends at a line's end where there is one in its second half, else after a sentence, a space, or at its size.
    """
    start = 0
    while len(text) - start > size:
        end = _cut(text, start, start + size)
        yield start, end
        start = end
    if start < len(text):
        yield start, len(text)


def _cut(text: str, start: int, end: int) -> int:
    middle = (start + end) // 2
    line = text.rfind("\n", middle, end)
    if line >= 0:
        return line + 1
    sentences = [found.end() for found in _SENTENCE_END.finditer(text, middle, end)]
    if sentences:
        return sentences[-1]
    space = text.rfind(" ", middle, end)
    return space + 1 if space >= 0 else end
