"""What goes into and comes out of the reading surface. Positions are code points of the canonical text."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from postil.domain.anchoring import State

EntityKind = Literal["person", "place", "organisation", "event", "date", "mask"]


@dataclass(frozen=True, slots=True)
class TextRange:
    """A passage of the canonical text, ``start`` up to but not including ``end``."""

    start: int
    end: int


@dataclass(frozen=True)
class ReadingStyle:
    """How the page looks. Colours are ``#rrggbb``.

    ``line_height`` is the distance of two lines in sizes of the face (1.5: one and a half), ``measure`` the width of
    the column in characters, ``tones`` the highlight colours by their ids, ``entity_tones`` the underline colours by
    entity kind.
    """

    family: str = "serif"
    size_points: float = 13.0
    line_height: float = 1.5
    measure: int = 65
    page: str = "#fdfcf9"
    text: str = "#22201c"
    muted: str = "#6b665d"
    link: str = "#1f5a96"
    selection: str = "#bcd7f5"
    code_background: str = "#f1eee7"
    rule: str = "#d8d2c6"
    tones: Mapping[str, str] = field(default_factory=dict[str, str])
    entity_tones: Mapping[str, str] = field(default_factory=dict[str, str])
    flash: str = "#f2a33a"
    dark: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A highlight to paint; ``tone`` is a key of the style's tones, ``settled``: the reader confirmed its place."""

    id: str
    start: int
    end: int
    tone: str
    state: State = "exact"
    settled: bool = False


@dataclass(frozen=True, slots=True)
class EntityMark:
    """A mention to underline; ``tip`` is what to say of it while the pointer rests on it, plain text or ""."""

    start: int
    end: int
    kind: str
    tip: str = ""


@dataclass(frozen=True, slots=True)
class ReadingPosition:
    """Where the reader is: ``position`` begins the first line in view, ``progress`` is the part read, 0 to 1."""

    position: int
    progress: float
