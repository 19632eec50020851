"""Which mentions name one entity."""

from postil.analysis.spans import Found
from postil.domain.entities import Entity, Mention, entity_key


def entities(text: str, found: list[Found]) -> tuple[Entity, ...]:
    """Return the entities that ``found`` names, by first mention."""
    groups: dict[str, list[Found]] = {}
    for each in found:
        groups.setdefault(entity_key(each.kind, text[each.start : each.end]), []).append(each)
    return tuple(
        Entity(
            key,
            text[finds[0].start : finds[0].end],
            finds[0].kind,
            tuple(Mention(each.start, each.end, text[each.start : each.end], each.reason) for each in finds),
        )
        for key, finds in groups.items()
    )
