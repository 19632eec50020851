"""Precision, recall and F1 of found spans against gold ones."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from gold import Span

Guess = tuple[int, int, str]
"""What was found: start, end, type."""


@dataclass
class Score:
    """Counts of right, wrong and missed, added up over texts, per type."""

    right: Counter[str] = field(default_factory=Counter)
    wrong: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)

    def figures(self, types: Iterable[str]) -> tuple[float, float, float]:
        """Return precision, recall and F1 over ``types`` together."""
        chosen = list(types)
        right = sum(self.right[each] for each in chosen)
        found = right + sum(self.wrong[each] for each in chosen)
        there = right + sum(self.missed[each] for each in chosen)
        precision = right / found if found else 0.0
        recall = right / there if there else 0.0
        return precision, recall, 2 * right / (found + there) if found + there else 0.0


def compare(score: Score, guesses: Sequence[Guess], spans: Sequence[Span], *, exact: bool) -> None:
    """Add one text's guesses to ``score``. A gold span is found once; a second guess on it is wrong.

    Exact: the ends are those of the span or of an alternative. Else any shared character will do. A guess on an
    optional span counts for nothing, as does an optional span that was not found.
    """
    free = list(spans)
    for guess in sorted(guesses):
        start, end, kind = guess
        hits = [span for span in free if span.type == kind and _meets(start, end, span, exact=exact)]
        hit = next((span for span in hits if not span.optional), hits[0] if hits else None)
        if hit is None:
            score.wrong[kind] += 1
            continue
        free.remove(hit)
        if not hit.optional:
            score.right[kind] += 1
    for span in free:
        if not span.optional:
            score.missed[span.type] += 1


@dataclass
class Joins:
    """Pairs of mentions, and pairs of unlike names, that were joined into one entity: rightly, wrongly, or missed."""

    mentions: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, text: str, owners: Mapping[tuple[int, int], str], spans: Sequence[Span]) -> None:
        """Add one text; ``owners`` are the keys of found entities by the ends of their mentions."""
        known: list[tuple[str, str, str]] = []
        for span in spans:
            key = next((owners[ends] for ends in sorted(span.boundaries) if ends in owners), "")
            if span.entity and key:
                known.append((span.entity, key, text[span.start : span.end].casefold()))
        pairs: dict[tuple[str, str], set[str]] = {}
        for place, (entity, key, name) in enumerate(known):
            for other, other_key, other_name in known[place + 1 :]:
                if entity != other and key != other_key:
                    continue
                verdict = "wrong" if entity != other else "right" if key == other_key else "missed"
                self.mentions[verdict] += 1
                if verdict != "right":
                    self.faults.append(f"{verdict} join: {name!r} and {other_name!r}")
                if name != other_name:
                    pairs.setdefault((min(name, other_name), max(name, other_name)), set()).add(verdict)
        for verdicts in pairs.values():
            self.names.update(verdicts)


def shares(counted: Counter[str]) -> tuple[float, float]:
    """Return precision and recall of joined pairs; 1 where there were none."""
    joined, there = counted["right"] + counted["wrong"], counted["right"] + counted["missed"]
    return counted["right"] / joined if joined else 1.0, counted["right"] / there if there else 1.0


def _meets(start: int, end: int, span: Span, *, exact: bool) -> bool:
    if exact:
        return (start, end) in span.boundaries
    return any(start < last and first < end for first, last in span.boundaries)
