"""Stretches of a text that may hold a quote: where its rarest words stand together."""

from collections import Counter, deque
from dataclasses import dataclass

from postil.domain.anchoring.comparing import Stretch

_RARE = 24
_STRETCHES = 4


@dataclass(frozen=True, slots=True)
class Index:
    """The places of each token that a text holds at most ``_RARE`` times."""

    codes: str
    places: dict[str, list[int]]


def index(codes: str) -> Index:
    """Return the index of a text's tokens."""
    places: dict[str, list[int]] = {code: [] for code, times in Counter(codes).items() if times <= _RARE}
    for place, code in enumerate(codes):
        if code in places:
            places[code].append(place)
    return Index(codes, places)


def likely_stretches(codes: str, start: int, end: int, new: Index) -> list[Stretch]:
    """Return up to four stretches of ``new`` where most of the tokens ``codes[start:end]`` stand, likeliest first."""
    votes = _votes(codes, start, end, new)
    length = end - start
    spread = 12 + length // 2
    slack = 4 + length // 4
    found: list[Stretch] = []
    taken: list[tuple[int, int]] = []
    for low, high in _crowds(votes, spread):
        if any(low <= other_high + spread and high >= other_low - spread for other_low, other_high in taken):
            continue
        taken.append((low, high))
        found.append(Stretch(start, end, max(0, low + start - slack), min(len(new.codes), high + end + slack)))
        if len(found) == _STRETCHES:
            break
    return found


def _votes(codes: str, start: int, end: int, new: Index) -> list[tuple[int, int]]:
    """Return pairs: how far the text lies behind the quote by one of its rare tokens, and that token's place."""
    votes = [(there - here, here) for here in range(start, end) for there in new.places.get(codes[here], ())]
    if len({here for _, here in votes}) >= 4:
        return votes
    # All its words are common: three of them together are not.
    for here in range(start, end - 2):
        there = new.codes.find(codes[here : here + 3])
        for _ in range(_RARE):
            if there < 0:
                break
            votes.append((there - here, here))
            there = new.codes.find(codes[here : here + 3], there + 1)
    return votes


def _crowds(votes: list[tuple[int, int]], spread: int) -> list[tuple[int, int]]:
    """Return the spans of diagonals, at most ``spread`` wide, by the number of different tokens that vote there."""
    votes.sort()
    crowds: list[tuple[int, int, int]] = []
    within: deque[tuple[int, int]] = deque()
    counts: Counter[int] = Counter()
    for diagonal, token in votes:
        within.append((diagonal, token))
        counts[token] += 1
        while within[0][0] < diagonal - spread:
            _, gone = within.popleft()
            counts[gone] -= 1
            if not counts[gone]:
                del counts[gone]
        crowds.append((-len(counts), within[0][0], diagonal))
    # Of equally crowded spans the narrowest.
    crowds.sort(key=lambda crowd: (crowd[0], crowd[2] - crowd[1], crowd[1]))
    return [(low, high) for _, low, high in crowds]
