"""Whose names masks hide, as far as the reader has said so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from postil.domain.dossier import name_of_key
from postil.domain.entities import Analysis, Mask
from postil.domain.judgements import current_key
from postil.domain.records import Confidence, Judgement


@dataclass(frozen=True, slots=True)
class Identified:
    """A mask with its ``number`` (from 1, in the order of the text) and what the reader said of it.

    ``group`` is the number of the first mask that hides the same name, its own where none does. ``key`` is the
    entity's, ``name`` its name, as the reader wrote it where this text does not name it; both "" where nobody was
    named. ``judgement`` is the one that named it, to be taken back, with ``confidence`` and ``reason``; it may speak of
    another of the group.
    """

    mask: Mask
    number: int
    group: int
    key: str = ""
    name: str = ""
    confidence: Confidence = ""
    reason: str = ""
    judgement: Judgement | None = None


def place_of(mask: Mask) -> str:
    """Return the place of a mask as ``same_mask`` judgements hold it: "120-122"."""
    return f"{mask.start}-{mask.end}"


def identified(analysis: Analysis, judgements: Sequence[Judgement]) -> tuple[Identified, ...]:
    """Return all masks of a judged ``analysis``, each with its identification, in order.

    What was said of a mask itself counts before what was said of another one of its group; of several the latest.
    """
    ordered = sorted(judgements, key=lambda each: each.id)
    groups = _groups(analysis.masks, ordered)
    own: dict[int, Judgement] = {}
    shared: dict[int, Judgement] = {}
    places = {(mask.start, mask.end): number for number, mask in enumerate(analysis.masks)}
    for judgement in ordered:
        number = places.get((judgement.start, judgement.end))
        if judgement.verdict == "identify" and number is not None:
            own[number] = judgement
            shared[groups[number]] = judgement
    names = {entity.key: entity.name for entity in analysis.entities}
    rows: list[Identified] = []
    for number, mask in enumerate(analysis.masks):
        said = own.get(number) or shared.get(groups[number])
        if said is None or not said.value:
            rows.append(Identified(mask, number + 1, groups[number] + 1))
            continue
        key = current_key(said.value, ordered)
        name = names.get(key) or names.get(said.value) or said.subject or name_of_key(key)
        rows.append(
            Identified(mask, number + 1, groups[number] + 1, key, name, said.confidence, said.reason, judgement=said)
        )
    return tuple(rows)


def _groups(masks: Sequence[Mask], judgements: Iterable[Judgement]) -> list[int]:
    """Return for each mask the first one that hides the same name."""
    leads = list(range(len(masks)))

    def lead(number: int) -> int:
        while leads[number] != number:
            number = leads[number]
        return number

    by_place = {place_of(mask): number for number, mask in enumerate(masks)}
    for judgement in judgements:
        if judgement.verdict != "same_mask":
            continue
        one, other = by_place.get(f"{judgement.start}-{judgement.end}"), by_place.get(judgement.value)
        if one is not None and other is not None:
            first, second = sorted((lead(one), lead(other)))
            leads[second] = first
    return [lead(number) for number in range(len(masks))]
