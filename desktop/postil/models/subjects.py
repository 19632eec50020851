"""What the sidebar lists: one subject per entity, per date and per masked name, made from an analysis."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from postil.domain.entities import ENTITY_KINDS, Analysis, DateMention, Entity, Mask, Mention

SubjectKind = Literal["person", "place", "organisation", "event", "date", "mask"]
SubjectOrder = Literal["count", "name", "first"]
SUBJECT_KINDS: tuple[SubjectKind, ...] = (*ENTITY_KINDS, "date", "mask")

_BEFORE_MASK = 16
_AFTER_MASK = 96
_LEAST_AFTER = 24
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?=\s)|[。！？]")
_SENTENCE_ENDS = ".!?。！？…\n"


@dataclass(frozen=True, slots=True)
class Subject:
    """One row: ``key`` tells it from all others, ``mentions`` are its places in text order, at least one.

    A mask's name is its number. ``value`` is a date's EDTF value where its words do not say it, ``text`` the whole
    text a mask stands in; ``entity`` is None for dates and masks; ``order_name`` is what sorts it by name.
    """

    key: str
    kind: SubjectKind
    name: str
    value: str
    mentions: tuple[Mention | DateMention | Mask, ...]
    entity: Entity | None = None
    order_name: str = ""
    text: str = field(default="", repr=False)

    @property
    def detail(self) -> str:
        """A date's value, or the words around a mask: cut out when they are seen, for there may be thousands."""
        if self.kind != "mask":
            return self.value
        return words_around(self.text, self.mentions[0].start, self.mentions[0].end)

    @property
    def first(self) -> int:
        """The start of its first mention, in code points."""
        return self.mentions[0].start


def subjects(analysis: Analysis, text: str) -> dict[SubjectKind, list[Subject]]:
    """Return every kind's subjects, in the order of the analysis; a kind without any has an empty list."""
    found: dict[SubjectKind, list[Subject]] = {kind: [] for kind in SUBJECT_KINDS}
    for entity in analysis.entities:
        if entity.mentions:
            row = Subject(
                entity.key, entity.kind, entity.name, "", entity.mentions, entity, entity.key.partition(":")[2]
            )
            found[entity.kind].append(row)
    found["date"] = _dates(analysis.dates)
    found["mask"] = [_mask(number, mask, text) for number, mask in enumerate(analysis.masks, start=1)]
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
    spoken = plain(f"{subject.name} {subject.detail} {' '.join({each.text for each in subject.mentions})}")
    return all(word in spoken for word in words)


def _by_count(subject: Subject) -> tuple[int, int, str]:
    # Masks are each their own; they keep the order of the text.
    return -len(subject.mentions), subject.first if subject.kind == "mask" else 0, subject.order_name


def _by_name(subject: Subject) -> tuple[str, int]:
    return subject.order_name, subject.first


def _by_place(subject: Subject) -> int:
    return subject.first


def _fullness(date: DateMention) -> tuple[bool, int]:
    return date.root < 0, len(date.text)


def _dates(dates: tuple[DateMention, ...]) -> list[Subject]:
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


def _mask(number: int, mask: Mask, text: str) -> Subject:
    return Subject(f"mask:{mask.start}", "mask", str(number), "", (mask,), None, f"{number:08}", text)


def words_around(text: str, start: int, end: int) -> str:
    """Return the part of the sentence around ``start``..``end`` (code points) that says what it is about.

    It begins a few words before, with "…" where that is not the sentence's beginning, and has no line break.
    """
    floor = max(0, start - _BEFORE_MASK)
    before = text[floor:start]
    cut = max((before.rfind(sign) for sign in _SENTENCE_ENDS), default=-1)
    if cut >= 0:
        before = before[cut + 1 :]
    elif floor:
        before = "…" + before.partition(" ")[2]
    after = text[end : end + _AFTER_MASK].partition("\n")[0]
    # An early full stop is more likely an abbreviation's.
    if (stop := _SENTENCE_END.search(after, _LEAST_AFTER)) is not None:
        after = after[: stop.end()]
    return " ".join(f"{before}{text[start:end]}{after}".split())
