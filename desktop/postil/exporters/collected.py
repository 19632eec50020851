"""What every exporter is given: the records of the articles that go out, gathered beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from postil.domain.entities import Analysis
from postil.domain.records import Article, ArticleNote, Color, CslItem, Highlight, Revision


@dataclass(frozen=True, slots=True)
class CollectedArticle:
    """One article with all that the reader made of it.

    ``highlights`` stand in the order of the text; ``colors`` goes by the colours' ids; ``analysis`` is the one with
    the reader's judgements applied, or None where there is none yet. ``versions`` gives when each version of the text
    was captured (UTC, ISO 8601), by its id.
    """

    article: Article
    item: CslItem
    revision: Revision
    note: ArticleNote | None
    highlights: tuple[Highlight, ...]
    colors: Mapping[str, Color]
    analysis: Analysis | None
    versions: Mapping[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True)
class Collected:
    """The articles to export, in the order asked for, and the works that notes can cite, by citation key."""

    articles: tuple[CollectedArticle, ...]
    works: Mapping[str, CslItem]


def address(article_id: str, highlight_id: str = "") -> str:
    """Return the link that opens Postil at an article, or at one of its highlights."""
    link = f"postil://article/{quote(article_id, safe='')}"
    return f"{link}#highlight={quote(highlight_id, safe='')}" if highlight_id else link
