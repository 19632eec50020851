"""Bibliography from JSON-LD, as https://schema.org/Article has it."""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from postil.domain.records import Evidence, Name
from postil.domain.text import canonical
from postil.importers.names import read_name
from postil.importers.printed_dates import read_date

_ARTICLE = re.compile(r"(?:Article|Posting|Report|WebPage|Book|Chapter|Thesis|Review|CreativeWork|Recipe|Claim)$")
_TYPES = {
    "NewsArticle": "article-newspaper", "ReportageNewsArticle": "article-newspaper", "BlogPosting": "post-weblog",
    "ScholarlyArticle": "article-journal", "Report": "report", "Book": "book", "Thesis": "thesis", "Review": "review",
}  # fmt: skip
_WRAPPING = re.compile(r"^\s*(?://|/\*)?\s*(?:<!\[CDATA\[|<!--)?(?:\*/)?|(?://|/\*)?\s*(?:\]\]>|-->)?(?:\*/)?[\s;]*$")
_FIELD = re.compile(r'"(headline|datePublished|dateModified)"\s*:\s*("(?:[^"\\]|\\.){1,500}")')
_MOST_NODES = 20_000


def json_ld_rows(root: Any) -> Iterator[tuple[list[Evidence], tuple[Name, ...]]]:
    """Give what the page's JSON-LD says of its article; what is no JSON is passed over."""
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = _WRAPPING.sub("", "".join(script.itertext()))
        try:
            loaded: object = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            loaded = _salvaged(text)
        articles = [node for node in _nodes(loaded) if _type(node)]
        articles.sort(key=lambda node: _type(node) in {"WebPage", "CreativeWork"})
        for node in articles[:1]:
            yield from _rows(node, "".join(next((e.itertext() for e in root.iter("title")), ())))


def _salvaged(text: str) -> dict[str, object]:
    """Return what can be told of the article in JSON that a stray comma or quotation mark has broken."""
    start = re.search(r'"@type"\s*:\s*"(\w*(?:Article|BlogPosting))"', text)
    if start is None:
        return {}
    node: dict[str, object] = {"@type": start.group(1)}
    for match in _FIELD.finditer(text, start.end()):
        try:
            node.setdefault(match.group(1), json.loads(match.group(2), strict=False))
        except ValueError:
            continue
    return node


def _nodes(loaded: object) -> Iterator[dict[str, object]]:
    """Give every object of a JSON value that stands on its own: in a list or a graph, or as the page's main entity."""
    waiting = [loaded]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(cast("list[object]", value)[:200])
        elif isinstance(value, dict):
            node = cast("dict[str, object]", value)
            yield node
            waiting.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)


def _type(node: dict[str, object]) -> str:
    kinds = node.get("@type")
    for kind in cast("list[object]", kinds) if isinstance(kinds, list) else [kinds]:
        if isinstance(kind, str) and _ARTICLE.search(kind):
            return kind.rpartition("/")[2]
    return ""


def _rows(node: dict[str, object], page_title: str) -> Iterator[tuple[list[Evidence], tuple[Name, ...]]]:
    kind = _type(node)
    if kind in _TYPES:
        yield [Evidence("type", _TYPES[kind], kind, "JSON-LD @type")], ()
    # Some encyclopaedias put a description into the headline.
    keys = sorted(("headline", "name"), key=lambda key: _text(node.get(key)) not in page_title)
    for key in keys:
        title = _text(node.get(key))
        if title and not (kind == "WebPage" and key == "name"):
            yield [Evidence("title", title, title, f"JSON-LD {key}")], ()
    for field, key in (("published", "datePublished"), ("updated", "dateModified")):
        printed = _text(node.get(key))
        value = read_date(printed)
        if value:
            yield [Evidence(field, value, printed, f"JSON-LD {key}")], ()
    publisher = _named(node.get("publisher"))
    if publisher:
        yield [Evidence("container_title", publisher[0], publisher[0], "JSON-LD publisher")], ()
    printed_names = [name for name in _named(node.get("author")) if "://" not in name]
    if printed_names:
        names = tuple(
            dict.fromkeys(read_name(re.sub(r"^by\s+", "", name, flags=re.IGNORECASE)) for name in printed_names)
        )
        yield [Evidence("authors", "; ".join(map(str, names)), "; ".join(printed_names), "JSON-LD author")], names


def _named(value: object) -> list[str]:
    values = cast("list[object]", value)[:50] if isinstance(value, list) else [value]
    names: list[str] = []
    for entry in values:
        name = _text(cast("dict[str, object]", entry).get("name") if isinstance(entry, dict) else entry)
        if name:
            names.append(name)
    return names


def _text(value: object) -> str:
    import html

    if isinstance(value, list) and value:
        value = cast("list[object]", value)[0]
    if not isinstance(value, str) or len(value) > 1000:
        return ""
    # Many pages write entities into their JSON.
    return " ".join(canonical(html.unescape(value)).split())
