"""Which blocks of an article are folded away: all its boilerplate or none, but for what the reader opened or shut."""

from collections.abc import Iterable

from postil.domain.document import Document
from postil.domain.quiet import without_collecting
from postil.widgets.reading.plan import Plan

MANY = 1_000
"""Blocks from which on an article is a book, whose objects the collector takes long to go through."""


class Folding:
    """What is shown of an article's boilerplate; positions know nothing of it."""

    def __init__(self) -> None:
        self.shown = False
        self._turned: frozenset[int] = frozenset()

    def forget(self) -> None:
        """Begin with another article, nothing in it opened or shut."""
        self._turned = frozenset()

    def show(self, shown: bool) -> bool:
        """Show all boilerplate or fold it; tell whether that changes anything."""
        changed = shown != self.shown or bool(self._turned)
        self.shown = shown
        self.forget()
        return changed

    def turn(self, blocks: Iterable[int]) -> None:
        """Fold the blocks that are shown and show those that are folded, for as long as the article is open."""
        self._turned ^= frozenset(blocks)

    def folded(self, document: Document) -> frozenset[int]:
        """Return the indexes of the blocks that are folded away."""
        marked = frozenset(index for index, block in enumerate(document.blocks) if block.boilerplate)
        return marked & self._turned if self.shown else marked - self._turned

    def plan(self, document: Document, known: Plan | None) -> Plan:
        """Return the plan of ``document`` as it is folded now: ``known`` where that is it."""
        folded = self.folded(document)
        if known is not None and known.document is document and known.folded == folded:
            return known
        with without_collecting(settling=len(document.blocks) > MANY):
            return Plan(document, folded)

    def follow(self, before: Document, after: Document) -> None:
        """Take on other marks of the same text: what is newly boilerplate is as all boilerplate is."""
        pairs = zip(before.blocks, after.blocks, strict=True)
        self._turned -= {index for index, (a, b) in enumerate(pairs) if bool(a.boilerplate) != bool(b.boilerplate)}
