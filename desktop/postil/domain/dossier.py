"""All that a library holds about one entity: who is named where, with whom, and what the reader wrote about it."""

import re
from dataclasses import dataclass

from postil.domain.entities import ENTITY_KINDS, EntityKind
from postil.domain.problems import Problem
from postil.domain.records import Confidence, EntityNote

_WIKIDATA = re.compile(
    r"(?:(?:https?://)?(?:www\.|m\.)?wikidata\.org/(?:wiki/(?:Special:EntityPage/)?|entity/)|wd:)?(Q[1-9]\d{0,11})"
    r"(?:[?#].*)?",
    re.IGNORECASE,
)
_VIAF = re.compile(
    r"(?:(?:https?://)?(?:www\.)?viaf\.org/(?:[a-z]{2}/)?viaf/|viaf:?\s*)?([1-9]\d{0,21})(?:/.*|[?#].*)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Naming:
    """One place of the entity; all positions are code points.

    ``start`` to ``end`` are in the text of its article, ``at`` is where the words begin in their ``sentence``, which
    is as printed. ``masked``: the words are a mask that the reader identified, as surely as ``confidence`` says.
    """

    start: int
    end: int
    words: str
    sentence: str
    at: int
    reason: str = ""
    masked: bool = False
    confidence: Confidence = ""


@dataclass(frozen=True, slots=True)
class NamedIn:
    """An article that names the entity: all its places, in order. ``published`` is EDTF or ""."""

    article_id: str
    revision_id: str
    title: str
    site: str
    published: str
    namings: tuple[Naming, ...]


@dataclass(frozen=True, slots=True)
class Companion:
    """Another entity: in how many sentences, of how many articles, it is named beside this one."""

    key: str
    name: str
    kind: str
    sentences: int
    articles: int


@dataclass(frozen=True, slots=True)
class Touching:
    """A highlight on the entity's words or with its name in the note; ``quotation`` verbatim, ``note`` Markdown."""

    highlight_id: str
    article_id: str
    title: str
    quotation: str
    note: str
    color: str


@dataclass(frozen=True, slots=True)
class Alike:
    """Another entity of the library with a name so like this one's that it may be the same."""

    key: str
    name: str
    mentions: int
    articles: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of the entity ``key``; ``name`` is its fullest, "" where no article names it.

    ``names`` are the words that it is named by, with how often, the commonest first. ``articles`` go by date, undated
    ones last. ``unsearched`` is the number of articles that were not looked through yet. ``alike`` may be the same.
    """

    key: str
    name: str
    kind: str
    names: tuple[tuple[str, int], ...] = ()
    articles: tuple[NamedIn, ...] = ()
    companions: tuple[Companion, ...] = ()
    touching: tuple[Touching, ...] = ()
    note: EntityNote | None = None
    unsearched: int = 0
    alike: tuple[Alike, ...] = ()

    @property
    def mentions(self) -> int:
        """In how many places it is named."""
        return sum(len(article.namings) for article in self.articles)


def kind_of(key: str) -> EntityKind:
    """Return the kind that a key (``person:stalin``) names; a person's where it names none."""
    kind = key.partition(":")[0]
    for known in ENTITY_KINDS:
        if known == kind:
            return known
    return "person"


def name_of_key(key: str) -> str:
    """Return a readable name made from a key, for what no text at hand names: "Ida Holm" from "person:ida holm"."""
    return " ".join(word[:1].upper() + word[1:] for word in key.partition(":")[2].split())


def wikidata_id(typed: str) -> str:
    """Return the item ("Q855") that was typed, or pasted as an address; "" for nothing; raises Problem."""
    return _identifier(
        typed, _WIKIDATA, "“{typed}” is no Wikidata item; one looks like Q855 or https://www.wikidata.org/wiki/Q855."
    ).upper()


def viaf_id(typed: str) -> str:
    """Return the VIAF number that was typed, or pasted as an address; "" for nothing; raises Problem."""
    return _identifier(
        typed, _VIAF, "“{typed}” is no VIAF number; one looks like 101715089 or https://viaf.org/viaf/101715089."
    )


def wikidata_address(item: str) -> str:
    """Return the page of a Wikidata item."""
    return f"https://www.wikidata.org/wiki/{item}"


def viaf_address(number: str) -> str:
    """Return the page of a VIAF number."""
    return f"https://viaf.org/viaf/{number}"


def _identifier(typed: str, form: re.Pattern[str], sentence: str) -> str:
    typed = typed.strip()
    if not typed:
        return ""
    match = form.fullmatch(typed) if typed.isascii() else None
    if match is None:
        raise Problem(sentence, typed=typed)
    return match[1]
