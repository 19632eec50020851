"""Who, where and when: what an analysis finds in a canonical text. Positions are code points."""

import unicodedata
from dataclasses import dataclass
from typing import Literal

EntityKind = Literal["person", "place", "organisation", "event"]
ENTITY_KINDS: tuple[EntityKind, ...] = ("person", "place", "organisation", "event")


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named, and why it was taken for one."""

    start: int
    end: int
    text: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity under its fullest name; ``key`` is stable for a kind and a name (``entity_key``).

    ``demonyms`` are where a place's people or what is theirs is named ("Soviet" of the Soviet Union): of the entity,
    but no mentions of it.
    """

    key: str
    name: str
    kind: EntityKind
    mentions: tuple[Mention, ...]
    demonyms: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date as printed and as understood.

    ``edtf`` is its value at its own precision (``1941-06``, ``1941-06-22``, ``194X``, ``1941~``), for a duration that
    of ISO 8601 (``P21D``), "" where it could not be told. ``reason`` says how it was understood, ``root`` the start of
    the date it was resolved from, or -1. ``relation`` says how it follows from its root (``postil.domain.redating``).
    """

    start: int
    end: int
    text: str
    edtf: str
    reason: str = ""
    root: int = -1
    relation: str = ""

    @property
    def is_date(self) -> bool:
        """Whether ``edtf`` is a date's value, neither unknown nor an ISO 8601 duration (``P21D``)."""
        return bool(self.edtf) and not self.edtf.startswith("P")


@dataclass(frozen=True, slots=True)
class Mask:
    """A name that was masked: a run such as ``**`` or ``×××`` that stands for it. Masks are numbered by order."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A guess at who is meant, for the reader to confirm; it is never applied by itself.

    The place ``start``..``end`` is a mask, a phrase ("the chairman") or the first mention of the entity ``subject``
    ("" for a place that is no entity's). ``candidate`` is the key of the entity that may be meant, ``reason`` one
    sentence, ``score`` from 0 to 1. The best of one place comes first.
    """

    start: int
    end: int
    candidate: str
    reason: str
    score: float
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with what it counts: "about 3,000 prisoners" is 3000 of "prisoners", approximate.

    ``value`` to ``high`` where a range is given, else both are the same. ``counted`` is "" where the sentence does not
    say; ``text`` holds number and counted words as printed.
    """

    start: int
    end: int
    text: str
    value: float
    high: float
    counted: str = ""
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Analysis:
    """All that was found in one text.

    ``version`` names the analyser and its model; ``language`` is a BCP 47 tag; ``remark`` is one sentence on what
    was not searched, and why, or "".
    """

    version: str
    language: str
    entities: tuple[Entity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    masks: tuple[Mask, ...] = ()
    remark: str = ""
    suggestions: tuple[Suggestion, ...] = ()
    quantities: tuple[Quantity, ...] = ()


def entity_key(kind: str, name: str) -> str:
    """Return ``kind:name`` with the name case-folded, its accents and doubled spaces gone: ``person:stalin``."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return f"{kind}:{' '.join(plain.replace('’', chr(39)).split())}"
