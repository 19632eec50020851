"""What the sidebar lists: one subject per entity, per date and per masked name, made from an analysis."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from postil.domain.dates_in_words import in_words
from postil.domain.entities import ENTITY_KINDS, Analysis, DateMention, Entity, Mask, Mention, Quantity
from postil.domain.unmasking import Identified
from postil.domain.wording import say

SubjectKind = Literal["person", "place", "organisation", "event", "date", "duration", "quantity", "mask"]
SubjectOrder = Literal["count", "name", "first"]
SUBJECT_KINDS: tuple[SubjectKind, ...] = (*ENTITY_KINDS, "date", "mask", "duration", "quantity")

ALONE: frozenset[SubjectKind] = frozenset({"mask", "duration", "quantity"})
"""Kinds of which each place stands for itself."""

_BEFORE_MASK = 16
_AFTER_MASK = 96
_LEAST_AFTER = 24
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)|[。！？]")
_SENTENCE_ENDS = ".!?。！？…\n"


Place = Mention | DateMention | Mask | Quantity


@dataclass(frozen=True, slots=True)
class Subject:
    """One row: ``key`` tells it from all others, ``mentions`` are its places in text order, at least one.

    A mask's name is its number. ``value`` is a date's EDTF value where its words do not say it, ``text`` the whole
    text a mask or a quantity stands in; ``entity`` is None for dates, masks and quantities; ``order_name`` is what
    sorts it by name. ``identified`` is what the reader said of a mask.
    """

    key: str
    kind: SubjectKind
    name: str
    value: str
    mentions: tuple[Place, ...]
    entity: Entity | None = None
    order_name: str = ""
    text: str = field(default="", repr=False)
    identified: Identified | None = None

    @property
    def detail(self) -> str:
        """A date's value, or the words around a mask: cut out when they are seen, for there may be thousands."""
        if not self.text:
            return self.value
        return words_around(self.text, self.mentions[0].start, self.mentions[0].end)

    @property
    def who(self) -> str:
        """Whose name a mask hides, as far as the reader said so: "Mao Zedong (likely)", "as mask 3"; else ""."""
        said = self.identified
        if said is None:
            return ""
        if said.key:
            return f"{said.name} ({confidence_words(said.confidence)})" if said.confidence else said.name
        return say("as mask {number}", number=said.group) if said.group != said.number else ""

    @property
    def first(self) -> int:
        """The start of its first mention, in code points."""
        return self.mentions[0].start


def confidence_words(confidence: str) -> str:
    """Return how sure the reader is, in a word; "" where nothing was said."""
    return {"possible": say("possible"), "likely": say("likely"), "certain": say("certain")}.get(confidence, "")


def subjects(analysis: Analysis, text: str, masks: Iterable[Identified] = ()) -> dict[SubjectKind, list[Subject]]:
    """Return every kind's subjects, in the order of the analysis; a kind without any has an empty list.

    ``masks`` are those of the analysis with what the reader said of them.
    """
    found: dict[SubjectKind, list[Subject]] = {kind: [] for kind in SUBJECT_KINDS}
    for entity in analysis.entities:
        if entity.mentions:
            row = Subject(
                entity.key, entity.kind, entity.name, "", entity.mentions, entity, entity.key.partition(":")[2]
            )
            found[entity.kind].append(row)
    found["date"] = _dates(each for each in analysis.dates if not _is_duration(each))
    found["duration"] = [_duration(each) for each in analysis.dates if _is_duration(each)]
    found["quantity"] = [_quantity(each, text) for each in analysis.quantities]
    said = {each.mask: each for each in masks}
    found["mask"] = [_mask(number, mask, text, said.get(mask)) for number, mask in enumerate(analysis.masks, start=1)]
    return found


def arranged(rows: Iterable[Subject], order: SubjectOrder) -> list[Subject]:
    """Return subjects by number of mentions (most first), by name (dates by value), or by their first mention."""
    if order == "count":
        return sorted(rows, key=_by_count)
    return sorted(rows, key=_by_name if order == "name" else _by_place)


def plain(text: str) -> str:
    """Return ``text`` as a filter compares it: case-folded, without accents."""
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def matches(subject: Subject, words: Iterable[str]) -> bool:
    """Return whether each of ``words`` (plain) stands in the subject's name, detail or the words it is named by."""
    printed = " ".join({each.text for each in subject.mentions})
    spoken = plain(f"{subject.name} {subject.detail} {subject.who} {printed}")
    return all(word in spoken for word in words)


def _by_count(subject: Subject) -> tuple[int, int, str]:
    # Masks are each their own; they keep the order of the text.
    alone = subject.kind in ALONE
    return -len(subject.mentions), subject.first if alone else 0, subject.order_name


def _by_name(subject: Subject) -> tuple[str, int]:
    return subject.order_name, subject.first


def _by_place(subject: Subject) -> int:
    return subject.first


def _fullness(date: DateMention) -> tuple[bool, int]:
    return date.root < 0, len(date.text)


def _is_duration(date: DateMention) -> bool:
    return date.edtf.startswith("P")


def _duration(date: DateMention) -> Subject:
    name = " ".join(date.text.split())
    told = in_words(date.edtf)
    detail = told if plain(told) != plain(name) else ""
    return Subject(f"duration:{date.start}", "duration", name, detail, (date,), None, plain(name))


def _quantity(quantity: Quantity, text: str) -> Subject:
    name = " ".join(quantity.text.split())
    return Subject(f"quantity:{quantity.start}", "quantity", name, "", (quantity,), None, plain(name), text)


def _dates(dates: Iterable[DateMention]) -> list[Subject]:
    same: dict[str, list[DateMention]] = {}
    for date in dates:
        same.setdefault(date.edtf or plain(date.text), []).append(date)
    rows: list[Subject] = []
    for value, mentions in same.items():
        # The words that say it by themselves, and fullest: "June 30, 1941" rather than "the following morning".
        fullest = max(mentions, key=_fullness)
        name = " ".join(fullest.text.split())
        detail = mentions[0].edtf if mentions[0].edtf != name else ""
        # Dates without a value come last.
        order_name = value if mentions[0].edtf else f"\uffff{value}"
        rows.append(Subject(f"date:{value}", "date", name, detail, tuple(mentions), None, order_name))
    return rows


def _mask(number: int, mask: Mask, text: str, said: Identified | None) -> Subject:
    return Subject(f"mask:{mask.start}", "mask", str(number), "", (mask,), None, f"{number:08}", text, said)


def words_around(text: str, start: int, end: int) -> str:
    """Return the part of the sentence around ``start``..``end`` (code points) that says what it is about.

    It begins a few words before, with "…" where it does not begin or end with the sentence, and has no line break.
    """
    floor = max(0, start - _BEFORE_MASK)
    before = text[floor:start]
    cut = max((before.rfind(sign) for sign in _SENTENCE_ENDS), default=-1)
    if cut >= 0:
        before = before[cut + 1 :]
    elif floor:
        before = "…" + before.partition(" ")[2]
    after, broken, _ = text[end : end + _AFTER_MASK].partition("\n")
    # An early full stop is more likely an abbreviation's.
    if (stop := _SENTENCE_END.search(after, _LEAST_AFTER)) is not None:
        after = after[: stop.end()]
    elif not broken and end + _AFTER_MASK < len(text):
        after = (after.rpartition(" ")[0] or after) + "…"
    return " ".join(f"{before}{text[start:end]}{after}".split())
