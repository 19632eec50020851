"""All that a library holds about one entity, and verbs for the reader's own page about it."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from postil import analysis
from postil.analysis.kept import EntityHead, entity_heads, only_entities
from postil.domain.dossier import (
    Alike,
    Companion,
    Dossier,
    NamedIn,
    Naming,
    Touching,
    name_of_key,
    viaf_id,
    wikidata_id,
)
from postil.domain.edits import Change, Edit
from postil.domain.entities import ENTITY_KINDS, Analysis, entity_key
from postil.domain.ids import now
from postil.domain.judgements import apply, current_key
from postil.domain.problems import Problem
from postil.domain.records import EntityNote, Judgement
from postil.domain.sentences import sentence_of, sentences
from postil.domain.unmasking import identified
from postil.domain.wording import say
from postil.services.alike import alike, known_entities
from postil.services.analysing import read_kept
from postil.storage.dossiers import MarkRow, PageRow, marks_beside, pages_with, unsearched
from postil.storage.library import Library

_SHORTEST = 3
"""Letters of a name that is looked for in notes: shorter ones stand in other words."""


def dossier(library: Library, key: str, *, with_alike: bool = True) -> Dossier:
    """Return what is known of the entity ``key`` (``person:stalin``) over all articles that were looked through.

    The reader's judgements are applied in every article. ``with_alike``: look for others that may be the same, too.
    """
    judgements = library.judgements()
    keys = relatives(key, judgements)
    placed: defaultdict[str, list[Judgement]] = defaultdict(list)
    everywhere: list[Judgement] = []
    for each in judgements:
        (placed[each.text_hash] if each.text_hash else everywhere).append(each)
    hashes = [text_hash for text_hash, rows in placed.items() if any(_speaks_of(each, keys) for each in rows)]
    # What no judgement speaks of is what it was found as: of that only the places are read.
    named = keys | {each for judgement in judgements for pair in _turned(judgement) for each in pair}
    named |= {judgement.subject for judgement in judgements}
    found = _Found(key)
    for page in pages_with(library, analysis.VERSION, keys, hashes):
        said = [*everywhere, *placed.get(page.text_hash, ())]
        is_touched = page.text_hash in placed
        kept = read_kept(only_entities(page.findings, None if is_touched else named))
        if kept is not None:
            others = () if is_touched else entity_heads(page.findings, named)
            found.read(page, apply(kept, said, page.text), said, others)
    found.articles.sort(key=lambda each: (not each.published, each.published, each.title.casefold(), each.article_id))
    names = tuple(found.names.most_common())
    note = note_on(library, key, judgements)
    name = found.name() or (name_of_key(key) if note or found.articles else "")
    return Dossier(
        key,
        name,
        key.partition(":")[0],
        names,
        tuple(found.articles),
        found.companions(),
        _touching(found, marks_beside(library, [each.article_id for each in found.articles]), [name, *found.names]),
        note,
        unsearched(library, analysis.VERSION),
        alike(library, key, name or name_of_key(key), judgements) if with_alike else (),
    )


def dossier_beside(library: Path, key: str) -> Dossier:
    """Read a dossier, without those alike, through a connection of its own, on a thread of the pool."""
    other = Library.open_for_reading(library)
    try:
        return dossier(other, key, with_alike=False)
    finally:
        other.close()


def alike_beside(library: Path, key: str, name: str) -> tuple[Alike, ...]:
    """Look for others that may be the same, through a connection of its own, on a thread of the pool."""
    other = Library.open_for_reading(library)
    try:
        return alike(other, key, name, other.judgements())
    finally:
        other.close()


def find_entity(library: Library, wanted: str) -> str:
    """Return the key of the entity meant by a key (``person:stalin``) or a name; raises Problem.

    Of several entities of one name the one named in most places is meant, unless they are named equally often.
    """
    kind, colon, rest = wanted.partition(":")
    if colon and kind in ENTITY_KINDS and rest.strip():
        return entity_key(kind, rest)
    known = known_entities(library)
    plain = entity_key("", wanted)
    found = [each for each in known if entity_key("", each.name) == plain or each.key.partition(":")[2] == plain[1:]]
    if not found:
        found = [each for each in known if plain[1:] in entity_key("", each.name)]
    if not found:
        raise Problem("No article that was looked through names “{name}”; postil entities lists who is.", name=wanted)
    if len(found) > 1 and found[0].mentions == found[1].mentions:
        several = ", ".join(each.key for each in found[:6])
        raise Problem("“{name}” may be {keys}; name one of these.", name=wanted, keys=several)
    return found[0].key


def relatives(key: str, judgements: Iterable[Judgement]) -> frozenset[str]:
    """Return every key that judgements may have turned into ``key``, itself included."""
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for each in judgements:
        for one, other in _turned(each):
            beside[one].add(other)
            beside[other].add(one)
    seen, waiting = {key}, [key]
    while waiting:
        new = beside[waiting.pop()] - seen
        seen |= new
        waiting.extend(new)
    return frozenset(seen)


def note_on(library: Library, key: str, judgements: Sequence[Judgement]) -> EntityNote | None:
    """Return the reader's page about an entity; one that was written under a name it had before is its own, too."""
    own = library.get(EntityNote, key)
    if own is not None:
        return own
    earlier = (each for each in sorted(relatives(key, judgements)) if current_key(each, judgements) == key)
    return next((note for each in earlier if (note := library.get(EntityNote, each)) is not None), None)


def write_note(before: EntityNote | None, key: str, body: str, burst: str = "") -> Edit:
    """Return the edit that writes the page about an entity; steps of one ``burst`` of typing are one step of undo."""
    return _noted(before, key, say("Write note"), burst and f"entity-note:{key}:{burst}", body=body)


def identify(before: EntityNote | None, key: str, wikidata: str, viaf: str) -> Edit:
    """Return the edit that gives an entity identifiers, as typed or pasted; raises Problem where one is none."""
    return _noted(before, key, say("Identifiers"), "", wikidata=wikidata_id(wikidata), viaf=viaf_id(viaf))


def _noted(before: EntityNote | None, key: str, label: str, merge_key: str, **fields: str) -> Edit:
    made = now()
    first = before or EntityNote(key, created=made)
    after = replace(first, **fields)
    if after == first:
        return Edit(label, ())
    is_empty = not (after.body.strip() or after.wikidata or after.viaf)
    if is_empty and not merge_key:
        return Edit(label, (Change(before, None),) if before else ())
    return Edit(label, (Change(before, replace(after, modified=made)),), merge_key)


def _turned(judgement: Judgement) -> Iterable[tuple[str, str]]:
    kind, _, name = judgement.subject.partition(":")
    match judgement.verdict:
        case "rename" | "split":
            yield judgement.subject, entity_key(kind, judgement.value)
        case "kind":
            yield judgement.subject, entity_key(judgement.value, name)
        case "merge" | "distinct":
            yield judgement.subject, judgement.value
        case _:
            pass


def _speaks_of(judgement: Judgement, keys: frozenset[str]) -> bool:
    """Return whether a judgement on one place of a text may make it a place of the entity."""
    if judgement.verdict == "split":
        return entity_key(judgement.subject.partition(":")[0], judgement.value) in keys
    return (judgement.verdict == "add" and judgement.subject in keys) or (
        judgement.verdict == "identify" and judgement.value in keys
    )


class _Found:
    """What is found of an entity, article by article."""

    def __init__(self, key: str) -> None:
        self._key = key
        self.articles: list[NamedIn] = []
        self.names: Counter[str] = Counter()
        self.spans: dict[str, list[tuple[int, int]]] = {}
        self.revisions: dict[str, str] = {}
        self._called: Counter[str] = Counter()
        self._beside: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
        self._known: dict[str, EntityHead] = {}

    def read(
        self, page: PageRow, judged: Analysis, said: Sequence[Judgement], others: Iterable[EntityHead] = ()
    ) -> None:
        """Take what one article says; ``others`` are entities that ``judged`` does not have."""
        entity = next((each for each in judged.entities if each.key == self._key), None)
        namings: list[Naming] = []
        cut = _Sentences(page.text)
        if entity is not None:
            self._called[entity.name] += len(entity.mentions)
            namings += (
                cut.named(each.start, each.end, Naming(0, 0, each.text, "", 0, each.reason)) for each in entity.mentions
            )
            self.names.update(" ".join(each.text.split()) for each in entity.mentions)
        if judged.masks and any(each.verdict == "identify" for each in said):
            namings += (
                cut.named(
                    row.mask.start,
                    row.mask.end,
                    Naming(0, 0, row.mask.text, "", 0, row.reason, masked=True, confidence=row.confidence),
                )
                for row in identified(judged, said)
                if row.key == self._key
            )
        if not namings:
            return
        namings.sort(key=lambda each: (each.start, each.end))
        self.articles.append(
            NamedIn(page.article_id, page.revision_id, page.title, page.site, page.published, tuple(namings))
        )
        self.spans[page.article_id] = [(each.start, each.end) for each in namings]
        self.revisions[page.article_id] = page.revision_id
        beside = [EntityHead(e.key, e.name, e.kind, tuple(each.start for each in e.mentions)) for e in judged.entities]
        self._count([*beside, *others], namings)

    def name(self) -> str:
        """Return the name that the entity goes by: the one its key was made of, or the usual one."""
        fitting = [name for name in self._called if entity_key(self._key.partition(":")[0], name) == self._key]
        usual = self._called.most_common(1)
        return fitting[0] if fitting else usual[0][0] if usual else ""

    def companions(self) -> tuple[Companion, ...]:
        """Return who is named in the same sentences, most often first."""
        rows = [
            Companion(key, self._known[key].name, self._known[key].kind, number, articles)
            for key, (number, articles) in self._beside.items()
        ]
        return tuple(sorted(rows, key=lambda each: (-each.sentences, -each.articles, each.name.casefold(), each.key)))

    def _count(self, named: Sequence[EntityHead], namings: Sequence[Naming]) -> None:
        spans = {(each.start - each.at, each.start - each.at + len(each.sentence)) for each in namings}
        others = sorted((start, each.key) for each in named if each.key != self._key for start in each.starts)
        starts = [start for start, _ in others]
        beside: Counter[str] = Counter()
        for start, end in spans:
            here = others[bisect_left(starts, start) : bisect_left(starts, end)]
            beside.update({key for _, key in here})
        for each in named:
            if each.key in beside:
                self._known.setdefault(each.key, each)
                self._beside[each.key][0] += beside[each.key]
                self._beside[each.key][1] += 1


class _Sentences:
    """The sentences of a text, each paragraph cut up once for all the names in it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._first, self._last = 0, -1
        self._spans: list[tuple[int, int]] = []

    def named(self, start: int, end: int, like: Naming) -> Naming:
        """Return ``like`` at ``start``..``end`` with the sentence, or sentences, that these stand in."""
        text = self._text
        if not self._first <= start < self._last:
            self._first = text.rfind("\n", 0, start) + 1
            line_end = text.find("\n", start)
            self._last = len(text) if line_end < 0 else line_end
            paragraph = text[self._first : self._last]
            self._spans = [(self._first + low, self._first + high) for low, high in sentences(paragraph)]
        touched = [span for span in self._spans if span[0] < end and start < span[1]]
        first, last = (touched[0][0], touched[-1][1]) if touched else sentence_of(text, start, end)
        return replace(like, start=start, end=end, sentence=text[first:last], at=start - first)


def _touching(found: _Found, marks: Iterable[MarkRow], names: Iterable[str]) -> tuple[Touching, ...]:
    wanted = {name for name in names if len(name) >= _SHORTEST}
    pattern = (
        re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(wanted, key=len, reverse=True)))})(?!\w)")
        if wanted
        else None
    )
    return tuple(
        Touching(each.id, each.article_id, each.title, each.quotation, each.note, each.color)
        for each in marks
        if _covers(each, found.spans, found.revisions)
        or (pattern is not None and (pattern.search(each.note) or _names_lost(each, pattern)))
    )


def _covers(mark: MarkRow, spans: Mapping[str, list[tuple[int, int]]], revisions: Mapping[str, str]) -> bool:
    if mark.state == "lost" or revisions.get(mark.article_id) != mark.revision_id:
        return False
    return any(start < mark.end and mark.start < end for start, end in spans[mark.article_id])


def _names_lost(mark: MarkRow, pattern: re.Pattern[str]) -> bool:
    return mark.state == "lost" and pattern.search(mark.quotation) is not None
