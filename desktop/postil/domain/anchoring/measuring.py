"""How much one passage reads like another: its words, and the words around it."""

from dataclasses import dataclass

from postil.domain.anchoring.aligning import Quote
from postil.domain.anchoring.comparing import Run


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The folded words before and after a quote, "" where there are none."""

    before: str
    after: str


def surroundings_of(quote: Quote, reach: int) -> Surroundings:
    """Return up to ``reach`` folded characters on each side of ``quote``."""
    text = quote.reading.text
    before = text[max(0, quote.start - reach - 2) : quote.start].rstrip()[-reach:]
    return Surroundings(before, text[quote.end : quote.end + reach + 2].lstrip()[:reach])


def side_likeness(old: str, new: str, *, before: bool) -> float | None:
    """Return how much what stands beside a place reads like what stood beside the quote, the nearest words most."""
    old = old.strip()
    if not old:
        return None
    from rapidfuzz.distance import Levenshtein

    new = new.rstrip()[-len(old) :] if before else new.lstrip()[: len(old)]
    if old == new:
        return 1.0
    near = 14
    close = (old[-near:], new[-near:]) if before else (old[:near], new[:near])
    whole = Levenshtein.normalized_similarity(old, new)
    return max(whole, 0.75 * Levenshtein.normalized_similarity(*close)) if len(old) > near else whole


def likeness(quote: Quote, words: str, blocks: list[Run]) -> float:
    """Return how much ``words`` read like the quote, from 0 to 1, by the letters that both have in their order.

    Words put into the midst of a quote that is otherwise whole count little against it.
    """
    if not words:
        return 0.0
    from rapidfuzz.distance import Indel

    text = quote.text
    plain = Indel.normalized_similarity(text, words)
    if not len(text) * 1.1 < len(words) <= 3 * len(text) + 200:
        return plain
    old = quote.reading
    kept = 0
    for run in blocks:
        first, last = max(run.old, quote.first), min(run.old_end, quote.last)
        if last > first:
            kept += old.ends[last - 1] - old.starts[first] + 1
    return max(plain, 0.95 * min(1.0, kept / (len(text) + 1)))
