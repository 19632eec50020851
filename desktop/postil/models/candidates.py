"""Which known entities a reader may mean."""

from collections.abc import Iterable

from postil.domain.entities import Entity
from postil.models.subjects import plain

_MOST = 200


def candidates(known: Iterable[Entity], *, like: str, kind: str, wanted: str = "") -> list[Entity]:
    """Return at most 200 entities whose names hold every word of ``wanted``, the likeliest first.

    Likely is what shares a word with ``like``, then what is of the same ``kind``, then what is named most.
    """
    words, alike = plain(wanted).split(), set(plain(like).split())

    def rank(entity: Entity) -> tuple[int, bool, int, str]:
        shared = len(alike & set(plain(entity.name).split()))
        return -shared, entity.kind != kind, -len(entity.mentions), entity.name

    found = [entity for entity in known if all(word in plain(entity.name) for word in words)]
    return sorted(found, key=rank)[:_MOST]


def namesake(known: Iterable[Entity], key: str) -> Entity | None:
    """Return the entity with that key, or None."""
    return next((entity for entity in known if entity.key == key), None)
