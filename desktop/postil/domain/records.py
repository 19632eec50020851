"""What the library keeps: one frozen record per row. All times are UTC, ISO 8601, to the second.

Here are the records of the first page; the others come from ``further_records`` when they are first asked for, for a
frozen dataclass costs half a millisecond of the start.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from postil.domain.anchoring import Selector, State
from postil.domain.document import Document

if TYPE_CHECKING:
    from postil.domain.further_records import (
        ArticleNote,
        Claim,
        ClaimStatus,
        Collection,
        Confidence,
        EntityNote,
        ExportedFile,
        Figure,
        Fold,
        Judgement,
        Link,
        Membership,
        Relation,
        SavedSearch,
        Verdict,
    )
    from postil.domain.removed_marks import RemovedMark

__all__ = [
    "Article",
    "ArticleNote",
    "Claim",
    "ClaimStatus",
    "Collection",
    "Color",
    "Confidence",
    "CslItem",
    "EntityNote",
    "Evidence",
    "ExportedFile",
    "Figure",
    "Fold",
    "Highlight",
    "Judgement",
    "Link",
    "Membership",
    "Name",
    "Reading",
    "Record",
    "Relation",
    "Revision",
    "SavedSearch",
    "SourceKind",
    "Verdict",
]

SourceKind = Literal["url", "file", "text", "html"]


@dataclass(frozen=True, slots=True)
class Article:
    """One article of the library; its words are in its revisions, its title in its CslItem.

    ``later``: to be read later; ``archived``: done with, out of the usual list; ``favourite``: starred; ``trashed``:
    when it was put into the trash, "" where it was not.
    """

    id: str
    revision_id: str
    tags: tuple[str, ...]
    created: str
    modified: str
    later: bool = False
    archived: bool = False
    favourite: bool = False
    trashed: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a bibliographic field came from.

    ``field`` is a CslItem field's name, ``value`` what Postil understood, ``printed`` the string as it stood,
    ``origin`` the place it stood in ("meta article:published_time", "byline", "first heading"), ``guess`` whether
    it is only likely.
    """

    field: str
    value: str
    printed: str
    origin: str
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Revision:
    """One version of an article's text; it never changes once stored.

    ``location`` is the URL or the file's path ("" for pasted text), ``source_hash`` the SHA-256 of the bytes,
    ``importer`` the name of the one that read them, ``language`` a BCP 47 tag or "".
    """

    id: str
    article_id: str
    document: Document
    text_hash: str
    source_kind: SourceKind
    location: str
    source_hash: str
    importer: str
    language: str
    words: int
    evidence: tuple[Evidence, ...]
    captured: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name as CSL has it: ``family`` and ``given``, or ``literal`` alone where they cannot be told apart."""

    family: str = ""
    given: str = ""
    literal: str = ""

    def __str__(self) -> str:
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True, slots=True)
class CslItem:
    """A bibliographic record in CSL's own fields; the dates are EDTF level 0 or "" where none is known.

    ``id`` equals the article's id for an article of the library. ``key`` is the citation key, unique.
    ``updated`` has no CSL field of its own and is written as a note. ``more`` holds CSL's other variables as a JSON
    object in the terms of CSL-JSON, "" where there are none. An item whose ``id`` is no article's is a work that the
    library only cites. Source: https://docs.citationstyles.org
    """

    id: str
    key: str
    type: str = "webpage"
    title: str = ""
    authors: tuple[Name, ...] = ()
    container_title: str = ""
    publisher: str = ""
    published: str = ""
    updated: str = ""
    accessed: str = ""
    url: str = ""
    language: str = ""
    note: str = ""
    created: str = ""
    modified: str = ""
    more: str = ""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked passage of one revision, with the reader's note in Markdown and tags.

    ``color`` is a Color's id. ``revision_id`` and ``selector`` say where it stands now: in the article's newest
    revision, or, when its ``state`` is "lost", in the last one that had it. ``made_id`` and ``made`` are the revision
    that the reader marked it on and its place there; "" and None where it has not been carried over since.
    ``reviewed`` is when the reader confirmed a "changed" place, else "". ``foreign`` names it in the program it came
    from ("readwise:1234"), "" for one made here; ``locator`` is the place that program printed ("p. 12", "loc. 345").
    """

    id: str
    article_id: str
    revision_id: str
    selector: Selector
    color: str
    note: str
    tags: tuple[str, ...]
    state: State
    created: str
    modified: str
    made_id: str = ""
    made: Selector | None = None
    reviewed: str = ""
    foreign: str = ""
    locator: str = ""

    @property
    def quoted(self) -> Selector:
        """The passage as the reader marked it, in the text of ``quoted_id``: what an export quotes."""
        return self.made or self.selector

    @property
    def quoted_id(self) -> str:
        """The revision that the reader marked it on."""
        return self.made_id or self.revision_id


@dataclass(frozen=True, slots=True)
class Color:
    """A highlight colour under the name the reader gave it; ``id`` names the tone in the theme ("yellow")."""

    id: str
    name: str
    position: int


@dataclass(frozen=True, slots=True)
class Reading:
    """How far the reader is: ``id`` is the article's id, ``position`` in code points, ``progress`` from 0 to 1."""

    id: str
    position: int
    progress: float
    opened: str


if TYPE_CHECKING:
    Record = (
        Article
        | Revision
        | CslItem
        | Highlight
        | ArticleNote
        | Color
        | Reading
        | Figure
        | Judgement
        | Claim
        | Link
        | Fold
        | EntityNote
        | Collection
        | Membership
        | SavedSearch
        | ExportedFile
        | RemovedMark
    )
else:
    # What a union would import is what is not to be imported yet.
    Record = object

    def __getattr__(name: str) -> object:
        """Return a record's class, or a type of its fields, that the first page did not need."""
        if name.startswith("__"):
            raise AttributeError(name)
        from postil.domain import further_records

        return getattr(further_records, name)
