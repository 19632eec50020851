"""What stands in the front matter of an exported file, for each flavour of Markdown."""

import json
import re
from collections.abc import Mapping, Sequence
from typing import cast

from postil import __version__
from postil.domain.csl import Json, cited_csl
from postil.domain.records import CslItem
from postil.exporters.collected import Collected, CollectedArticle
from postil.exporters.escaping import PANDOC, escape_inline
from postil.exporters.flavours import Properties
from postil.exporters.front_matter import Raw, Value, yaml_string
from postil.exporters.sections import cited_items, title_of, title_of_all

# What a tag of Obsidian's may not hold: https://help.obsidian.md/tags
_NO_TAG = re.compile(r"[^\w/-]+")
# What a reader of references takes as it is, not as Markdown.
_LITERAL = frozenset({"id", "type", "URL", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "language", "citation-key"})


def properties_of(collected: Collected, kind: Properties, exported: str) -> dict[str, Value]:
    """Return the fields of a file with these articles; ``exported`` is the present time in UTC, ISO 8601."""
    own: dict[str, Value] = {"exported": exported, "postil": __version__}
    if kind == "pandoc":
        return {**_for_pandoc(collected), **own}
    if len(collected.articles) == 1:
        article = collected.articles[0]
        return {**(_for_obsidian(article) if kind == "obsidian" else record_fields(article)), **own}
    return {"title": title_of_all(collected), "articles": [_listed(article) for article in collected.articles], **own}


def record_fields(collected: CollectedArticle) -> dict[str, Value]:
    """Return the record of an article and what is known of its text."""
    item = collected.item
    return {
        "id": collected.article.id,
        "title": title_of(collected),
        "authors": [str(name) for name in item.authors],
        "site": item.container_title,
        "publisher": item.publisher,
        "type": item.type,
        "published": item.published,
        "updated": item.updated,
        "accessed": item.accessed,
        "url": item.url,
        "language": item.language or collected.revision.language,
        "citation-key": item.key,
        "tags": collected.article.tags,
        "captured": collected.revision.captured,
        "sha256": collected.revision.source_hash,
        "text-sha256": collected.revision.text_hash,
    }


def obsidian_tags(tags: Sequence[str]) -> list[str]:
    """Return tags as Obsidian takes them: letters, digits, ``_``, ``-`` and ``/``, not digits alone, each once.

    Source: https://help.obsidian.md/tags
    """
    found: dict[str, str] = {}
    for tag in tags:
        kept = "/".join(part for part in _NO_TAG.sub("-", tag).strip("-/").split("/") if part.strip("-"))
        if kept:
            kept = f"_{kept}" if not re.search(r"[^\d/]", kept) else kept
            found.setdefault(kept.casefold(), kept)
    return list(found.values())


def property_faults(fields: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of the properties that Obsidian would not take: those that are nested, or tags that are none.

    Source: https://help.obsidian.md/properties
    """
    wrong = [name for name, value in fields.items() if not _is_flat(value) or not name.strip() or ":" in name]
    tags = fields.get("tags", ())
    told = cast("Sequence[str]", tags) if isinstance(tags, list | tuple) else ()
    if list(told) != obsidian_tags(told):
        wrong.append("tags")
    return tuple(wrong)


def references(collected: Collected) -> tuple[CslItem, ...]:
    """Return the records of the articles, of what was chosen and of the works that notes cite, each once, by key."""
    items = {item.key: item for item in (*(article.item for article in collected.articles), *collected.chosen)}
    items.update({item.key: item for item in cited_items(collected)})
    return tuple(items[key] for key in sorted(items))


def _is_flat(value: object) -> bool:
    if isinstance(value, list | tuple):
        return all(isinstance(each, str) for each in cast("Sequence[object]", value))
    return isinstance(value, str | int)


def _for_obsidian(collected: CollectedArticle) -> dict[str, Value]:
    fields = record_fields(collected)
    return {**fields, "tags": obsidian_tags(collected.article.tags)}


def _for_pandoc(collected: Collected) -> dict[str, Value]:
    fields: dict[str, Value]
    if len(collected.articles) == 1:
        record = record_fields(collected.articles[0])
        authors = [_markdown(str(name)) for name in collected.articles[0].item.authors]
        moved = {"title", "authors", "published", "language"}
        fields = {
            "title": _markdown(title_of(collected.articles[0])),
            "author": authors,
            "date": record["published"],
            "lang": record["language"],
            **{name: value for name, value in record.items() if name not in moved},
        }
    else:
        fields = {"title": _markdown(title_of_all(collected))}
        fields["articles"] = [{**_listed(each), "title": _markdown(title_of(each))} for each in collected.articles]
    return {**fields, "references": [Raw(_yaml_object(cited_csl(item))) for item in references(collected)]}


def _listed(article: CollectedArticle) -> dict[str, str]:
    return {
        "id": article.article.id,
        "title": title_of(article),
        "citation-key": article.item.key,
        "url": article.item.url,
    }


def _markdown(text: str) -> str:
    """Pandoc reads strings of the front matter as Markdown."""
    return escape_inline(text, PANDOC)


def _yaml_object(item: Json) -> str:
    """Return a work on one line: JSON with strings that every YAML reader takes is a flow mapping of YAML."""
    pairs = (f"{yaml_string(name)}: {_yaml_value(value, name)}" for name, value in item.items() if name != "note")
    return "{" + ", ".join(pairs) + "}"


def _yaml_value(value: object, name: str) -> str:
    if isinstance(value, str):
        return yaml_string(value if name in _LITERAL else _markdown(value))
    if isinstance(value, list):
        return "[" + ", ".join(_yaml_value(each, name) for each in cast("list[object]", value)) + "]"
    if isinstance(value, dict):
        pairs = cast("dict[str, object]", value).items()
        return "{" + ", ".join(f"{yaml_string(key)}: {_yaml_value(each, key)}" for key, each in pairs) + "}"
    return json.dumps(value)
