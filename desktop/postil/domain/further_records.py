"""What the library keeps beside an article and its highlights: none of it is needed for the first page of a start."""

from dataclasses import dataclass, field
from typing import Literal

ClaimStatus = Literal["unsourced", "sourced", "checked", "disputed", "refuted"]
Relation = Literal["contradicts", "supports", "same_event", "corrects", "counts", "same_figure"]
Verdict = Literal[
    "rename", "kind", "merge", "split", "add", "reject", "distinct", "identify", "same_mask", "date", "not_date"
]
Confidence = Literal["", "possible", "likely", "certain"]


@dataclass(frozen=True, slots=True)
class ArticleNote:
    """The reader's note on an article as a whole, in Markdown; ``id`` is the article's id."""

    id: str
    body: str
    created: str
    modified: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture kept in the library; ``id`` is the SHA-256 of ``content``, ``url`` where it came from."""

    id: str
    url: str
    media_type: str
    content: bytes = field(repr=False)


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
