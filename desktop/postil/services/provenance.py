"""Where an article comes from: what is known of its capture, what its source says of itself, and what its text shows.

Nothing here is guessed from the prose: dates, author and declared language are those of the importer, with the string
each came from, and what the reader changed says so.
"""

from dataclasses import dataclass
from typing import Literal

from postil.analysis.attribution import How, attributions, sources
from postil.analysis.translation import Impression, impression
from postil.domain.document import Document
from postil.domain.languages import detect_language
from postil.domain.problems import Problem
from postil.domain.records import CslItem, Evidence, Revision, SourceKind
from postil.services.folding import as_folded
from postil.storage.library import Library
from postil.storage.revisions import revision_facts

LONGEST = 200_000
"""Code points that are read for signs of a machine translation: some 35,000 words say enough."""

By = Literal["nobody", "source", "reader", "fetching"]


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one ``field``: its ``value``, "" for nothing, and who says so.

    "source": the ``evidence`` does. "reader": the record was edited, and ``evidence`` is what the source says instead,
    None where it says nothing. "fetching": it is the day on which Postil fetched the page.
    """

    field: str
    value: str
    by: By
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class NamedSource:
    """A source that the text names: as it stands there, how, and where (code points)."""

    name: str
    how: How
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One version of the text; ``captured`` in UTC, ISO 8601."""

    id: str
    captured: str
    words: int


@dataclass(frozen=True, slots=True)
class Provenance:
    """All that is known of where one version of an article comes from.

    ``location`` is the URL or path that it was read from, ``address`` the one that its record gives. ``source_hash``
    and ``text_hash`` are the SHA-256 of the bytes and of the canonical text. ``declared`` is the language that the
    source gives, ``detected`` the one that its words are in, "" where they are too few. ``versions`` stand oldest
    first.
    """

    article_id: str
    revision_id: str
    title: str
    captured: str
    source_kind: SourceKind
    location: str
    address: str
    importer: str
    source_hash: str
    text_hash: str
    words: int
    published: Told
    updated: Told
    accessed: Told
    authors: Told
    declared: Told
    detected: str
    translation: Impression
    sources: tuple[NamedSource, ...]
    versions: tuple[Version, ...]
    text: str

    @property
    def dates(self) -> tuple[Told, ...]:
        """The dates of publication, update and access."""
        return self.published, self.updated, self.accessed

    @property
    def number(self) -> int:
        """Which version this is, from 1; 0 where it is none of the article's."""
        return next((n for n, version in enumerate(self.versions, 1) if version.id == self.revision_id), 0)

    @property
    def disagrees(self) -> bool:
        """Whether the source declares another language than its words are in."""
        declared = self.declared.value.partition("-")[0]
        return bool(declared and self.detected and declared != self.detected.partition("-")[0])


def provenance(library: Library, article_id: str, revision_id: str = "") -> Provenance:
    """Return where an article's newest version comes from, or the one called ``revision_id``.

    A book takes seconds. Raises Problem where there is no such article or version.
    """
    article, item = library.article(article_id), library.item(article_id)
    revision = library.revision(revision_id or article.revision_id) if article else None
    if article is None or item is None or revision is None or revision.article_id != article_id:
        raise Problem("That article or version is not in this library; it may have been deleted.")
    is_newest = revision.id == article.revision_id
    document = as_folded(library, revision, item)
    detected = detect_language(revision.document.text)
    return Provenance(
        article_id=article_id,
        revision_id=revision.id,
        title=item.title,
        captured=revision.captured,
        source_kind=revision.source_kind,
        location=revision.location,
        address=item.url,
        importer=revision.importer,
        source_hash=revision.source_hash,
        text_hash=revision.text_hash,
        words=revision.words,
        published=told("published", item.published, revision, is_newest=is_newest),
        updated=told("updated", item.updated, revision, is_newest=is_newest),
        accessed=told("accessed", item.accessed, revision, is_newest=is_newest),
        authors=told("authors", _authors(item), revision, is_newest=is_newest),
        declared=_declared(revision),
        detected=detected,
        translation=impression(_prose(document), detected),
        sources=_named(document, revision.location if revision.source_kind == "url" else item.url),
        versions=tuple(Version(each.id, each.captured, each.words) for each in revision_facts(library, article_id)),
        text=revision.document.text,
    )


def told(field: str, recorded: str, revision: Revision, *, is_newest: bool) -> Told:
    """Return what is known of a field: what the record says, for the newest version, else what that version said."""
    evidence = next((row for row in revision.evidence if row.field == field), None)
    said = evidence.value if evidence else ""
    if field == "accessed" and revision.source_kind == "url" and not evidence:
        said = revision.captured[:10]
        if recorded == said or not is_newest:
            return Told(field, said, "fetching")
    if is_newest and recorded != said:
        return Told(field, recorded, "reader", evidence)
    return Told(field, said, "source" if said else "nobody", evidence)


def _authors(item: CslItem) -> str:
    return "; ".join(str(name) for name in item.authors)


def _declared(revision: Revision) -> Told:
    """Return the language that the source declares; one that was only detected is not declared."""
    row = next((row for row in revision.evidence if row.field == "language" and row.origin != "detected"), None)
    return Told("language", row.value, "source", row) if row else Told("language", "", "nobody")


def _prose(document: Document) -> str:
    """Return the canonical text with its boilerplate blanked, so that places stay."""
    if not any(block.boilerplate for block in document.blocks):
        return document.text[:LONGEST]
    told = (" " * len(block.text) if block.boilerplate else block.text for block in document.blocks)
    return "\n".join(told)[:LONGEST]


def _named(document: Document, address: str) -> tuple[NamedSource, ...]:
    found = sources(attributions(document, address))
    return tuple(
        NamedSource(name, places[0].how, tuple((each.start, each.end) for each in places))
        for name, places in found.items()
    )
