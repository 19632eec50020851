"""Records of the articles and of the works that notes cite, as CSL-JSON; highlights go under ``custom``.

Source: https://docs.citationstyles.org/en/stable/specification.html and the schema of CSL's data
"""

import json

from postil.domain.csl import to_csl
from postil.exporters.arranging import arranged
from postil.exporters.collected import Collected, CollectedArticle
from postil.exporters.options import ExportOptions
from postil.exporters.plain_files import FileExporter
from postil.exporters.properties import references
from postil.exporters.rows import fields_of, rows

_KEPT = frozenset({"id", "quotation", "state", "sentence", "color", "tags", "note", "locator", "created", "address"})


def _render(collected: Collected, options: ExportOptions) -> str:
    shown = arranged(collected, options)
    marked = {article.item.key: article for article in shown.articles}
    items: list[dict[str, object]] = []
    for item in references(shown):
        told = to_csl(item)
        article = marked.get(item.key)
        if article is not None and article.highlights:
            told["custom"] = {"highlights": _highlights(article)}
        items.append(told)
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _highlights(article: CollectedArticle) -> list[dict[str, object]]:
    found = rows(Collected((article,), {}))
    return [{name: value for name, value in fields_of(row).items() if name in _KEPT} for row in found]


def by_key(shown: Collected) -> list[str]:
    """Return the quotations in the order of the articles' citation keys, as a bibliography has them."""
    articles = sorted(shown.articles, key=lambda article: article.item.key)
    return [highlight.quoted.exact for article in articles for highlight in article.highlights]


def _quotations(text: str) -> list[str]:
    return [each["quotation"] for item in json.loads(text) for each in item.get("custom", {}).get("highlights", ())]


CSL_JSON = FileExporter("csl-json", "References (CSL-JSON)", "json", _render, _quotations, by_key)
