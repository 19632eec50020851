"""What goes out of what was collected, and in which order: the same for every format."""

from collections.abc import Callable
from dataclasses import replace

from postil.domain.records import CslItem, Highlight
from postil.exporters.collected import Collected, CollectedArticle, Related
from postil.exporters.options import ExportOptions, Order, Part


def arranged(collected: Collected, options: ExportOptions) -> Collected:
    """Return ``collected`` without the parts that are not wanted, its highlights in the order that is."""
    articles = tuple(_arranged(article, options) for article in collected.articles)
    works = collected.works if "works" in options.parts else dict[str, CslItem]()
    bibliography = collected.bibliography if "works" in options.parts else ()
    return replace(collected, articles=articles, works=works, bibliography=bibliography)


def group_of(collected: CollectedArticle, highlight: Highlight, order: Order) -> str:
    """Return what a highlight stands under: the name of its colour, its first tag; "" where nothing groups them."""
    if order == "colour":
        color = collected.colors.get(highlight.color)
        return color.name if color else highlight.color
    return min(highlight.tags, key=str.casefold, default="") if order == "tag" else ""


def _arranged(article: CollectedArticle, options: ExportOptions) -> CollectedArticle:
    parts = options.parts
    highlights = article.highlights if "highlights" in parts else ()
    if "remarks" not in parts:
        highlights = tuple(replace(each, note="") for each in highlights)
    if options.order != "text":
        highlights = tuple(sorted(highlights, key=_key(article, options.order)))
    return replace(
        article,
        note=article.note if "note" in parts else None,
        highlights=highlights,
        related=article.related if "claims" in parts else dict[str, Related](),
        **_findings(article, parts),
    )


def _findings(article: CollectedArticle, parts: frozenset[Part]) -> dict[str, object]:
    analysis = article.analysis
    if analysis is None or {"names", "dates"} <= parts:
        return {}
    if "names" not in parts:
        analysis = replace(analysis, entities=(), masks=())
    if "dates" not in parts:
        analysis = replace(analysis, dates=())
    return {"analysis": analysis, "masks": article.masks if "names" in parts else ()}


def _key(article: CollectedArticle, order: Order) -> Callable[[Highlight], tuple[object, ...]]:
    """Return what to sort by. A sort keeps the order of the text among equals."""
    if order == "time":
        return lambda highlight: (highlight.created, highlight.id)
    if order == "colour":
        places = {color.id: color.position for color in article.colors.values()}
        return lambda highlight: (places.get(highlight.color, len(places)), highlight.color)

    def by_tag(highlight: Highlight) -> tuple[object, ...]:
        tag = group_of(article, highlight, "tag")
        return (not tag, tag.casefold(), tag)

    return by_tag
