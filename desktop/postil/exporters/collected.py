"""What every exporter is given: the records of the articles that go out, gathered beforehand."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import quote

from postil.domain.claims import Count, counted
from postil.domain.entities import Analysis
from postil.domain.records import Article, ArticleNote, Claim, Color, CslItem, EntityNote, Highlight, Link, Revision
from postil.domain.unmasking import Identified

if TYPE_CHECKING:
    from postil.exporters.cited import CitedCluster


@dataclass(frozen=True, slots=True)
class LinkedPassage:
    """The other end of a link: ``words`` is how the passage at this end stands to it ("is supported by").

    ``title`` is that of the other passage's article, ``address`` opens Postil there; ``elsewhere`` says whether that is
    another article than this end's, whose title is then told with the link.
    """

    link: Link
    words: str
    quotation: str
    title: str
    address: str
    elsewhere: bool = True


@dataclass(frozen=True, slots=True)
class Related:
    """What hangs on a highlight: its claim, if it is one, and its links; what was counted for it comes first."""

    claim: Claim | None
    links: tuple[LinkedPassage, ...] = ()

    @property
    def count(self) -> Count:
        """What the claim says there are, and how many passages were found."""
        return counted(self.claim, (each.link for each in self.links)) if self.claim else Count(None, 0)


@dataclass(frozen=True, slots=True)
class CollectedArticle:
    """One article with all that the reader made of it.

    ``highlights`` stand in the order of the text; ``colors`` goes by the colours' ids; ``analysis`` is the one with
    the reader's judgements applied, or None where there is none yet. ``versions`` gives when each version of the text
    was captured (UTC, ISO 8601), by its id. ``related`` has claims and links by the ids of the highlights. ``masks``
    are those of ``revision`` with what the reader said of them. ``sentences`` has the sentence that each lost highlight
    was marked in, by its id, where the version it was marked on is there. ``altered`` are the ids of those whose words
    stand, but whose sentence reads differently in ``revision``. ``locators`` has where each highlight stands, as a
    citation says it ("p. 12"). ``cited`` has what is to stand for the citations in each note, by the id of its
    highlight, or of the article; empty where they stay as typed.
    """

    article: Article
    item: CslItem
    revision: Revision
    note: ArticleNote | None
    highlights: tuple[Highlight, ...]
    colors: Mapping[str, Color]
    analysis: Analysis | None
    versions: Mapping[str, str] = field(default_factory=dict[str, str])
    related: Mapping[str, Related] = field(default_factory=dict[str, Related])
    masks: tuple[Identified, ...] = ()
    sentences: Mapping[str, str] = field(default_factory=dict[str, str])
    altered: frozenset[str] = frozenset()
    locators: Mapping[str, str] = field(default_factory=dict[str, str])
    cited: "Mapping[str, tuple[CitedCluster, ...]]" = field(default_factory=dict[str, "tuple[CitedCluster, ...]"])


@dataclass(frozen=True, slots=True)
class Collected:
    """The articles to export, in the order asked for, and the works that notes can cite, by citation key.

    ``names`` says for a folder of files what those of an earlier export are called there, by what each is of
    (MadeFile.key), without their endings.
    ``entity_notes`` are the reader's pages about entities, by the entities' keys. ``bibliography`` has the works that
    notes cite as (key, entry in the language of the format), where a style formats them.
    ``chosen`` are works that go out with those of the articles, in the formats of records, cited or not.
    """

    articles: tuple[CollectedArticle, ...]
    works: Mapping[str, CslItem]
    entity_notes: Mapping[str, EntityNote] = field(default_factory=dict[str, EntityNote])
    names: Mapping[str, str] = field(default_factory=dict[str, str])
    bibliography: tuple[tuple[str, str], ...] = ()
    chosen: tuple[CslItem, ...] = ()


def address(article_id: str, highlight_id: str = "") -> str:
    """Return the link that opens Postil at an article, or at one of its highlights."""
    link = f"postil://article/{_quoted(article_id)}"
    return f"{link}#highlight={_quoted(highlight_id)}" if highlight_id else link


def place_address(article_id: str, revision_id: str, start: int, end: int) -> str:
    """Return the link that opens Postil at ``start``..``end`` (code points) of a version of an article's text.

    In a newer version it leads to where these words stand there.
    """
    return f"{address(article_id)}#at={start}-{end}&version={_quoted(revision_id)}"


def _quoted(identifier: str) -> str:
    """Return an id for an address; Postil's own mean themselves there, and quoting is slow for 10,000 of them."""
    return identifier if identifier.replace("-", "").isalnum() and identifier.isascii() else quote(identifier, safe="")
