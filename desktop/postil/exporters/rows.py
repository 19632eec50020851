"""A highlight as plain fields, for the formats that are tables, lists or JSON."""

from collections.abc import Iterator
from dataclasses import dataclass

from postil.domain.records import Highlight
from postil.exporters.collected import Collected, CollectedArticle, Related, address
from postil.exporters.sections import Card, make_card, title_of


@dataclass(frozen=True, slots=True)
class Row:
    """A highlight with its article. ``captured`` is when the version that it quotes was (UTC, ISO 8601), or ""."""

    article: CollectedArticle
    highlight: Highlight
    card: Card
    captured: str

    @property
    def related(self) -> Related:
        """Its claim and its links."""
        return self.card.related


def rows(collected: Collected) -> Iterator[Row]:
    """Give the highlights of all articles in their order."""
    for article in collected.articles:
        for number, highlight in enumerate(article.highlights, 1):
            captured = article.versions.get(highlight.quoted_id, "")
            if not captured and highlight.quoted_id == article.revision.id:
                captured = article.revision.captured
            yield Row(article, highlight, make_card(article, highlight, number), captured)


def fields_of(row: Row) -> dict[str, object]:
    """Return a highlight for JSON; what is not known is left out. Positions are code points of the version quoted."""
    highlight, card, item = row.highlight, row.card, row.article.item
    place = highlight.quoted
    told: dict[str, object] = {
        "id": highlight.id,
        "quotation": place.exact,
        "start": place.start,
        "end": place.end,
        "prefix": place.prefix,
        "suffix": place.suffix,
        "state": highlight.state,
        "sentence": str(card.sentence),
        "color": card.color,
        "tags": list(highlight.tags),
        "note": highlight.note,
        "locator": card.locator,
        "claim": _claim(row.related),
        "links": _links(row.related),
        "masked": list(card.masked),
        "created": highlight.created,
        "modified": highlight.modified,
        "address": card.address,
        "captured": row.captured,
        "article": row.article.article.id,
        "title": title_of(row.article),
        "authors": [str(name) for name in item.authors],
        "site": item.container_title,
        "published": item.published,
        "url": item.url,
        "citation_key": item.key,
        "article_address": address(row.article.article.id),
    }
    return {name: value for name, value in told.items() if value not in ("", [], {}, None)}


def _claim(related: Related) -> dict[str, str]:
    claim = related.claim
    if claim is None:
        return {}
    told = {"status": claim.status, "judge": claim.judge, "reason": claim.reason, "number": claim.number}
    return {name: value for name, value in told.items() if value}


def _links(related: Related) -> list[dict[str, str]]:
    return [
        {"relation": link.words, "quotation": link.quotation, "title": link.title, "address": link.address}
        for link in related.links
    ]
