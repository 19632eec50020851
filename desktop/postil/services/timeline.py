"""The dated passages of articles, as kept analyses and the reader's judgements have them."""

import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from postil import analysis
from postil.domain.entities import Analysis
from postil.domain.extents import Extent, extent
from postil.domain.judgements import apply
from postil.domain.records import Judgement
from postil.domain.sentences import sentence_of
from postil.domain.text import plain_title
from postil.domain.timeline import Event, Lane, Named, Timeline, disagreeing, families, in_time
from postil.domain.wording import say
from postil.services.analysing import read_kept
from postil.storage.library import Library
from postil.storage.timelines import PlaceRow, TextRow, newest_text, places_of, same_events

LONGEST = 400
"""Characters of a sentence that an event keeps."""


def timeline(library: Library, article_ids: Iterable[str], known: Mapping[str, Analysis] | None = None) -> Timeline:
    """Return the timeline of these articles, a lane each in this order; those that are gone are left out.

    ``known`` has findings, without judgements, by text hash: for a text whose analysis was just made and is not kept
    yet. An article that was not analysed has a lane without events and is told of in ``unsearched``.
    """
    reader = _Reader(library, known or {})
    pages = [page for article_id in dict.fromkeys(article_ids) if (page := reader.page(article_id)) is not None]
    found: list[Event] = []
    for page in pages:
        conflicts = reader.conflicts(page)
        found += (replace(each, conflicts=conflicts.get(each.start, ())) for each in page.events)
    names = {each.key: each for page in pages for each in page.names}
    tally = Counter(key for event in found for key in event.entities)
    return Timeline(
        tuple(Lane(page.text.article_id, plain_title(page.text.title)) for page in pages),
        tuple(sorted(found, key=in_time)),
        tuple(replace(names[key], events=number) for key, number in tally.most_common()),
        tuple(page.text.article_id for page in pages if not page.is_searched),
    )


def events(library: Library, article_ids: Iterable[str], entity: str | None = None) -> tuple[Event, ...]:
    """Return the events of these articles by time; with ``entity`` (a key) those whose sentence mentions it."""
    found = timeline(library, article_ids).events
    return found if entity is None else tuple(each for each in found if entity in each.entities)


@dataclass(frozen=True, slots=True)
class _Page:
    """What was found in one article."""

    text: TextRow
    events: tuple[Event, ...]
    names: tuple[Named, ...]
    is_searched: bool


class _Reader:
    """Reads each article once, and what was paired with its passages."""

    def __init__(self, library: Library, known: Mapping[str, Analysis]) -> None:
        self._library = library
        self._known = known
        self._pages: dict[str, _Page | None] = {}
        self._everywhere: list[Judgement] = []
        self._at: defaultdict[str, list[Judgement]] = defaultdict(list)
        for each in library.judgements():
            (self._at[each.text_hash] if each.text_hash else self._everywhere).append(each)
        links = same_events(library)
        self._families = families((link.source_id, link.target_id) for link in links)
        self._places = places_of(library, {each for family in self._families for each in family})

    def page(self, article_id: str) -> _Page | None:
        """Return what was found in an article, None where it is gone."""
        if article_id not in self._pages:
            text = newest_text(self._library, article_id)
            self._pages[article_id] = self._read(text) if text else None
        return self._pages[article_id]

    def conflicts(self, page: _Page) -> dict[int, tuple[str, ...]]:
        """Return, by the start of a date in the article, what it cannot agree with."""
        found: dict[int, tuple[str, ...]] = {}
        for family in self._families:
            if not any(each.article_id == page.text.article_id for each in self._standing(family)):
                continue
            told = {each.id: self._told(each) for each in self._standing(family)}
            extents = {name: [event.extent for event in each] for name, each in told.items()}
            for pair in disagreeing(extents, family):
                for here, there in (pair, pair[::-1]):
                    if self._places[here].article_id == page.text.article_id:
                        sentence = self._against(told[there])
                        for event in told[here]:
                            found[event.start] = (*found.get(event.start, ()), sentence)
        return found

    def _read(self, text: TextRow) -> _Page:
        kept = self._known.get(text.text_hash)
        if kept is None:
            lines = self._library.analysis(text.text_hash, analysis.VERSION)
            kept = read_kept(lines) if lines is not None else None
        if kept is None:
            return _Page(text, (), (), is_searched=False)
        judged = apply(kept, [*self._everywhere, *self._at[text.text_hash]], text.text)
        names = tuple(Named(each.key, each.name, each.kind, 0) for each in judged.entities)
        return _Page(text, tuple(_events_in(text, judged)), names, is_searched=True)

    def _standing(self, family: Sequence[str]) -> list[PlaceRow]:
        """Return the places of a family's passages that stand in the newest text of their article."""
        places = [self._places[each] for each in family if each in self._places]
        return [
            each
            for each in places
            if (page := self.page(each.article_id)) is not None and page.text.revision_id == each.revision_id
        ]

    def _told(self, place: PlaceRow) -> list[Event]:
        """Return the dates in a passage, or else in the sentence that it stands in."""
        page = self.page(place.article_id)
        if page is None:
            return []
        inside = [each for each in page.events if place.start < each.end and each.start < place.end]
        if inside:
            return inside
        start, end = sentence_of(page.text.text, place.start, place.end)
        return [each for each in page.events if start <= each.start < end]

    def _against(self, others: Sequence[Event]) -> str:
        first = others[0]
        page = self._pages[first.article_id]
        dates = ", ".join(dict.fromkeys(" ".join(each.printed.split()) for each in others))
        return say("“{title}” has {dates} for it.", title=page.text.title if page else "", dates=dates)


def _events_in(text: TextRow, judged: Analysis) -> Iterable[Event]:
    mentions = sorted((each.start, entity.key) for entity in judged.entities for each in entity.mentions)
    starts = [start for start, _ in mentions]
    roots = {date.start for date in judged.dates}
    for date in judged.dates:
        reach: Extent | None = extent(date.edtf) if date.is_date else None
        if reach is None:
            continue
        start, end = sentence_of(text.text, date.start, date.end)
        sentence = " ".join(text.text[start:end].split())
        here = mentions[bisect.bisect_left(starts, start) : bisect.bisect_left(starts, end)]
        yield Event(
            article_id=text.article_id,
            start=date.start,
            end=date.end,
            printed=" ".join(date.text.split()),
            edtf=date.edtf,
            extent=reach,
            sentence=_shortened(sentence, " ".join(date.text.split())),
            reason=date.reason,
            inferred=date.root in roots or bool(date.relation),
            entities=tuple(dict.fromkeys(key for _, key in here)),
        )


def _shortened(sentence: str, printed: str) -> str:
    """Return a sentence, a very long one around its date."""
    if len(sentence) <= LONGEST:
        return sentence
    middle = max(sentence.find(printed), 0)
    start = max(0, min(middle - LONGEST // 3, len(sentence) - LONGEST))
    end = start + LONGEST
    return f"{'…' if start else ''}{sentence[start:end].strip()}{'…' if end < len(sentence) else ''}"
