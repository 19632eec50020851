"""The whole text of an article with its highlights marked in it, for any format."""

from collections.abc import Iterator
from dataclasses import dataclass

from postil.domain.document import BlockKind
from postil.exporters.collected import CollectedArticle

# Canonical text holds no noncharacters: these stand for the ends of what is highlighted and nothing else.
OPENS, CLOSES = "\ufdd6", "\ufdd7"


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block of the text, what is highlighted in it between OPENS and CLOSES; overlapping highlights are one.

    ``level`` and ``marker`` are the Block's.
    """

    kind: BlockKind
    text: str
    level: int = 0
    marker: str = ""

    @property
    def plain(self) -> str:
        """The text without marks."""
        return self.text.replace(OPENS, "").replace(CLOSES, "")


def marked_blocks(collected: CollectedArticle) -> tuple[MarkedBlock, ...]:
    """Return the text as it is shown: boilerplate stays out unless something in it is highlighted."""
    return tuple(_marked(collected))


def _marked(collected: CollectedArticle) -> Iterator[MarkedBlock]:
    spans = _united(collected)
    first = 0
    for placed in collected.revision.document.placed():
        while first < len(spans) and spans[first][1] <= placed.start:
            first += 1
        here = list[tuple[int, int]]()
        for start, end in spans[first:]:
            if start >= placed.end:
                break
            here.append((max(start, placed.start) - placed.start, min(end, placed.end) - placed.start))
        block = placed.block
        if here or not (block.boilerplate or block.kind == "rule" or not block.text.strip()):
            yield MarkedBlock(block.kind, _with_marks(block.text, here), block.level, block.marker)


def _united(collected: CollectedArticle) -> list[tuple[int, int]]:
    """Return the spans of the text that any highlight covers, in order."""
    standing = sorted(
        (highlight.selector.start, highlight.selector.end)
        for highlight in collected.highlights
        if highlight.revision_id == collected.revision.id and highlight.state != "lost"
    )
    spans = list[tuple[int, int]]()
    for start, end in standing:
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _with_marks(text: str, spans: list[tuple[int, int]]) -> str:
    """Put the marks around each line of each span, close to its letters: a reader takes no mark beside a space."""
    parts, position = list[str](), 0
    for start, end in spans:
        for low, high in _lines(text, start, end):
            parts += [text[position:low], OPENS, text[low:high], CLOSES]
            position = high
    return "".join([*parts, text[position:]])


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        inner = text[start:stop]
        low, high = start + len(inner) - len(inner.lstrip()), start + len(inner.rstrip())
        if low < high:
            yield low, high
        start = stop + 1
