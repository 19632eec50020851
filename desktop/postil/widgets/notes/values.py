"""What the cards of the notes pane are given to show."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from postil.domain.anchoring import State
from postil.domain.records import ClaimStatus, Relation

if TYPE_CHECKING:
    from postil.domain.differences import Piece

CardKind = Literal["article", "highlight"]


@dataclass(frozen=True, slots=True)
class ClaimShown:
    """What a card says of its claim: ``judged``: by whom and why; ``counted``: "Claimed 6, found 4", or ""."""

    status: ClaimStatus
    label: str
    judged: str = ""
    counted: str = ""


@dataclass(frozen=True, slots=True)
class LinkShown:
    """One relation of a card: ``words`` is how it stands to the passage ``other_id`` ("contradicts").

    ``title`` is the article of the other passage, "" where it is the same one; ``counted``: it was counted for the
    card's claim.
    """

    id: str
    relation: Relation
    words: str
    other_id: str
    quotation: str
    title: str = ""
    reason: str = ""
    counted: bool = False


@dataclass(frozen=True, slots=True)
class CardContent:
    """All that one card shows.

    ``id`` is a highlight's id, or the article's for the note on the whole (``kind`` "article": it has no quotation
    and no colour). ``quotation`` is verbatim text, ``note`` Markdown.

    One that is not "exact" may have more: ``pieces`` tells what became of the words that were marked ("changed"),
    ``settled`` whether the reader confirmed that, ``sentence`` is the one that a "lost" quotation stood in, and
    ``made_on`` the day of the version it was marked on, each empty where that is not known.
    """

    id: str
    kind: CardKind
    note: str = ""
    tags: tuple[str, ...] = ()
    quotation: str = ""
    color_id: str = ""
    color_name: str = ""
    state: State = "exact"
    pieces: "tuple[Piece, ...]" = ()
    settled: bool = False
    sentence: str = ""
    made_on: str = ""
    claim: ClaimShown | None = None
    links: tuple[LinkShown, ...] = ()


@dataclass(frozen=True)
class CardStyle:
    """Colours of a card as ``#rrggbb``; ``tones`` and ``inks`` go by colour id.

    ``family`` is the face of quotations, as the article has it: the reader's own words stand in the window's.
    """

    text: str
    muted: str
    border: str
    raised: str
    hover: str
    selection: str
    accent: str
    danger: str
    link: str
    code_background: str
    removed: str
    added: str
    tones: Mapping[str, str]
    inks: Mapping[str, str]
    family: str = "serif"


class CardSource(Protocol):
    """The cards of a list in their order; positions count from 0."""

    def __len__(self) -> int: ...

    def content(self, position: int) -> CardContent:
        """Return what the card at ``position`` shows."""
        ...

    def position(self, card_id: str) -> int:
        """Return where the card stands, or -1."""
        ...


@dataclass(frozen=True, slots=True)
class Work:
    """A work of the library as citation completion offers it: its citation key, and what else is said of it."""

    key: str
    about: str


Offered = Callable[[str, Sequence[Work]], None]
"""Is given what was typed, and the works that it may mean."""
