"""Articles that are made for highlights of other programs: of a text they gave, or of nothing but the quotations."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field, replace

from postil.domain.anchoring import Selector, describe
from postil.domain.citation_keys import make_key
from postil.domain.edits import Change
from postil.domain.foreign import ForeignMark, ForeignWork
from postil.domain.ids import new_id, now
from postil.domain.records import Article, CslItem, Evidence, Highlight, Name, Revision
from postil.domain.sources import Imported, Source
from postil.domain.text import canonical
from postil.domain.wording import say
from postil.services.carrying import QUOTATIONS
from postil.services.importing import make_revision
from postil.services.placing import Place, PlacingText
from postil.services.quotations import Quotations, quote_all, quote_more
from postil.services.revising import revise
from postil.services.standing_sources import address_of, filled
from postil.storage.library import Library

_LANGUAGE_SAMPLE = 6_000


@dataclass(frozen=True, slots=True)
class ArticleInHand:
    """An article with its record and its newest text, as they will be."""

    article: Article
    item: CslItem
    revision: Revision

    @property
    def is_quotations(self) -> bool:
        """Whether its text is nothing but quotations."""
        return self.revision.importer == QUOTATIONS


@dataclass(frozen=True, slots=True)
class MadeArticle:
    """An article that was made or whose text grew: the changes that do it, and where each mark stands in its text."""

    hand: ArticleInHand
    changes: tuple[Change, ...]
    places: Mapping[str, Place] = field(default_factory=dict[str, Place])


def article_from_text(
    library: Library, article_id: str, work: ForeignWork, keys: Container[str], item: CslItem | None
) -> MadeArticle:
    """Return the article of a work that came with its text, which must be there."""
    assert work.imported is not None
    imported = _stated(work, work.imported)
    source = Source("file", b"", name=work.title, location="")
    made = _made(
        article_id,
        work,
        replace(make_revision(article_id, source, imported), source_hash=_mark_of(imported)),
        keys,
        item,
    )
    figures = {figure.id: figure for figure in imported.figures if library.figure(figure.id) is None}
    return replace(made, changes=(*made.changes, *(Change(None, figure) for figure in figures.values())))


def with_text(library: Library, hand: ArticleInHand, work: ForeignWork) -> MadeArticle:
    """Return an article of quotations with the text of its work, which must be there, as a newer version.

    What was marked in the quotations is carried over to the text. Raises Problem where the text holds nothing.
    """
    assert work.imported is not None
    imported = _stated(work, work.imported)
    # The text stands for the bytes, which nobody has.
    source = Source("file", imported.document.text.encode(), name=work.title)
    revised = revise(library, hand.article.id, source, imported)
    article, item = hand.article, hand.item
    for change in revised.edit.changes:
        article = change.after if isinstance(change.after, Article) else article
        item = change.after if isinstance(change.after, CslItem) else item
    return MadeArticle(ArticleInHand(article, item, revised.revision), revised.edit.changes)


def article_of_quotations(
    article_id: str, work: ForeignWork, fresh: Mapping[str, ForeignMark], keys: Container[str], item: CslItem | None
) -> MadeArticle:
    """Return the article of a work whose text nobody gave: its quotations in their order, under its title."""
    quoted = quote_all(list(fresh.items()), work.title or work.url)
    made = _made(article_id, work, _revision(article_id, work, quoted), keys, item)
    text = quoted.document.text
    return replace(made, places={name: _quoted(text, span, fresh[name]) for name, span in quoted.places.items()})


def with_quotations(
    library: Library,
    hand: ArticleInHand,
    order: Sequence[str],
    marks: Mapping[str, ForeignMark],
    fresh: Mapping[str, ForeignMark],
) -> MadeArticle:
    """Return the article of quotations with those of ``fresh`` in it too, as a newer version.

    What was marked in it stays at its words. Quotations that stand there already are not repeated.
    """
    former = hand.revision.document
    highlights = library.highlights(hand.article.id)
    there = PlacingText(former.text)
    found = {name: place for name, mark in fresh.items() if (place := there.place(mark)).state in {"exact", "moved"}}
    lacking = {name: mark for name, mark in marks.items() if name in fresh and name not in found}
    if not lacking:
        return MadeArticle(hand, (), found)
    known = {each.foreign: former.block_at(each.selector.start) for each in highlights if each.foreign in marks}
    known.update({name: former.block_at(place.selector.start) for name, place in found.items()})
    quoted = quote_more(former, known, order, lacking)
    text = quoted.document.text
    grown = replace(
        hand.revision,
        id=new_id(),
        document=quoted.document,
        text_hash=quoted.document.text_hash,
        source_hash=quoted.document.text_hash,
        words=quoted.document.words,
        captured=now(),
    )

    def moved(selector: Selector) -> Selector:
        number = former.block_at(selector.start)
        start = quoted.moved[number] + selector.start - former.starts[number]
        return replace(selector, start=start, end=start + len(selector.exact))

    places = {name: replace(place, selector=moved(place.selector)) for name, place in found.items()}
    places.update({name: _quoted(text, span, lacking[name]) for name, span in quoted.places.items()})
    article = replace(hand.article, revision_id=grown.id, modified=grown.captured)
    carried = [
        Change(each, _carried(each, grown, moved(each.selector)))
        for each in highlights
        if each.revision_id == hand.revision.id and each.state != "lost"
    ]
    return MadeArticle(replace(hand, article=article, revision=grown), (Change(None, grown), *carried), places)


def _carried(highlight: Highlight, grown: Revision, selector: Selector) -> Highlight:
    return replace(
        highlight,
        revision_id=grown.id,
        selector=selector,
        made_id=highlight.quoted_id,
        made=highlight.quoted,
    )


def _quoted(text: str, span: tuple[int, int], mark: ForeignMark) -> Place:
    """Return a place in a text of quotations, with the context that the passage has in its own."""
    selector = describe(text, *span)
    prefix, suffix = canonical(mark.prefix), canonical(mark.suffix)
    if prefix or suffix:
        selector = replace(selector, prefix=prefix, suffix=suffix)
    return Place("exact", selector)


def _made(
    article_id: str, work: ForeignWork, revision: Revision, keys: Container[str], item: CslItem | None
) -> MadeArticle:
    stamp = revision.captured
    named_by = work.authors or (Name(literal=work.imported.site if work.imported else ""),)
    title = " ".join(canonical(work.title).split()) or work.url or say("Untitled")
    kept = item or CslItem(
        id=article_id,
        key=make_key(named_by, title, work.published, keys),
        type=work.kind,
        title=title,
        container_title=work.imported.site if work.imported else "",
        url=address_of(work),
        language=revision.language,
        created=stamp,
        modified=stamp,
    )
    article = Article(article_id, revision.id, (), stamp, stamp)
    record = filled(kept, work, stamp)
    changes = (Change(None, article), Change(item, record), Change(None, revision))
    return MadeArticle(
        ArticleInHand(article, record, revision), tuple(each for each in changes if each.before != each.after)
    )


def _stated(work: ForeignWork, imported: Imported) -> Imported:
    return replace(
        imported, evidence=(*_evidence(work), *(row for row in imported.evidence if row.field == "language"))
    )


def _revision(article_id: str, work: ForeignWork, quoted: Quotations) -> Revision:
    from postil.importers.languages import detect_language

    imported = Imported(
        importer=QUOTATIONS,
        document=quoted.document,
        title=work.title,
        language=detect_language(quoted.document.text[:_LANGUAGE_SAMPLE]),
        evidence=_evidence(work),
    )
    revision = make_revision(article_id, Source("text", b""), imported)
    return replace(revision, source_hash=_mark_of(imported))


def _mark_of(imported: Imported) -> str:
    """Return what stands for the hash of bytes that there are none of: that of the text."""
    return imported.document.text_hash


def _evidence(work: ForeignWork) -> tuple[Evidence, ...]:
    said = {
        "title": work.title,
        "authors": "; ".join(str(name) for name in work.authors),
        "published": work.published,
        "url": work.url,
    }
    return tuple(Evidence(name, value, value, work.program) for name, value in said.items() if value)
