"""What the library keeps: one frozen record per row. All times are UTC, ISO 8601, to the second."""

from dataclasses import dataclass, field
from typing import Literal

from postil.domain.anchoring import Selector, State
from postil.domain.document import Document
from postil.domain.removed_marks import RemovedMark

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
class Collection:
    """A shelf that the reader made; an article may stand on several (Membership)."""

    id: str
    name: str
    created: str


@dataclass(frozen=True, slots=True)
class Membership:
    """An article in a collection; ``id`` is ``ARTICLE:COLLECTION``."""

    id: str
    article_id: str
    collection_id: str
    created: str


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that the reader kept under a name; ``query`` as it is typed."""

    id: str
    name: str
    query: str
    created: str


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file that an export wrote; ``id`` is its absolute path.

    ``format`` is the exporter's name, ``options`` and ``parts`` are JSON: how it was made, and the hash of each part
    (by its id) as it was written. ``watched``: it is kept up to date as the reader goes on.
    """

    id: str
    format: str
    options: str
    parts: str
    watched: bool
    written: str


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


ClaimStatus = Literal["unsourced", "sourced", "checked", "disputed", "refuted"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What the reader says of a highlight that states something; ``id`` is the highlight's id.

    ``judge`` is who judged it and ``reason`` why, "" where nobody said. ``number`` is how many it claims of something
    ("6"), "" where it counts nothing: the passages linked to it as "counts" are what was found.
    """

    id: str
    status: ClaimStatus
    judge: str = ""
    reason: str = ""
    number: str = ""
    created: str = ""
    modified: str = ""


Relation = Literal["contradicts", "supports", "same_event", "corrects", "counts", "same_figure"]


@dataclass(frozen=True, slots=True)
class Link:
    """Two highlights that the reader put in a relation: the ``source_id`` one contradicts (…) the ``target_id`` one.

    "counts": the source is one of what the claim of the target counts. "same_event" and "same_figure" go both ways.
    """

    id: str
    relation: Relation
    source_id: str
    target_id: str
    reason: str = ""
    created: str = ""


@dataclass(frozen=True, slots=True)
class Fold:
    """What the reader decided about boilerplate on one site, for all that comes from it.

    ``site`` is the host that a page came from, "" for what came from none. By ``rule`` (the name of a boilerplate
    rule) all that this rule takes, or, where ``rule`` is "", each block of just these ``words`` is ``folded`` or not.
    """

    id: str
    site: str
    rule: str
    words: str
    folded: bool
    created: str


@dataclass(frozen=True, slots=True)
class EntityNote:
    """The reader's own page about an entity; ``id`` is the entity's key (``person:stalin``).

    ``body`` is Markdown; ``wikidata`` ("Q855") and ``viaf`` (digits) are identifiers that the reader gave, else "".
    """

    id: str
    body: str = ""
    wikidata: str = ""
    viaf: str = ""
    created: str = ""
    modified: str = ""


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """The reader's note on an article as a whole, in Markdown; ``id`` is the article's id."""

    id: str
    body: str
    created: str
    modified: str


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


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture kept in the library; ``id`` is the SHA-256 of ``content``, ``url`` where it came from."""

    id: str
    url: str
    media_type: str
    content: bytes = field(repr=False)


Verdict = Literal[
    "rename", "kind", "merge", "split", "add", "reject", "distinct", "identify", "same_mask", "date", "not_date"
]
Confidence = Literal["", "possible", "likely", "certain"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the reader decided about an entity; judgements are applied to an analysis in the order of their ids.

    ``subject`` is the key of the entity judged (``person:stalin``). By ``verdict``, ``value`` is

    - rename: the new name; kind: the new kind; merge: the key of the entity it joins; reject: "" — these hold in
      every article, ``article_id`` is "".
    - split: the name of the new entity for the mention ``start``..``end`` of ``text_hash``;
    - add: the name of the entity that ``start``..``end`` of ``text_hash`` mentions, ``subject`` its key;
    - distinct: the key of an entity that ``subject`` is not, whatever speaks for it; holds in every article;
    - identify: the key of the entity whose name the mask at ``start``..``end`` of ``text_hash`` hides, ``subject`` its
      name as the reader wrote it;
    - same_mask: the place ("120-122") of another mask of ``text_hash`` that hides the same name;
    - date: the EDTF value of the expression at ``start``..``end`` of ``text_hash``; not_date: "" — it is none.

    ``start`` and ``end`` are code points, 0 where they do not apply. ``reason`` is the reader's own words,
    ``confidence`` how sure the reader is, "" where nothing was said.
    """

    id: str
    verdict: Verdict
    subject: str
    value: str = ""
    article_id: str = ""
    text_hash: str = ""
    start: int = 0
    end: int = 0
    created: str = ""
    reason: str = ""
    confidence: Confidence = ""


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
