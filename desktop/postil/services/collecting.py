"""Gathering what an export needs from the library."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from postil.domain.citing import keys_in
from postil.domain.problems import Problem
from postil.domain.records import EntityNote
from postil.domain.unmasking import identified
from postil.exporters.collected import Collected, CollectedArticle
from postil.services.analysing import judgements_on, known_analysis
from postil.services.claim_table import related_in
from postil.services.folding import as_folded
from postil.services.standing_in import altered_sentences, places_marked, sentences_marked
from postil.storage.citations import items_by_key
from postil.storage.library import Library
from postil.storage.revisions import revision_facts


def collect(library: Library, article_ids: Iterable[str], only: Container[str] | None = None) -> Collected:
    """Return the records of these articles, in this order, with every source that one of their notes may cite.

    ``only`` are the ids of the highlights, and of the articles whose notes are wanted, None for all.

    The reader's pages about entities are in it too, and the sentences that lost highlights stood in,
    the ids of those whose sentence reads differently now, and where each stands.

    Raises Problem where an article is not there.
    """
    colors = {color.id: color for color in library.colors()}
    articles: list[CollectedArticle] = []
    for article_id in article_ids:
        article, item = library.article(article_id), library.item(article_id)
        revision = library.revision(article.revision_id) if article else None
        if article is None or item is None or revision is None:
            raise Problem("The article {article} is no longer in the library.", article=article_id)
        analysis = known_analysis(library, revision)
        highlights = tuple(each for each in library.highlights(article_id) if only is None or each.id in only)
        articles.append(
            CollectedArticle(
                article=article,
                item=item,
                revision=replace(revision, document=as_folded(library, revision, item)),
                note=library.note(article_id) if only is None or article_id in only else None,
                highlights=highlights,
                colors=colors,
                analysis=analysis,
                related=related_in(library, article_id),
                masks=identified(analysis, judgements_on(library, revision)) if analysis else (),
                altered=altered_sentences(library, revision, highlights),
                locators=places_marked(library, revision, highlights),
                sentences=sentences_marked(library, (each for each in highlights if each.state == "lost")),
                versions={facts.id: facts.captured for facts in revision_facts(library, article_id)},
            )
        )
    entity_notes = {note.id: note for note in library.select(EntityNote)}
    # Of 100,000 sources, those that are named: to read all takes seconds.
    texts = chain(chain.from_iterable(map(_notes, articles)), (note.body for note in entity_notes.values()))
    works = items_by_key(library, dict.fromkeys(chain.from_iterable(map(keys_in, texts))))
    return Collected(tuple(articles), works, entity_notes)


def _notes(collected: CollectedArticle) -> Iterator[str]:
    yield collected.note.body if collected.note else ""
    yield from (highlight.note for highlight in collected.highlights)
