"""What the model and the rules find, before it becomes an analysis."""

from dataclasses import dataclass, replace

from postil.domain.entities import EntityKind


@dataclass(frozen=True, slots=True)
class Found:
    """A name at ``start``..``end`` (code points) of the text, what kind it is of, why, and how sure that is.

    ``strength``: 3 where a rule's words name the kind, 2 the model's word, 1 a guess. Where two overlap the
    stronger stays, then the longer.
    """

    start: int
    end: int
    kind: EntityKind
    reason: str
    strength: int = 2

    def trimmed(self, start: int, end: int) -> "Found":
        """Return the same find between other ends."""
        return replace(self, start=start, end=end)


def without_overlaps(found: list[Found]) -> list[Found]:
    """Return ``found`` in order with the weaker of any two that overlap left out."""
    ranked = sorted(found, key=lambda each: (-each.strength, each.start - each.end, each.start))
    taken = bytearray(max((each.end for each in found), default=0))
    kept: list[Found] = []
    for each in ranked:
        if each.start < each.end and not any(taken[each.start : each.end]):
            taken[each.start : each.end] = b"\x01" * (each.end - each.start)
            kept.append(each)
    return sorted(kept, key=lambda each: each.start)
