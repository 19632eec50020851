"""Stretches of a text that may hold a quote: where its rarest words stand together."""

import heapq
import math
from collections import Counter, deque
from dataclasses import dataclass

from postil.domain.anchoring.comparing import Stretch

_KNOWN = 250
_VOTES = 450
_RARE = 24
_STRETCHES = 4


@dataclass(frozen=True, slots=True)
class Index:
    """The places of each token that a text holds at most 250 times."""

    codes: str
    places: dict[str, list[int]]


def index(codes: str) -> Index:
    """Return the index of a text's tokens."""
    places: dict[str, list[int]] = {code: [] for code, times in Counter(codes).items() if times <= _KNOWN}
    for place, code in enumerate(codes):
        if code in places:
            places[code].append(place)
    return Index(codes, places)


def likely_stretches(codes: str, start: int, end: int, new: Index) -> list[tuple[float, Stretch]]:
    """Return up to four stretches of ``new`` where most of the tokens ``codes[start:end]`` stand, likeliest first.

    Each comes with what speaks for it, in bits.
    """
    votes, weights = _votes(codes, start, end, new)
    length = end - start
    spread = 12 + length // 2
    slack = 4 + length // 4
    found: list[tuple[float, Stretch]] = []
    taken: list[tuple[int, int]] = []
    for worth, low, high in _crowds(_crowded(votes, weights, spread), weights, spread):
        if any(low <= other_high + spread and high >= other_low - spread for other_low, other_high in taken):
            continue
        taken.append((low, high))
        stretch = Stretch(start, end, max(0, low + start - slack), min(len(new.codes), high + end + slack))
        found.append((worth, stretch))
        if len(found) == _STRETCHES:
            break
    return found


Vote = tuple[int, int]
"""How far the text lies behind the quote by one of its tokens, and that token's place."""


def _votes(codes: str, start: int, end: int, new: Index) -> tuple[list[Vote], dict[int, float]]:
    """Return the votes of the rarest tokens, about 450 in all, and what each token's vote is worth, in bits."""
    known = [(len(new.places[codes[here]]), here) for here in range(start, end) if codes[here] in new.places]
    votes: list[Vote] = []
    weights: dict[int, float] = {}
    for times, here in sorted(known):
        if len(votes) + times > _VOTES and len(weights) >= 3:
            break
        weights[here] = math.log2(1 + len(new.codes) / times)
        votes += [(there - here, here) for there in new.places[codes[here]]]
    if len(weights) >= 4:
        return votes, weights
    # All its words are common: three of them together are not.
    for here in range(start, end - 2):
        weights.setdefault(here, 8.0)
        there = new.codes.find(codes[here : here + 3])
        for _ in range(_RARE):
            if there < 0:
                break
            votes.append((there - here, here))
            there = new.codes.find(codes[here : here + 3], there + 1)
    return votes, weights


def _crowded(votes: list[Vote], weights: dict[int, float], spread: int) -> list[Vote]:
    """Return the votes in the most crowded parts of the text, a few times as many as will be looked at."""
    if len(votes) < 60:
        return votes
    worth: dict[int, float] = {}
    for bucket, token in {(diagonal // spread, token) for diagonal, token in votes}:
        worth[bucket] = worth.get(bucket, 0.0) + weights[token]
    most = heapq.nlargest(2 * _STRETCHES, worth, key=lambda bucket: worth[bucket] + worth.get(bucket + 1, 0.0))
    chosen = {*most, *(bucket + 1 for bucket in most)}
    return [vote for vote in votes if vote[0] // spread in chosen]


def _crowds(votes: list[Vote], weights: dict[int, float], spread: int) -> list[tuple[float, int, int]]:
    """Return what spans of diagonals, at most ``spread`` wide, are worth by the different tokens that vote there."""
    votes.sort()
    crowds: list[tuple[float, int, int]] = []
    within: deque[Vote] = deque()
    counts: Counter[int] = Counter()
    worth = 0.0
    for diagonal, token in votes:
        within.append((diagonal, token))
        if not counts[token]:
            worth += weights[token]
        counts[token] += 1
        while within[0][0] < diagonal - spread:
            _, gone = within.popleft()
            counts[gone] -= 1
            if not counts[gone]:
                worth -= weights[gone]
        crowds.append((round(worth, 3), within[0][0], diagonal))
    # Of equally crowded spans the narrowest.
    crowds.sort(key=lambda crowd: (-crowd[0], crowd[2] - crowd[1], crowd[1]))
    return crowds
