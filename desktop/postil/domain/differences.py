"""What differs between two versions of a text: sentence against sentence, and word against word."""

from dataclasses import dataclass
from typing import Literal

PairKind = Literal["equal", "changed", "added", "removed"]
PieceKind = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class SentencePair:
    """A sentence of the old text against one of the new: ``old_start``..``old_end``, ``new_start``..``new_end``.

    Positions are code points. ``equal``: the same to the letter; ``changed``: likely the same sentence, reworded;
    ``added`` and ``removed``: on one side alone, the span of the other side is empty and lies where it would stand.
    """

    kind: PairKind
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that both wordings have, or one of them: ``removed`` from the old, ``added`` by the new."""

    kind: PieceKind
    text: str


def sentence_of(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span (code points) of the sentence, or sentences, that ``start``..``end`` of ``text`` stands in.

    No sentence reaches beyond its paragraph. White space around it is left out. An empty span counts as the
    character it stands before.
    """
    raise NotImplementedError


def sentence_pairs(old: str, new: str) -> tuple[SentencePair, ...]:
    """Return the sentences of two texts laid against each other, in order; every sentence of both is in one pair.

    Equal ones first, by a longest chain; what lies between them by likeness. 300 kB take a few tenths of a second.
    """
    raise NotImplementedError


def word_diff(old: str, new: str) -> tuple[Piece, ...]:
    """Return what makes ``new`` out of ``old``, in whole words, numbers and dates.

    "same" and "removed" together are ``old`` to the letter, "same" and "added" together ``new``; a removed piece
    stands before the added one that replaces it.
    """
    raise NotImplementedError
