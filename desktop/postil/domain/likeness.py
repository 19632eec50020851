"""How much two texts have in common, and by which marks one that is nearly the same is found among many."""

import re
from collections import Counter
from collections.abc import Iterable

from postil.domain.document import Document

SKETCH = 6
"""Hashes of sentences that stand for a text."""
_LONG = 1_000_000
"""Code points above which texts are compared by their sentences instead of by their words."""
_SHORT = 100
"""Words below which a text has too few runs of three."""

_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]|\w+")
_CUT = re.compile(r"[.!?…]+\s|[。！？\n]")


def sketch(document: Document) -> tuple[int, ...]:
    """Return the six smallest hashes (63 bits) of a document's sentences, boilerplate left out.

    Sentences of fewer than three words do not count. Two texts that share the share *s* of their sentences have each
    of these in common with about that likelihood, so that nearly equal texts share most of them.
    Source: A. Broder, On the resemblance and containment of documents (1997).
    """
    from hashlib import blake2b

    told = "\n".join(block.text for block in document.blocks if not block.boilerplate)
    hashes = {
        int.from_bytes(blake2b(sentence.encode(), digest_size=8).digest()) >> 1
        for sentence in set(_plain_sentences(told))
    }
    return tuple(sorted(hashes)[:SKETCH])


def likeness(one: str, other: str) -> float:
    """Return the share of all runs of three words that both texts have, from 0 to 1 (two in texts of under 100 words).

    Capitals and punctuation count for nothing. Texts of more than a million code points are compared by sentences.
    """
    if max(len(one), len(other)) > _LONG:
        return _shared(_plain_sentences(one), _plain_sentences(other))
    ours, theirs = _WORD.findall(one.casefold()), _WORD.findall(other.casefold())
    size = 2 if min(len(ours), len(theirs)) < _SHORT else 3
    return _shared(_runs(ours, size), _runs(theirs, size))


def contained(part: str, whole: str) -> float:
    """Return the share of the runs of three words of ``part`` that stand in ``whole``, from 0 to 1."""
    ours = Counter(_runs(_WORD.findall(part.casefold()), 3))
    theirs = Counter(_runs(_WORD.findall(whole.casefold()), 3))
    return (ours & theirs).total() / ours.total() if ours else 0.0


def _runs(words: list[str], size: int) -> Iterable[tuple[str, ...]]:
    if len(words) < size:
        return [tuple(words)] if words else []
    return zip(*(words[offset:] for offset in range(size)), strict=False)


def _plain_sentences(text: str) -> list[str]:
    found = (_WORD.findall(sentence) for sentence in _CUT.split(text.casefold()))
    return [" ".join(words) for words in found if len(words) >= 3]


def _shared(ours: Iterable[object], theirs: Iterable[object]) -> float:
    one, other = Counter(ours), Counter(theirs)
    total = (one | other).total()
    return (one & other).total() / total if total else 0.0
