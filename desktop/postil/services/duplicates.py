"""Articles that hold the same text under other addresses: found, and made one with all that hangs on them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from postil.domain.citing import with_key
from postil.domain.csl import from_csl, to_csl
from postil.domain.edits import Change, Edit
from postil.domain.ids import now
from postil.domain.likeness import likeness
from postil.domain.problems import Problem
from postil.domain.records import (
    Article,
    ArticleNote,
    CslItem,
    Highlight,
    Membership,
    Reading,
    Record,
    Revision,
)
from postil.domain.wording import count
from postil.services.carrying import carry, carry_judgements, carry_position
from postil.services.citations import renaming
from postil.storage.claims import claims_of, links_of
from postil.storage.collections import memberships_of
from postil.storage.duplicates import Twin, alike_pairs, same_texts, twins
from postil.storage.library import Library
from postil.storage.revisions import text_of
from postil.storage.shelf import revisions_of

NEARLY = 0.8
"""Likeness from which on two articles are taken for one: every twenty-fifth word may differ."""


@dataclass(frozen=True, slots=True)
class Duplicates:
    """Articles with one text, the one to keep first: the one with most highlights and notes, then the oldest.

    ``likeness`` is the least between two that were compared, 1.0 where all are the same to the letter.
    """

    twins: tuple[Twin, ...]
    likeness: float


def find_duplicates(library: Library) -> tuple[Duplicates, ...]:
    """Return the articles that hold the same, or nearly the same, text; none that is in the trash.

    Texts are read only where their sketches have sentences in common: of 100,000 articles it takes some seconds.
    """
    joined: dict[str, str] = {}
    least: dict[str, float] = {}
    for group in same_texts(library):
        for other in group[1:]:
            _join(joined, least, group[0], other, 1.0)
    for one, other, first, second in alike_pairs(library):
        if _root(joined, one) != _root(joined, other):
            alike = likeness(text_of(library, first), text_of(library, second))
            if alike >= NEARLY:
                _join(joined, least, one, other, alike)
    groups: dict[str, list[str]] = {}
    for article_id in joined:
        groups.setdefault(_root(joined, article_id), []).append(article_id)
    shown = twins(library, joined)
    found = [
        Duplicates(
            tuple(sorted((shown[each] for each in group if each in shown), key=_worth)), round(least.get(root, 1.0), 3)
        )
        for root, group in groups.items()
    ]
    return tuple(sorted((each for each in found if len(each.twins) > 1), key=_newest, reverse=True))


def merge(library: Library, kept_id: str, other_ids: Sequence[str]) -> Edit:
    """Return the edit that makes ``kept_id`` and the others one article.

    Their texts become versions of it and their highlights are found in its newest text, or kept as lost ones; notes are
    joined, tags, collections and judgements come along; its record is filled with what only theirs say, and notes that
    cite them cite it. Raises Problem where an article is not there.
    """
    merging = _Merging(library, kept_id)
    for other_id in dict.fromkeys(other_ids):
        if other_id != kept_id:
            merging.take(other_id)
    return merging.edit()


class _Merging:
    """Gathers what changes: each record once, as it was and as it is to be."""

    def __init__(self, library: Library, kept_id: str) -> None:
        self._library = library
        self._kept = kept_id
        self._before: dict[tuple[type, str], Record | None] = {}
        self._after: dict[tuple[type, str], Record | None] = {}
        self._keys: dict[str, str] = {}
        self._number = 0
        article, item = library.article(kept_id), library.item(kept_id)
        revision = library.revision(article.revision_id) if article else None
        if article is None or item is None or revision is None:
            raise _gone()
        self._article, self._item, self._revision = article, item, revision
        self._note = library.note(kept_id)
        self._reading = library.reading(kept_id)
        self._collections = {each.collection_id for each in memberships_of(library, kept_id)}
        self._highlights = {_spot(each): each for each in library.highlights(kept_id)}

    def take(self, other_id: str) -> None:
        """Take in all that hangs on another article."""
        library = self._library
        article, item = library.article(other_id), library.item(other_id)
        if article is None or item is None:
            raise _gone()
        self._number += 1
        versions = {each.id: each for each in revisions_of(library, other_id)}
        self._take_highlights(library.highlights(other_id), versions)
        self._take_judgements(other_id, versions[article.revision_id])
        for version in versions.values():
            self._change(version, replace(version, article_id=self._kept))
        self._take_note(library.note(other_id))
        self._take_reading(library.reading(other_id), versions[article.revision_id])
        for membership in memberships_of(library, other_id):
            self._change(membership, None)
            if membership.collection_id not in self._collections:
                self._collections.add(membership.collection_id)
                place = f"{self._kept}:{membership.collection_id}"
                self._add(Membership(place, self._kept, membership.collection_id, membership.created))
        self._take_article(article, item)

    def edit(self) -> Edit:
        """Return all of it as one edit."""
        cited = dict.fromkeys(self._keys, self._item.key)
        for change in renaming(self._library, cited):
            self._before.setdefault((type(change.record), change.record.id), change.before)
            self._after.setdefault((type(change.record), change.record.id), change.after)
        changes = [Change(self._before[key], self._citing(after, cited)) for key, after in self._after.items()]
        kept = tuple(each for each in changes if each.before != each.after)
        label = count("Merge article", "Merge {number} articles", self._number + 1)
        return Edit(label, kept if self._number else ())

    def _take_highlights(self, highlights: Iterable[Highlight], versions: dict[str, Revision]) -> None:
        given = list(highlights)
        hanging = {claim.id for claim in claims_of(self._library, [each.id for each in given])}
        for link in links_of(self._library, [each.id for each in given]):
            hanging |= {link.source_id, link.target_id}
        carried = carry(given, self._revision, versions.get)
        for before, after in zip(given, carried, strict=True):
            same = self._highlights.get(_spot(after)) if after.state != "lost" else None
            if same is None or before.id in hanging:
                moved = replace(after, article_id=self._kept)
                self._change(before, moved)
                self._highlights.setdefault(_spot(moved), moved)
                continue
            # The same words in the same colour were marked in both: one of them, with what was written on either.
            joined = replace(
                same,
                note=_joined(same.note, before.note),
                tags=_united(same.tags, before.tags),
                locator=same.locator or before.locator,
                foreign=same.foreign or before.foreign,
            )
            if joined != same:
                joined = replace(joined, modified=now())
                self._change(same, joined)
                self._highlights[_spot(joined)] = joined
            self._change(before, None)

    def _take_judgements(self, other_id: str, newest: Revision) -> None:
        judgements = self._library.judgements()
        placed = [each for each in judgements if each.text_hash in {newest.text_hash, self._revision.text_hash}]
        if newest.text_hash != self._revision.text_hash:
            for made in carry_judgements(placed, newest, self._revision):
                self._add(replace(made, article_id=self._kept))
        for judgement in judgements:
            if judgement.article_id == other_id:
                self._change(judgement, replace(judgement, article_id=self._kept))

    def _take_note(self, note: ArticleNote | None) -> None:
        if note is None:
            return
        self._change(note, None)
        mine = self._note
        body = _joined(mine.body if mine else "", note.body)
        if mine is not None and body == mine.body:
            return
        self._note = ArticleNote(self._kept, body, mine.created if mine else note.created, now())
        self._put(mine, self._note)

    def _take_reading(self, reading: Reading | None, newest: Revision) -> None:
        if reading is None:
            return
        self._change(reading, None)
        mine = self._reading
        if mine is None or reading.progress > mine.progress:
            place = carry_position(newest.document.text, self._revision.document.text, reading.position)
            opened = max(reading.opened, mine.opened) if mine else reading.opened
            self._reading = Reading(self._kept, place, reading.progress, opened)
            self._put(mine, self._reading)

    def _take_article(self, article: Article, item: CslItem) -> None:
        mine = self._article
        self._article = replace(
            mine,
            tags=_united(mine.tags, article.tags),
            later=mine.later or article.later,
            favourite=mine.favourite or article.favourite,
            archived=mine.archived and article.archived,
            modified=now(),
        )
        self._put(mine, self._article)
        self._change(article, None)
        filled = from_csl({**to_csl(item), **to_csl(self._item)}, self._item)
        filled = replace(filled, type=self._item.type, note=_joined(self._item.note, item.note), modified=now())
        self._put(self._item, filled)
        self._item = filled
        self._change(item, None)
        self._keys[item.key] = filled.key

    def _add(self, record: Record) -> None:
        self._put(None, record)

    def _change(self, before: Record, after: Record | None) -> None:
        key = (type(before), before.id)
        self._before.setdefault(key, before)
        self._after[key] = after

    def _put(self, before: Record | None, after: Record) -> None:
        key = (type(after), after.id)
        self._before.setdefault(key, before)
        self._after[key] = after

    def _citing(self, record: Record | None, keys: dict[str, str]) -> Record | None:
        """Return a record whose note cites the kept article instead of what was merged into it."""
        for old, new in keys.items():
            if isinstance(record, Highlight) and "@" in record.note:
                record = replace(record, note=with_key(record.note, old, new))
            elif isinstance(record, ArticleNote) and "@" in record.body:
                record = replace(record, body=with_key(record.body, old, new))
        return record


def _spot(highlight: Highlight) -> tuple[object, ...]:
    """Return what two highlights share that say the same: their place, their colour and the words that were marked."""
    if highlight.state == "lost":
        return (highlight.id,)
    place = highlight.selector
    return highlight.revision_id, place.start, place.end, highlight.color, highlight.quoted.exact


def _joined(mine: str, other: str) -> str:
    """Return both notes; what says paragraph for paragraph the same as a part of the other is there once."""
    if not other.strip() or f"\n\n{other.strip()}\n\n" in f"\n\n{mine.strip()}\n\n":
        return mine
    return f"{mine.rstrip()}\n\n{other}" if mine.strip() else other


def _united(mine: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*mine, *other)))


def _join(joined: dict[str, str], least: dict[str, float], one: str, other: str, alike: float) -> None:
    first, second = _root(joined, one), _root(joined, other)
    joined[second] = first
    joined.setdefault(first, first)
    least[first] = min(least.get(first, 1.0), least.get(second, 1.0), alike)


def _root(joined: dict[str, str], article_id: str) -> str:
    while joined.get(article_id, article_id) != article_id:
        article_id = joined[article_id]
    return article_id


def _worth(twin: Twin) -> tuple[int, str]:
    return -(twin.highlights + twin.notes), twin.created


def _newest(found: Duplicates) -> str:
    return max(twin.id for twin in found.twins)


def _gone() -> Problem:
    return Problem("An article is no longer in the library; nothing was merged.")
