"""What a timeline shows: dated passages of articles, and which of them cannot all be true."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from postil.domain.extents import Extent, can_both_hold


@dataclass(frozen=True, slots=True)
class Event:
    """A date of an article, with the sentence it stands in.

    ``start`` and ``end`` are the date's place in the article's text in code points, ``printed`` its words, ``edtf`` its
    value and ``extent`` the days that it reaches over. ``sentence`` has no line break; ``entities`` are the keys of
    those it mentions. ``inferred``: it was resolved from another date. ``conflicts`` says what it cannot agree with,
    one sentence each, where the reader paired its passage with another as the same event.
    """

    article_id: str
    start: int
    end: int
    printed: str
    edtf: str
    extent: Extent
    sentence: str
    reason: str = ""
    inferred: bool = False
    entities: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """What tells it from all others: article and place."""
        return f"{self.article_id}:{self.start}"

    @property
    def faded(self) -> bool:
        """Whether it is uncertain or approximate."""
        return self.extent.approximate or self.extent.uncertain


@dataclass(frozen=True, slots=True)
class Lane:
    """An article on the timeline."""

    article_id: str
    title: str


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that events can be filtered by; ``events`` is in how many it is mentioned."""

    key: str
    name: str
    kind: str
    events: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes in the order asked for, events in the order of time, and who is mentioned in them, most often first.

    ``unsearched`` are the articles whose text nobody has looked through for dates yet.
    """

    lanes: tuple[Lane, ...] = ()
    events: tuple[Event, ...] = ()
    entities: tuple[Named, ...] = ()
    unsearched: tuple[str, ...] = ()

    def title(self, article_id: str) -> str:
        """Return an article's title, "" where it has no lane."""
        return next((lane.title for lane in self.lanes if lane.article_id == article_id), "")


def in_time(event: Event) -> tuple[int, int, str, int]:
    """Return what sorts events by time; one that is open to the past goes by its end."""
    first, last = event.extent.first, event.extent.last
    begins = first if first is not None else last or 0
    return begins, last if last is not None else begins, event.article_id, event.start


def families(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Return those that pairs join, directly or through others, in groups."""
    group: dict[str, list[str]] = {}
    for one, other in pairs:
        first, second = group.setdefault(one, [one]), group.setdefault(other, [other])
        if first is not second:
            first += second
            for each in second:
                group[each] = first
    seen: dict[int, list[str]] = {id(each): each for each in group.values()}
    return list(seen.values())


def disagreeing(passages: Mapping[str, Sequence[Extent]], family: Sequence[str]) -> list[tuple[str, str]]:
    """Return the pairs of a family's passages of which no dates can both hold; one without dates is in none."""
    dated = [each for each in family if passages.get(each)]
    return [
        (one, other)
        for place, one in enumerate(dated)
        for other in dated[place + 1 :]
        if not any(can_both_hold(first, second) for first in passages[one] for second in passages[other])
    ]
