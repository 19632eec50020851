"""A damaged library read into a new one, as far as it goes; the damaged file stays as it is."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from postil.domain.document import Block, Document
from postil.domain.edits import Change, Edit
from postil.domain.ids import now
from postil.domain.problems import Problem
from postil.domain.records import Article, ArticleNote, Color, CslItem, Highlight, Reading, Record, Revision
from postil.domain.text import count_words
from postil.domain.wording import say
from postil.storage.checking import check
from postil.storage.further_tables import FURTHER_TABLES
from postil.storage.library import Library
from postil.storage.salvage import Salvage
from postil.storage.tables import FIRST_TABLES, table_of

_WITH_ARTICLE = (Article, Revision, CslItem, Highlight, ArticleNote, Reading)
_STATES = frozenset({"exact", "moved", "changed", "lost"})
_AT_ONCE = 50
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Recovered:
    """How many articles and highlights came over, and a sentence for each thing that did not, or not as it was."""

    articles: int
    highlights: int
    lost: tuple[str, ...]


def recover(damaged: Path, target: Path) -> Recovered:
    """Make a new library at ``target``, which must not exist, of all that can be read of the one at ``damaged``.

    Raises Problem where nothing can be read or the new file cannot be written; no half of it stays behind then.
    """
    part = target.with_name(target.name + ".part")
    if os.path.lexists(target):
        raise Problem("There is a file {file} already; choose another name for the recovered library.", file=target)
    salvage = Salvage(damaged, target.with_name(target.name + ".read.part"))
    try:
        _remove(part)
        library = Library.open(part)
        try:
            recovered = _Recovery(salvage, library).run()
        finally:
            library.close()
        _require_sound(part, target)
        part.replace(target)
    except OSError as error:
        raise Problem("The recovered library {file} cannot be written; choose another folder.", file=target) from error
    finally:
        salvage.close()
        with suppress(OSError):
            _remove(part)
    return recovered


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found of one article; the rest of it is lost."""

    id: str
    article: Article | None
    item: CslItem | None
    revisions: Sequence[Revision]
    highlights: Sequence[Highlight]
    others: Sequence[Record]


class _Recovery:
    """One pass over a damaged library: what hangs together is written together."""

    def __init__(self, salvage: Salvage, library: Library) -> None:
        self._salvage = salvage
        self._library = library
        self._keys: set[str] = set()
        self._colors: list[str] = []
        self._lost: list[str] = []
        self._articles = 0
        self._highlights = 0

    def run(self) -> Recovered:
        """Carry everything over and return how that went."""
        self._bring_colors()
        self._bring_articles()
        for kind in (*FIRST_TABLES, *FURTHER_TABLES):
            if kind is not Color and kind not in _WITH_ARTICLE:
                self._bring([record] for record in self._salvage.all(kind))
        for text_hash, version, findings, created in self._salvage.analyses():
            self._library.keep_analysis(text_hash, version, findings, created)
        if not self._articles and self._salvage.lost:
            raise Problem("No article could be read from the damaged library; restore a backup of it.")
        return Recovered(self._articles, self._highlights, (*self._salvage.lost, *self._lost))

    def _bring_colors(self) -> None:
        there = {color.id: color for color in self._library.colors()}
        for color in self._salvage.all(Color):
            self._write([Change(there.get(color.id), color)])
        self._colors = [color.id for color in self._library.colors()]

    def _bring_articles(self) -> None:
        salvage = self._salvage
        own, items = salvage.places(Article, "id"), salvage.places(CslItem, "id")
        texts, marks = salvage.places(Revision, "article_id"), salvage.places(Highlight, "article_id")
        notes, readings = salvage.places(ArticleNote, "id"), salvage.places(Reading, "id")
        for article_id in dict.fromkeys((*own, *texts, *items, *marks, *notes)):
            revisions = list(self._read(Revision, texts.get(article_id, ())))
            highlights = list(self._read(Highlight, marks.get(article_id, ())))
            item = next(self._read(CslItem, items.get(article_id, ())), None)
            article = next(self._read(Article, own.get(article_id, ())), None)
            others = (
                *self._read(ArticleNote, notes.get(article_id, ())),
                *self._read(Reading, readings.get(article_id, ())),
            )
            if article or revisions or highlights or any(isinstance(each, ArticleNote) for each in others):
                self._bring_article(_Found(article_id, article, item, revisions, highlights, others))
            elif item is not None:
                self._bring([[self._with_key(item)]])

    def _bring_article(self, found: "_Found") -> None:
        """Write an article with what there is of it; what is missing is made up from the rest."""
        article_id, article, item = found.id, found.article, found.item
        revisions, highlights, others = found.revisions, found.highlights, found.others
        title = item.title if item is not None else ""
        if not revisions:
            revisions = [_quotations(article_id, title, highlights)]
            named = title or article_id
            if highlights:
                self._lost.append(say("The text of “{title}” is lost; its quotations are there.", title=named))
            else:
                self._lost.append(say("The text of “{title}” is lost.", title=named))
        newest = next((each for each in revisions if article and each.id == article.revision_id), revisions[-1])
        if article is None:
            article = Article(article_id, newest.id, (), newest.captured, newest.captured)
        if item is None:
            item = CslItem(article_id, f"recovered-{article_id[:8]}", title=_first_line(newest))
            self._lost.append(say("The record of “{title}” is lost; its first line is its title.", title=item.title))
        texts = {each.id: each.document.text for each in revisions}
        marks = [self._placed(each, newest, texts) for each in highlights]
        records = (replace(article, revision_id=newest.id), *revisions, self._with_key(item), *marks, *others)
        if self._write([Change(None, record) for record in records]):
            self._articles += 1
            self._highlights += len(marks)
        else:
            self._lost.append(say("“{title}” could not be carried over.", title=item.title))

    def _placed(self, highlight: Highlight, newest: Revision, texts: dict[str, str]) -> Highlight:
        """Return a highlight that says nothing of its place but what is true."""
        made, place = highlight.made, highlight.selector
        if highlight.state == "lost" and place.start >= place.end and highlight.revision_id in texts:
            return highlight
        if made is not None and not _holds(texts.get(highlight.quoted_id), made.start, made.end, made.exact):
            highlight = replace(highlight, made=None, made_id="")
        if highlight.made_id not in {"", *texts}:
            highlight = replace(highlight, made_id="", made=None)
        if highlight.color not in self._colors:
            highlight = replace(highlight, color=self._colors[0])
        if _holds(texts.get(highlight.revision_id), place.start, place.end, place.exact):
            state = highlight.state if highlight.state in _STATES else "exact"
            if state in {"exact", "moved"} and highlight.quoted.exact != place.exact:
                state = "changed"
            return replace(highlight, state=state)
        text = newest.document.text
        start = text.find(place.exact) if place.exact else -1
        if start >= 0:
            found = replace(place, start=start, end=start + len(place.exact))
            return replace(highlight, revision_id=newest.id, selector=found, state="changed")
        self._lost.append(
            say("The place of the highlight “{words}” is lost; the highlight is there.", words=place.exact)
        )
        nowhere = replace(place, start=0, end=0)
        return replace(highlight, revision_id=newest.id, selector=nowhere, state="lost")

    def _with_key(self, item: CslItem) -> CslItem:
        key, number = item.key or "recovered", 1
        while key in self._keys:
            number += 1
            key = f"{item.key}-{number}"
        self._keys.add(key)
        return replace(item, key=key)

    def _read(self, kind: type[R], numbers: Iterable[int]) -> Iterator[R]:
        seen: set[str] = set()
        for number in numbers:
            record = self._salvage.record(kind, number)
            if isinstance(record, kind) and record.id not in seen:
                seen.add(record.id)
                yield record

    def _bring(self, groups: Iterable[Sequence[Record]]) -> None:
        """Write groups of records, each whole; many at once where that goes."""
        waiting: list[Sequence[Record]] = []
        for group in groups:
            waiting.append(group)
            if len(waiting) == _AT_ONCE:
                self._bring_some(waiting)
                waiting.clear()
        self._bring_some(waiting)

    def _bring_some(self, groups: Sequence[Sequence[Record]]) -> None:
        if self._write([Change(None, record) for group in groups for record in group]):
            return
        for group in groups:
            if not self._write([Change(None, record) for record in group]):
                kind = table_of(type(group[0])).name
                self._lost.append(
                    say("{record} in {table} has lost what it belongs to.", record=group[0].id, table=kind)
                )

    def _write(self, changes: Sequence[Change]) -> bool:
        """Write these; False where what they refer to is not there. A disk that is full is told of by a Problem."""
        from postil.domain.problems import Overtaken

        try:
            self._library.apply(Edit(say("Recovered"), tuple(changes)))
        except Overtaken:
            return False
        return True


def _holds(text: str | None, start: int, end: int, exact: str) -> bool:
    return text is not None and 0 <= start <= end and bool(exact) and text[start:end] == exact


def _first_line(revision: Revision) -> str:
    return next((block.text for block in revision.document.blocks if block.text.strip()), revision.id)[:200]


def _quotations(article_id: str, title: str, highlights: Sequence[Highlight]) -> Revision:
    """Return a text of nothing but what was marked, for an article whose own is lost."""
    lines = [line for each in highlights for line in each.quoted.exact.split("\n") if line]
    heading = Block("heading", title, level=1) if title else None
    document = Document((*((heading,) if heading else ()), *(Block("paragraph", line) for line in lines or ["…"])))
    words = count_words(document.text)
    revision_id = highlights[0].revision_id if highlights else article_id
    return Revision(
        revision_id, article_id, document, document.text_hash, "text", "", "", "quotations", "", words, (), now()
    )


def _require_sound(part: Path, target: Path) -> None:
    library = Library.open(part)
    try:
        findings = check(library)
    finally:
        library.close()
    if findings:
        raise Problem("The recovered library {file} did not come out sound and was not kept.", file=target)


def _remove(part: Path) -> None:
    for ending in ("", "-wal", "-shm", ".lock"):
        part.with_name(part.name + ending).unlink(missing_ok=True)
