"""Highlights of other programs come into the library: placed in its articles, or kept with their quotations.

Importing twice changes nothing: each highlight keeps the name it has there. One whose note, tags or colour were
changed there since follows, unless the reader has changed it here. One that the reader deleted here stays away, until
the reader asks for it; so does a remark on a whole work that the reader changed or took out of the article's note.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from postil.domain.edits import Change, Edit
from postil.domain.foreign import ForeignMark, ForeignWork
from postil.domain.ids import new_id, now
from postil.domain.records import Article, CslItem, Highlight, Record
from postil.domain.removed_marks import RemovedMark
from postil.domain.wording import say
from postil.services.acquaintance import Acquaintances
from postil.services.foreign_dates import dated, is_as_it_came
from postil.services.foreign_notes import to_markdown
from postil.services.foreign_remarks import remarked, remarks_of
from postil.services.highlighting import clean_tags
from postil.services.new_works import (
    ArticleInHand,
    article_from_text,
    article_of_quotations,
    with_quotations,
    with_text,
)
from postil.services.placing import Place, PlacingText
from postil.services.standing_sources import filled, standing
from postil.services.tones import USUAL, tone_of
from postil.storage.foreign import foreign_highlights, newest_revisions, removed_marks
from postil.storage.library import Library

Fate = Literal["exact", "moved", "changed", "lost", "quoted", "updated", "kept", "known"]
"""What became of a highlight: placed in its article's text in one of four states; "quoted": kept with its quotation,
for its article's text is not here; "updated": it was here, and follows a change that was made there; "kept": it was
here, and the reader's own change stays; "known": it was here."""

FATES: tuple[Fate, ...] = ("exact", "moved", "changed", "lost", "quoted", "updated", "kept", "known")


@dataclass(frozen=True, slots=True)
class Adopted:
    """One highlight of another program, as it is in the library now, and what became of it."""

    highlight: Highlight
    fate: Fate
    title: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """What bringing highlights in comes to: one ``edit``, and what to tell the reader of it.

    ``articles`` are the ids of those that are new. ``records`` are bibliographic records by themselves: how many are
    new, how many filled gaps of sources that are here, and how many were here; ``saved`` counts pages that were only
    saved, which are left out. ``removed`` names the highlights that stay away, for they were deleted here, and
    ``remarks`` what is said of whole works that came once and was changed or deleted here; ``refused`` says of each
    record that is damaged where it stands.
    """

    edit: Edit
    adopted: tuple[Adopted, ...]
    articles: tuple[str, ...] = ()
    records: tuple[int, int, int] = (0, 0, 0)
    saved: int = 0
    removed: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def counts(self) -> Mapping[Fate, int]:
        """How many highlights had each fate."""
        found = Counter(each.fate for each in self.adopted)
        return {fate: found[fate] for fate in FATES}


def adopt(library: Library, works: Iterable[ForeignWork], *, deleted_too: bool = False) -> Adoption:
    """Return what has to be done to have the highlights, notes and records of ``works`` in the library.

    ``deleted_too``: also those that the reader deleted here.
    """
    given = tuple(works)
    adopting = _Adopting(library, deleted_too)
    for target, same in adopting.by_target(work for work in given if not _refusal(work)):
        adopting.take(target, same)
    refused = tuple(_refusal(work) for work in given if _refusal(work))
    return replace(adopting.outcome(), refused=refused)


def _refusal(work: ForeignWork) -> str:
    return work.record.refused if work.record is not None else ""


@dataclass(slots=True)
class _Adopting:
    """One import under way; nothing is written by it."""

    library: Library
    deleted_too: bool
    stamp: str = field(default_factory=now)
    changes: list[Change] = field(default_factory=list[Change])
    adopted: list[Adopted] = field(default_factory=list[Adopted])
    new_articles: list[str] = field(default_factory=list[str])
    records: list[int] = field(default_factory=lambda: [0, 0, 0])
    saved: int = 0
    left_out: list[str] = field(default_factory=list[str])
    unsaid: list[str] = field(default_factory=list[str])
    hands: dict[str, ArticleInHand] = field(default_factory=dict[str, ArticleInHand])
    items: dict[str, CslItem] = field(init=False)
    keys: set[str] = field(init=False)
    revisions: dict[str, tuple[str, str]] = field(init=False)
    known: dict[str, Highlight] = field(init=False)
    removed: dict[str, RemovedMark] = field(init=False)
    tones: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.items = {item.id: item for item in self.library.items()}
        self.keys = {item.key for item in self.items.values()}
        self.revisions = newest_revisions(self.library)
        self.known = foreign_highlights(self.library)
        self.removed = removed_marks(self.library)
        self.tones = frozenset(color.id for color in self.library.colors())

    def by_target(self, works: Iterable[ForeignWork]) -> list[tuple[str, list[ForeignWork]]]:
        """Return the works by the article or source that each is, one that is new under a new id."""
        acquainted = Acquaintances()
        # An article comes before a source by itself, where both are of one work.
        for item in sorted(self.items.values(), key=lambda item: item.id not in self.revisions):
            acquainted.add_item(item, self.revisions.get(item.id, ("", ""))[1])
        targets: dict[str, list[ForeignWork]] = {}
        for work in works:
            target = self._by_marks(work) or acquainted.find(work)
            if target is None:
                target = new_id()
                acquainted.add_work(target, work)
            targets.setdefault(target, []).append(work)
        return list(targets.items())

    def _by_marks(self, work: ForeignWork) -> str | None:
        """Return the article that marks of this work came to before: it may have another title by now."""
        there = Counter(
            found.article_id
            for mark in work.marks
            if (found := self.known.get(f"{work.program}:{mark.key}")) is not None
        )
        return there.most_common(1)[0][0] if there else None

    def take(self, target: str, works: list[ForeignWork]) -> None:
        """Take in all that is told of one work."""
        pairs = [(f"{work.program}:{mark.key}", mark) for work in works for mark in work.marks]
        marks = {name: mark for name, mark in pairs if mark.exact.strip()}
        buried = self._unearth(marks) if self.deleted_too else self._leave_out(marks)
        self._take_text(target, works)
        for name in [name for name in marks if name in self.known]:
            self._follow(self.known[name], marks[name])
        fresh = {name: mark for name, mark in marks.items() if name not in self.known}
        remarks, unsaid = self._fresh_remarks(target, works)
        records = [work for work in works if work.record is not None]
        if target in self.revisions or not buried:
            self.unsaid += unsaid
        if (buried or (unsaid and not remarks)) and not fresh and target not in self.revisions:
            # The article was deleted with its highlights and remarks: it stays away with them.
            return
        if target not in self.revisions and records and not fresh and all(work.imported is None for work in works):
            self._take_record(target, records)
            return
        if target in self.revisions:
            self._into_article(target, works, marks, fresh, remarks)
        elif fresh or remarks or any(work.imported for work in works):
            self._into_new_article(target, works, fresh, remarks)
        else:
            self.saved += 1

    def _leave_out(self, marks: dict[str, ForeignMark]) -> bool:
        """Take out of ``marks`` what was deleted here; return whether there was any."""
        gone = [name for name in marks if name in self.removed and name not in self.known]
        for name in gone:
            del marks[name]
        self.left_out += gone
        return bool(gone)

    def _unearth(self, marks: Mapping[str, ForeignMark]) -> bool:
        """Forget that any of ``marks`` was deleted here."""
        self.changes += [Change(self.removed.pop(name), None) for name in marks if name in self.removed]
        return False

    def _fresh_remarks(self, target: str, works: list[ForeignWork]) -> tuple[dict[str, str], list[str]]:
        """Return what is said of the work as a whole, and the names of what came before and was taken away here."""
        said = remarks_of(works)
        came = [name for name in said if name in self.removed and not self.deleted_too]
        note = self.library.note(target) if came else None
        unsaid = [name for name in came if note is None or said[name] not in note.body]
        return {name: remark for name, remark in said.items() if name not in unsaid}, unsaid

    def outcome(self) -> Adoption:
        """Return all of it."""
        new, gaps, known = self.records
        label = say("Import highlights")
        return Adoption(
            Edit(label, ()).followed_by(Edit(label, tuple(self.changes))),
            tuple(self.adopted),
            tuple(self.new_articles),
            (new, gaps, known),
            self.saved,
            tuple(self.left_out),
            tuple(self.unsaid),
        )

    def _change(self, before: Record | None, after: Record) -> None:
        if before != after:
            self.changes.append(Change(before, after))

    def _hand(self, target: str) -> ArticleInHand | None:
        """Return an article of the library, as it will be."""
        if target in self.hands:
            return self.hands[target]
        article = self.library.article(target)
        revision = self.library.revision(self.revisions[target][0])
        item = self.items.get(target)
        return ArticleInHand(article, item, revision) if article and revision and item else None

    def _take_text(self, target: str, works: list[ForeignWork]) -> None:
        """Let the text of a work take the place of its quotations, where no more of it was here."""
        told = next((work for work in works if work.imported is not None), None)
        hand = self._hand(target) if told is not None and target in self.revisions else None
        if told is None or hand is None or not hand.is_quotations:
            return
        made = with_text(self.library, hand, told)
        self.changes += made.changes
        self.hands[target] = made.hand
        self.items[target] = made.hand.item
        for change in made.changes:
            if isinstance(change.after, Highlight) and change.after.foreign:
                self.known[change.after.foreign] = change.after

    def _into_article(
        self,
        target: str,
        works: list[ForeignWork],
        marks: Mapping[str, ForeignMark],
        fresh: Mapping[str, ForeignMark],
        remarks: Mapping[str, str],
    ) -> None:
        hand = self._hand(target)
        if hand is None:
            return
        article, revision = hand.article, hand.revision
        self._fill(hand.item, works)
        if fresh and hand.is_quotations:
            extended = with_quotations(self.library, hand, list(marks), marks, fresh)
            for change in extended.changes:
                self._change(change.before, change.after or revision)
            self._add(extended.hand, fresh, extended.places, whole=False)
            hand = extended.hand
        elif fresh:
            text = PlacingText(revision.document.text)
            self._add(hand, fresh, {name: text.place(mark) for name, mark in fresh.items()}, whole=True)
        if fresh:
            # Tags of the work come once, with the first of its highlights: the reader may take them away.
            tags = clean_tags((*hand.article.tags, *_tags(works)))
            tagged = replace(hand.article, tags=tags)
            hand = replace(hand, article=replace(tagged, modified=self.stamp) if tagged != hand.article else tagged)
        self._change(article, hand.article)
        self._remark(target, remarks)

    def _into_new_article(
        self, target: str, works: list[ForeignWork], fresh: Mapping[str, ForeignMark], remarks: Mapping[str, str]
    ) -> None:
        told = next((work for work in works if work.imported), works[0])
        # A source that stands by itself becomes that of the article.
        item = self.items.get(target)
        if told.imported is not None:
            made = article_from_text(self.library, target, told, self.keys, item)
            text = PlacingText(made.hand.revision.document.text)
            places = {name: text.place(mark) for name, mark in fresh.items()}
        else:
            made = article_of_quotations(target, told, fresh, self.keys, item)
            places = made.places
        tags = clean_tags(_tags(works))
        for change in made.changes:
            record = change.after
            self._change(
                change.before, replace(record, tags=tags) if isinstance(record, Article) else record or made.hand.item
            )
        self.keys.add(made.hand.item.key)
        self.items[target] = made.hand.item
        self.new_articles.append(target)
        self._add(made.hand, fresh, places, whole=told.imported is not None)
        self._remark(target, remarks)

    def _add(
        self, hand: ArticleInHand, fresh: Mapping[str, ForeignMark], places: Mapping[str, Place], *, whole: bool
    ) -> None:
        """Add highlights at their places; ``whole`` says whether the text is the work's own."""
        for name, mark in fresh.items():
            place = places[name]
            made = self._highlight(hand, name, mark, place)
            self.changes.append(Change(None, made))
            self.known[name] = made
            fate: Fate = place.state if whole else "quoted"
            self.adopted.append(Adopted(made, fate, hand.item.title))

    def _highlight(self, hand: ArticleInHand, name: str, mark: ForeignMark, place: Place) -> Highlight:
        highlight_id = new_id()
        created, modified = dated(mark.created, mark.modified, highlight_id)
        return Highlight(
            id=highlight_id,
            article_id=hand.article.id,
            revision_id=hand.revision.id,
            selector=place.selector,
            color=self._tone(mark),
            note=to_markdown(mark.note, mark.note_format),
            tags=clean_tags(mark.tags),
            state=place.state,
            created=created,
            modified=modified,
            made=place.made,
            foreign=name,
            locator=" ".join(mark.locator.split())[:200],
        )

    def _tone(self, mark: ForeignMark) -> str:
        tone = tone_of(mark.color)
        return tone if tone in self.tones else next(iter(sorted(self.tones)), USUAL)

    def _follow(self, before: Highlight, mark: ForeignMark) -> None:
        """Let a highlight that came before follow what was changed of it there, if nothing was changed of it here."""
        after = replace(
            before,
            note=to_markdown(mark.note, mark.note_format),
            tags=clean_tags(mark.tags),
            color=self._tone(mark),
        )
        fate: Fate = "known"
        if after != before:
            fate = "updated" if is_as_it_came(before.modified, before.id) else "kept"
        if fate == "updated":
            after = replace(after, modified=dated(before.created, mark.modified, before.id)[1])
            self._change(before, after)
        item = self.items.get(before.article_id)
        self.adopted.append(Adopted(after if fate == "updated" else before, fate, item.title if item else ""))

    def _take_record(self, target: str, works: list[ForeignWork]) -> None:
        item = self.items.get(target)
        if item is not None:
            self._fill(item, works)
            return
        item = standing(target, works[0], self.keys, self.stamp)
        for work in works[1:]:
            item = filled(item, work, self.stamp)
        self.items[target] = item
        self.keys.add(item.key)
        self.changes.append(Change(None, item))
        self.records[0] += 1
        self.records[2] += len(works) - 1

    def _fill(self, item: CslItem, works: list[ForeignWork]) -> None:
        after = item
        records = [work for work in works if work.record is not None]
        for work in records:
            after = filled(after, work, self.stamp)
        self._change(item, after)
        self.items[item.id] = after
        if records:
            self.records[1 if after != item else 2] += len(records)

    def _remark(self, article_id: str, remarks: Mapping[str, str]) -> None:
        """Add what is said of the work as a whole to the note on the article."""
        if remarks:
            self.changes += remarked(article_id, self.library.note(article_id), remarks, self.removed, self.stamp)


def _tags(works: Iterable[ForeignWork]) -> list[str]:
    """Return the tags of a work, and of what is said of it as a whole."""
    found: list[str] = []
    for work in works:
        found += work.tags
        found += [tag for mark in work.marks if not mark.exact.strip() for tag in mark.tags]
    return found
