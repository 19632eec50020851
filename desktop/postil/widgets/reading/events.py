"""What the reading surface tells of: clicks, a moved end, a wish for a menu. Not loaded before one of them happens."""

from dataclasses import dataclass

from postil.widgets.reading.values import EntityMark


@dataclass(frozen=True, slots=True)
class MarkClicked:
    """A click on highlights: the ids of all that lie there, the shortest first."""

    ids: tuple[str, ...]
    position: int


@dataclass(frozen=True, slots=True)
class EntityClicked:
    """A click on an underlined mention."""

    mark: EntityMark
    position: int


@dataclass(frozen=True, slots=True)
class MarkAdjusted:
    """The reader moved an end of the mark ``id``: its new place."""

    id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class MenuWish:
    """A wish for a menu: the ids of the highlights there, the shortest first, and where on the screen it is to open.

    ``blocks`` are the indexes of the blocks that it is about: the one there, or all that a folded line stands for.
    """

    ids: tuple[str, ...]
    position: int
    x: int
    y: int
    blocks: tuple[int, ...] = ()
